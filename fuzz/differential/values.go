package main

import (
	"encoding/json"
	"strings"
)

// makeValues writes a values file and notes the paths in it.
func (g *gen) makeValues() string {
	var b strings.Builder
	g.mapping(&b, "", 0)
	if b.Len() == 0 {
		return ""
	}
	return b.String()
}

func (g *gen) mapping(b *strings.Builder, path string, depth int) {
	seen := map[string]bool{}
	for range 1 + g.r.IntN(5) {
		key := pick(g.r, pools["key"])
		if seen[key] || key == "" {
			continue
		}
		seen[key] = true
		b.WriteString(strings.Repeat("  ", depth) + quotedJSON(key) + ":")
		g.value(b, path+"."+key, depth)
	}
}

func quotedJSON(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.Encode(s)
	return strings.ReplaceAll(strings.TrimSuffix(b.String(), "\n"), "\x7f", "\\u007f")
}

// value writes what stands behind a colon, with its line end.
func (g *gen) value(b *strings.Builder, path string, depth int) {
	kind := ""
	switch n := g.r.IntN(100); {
	case n < 35:
		kind = "string"
		b.WriteString(" " + quotedJSON(g.text(pick(g.r, []string{"string", "string", "string", "yaml", "version", "template", "base64", "key"}))) + "\n")
	case n < 55:
		kind = "float64"
		b.WriteString(" " + pick(g.r, []string{"0", "1", "2", "-3", "80", "1.5", "1e3", "0x1f", "1000000", "10000000", "1e21", "123456789012", ".5", "-0.0", "0o17", "017", "9007199254740993", "1_000"}) + "\n")
	case n < 63:
		kind = "bool"
		b.WriteString(" " + pick(g.r, []string{"true", "false", "yes", "off"}) + "\n")
	case n < 67:
		kind = "any"
		b.WriteString(pick(g.r, []string{" null", " ~", " {}", " []", " 2024-01-01", " 12:30", " ", " 1.0.0"}) + "\n")
	case n < 84 && depth < 3:
		kind = "map"
		b.WriteString("\n")
		g.mapping(b, path, depth+1)
	default:
		kind = "list"
		b.WriteString(" [")
		for i := range g.r.IntN(5) {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(pick(g.r, []string{quotedJSON(g.text("string")), "1", "2.5", "true", "null", "{a: 1, b: [x]}", "[1, 2]", "a", "{}", "10", "b"}))
		}
		b.WriteString("]\n")
	}
	g.values = append(g.values, named{path, kind})
}
