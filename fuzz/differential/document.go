package main

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

// A generator of YAML, JSON and TOML documents.
type document struct {
	r       *rand.Rand
	b       strings.Builder
	anchors []string
	left    int
}

func (d *document) chance(percent int) bool { return d.r.IntN(100) < percent }

var plainScalars = []string{"a", "b c", "true", "false", "yes", "No", "on", "OFF", "y", "n", "null", "~", "Null", "NULL",
	"0", "1", "-1", "+1", "007", "08", "0x1F", "0X1f", "0o17", "0b101", "-0b1", "-0x1", "1_000", "1__0", "1e3", "1E3", "1e+3", "1.5", ".5", "5.", "-.5",
	"1.0", "0.0", "-0.0", "-0", "1e21", "1e-7", "1e400", ".inf", "-.INF", "+.inf", ".NaN", "nan", "inf", "9223372036854775807", "9223372036854775808",
	"18446744073709551615", "18446744073709551616", "-9223372036854775808", "-9223372036854775809", "123456789.123456789", "1:30", "12:30:45", "2024-01-01",
	"2024-01-01T00:00:00Z", "2024-1-2", "2001-12-14 21:59:43.10 -5", "0.1.2", "1.2.3", "e", "1e", "0x", "0o8", "0b2", "-", "--", "---x", "...x", "?x", ":x", "a:b",
	"a#b", "x: y", "x #y", "<<", "=", "!", "é", "日本", "👍", "a\\nb", "a'b", "a\"b", "http://x/y?z#w", "*.x", "%x", "@x", "`x", "a,b", "a]b", "{x", "[x", "|x", ">x",
	"&", "*", "#", "key with spaces", "0.30000000000000004", "100000000000000000000", "1.7976931348623157e308", "4.9e-324", "TRUE", "True", "tRUE", "0_1", "0x_1", "1_", "_1", "+0x1", "0777", "-0777", "0o-7",
	"3.", "1.e3", "123e", "!!str", "a\tb", "\ufeffa", "\u0085", "a\u2028b", "\u00a0", "685_230.15", "190:20:30", "0.", "+.5", "1e1000", "0e0", "00", "0_0", "1e03", "-1e-3"}

var quotedScalars = []string{`""`, `''`, `"a"`, `'a'`, `"\n"`, `"a\tb"`, `"\x41\u00e9\U0001F44D"`, `'it''s'`, `"\e\0\a\b\_\N\L\P"`, `"\/"`, `"a\
  b"`, `"a
  b"`, `'a

  b'`, `"true"`, `'1'`, `"\q"`, `"\ud800"`, `"unterminated`, `"\x4"`, `" x "`, `"a: b # c"`, `'null'`, `"\ "`, `"a\"`, `"~"`, `"1e3"`, `"-"`, `"é日"`, `'\n'`, `"2024-01-01"`, `"0x1f"`, `"=" `, `"\r"`, `"\x7f"`, `"\x85\ufeff\u2028"`, `"no"`, `"12:30"`, `"\x00"`}

var tags = []string{"!!str ", "!!int ", "!!float ", "!!bool ", "!!null ", "!!binary ", "!!timestamp ", "!!map ", "!!seq ", "!!set ", "!foo ", "!<tag:yaml.org,2002:str> ", "!!merge ", "! ", "!!omap ", "!e!x "}

func (d *document) scalar() string {
	switch n := d.r.IntN(100); {
	case n < 60:
		return pick(d.r, plainScalars)
	case n < 78:
		return pick(d.r, quotedScalars)
	case n < 84:
		return strconv.Itoa(d.r.IntN(100000) - 50000)
	case n < 90:
		return strconv.FormatFloat(d.r.NormFloat64()*1e3, 'g', -1, 64)
	default:
		g := gen{r: d.r}
		s := strings.ReplaceAll(g.randomText(), "\n", " ")
		if d.chance(50) {
			return quotedJSON(s)
		}
		return s
	}
}

// properties are the tag and anchor before a node.
func (d *document) properties() string {
	s := ""
	if d.chance(4) {
		s += pick(d.r, tags)
	}
	if d.chance(5) {
		name := pick(d.r, []string{"x", "y", "a1", "é"})
		d.anchors = append(d.anchors, name)
		s += "&" + name + " "
	}
	return s
}

func (d *document) alias() string {
	if len(d.anchors) == 0 || d.chance(3) {
		return "*nope"
	}
	return "*" + pick(d.r, d.anchors)
}

func (d *document) flow(depth int) string {
	switch n := d.r.IntN(10); {
	case n < 3 && depth < 4:
		var parts []string
		for range d.r.IntN(4) {
			parts = append(parts, d.properties()+d.flow(depth+1))
		}
		return "[" + strings.Join(parts, d.comma()) + pick(d.r, []string{"]", " ]", ",]", "\n  ]"})
	case n < 6 && depth < 4:
		var parts []string
		for range d.r.IntN(4) {
			key := d.key()
			switch d.r.IntN(8) {
			case 0:
				parts = append(parts, key)
			case 1:
				parts = append(parts, key+":")
			case 2:
				parts = append(parts, quotedJSON(key)+":"+d.flow(depth+1))
			default:
				parts = append(parts, key+": "+d.properties()+d.flow(depth+1))
			}
		}
		return "{" + strings.Join(parts, d.comma()) + pick(d.r, []string{"}", " }", ",}", "\n }"})
	case n < 7 && d.chance(30):
		return d.alias()
	}
	return d.scalar()
}

func (d *document) comma() string { return pick(d.r, []string{", ", ",", " , ", ",\n    "}) }

func (d *document) key() string {
	if d.chance(75) {
		return pick(d.r, []string{"a", "b", "c", "name", "x-y", "k1", "k2", "é", "items"})
	}
	if d.chance(12) {
		return "<<"
	}
	return d.scalar()
}

func (d *document) line(indent int, s string) {
	d.b.WriteString(strings.Repeat(" ", indent) + s)
	if d.chance(5) {
		d.b.WriteString(pick(d.r, []string{" # c", "\t", " ", " #", "#x", "\r"}))
	}
	d.b.WriteString("\n")
	if d.chance(4) {
		d.b.WriteString(pick(d.r, []string{"\n", "# comment\n", "   \n", "    # deep\n", "\t\n"}))
	}
}

func (d *document) blockScalar(indent int, prefix string) {
	head := pick(d.r, []string{"|", ">", "|-", ">-", "|+", ">+", "|2", ">1", "|2-", "| # c", "|-2", "|0", "|x"})
	d.line(indent, prefix+head)
	deeper := indent + 1 + d.r.IntN(3)
	for range d.r.IntN(5) {
		s := pick(d.r, []string{"text", "more text", "", "  indented", "# no comment", "- x", "a: b", "é", " ", "\ttab", "trailing ", "---", "\"q\""})
		if s == "" {
			d.b.WriteString("\n")
			continue
		}
		d.b.WriteString(strings.Repeat(" ", deeper) + s + "\n")
	}
	for d.chance(25) {
		d.b.WriteString("\n")
	}
}

// node writes a value behind a prefix ("key:", "-") on a line.
func (d *document) node(indent int, prefix string, depth int) {
	d.left--
	if d.left < 0 {
		depth = 9
	}
	props := d.properties()
	gap := " "
	if d.chance(2) {
		gap = pick(d.r, []string{"  ", "\t", ""})
	}
	switch n := d.r.IntN(100); {
	case n < 22 && depth < 4:
		d.line(indent, strings.TrimRight(prefix+gap+props, " "))
		d.mapping(indent+1+d.r.IntN(3), depth+1)
	case n < 38 && depth < 4:
		d.line(indent, strings.TrimRight(prefix+gap+props, " "))
		deeper := indent + d.r.IntN(3)
		if prefix == "-" {
			deeper++
		}
		d.sequence(deeper, depth+1)
	case n < 46:
		d.blockScalar(indent, prefix+gap+props)
	case n < 58:
		d.line(indent, prefix+gap+props+d.flow(depth))
	case n < 61:
		d.line(indent, prefix+gap+d.alias())
	case n < 65:
		d.line(indent, prefix)
	case n < 68:
		d.line(indent, prefix+gap+"folded plain")
		d.line(indent+2, "text goes on")
	default:
		d.line(indent, prefix+gap+props+d.scalar())
	}
}

func (d *document) mapping(indent, depth int) {
	for range 1 + d.r.IntN(4) {
		if d.chance(3) {
			d.line(indent, "? "+d.flow(2))
			if d.chance(70) {
				d.node(indent, ":", depth)
			}
			continue
		}
		key := d.key()
		if key == "<<" && d.chance(80) {
			d.line(indent, "<<: "+pick(d.r, []string{d.alias(), "[" + d.alias() + ", " + d.alias() + "]", "{a: 1, z: 2}", "1"}))
			continue
		}
		at := indent
		if d.chance(1) {
			at += d.r.IntN(3)
		}
		d.node(at, d.rare(d.properties())+key+":", depth)
	}
}

// rare keeps what is given in one of four.
func (d *document) rare(s string) string {
	if d.chance(25) {
		return s
	}
	return ""
}

func (d *document) sequence(indent, depth int) {
	for range 1 + d.r.IntN(4) {
		if d.chance(12) && depth < 4 { // a compact mapping or list
			d.line(indent, "- "+d.key()+": "+d.flow(3))
			if d.chance(60) {
				d.mapping(indent+2, depth+1)
			}
			continue
		}
		if d.chance(4) {
			d.line(indent, "- - "+d.flow(3))
			continue
		}
		d.node(indent, "-", depth)
	}
}

func (d *document) yaml() string {
	d.left = 14
	if d.chance(6) {
		d.b.WriteString(pick(d.r, []string{"---\n", "--- ", "%YAML 1.2\n---\n", "%YAML 1.1\n---\n", "%TAG !e! tag:x,2000:\n---\n", "# c\n", "\ufeff", "\n\n", "%X y\n---\n", "---\n---\n", "...\n"}))
	}
	switch n := d.r.IntN(100); {
	case n < 70:
		d.mapping(0, 0)
	case n < 85:
		d.sequence(0, 0)
	case n < 95:
		d.line(0, d.properties()+d.flow(0))
	default:
		d.blockScalar(0, "")
	}
	if d.chance(5) {
		d.b.WriteString(pick(d.r, []string{"---\n", "...\n", "--- x\n", "...\nx: y\n", "# end", "---\na: 1\n"}))
	}
	return d.mutate(d.b.String(), 12)
}

// mutate changes a text here and there, in some of the documents.
func (d *document) mutate(s string, percent int) string {
	if !d.chance(percent) || s == "" {
		return s
	}
	all := []rune(s)
	for range 1 + d.r.IntN(3) {
		i := d.r.IntN(len(all))
		switch c := []rune("\n \t:-,[]{}#&*!|>'\"%@`?a1\\\r~<=.é")[d.r.IntN(31)]; d.r.IntN(3) {
		case 0:
			all[i] = c
		case 1:
			all = append(all[:i], append([]rune{c}, all[i:]...)...)
		case 2:
			if len(all) > 1 {
				all = append(all[:i], all[i+1:]...)
			}
		}
	}
	return string(all)
}

func (d *document) json(depth int) string {
	switch n := d.r.IntN(10); {
	case n < 3 && depth < 4:
		var parts []string
		for range d.r.IntN(4) {
			parts = append(parts, d.json(depth+1))
		}
		return "[" + strings.Join(parts, ",") + "]"
	case (n < 6 || depth == 0) && depth < 4:
		var parts []string
		for range d.r.IntN(4) {
			parts = append(parts, quotedJSON(pick(d.r, plainScalars))+pick(d.r, []string{":", " : "})+d.json(depth+1))
		}
		return "{" + strings.Join(parts, pick(d.r, []string{",", ", ", "\n,"})) + "}"
	}
	return pick(d.r, []string{"null", "true", "false", "0", "-0", "1", "1.0", "1e5", "1E+2", "12345678901234567890", "0.1", "1e400", "-1e-400", "01", "+1", ".5", "1.", "\"\"", "\"a\"",
		`"\u00e9"`, `"\ud83d\ude00"`, `"\ud800"`, `"\/\b\f\n\r\t\\\""`, `"\x"`, "\"\t\"", "nul", "NaN", "'a'", "9007199254740993", "\"<>&\u2028\"", `"\u0000"`, "1e21", "1e20", "123456789.5e-10", "\"é日👍\"", ""})
}

func (d *document) tomlValue(depth int) string {
	if depth < 3 && d.chance(15) {
		var parts []string
		for range d.r.IntN(4) {
			parts = append(parts, d.tomlValue(depth+1))
		}
		return "[" + strings.Join(parts, pick(d.r, []string{", ", ",", ",\n "})) + pick(d.r, []string{"]", ",]", "\n]"})
	}
	if depth < 3 && d.chance(10) {
		var parts []string
		for range d.r.IntN(3) {
			parts = append(parts, d.tomlKey()+" = "+d.tomlValue(depth+1))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return pick(d.r, []string{"1", "-1", "+1", "0", "1_000", "0x1F", "0o17", "0b11", "1.5", "1e3", "-0.0", "inf", "-inf", "nan", "true", "false", `"a"`, `"é\n\u00e9\t"`, `'lit\n'`, "'''\nml'''",
		`"""a
b\
   c"""`, "1979-05-27T07:32:00Z", "1979-05-27T00:32:00.999999-07:00", "1979-05-27", "07:32:00", "1979-05-27 07:32:00", "01", "1.", ".5", "0x", "True", "\"\\q\"", "\"", "9223372036854775807", "9223372036854775808", "1e400", "", "07:32", "1__0", "\"\\U0001F44D\"", "3.0", "1e21", "6.626e-34", "''", `""`})
}

func (d *document) tomlKey() string {
	return pick(d.r, []string{"a", "b", "c", "a.b", "b.c", `"x y"`, "'q'", "1", "1.2", "a-b", "", "é", `""`, "a . b", "key_1"})
}

func (d *document) toml() string {
	for range 1 + d.r.IntN(5) {
		switch d.r.IntN(6) {
		case 0:
			fmt.Fprintf(&d.b, "[%s]\n", d.tomlKey())
		case 1:
			fmt.Fprintf(&d.b, "[[%s]]\n", d.tomlKey())
		default:
			fmt.Fprintf(&d.b, "%s = %s%s\n", d.tomlKey(), d.tomlValue(0), pick(d.r, []string{"", "", "", " # c", " "}))
		}
	}
	return d.mutate(d.b.String(), 10)
}

// What is done with each document: read in every way, and written in every way.
const (
	yamlTemplate = "{{ $d := .Files.Get \"d\" }}{{ $m := fromYaml $d }}{{ toJson $m }}\n{{ toYaml $m }}\n{{ toYamlPretty $m }}\n" +
		"{{ $l := fromYamlArray $d }}{{ toJson $l }}\n{{ toYaml $l }}\n{{ printf \"%#v\" $m }}\n{{ toToml $m }}\n{{ toPrettyJson $l }}\n{{ fromYaml (toYaml $m) | toJson }}"
	valuesTemplate = "{{ toJson .Values }}\n{{ toYaml .Values }}\n{{ toToml .Values }}\n{{ printf \"%#v\" .Values }}"
	jsonTemplate   = "{{ $d := .Files.Get \"d\" }}{{ $m := fromJson $d }}{{ toJson $m }}\n{{ fromJsonArray $d | toYaml }}\n{{ toYaml $m }}\n{{ printf \"%v\" $m }}\n{{ fromYaml $d | toRawJson }}\n{{ toToml $m }}\n{{ mustFromJson $d | toPrettyJson }}"
	tomlTemplate   = "{{ $m := fromToml (.Files.Get \"d\") }}{{ toJson $m }}\n{{ toToml $m }}\n{{ printf \"%#v\" $m }}\n{{ toYaml $m }}\n{{ fromToml (toToml $m) | toYaml }}"
)

// generateDocument makes the case of a seed: one document, read and written.
func generateDocument(seed uint64) testCase {
	d := &document{r: rand.New(rand.NewPCG(seed, 0x243f6a8885a308d3))}
	switch n := d.r.IntN(100); {
	case n < 60:
		return testCase{T: yamlTemplate, Files: map[string]string{"d": d.yaml()}}
	case n < 80:
		return testCase{T: valuesTemplate, V: d.yaml()}
	case n < 90:
		return testCase{T: jsonTemplate, Files: map[string]string{"d": d.mutate(d.json(0), 15)}}
	}
	return testCase{T: tomlTemplate, Files: map[string]string{"d": d.toml()}}
}
