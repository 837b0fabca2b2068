package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Something that a template may name: a variable or a path, and the kind of what it holds.
type named struct{ text, kind string }

// A generator of one template and its values.
type gen struct {
	r       *rand.Rand
	tables  *tables
	values  []named // paths below .Values, with the leading dot
	vars    []named
	defines []string
	dot     string // the kind of `.`: "root" where it is the chart's context
	dollar  string // the same of `$`
	loops   int
	fresh   int // above 0 where nothing may be named, so that no map comes to hold itself
	nested  int // how deep in literals of lists and dicts
	left    int // actions that may still be written
	out     strings.Builder
}

type tables struct {
	functions []function
	byResult  map[string][]function
	methods   map[string][]function // by receiver
}

func newTables(functions, methods []function) *tables {
	t := &tables{byResult: map[string][]function{}, methods: map[string][]function{}}
	for _, f := range functions {
		if len(f.params) > 0 && f.params[0] == "none" {
			continue
		}
		t.functions = append(t.functions, f)
		t.byResult[f.result] = append(t.byResult[f.result], f)
		for _, p := range f.params {
			if p == "same" {
				t.byResult["same"] = append(t.byResult["same"], f)
				break
			}
		}
	}
	for _, m := range methods {
		t.methods[m.receiver] = append(t.methods[m.receiver], m)
	}
	return t
}

// alternatives are the kinds that may stand where a kind is asked for.
var alternatives = map[string][]string{
	"number":    {"int", "int64", "float64", "int", "float64", "uint64"},
	"list":      {"list", "list", "strings", "ints", "lists"},
	"container": {"list", "map", "string", "strings"},
	"alike":     {"string", "int", "float64", "bool", "any"},
	"same":      {"string", "int", "float64", "bool", "map", "list", "any"},
	"any": {"string", "string", "int", "float64", "bool", "map", "list", "strings", "time", "semver_ptr", "int64",
		"string_map", "any", "bytes", "files", "ints", "certificate", "lists", "duration", "uint64", "month"},
	"reflect": {"string", "int", "bool", "map", "list", "any"},
}

// isText tells whether a kind is about what a string holds.
func isText(kind string) bool {
	switch kind {
	case "number", "int", "small", "decimal", "any", "same", "alike", "reflect", "top", "none":
		return false
	}
	return pools[kind] != nil || kind == "format" || kind == "template"
}

// expr writes an operand of about that kind.
func (g *gen) expr(kind string, depth int) string {
	if kind == "top" {
		return pick(g.r, []string{"$", "$", "$", "$", ".", "(dict \"Template\" $.Template)"})
	}
	if g.chance(2) && kind != "time" { // what is no time stands for now
		kind = "any"
	}
	small := kind == "small" || kind == "decimal"
	if alt := alternatives[kind]; alt != nil && g.chance(80) {
		kind = pick(g.r, alt)
	}
	if small && g.chance(95) {
		return g.literal(kind)
	}
	if isText(kind) && kind != "string" && g.chance(70) {
		return g.literal(kind)
	}
	n := g.r.IntN(100)
	if g.fresh > 0 {
		n = 45 + n%55
	}
	switch {
	case n < 30:
		if s := g.path(kind); s != "" {
			return s
		}
	case n < 45:
		if s := g.named(g.vars, kind); s != "" {
			return s
		}
	case n < 75 && depth < 3:
		if s := g.call(kind, depth+1); s != "" {
			return s
		}
	}
	if s := g.literal(kind); s != "" {
		return s
	}
	if depth < 4 {
		if s := g.call(kind, depth+1); s != "" {
			return s
		}
	}
	return g.quoted(g.text("string"))
}

func (g *gen) matches(have, want string) bool {
	if have == want || want == "any" || want == "same" || have == "any" && want != "time" && g.chance(12) {
		return true
	}
	if isText(want) {
		return have == "string"
	}
	return false
}

func (g *gen) named(all []named, kind string) string {
	if len(all) == 0 {
		return ""
	}
	for range 6 {
		if n := pick(g.r, all); g.matches(n.kind, kind) {
			return n.text
		}
	}
	return ""
}

var builtins = []named{{".Release.Name", "string"}, {".Release.IsInstall", "bool"}, {".Release.Revision", "int"},
	{".Release", "map"}, {".Chart.Name", "string"}, {".Chart.Version", "string"}, {".Chart.AppVersion", "string"},
	{".Values", "map"}, {".Template.Name", "string"}, {".Template", "map"}, {".Capabilities.KubeVersion", "kube_version_ptr"},
	{".Capabilities.KubeVersion.Version", "string"}, {".Capabilities.HelmVersion", "any"}, {".Files", "files"},
	{".Subcharts", "map"}, {".Chart", "any"}, {".Nope", "any"}, {".Values.nope", "any"}, {".Chart.Type", "string"},
	{".Chart.Keywords", "strings"}, {".Chart.Description", "string"}, {".Release.Namespace", "string"},
	{".Release.Service", "string"}, {".Template.BasePath", "string"}}

// path writes a field chain, or "" when none is of the kind.
func (g *gen) path(kind string) string {
	prefix := ""
	switch {
	case g.dot == "root" && g.chance(70):
	case g.dot != "root" && g.matches(g.dot, kind) && g.chance(60):
		if g.dot == "map" && g.chance(40) {
			return "." + pick(g.r, pools["key"][:6])
		}
		return "."
	case g.dollar == "root":
		prefix = "$"
	case g.matches(g.dollar, kind):
		return "$"
	default:
		return ""
	}
	if g.chance(25) {
		if s := g.named(builtins, kind); s != "" {
			return prefix + s
		}
	}
	s := g.named(g.values, kind)
	if s == "" {
		return ""
	}
	if parts := strings.Split(s[1:], "."); strings.ContainsAny(s, "-01") || g.chance(3) {
		for i := range parts {
			parts[i] = g.quoted(parts[i])
		}
		return "(index " + prefix + ".Values " + strings.Join(parts, " ") + ")"
	}
	return prefix + ".Values" + s
}

// call writes a call of a function or method whose result is of the kind, in parentheses.
func (g *gen) call(kind string, depth int) string {
	if s := g.bare(kind, depth); s != "" {
		if g.chance(4) && (kind == "map" || kind == "any") {
			return "(" + s + ")." + pick(g.r, pools["key"][:6])
		}
		return "(" + s + ")"
	}
	return ""
}

// choose finds a function with such a result.
func (g *gen) choose(kind string) (function, bool) {
	if isText(kind) {
		kind = "string"
	}
	all := g.tables.byResult[kind]
	if same := g.tables.byResult["same"]; len(all) == 0 || kind != "time" && g.chance(10) {
		all = same
	}
	if kind == "any" || kind != "time" && g.chance(3) {
		all = g.tables.functions
	}
	if len(all) == 0 {
		return function{}, false
	}
	f := pick(g.r, all)
	return f, f.name != "fail" || g.chance(5)
}

// bare writes a pipeline whose result is of the kind.
func (g *gen) bare(kind string, depth int) string {
	if g.chance(6) {
		if s := g.method(depth); s != "" && (kind == "any" || g.chance(20)) {
			return s
		}
	}
	if len(g.defines) > 0 && g.fresh == 0 && (isText(kind) || kind == "any") && g.chance(15) {
		return fmt.Sprintf("include %q %s", pick(g.r, g.defines), g.expr(pick(g.r, []string{"top", "any"}), depth))
	}
	f, ok := g.choose(kind)
	if !ok {
		return ""
	}
	args := g.arguments(f, kind, depth)
	if n := len(args); n > 0 && g.chance(35) {
		last := args[n-1]
		if strings.HasPrefix(last, "(") && strings.HasSuffix(last, ")") && balanced(last[1:len(last)-1]) {
			last = last[1 : len(last)-1]
		}
		return last + pick(g.r, []string{" | ", "|", " |  "}) + strings.Join(append([]string{f.name}, args[:n-1]...), " ")
	}
	return strings.Join(append([]string{f.name}, args...), " ")
}

// balanced tells whether the parentheses around s may go.
func balanced(s string) bool {
	level := 0
	for _, c := range s {
		switch c {
		case '"', '`', '\'':
			return false
		case '(':
			level++
		case ')':
			if level--; level < 0 {
				return false
			}
		}
	}
	return level == 0
}

func (g *gen) arguments(f function, kind string, depth int) []string {
	if f.name == "keys" || f.name == "values" {
		return []string{g.smallMap(depth)}
	}
	n := len(f.params)
	if f.variadic {
		n += pick(g.r, []int{0, 0, 0, 0, 0, 0, 1, 1, 2, 3, -1})
	}
	if g.chance(1) {
		n += g.r.IntN(3) - 1
	}
	alike := pick(g.r, alternatives["alike"])
	var args []string
	for i := 0; i < n; i++ {
		want := "any"
		if i < len(f.params) {
			want = f.params[i]
		} else if len(f.params) > 0 {
			want = f.params[len(f.params)-1]
		}
		if f.name == "dict" {
			want = []string{"key", "any"}[i%2]
		}
		if f.name == "dig" && i == n-1 {
			want = "map"
		}
		switch want {
		case "same":
			want = kind
		case "alike":
			want = alike
		}
		if f.mutates && i > 0 {
			g.fresh++
		}
		args = append(args, g.expr(want, depth))
		if f.mutates && i > 0 {
			g.fresh--
		}
	}
	return args
}

// smallMap is a map of one key, whose keys have but one order.
func (g *gen) smallMap(depth int) string {
	if g.chance(5) {
		return g.expr("map", depth)
	}
	return "(dict " + g.quoted(g.text("key")) + " " + g.expr("any", depth) + ")"
}

func (g *gen) method(depth int) string {
	receiver := pick(g.r, []string{"time", "semver_ptr", "files", "time", "duration", "kube_version_ptr", "month"})
	all := g.tables.methods[receiver]
	if len(all) == 0 {
		return ""
	}
	on := ""
	switch receiver {
	case "files":
		on = pick(g.r, []string{"$.Files", ".Files"})
	case "duration":
		on = "(" + g.literal("time") + ".Sub " + g.literal("time") + ")"
	case "month":
		on = g.literal("time") + ".Month"
	case "kube_version_ptr":
		on = "$.Capabilities.KubeVersion"
	default:
		on = g.literal(receiver)
	}
	m := pick(g.r, all)
	if receiver == "month" {
		return on
	}
	return strings.Join(append([]string{on + "." + m.name}, g.arguments(m, "any", depth)...), " ")
}

func newGen(seed uint64, t *tables) *gen {
	return &gen{r: rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15)), tables: t, dot: "root", dollar: "root"}
}

// generate makes the case of a seed.
func generate(seed uint64, t *tables) testCase {
	g := newGen(seed, t)
	values := g.makeValues()
	g.left = 1 + g.r.IntN(7)
	for range g.r.IntN(3) - 1 {
		g.define()
	}
	g.statements(0)
	text := g.out.String()
	if g.chance(12) {
		text = g.spoil(text)
	}
	c := testCase{T: text, V: values}
	if g.chance(30) {
		c.Files = map[string]string{"a.txt": g.text("string"), "conf/b.yaml": g.text("yaml")}
	}
	return c
}

// spoil changes a little of a text, so that the parser has something to say.
func (g *gen) spoil(s string) string {
	all := tokens(s)
	if len(all) < 2 {
		return s
	}
	for range 1 + g.r.IntN(2) {
		i, j := g.r.IntN(len(all)), g.r.IntN(len(all))
		switch g.r.IntN(4) {
		case 0:
			all[i] = ""
		case 1:
			all[i] += all[i]
		case 2:
			all[i] = all[j]
		case 3:
			all[i] = pick(g.r, []string{"{{", "}}", "(", ")", "|", ":=", "=", "$", ".", "\"", "`", "'", "end", "else", ",", "-", "{{-", "-}}", "/*", "*/", "\x00", "é", "$x", "nil", "break", "0x", "1.2.3", "\n", "%", ";", "with", "range", "block", "define"})
		}
	}
	return strings.Join(all, "")
}
