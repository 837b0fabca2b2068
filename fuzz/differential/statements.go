package main

import (
	"fmt"
	"strings"
)

func (g *gen) put(s string) { g.out.WriteString(s) }

// action writes {{ }} around a text, perhaps with trimming.
func (g *gen) action(s string) {
	open, end := "{{ ", " }}"
	switch g.r.IntN(8) {
	case 0:
		open = "{{- "
	case 1:
		end = " -}}"
	case 2:
		open, end = "{{", "}}"
	case 3:
		open, end = "{{-\n ", "\n-}}"
	}
	if strings.HasPrefix(s, "-") && open == "{{" {
		open = "{{ "
	}
	g.put(open + s + end)
}

func (g *gen) filler() {
	g.put(pick(g.r, []string{"", "", " ", "\n", "a: ", "x\n", "  - ", "\n\n  ", "\t", "}", "{ ", "k: \"", ", ", " \r\n", "é", "# c\n", "---\n"}))
}

func (g *gen) pipeline() string {
	kind := pick(g.r, []string{"any", "any", "string", "string", "int", "float64", "bool", "map", "list", "strings", "int64", "alike"})
	if s := g.bare(kind, 0); s != "" && g.chance(85) {
		for g.chance(20) {
			s += " | " + pick(g.r, []string{"quote", "toJson", "toYaml", "toString", "print", "upper", "trim", "len", "int", "float64", "kindOf", "typeOf", "squote", "nindent 2", "default 1", "toPrettyJson", "toToml", "toYamlPretty", "printf \"%v|%T\" 1", "printf \"%#v\""})
		}
		return s
	}
	return g.expr(kind, 0)
}

func (g *gen) statements(depth int) {
	n := 1 + g.r.IntN(4)
	scope := len(g.vars)
	for i := 0; i < n && (g.left > 0 || i == 0); i++ {
		g.filler()
		g.left--
		g.statement(depth)
	}
	g.filler()
	g.vars = g.vars[:scope]
}

func (g *gen) statement(depth int) {
	n := g.r.IntN(100)
	if depth > 3 {
		n %= 60
	}
	switch {
	case n < 45:
		g.action(g.pipeline())
	case n < 53:
		g.declare()
	case n < 57:
		g.assign()
	case n < 59:
		g.put(pick(g.r, []string{"{{/* c */}}", "{{- /* c\n */ -}}", "{{ template \"nope\" }}", "{{/* a }} b */}}"}))
	case n < 60:
		g.jump()
	case n < 73:
		g.conditional(depth)
	case n < 81:
		g.with(depth)
	case n < 94:
		g.loop(depth)
	default:
		g.invoke()
	}
}

func (g *gen) declare() {
	kind := pick(g.r, []string{"any", "string", "int", "map", "list", "float64", "strings", "bool"})
	name := "$" + pick(g.r, []string{"x", "y", "z", "é1", "long_name"})
	g.action(name + pick(g.r, []string{" := ", ":=", " :=  "}) + g.expr(kind, 0))
	g.vars = append(g.vars, named{name, kind})
}

func (g *gen) assign() {
	if len(g.vars) == 0 {
		g.declare()
		return
	}
	v := pick(g.r, g.vars)
	if g.loops == 0 {
		g.action(v.text + " = " + g.expr(v.kind, 0))
	} else { // nothing that grows with each turn
		g.action(v.text + " = " + g.literal("number"))
	}
}

func (g *gen) jump() {
	if g.loops > 0 || g.chance(10) {
		g.action(pick(g.r, []string{"break", "continue"}))
	}
}

func (g *gen) condition() string {
	s := g.expr(pick(g.r, []string{"bool", "bool", "any", "string", "map"}), 0)
	if g.chance(12) {
		name := "$" + pick(g.r, []string{"c", "x"})
		g.vars = append(g.vars, named{name, "any"})
		return name + " := " + s
	}
	return s
}

func (g *gen) conditional(depth int) {
	scope := len(g.vars)
	g.action("if " + g.condition())
	g.statements(depth + 1)
	for g.chance(25) {
		g.action("else if " + g.condition())
		g.statements(depth + 1)
	}
	if g.chance(40) {
		g.action("else")
		g.statements(depth + 1)
	}
	g.action("end")
	g.vars = g.vars[:scope]
}

func (g *gen) with(depth int) {
	scope, dot := len(g.vars), g.dot
	kind := pick(g.r, []string{"any", "map", "string", "list", "int"})
	s := g.expr(kind, 0)
	if g.chance(25) {
		g.vars = append(g.vars, named{"$w", kind})
		s = "$w := " + s
	}
	g.action("with " + s)
	g.dot = kind
	g.statements(depth + 1)
	g.dot = dot
	if g.chance(20) {
		g.action("else with " + g.expr("any", 0))
		g.dot = "any"
		g.statements(depth + 1)
		g.dot = dot
	}
	if g.chance(30) {
		g.action("else")
		g.statements(depth + 1)
	}
	g.action("end")
	g.vars = g.vars[:scope]
}

func (g *gen) loop(depth int) {
	if g.loops > 2 {
		g.action(g.pipeline())
		return
	}
	scope, dot := len(g.vars), g.dot
	over := pick(g.r, []string{"list", "list", "map", "map", "strings", "ints", "small", "any", "string"})
	element := map[string]string{"list": "any", "map": "any", "strings": "string", "ints": "int", "small": "int",
		"any": "any", "string": "int"}[over]
	key := "int"
	if over == "map" {
		key = "string"
	}
	s := g.expr(over, 1)
	if over == "any" { // no loop over a large number
		s = "(list " + s + ")"
	}
	switch g.r.IntN(3) {
	case 1:
		g.vars = append(g.vars, named{"$e", element})
		s = "$e := " + s
	case 2:
		g.vars = append(g.vars, named{"$k", key}, named{"$e", element})
		s = pick(g.r, []string{"$k, $e := ", "$k,$e:="}) + s
	}
	g.action("range " + s)
	g.dot = element
	g.loops++
	g.statements(depth + 1)
	if g.chance(10) {
		g.action("if " + g.expr("bool", 0))
		g.action(pick(g.r, []string{"break", "continue"}))
		g.action("end")
	}
	g.loops--
	g.dot = dot
	if g.chance(25) {
		g.action("else")
		g.statements(depth + 1)
	}
	g.action("end")
	g.vars = g.vars[:scope]
}

// define writes a named template, which may use those before it.
func (g *gen) define() {
	name := fmt.Sprintf("t%d", len(g.defines)+1)
	vars, dot, dollar, left := g.vars, g.dot, g.dollar, g.left
	kind := pick(g.r, []string{"root", "root", "any"})
	g.vars, g.dot, g.dollar = nil, kind, kind
	g.action(fmt.Sprintf("define %q", name))
	g.statements(2)
	g.action("end")
	g.vars, g.dot, g.dollar, g.left = vars, dot, dollar, left
	g.defines = append(g.defines, name)
}

func (g *gen) invoke() {
	if g.chance(15) {
		g.action(fmt.Sprintf("block \"b%d\" %s", g.r.IntN(2), g.expr("top", 0)))
		vars, dot, dollar, defines := g.vars, g.dot, g.dollar, g.defines
		g.vars, g.dot, g.dollar, g.defines = nil, "any", "any", nil
		g.filler()
		g.action(g.pipeline())
		g.vars, g.dot, g.dollar, g.defines = vars, dot, dollar, defines
		g.action("end")
		return
	}
	if len(g.defines) == 0 {
		g.action("tpl " + g.expr("template", 0) + " " + g.expr("top", 0))
		return
	}
	verb := pick(g.r, []string{"template", "include"})
	g.action(fmt.Sprintf("%s %q %s", verb, pick(g.r, g.defines), g.expr("top", 0)))
}
