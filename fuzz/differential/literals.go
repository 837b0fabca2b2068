package main

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

// Texts of every kind, from which literals are drawn.
var pools = map[string][]string{
	"string": {"", "a", "b", "ab", "hello world", "Ünïcødé ß 日本", "foo-bar_baz", "CamelCaseString", "  spaced  ",
		"line1\nline2\n", "tab\there", "1.2.3", "123", "-7", "0x1F", "1e3", "true", "null", "~", "a,b,c", "a.b.c",
		"<a href=\"x\">&'</a>", "$1", "%d %s", "e\u0301", "👍🏽", "no", "0777", "key: value", "- x", "# c", "y", "=", "\\", "'",
		"\"", "a\x01b", "\u2028", "\ufeff", "ǅ ŉ İ ı ẞ ﬁ", "the quick brown fox jumps over the lazy dog", "\r\n", "x\x00y",
		"HTTPServer2Go", "a  b\t c\n", "::", "1_000", "12:30:45", "2024-02-29", ".5", "+1", "[a]", "{a: b}", "|", ">", "!x",
		"&a", "*a", "@", "`", "é", "\u00a0", "ſ", "K", "-", "--", "a:", ":a", "a #b", "? a", "\x7f", "\u0085", "9223372036854775808"},
	"digits":      {"0", "1", "42", "-5", "0777", "9223372036854775807", "9223372036854775808", "12a", "", " 1", "3661", "+9", "888", "1.5"},
	"base32":      {"", "ME======", "NBSWY3DP", "nbswy3dp", "MFRGG===", "M"},
	"base64":      {"", "YQ==", "aGVsbG8=", "YWI", "w7w=", "!!", "AAEC/w==", "aGVs\nbG8=", "YQ=", "_-8="},
	"path":        {"", "/", "a", "a/b", "/a/../b", "a//b/", "./x.tar.gz", "..", "../..", "/a/b.txt", ".hidden", "a.b/c", "C:\\x\\y.z", "a/./b/../../c"},
	"layout":      {"2006-01-02", "2006-01-02T15:04:05Z07:00", "Mon Jan _2 15:04:05 2006", "02 Jan 06 15:04 MST", "3:04PM", "15:04:05.000", "Monday, 02-Jan-06", "__2 002 January", "01/02 03:04:05PM '06 -0700", ".999999999", "x", "", "2006", "Jan", "Z0700 -07 Z07:00:00", "15h4m5s", "05,000 .00"},
	"datetext":    {"2024-02-29", "2023-12-31", "2006-01-02T15:04:05Z", "2020-01-01T00:00:00+02:00", "1999-13-01", "", "x", "Mon Jan  2 15:04:05 2006", "0001-01-01", "9999-12-31", "2024"},
	"zone":        {"UTC", "", "Local", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "x/y", "Australia/Lord_Howe", "EST", "Asia/Kathmandu"},
	"span":        {"1h", "-1h30m", "24h", "1.5s", "100ms", "1ns", "2h45m30.5s", "0", "", "x", "8760h", "1d", "-0.5us", "1000000h", "3600", "86400s"},
	"regex":       {"a", "[a-z]+", "(\\w+)-(\\w+)", "^\\s*", "\\d{2,3}", "(?i)HELLO", "a|b|", "", "(?P<x>.)b", "[^[:alpha:]]", "\\bq", "(", "a**", "\\pL+", ".*?o", "(?s).", "$", "[\\d-]", "(a)(b)?", "\\Q.\\E", "x*", "(?m)^l", "[[:word:]]", "\\x{e9}", "(?:ab)+", "(?U)a+", "a{1001}", "[z-a]", "\\1", "(?=a)", ".", "\\S", "(?i)ſ", "[^a]", "\\z", "o\\b"},
	"replacement": {"", "x", "$1", "${1}y", "$1y", "$$", "$0", "${x}", "$", "[$2$1]", "${", "\\1"},
	"version":     {"1.2.3", "v1.2", "1", "1.2.3-alpha.1+build", "1.0.0-rc.1", "", "x", "01.2.3", "1.2.3.4", "2.0.0-0", "10.20.30", "1.2.3-", "v2.0.0+meta", "1.27.3-gke.100", "0.0.0", "99999999999999999999.0.0"},
	"constraint":  {">=1.2.3", "^1.2", "~1.2.3", "1.x", "*", ">1.0 <2.0", ">= 1.0, != 1.2.3", "1.2 - 1.4", "^0.0.1 || ~2", "", "=1.2.3", "x", ">=1.20-0", "~>1.1", "!=1", "<=v1.2", "^1.2.3-alpha", "=>1", ">", "1.2.3 - 2", "~*", "<1.x", "^0", "~0.0"},
	"json":        {"{}", "[]", `{"a":1,"b":[1,2.5,"x",null,true]}`, `[1,{"a":"b"}]`, "null", "1", `"s"`, "", "{", `{"a":}`, `{"a":1e400}`, `{"a":"\u00e9\ud83d\ude00\ud800"}`, `{"a":1,"a":2}`, `[1,]`, "{\"a\":\"\n\"}", `{"big":12345678901234567890,"f":1.0,"e":1E5,"n":-0}`, "tru", "[01]", ` {"a" : {"b" : {} } } x`, "1 2"},
	"toml":        {"", "a = 1", "[x]\ny = \"z\"\n", "a = [1, 2]\n[[b]]\nc = 1.5\n[[b]]\nc = inf", "d = 2024-01-02T03:04:05Z", "a = ", "= 1", "a = 1\na = 2", "t = {x = 1, y.z = true}", "s = '''\nx'''", "l = 07:32:00", "a.b.c = 0x1F", "a = \"\\u00e9\\q\"", "d = 1979-05-27", "x = 1_000.5e-3"},
	"yaml":        {"a: 1\nb: [x, y]\n", "- 1\n- a: b\n", "", "x", "a: b: c", "a:\n  - b\n c", "{a: 1, b: {c: null}}", "a: &x [1]\nb: *x", "<<: {a: 1}\nb: 2", "a: |\n  t\n  u\nb: >-\n  f\n  g\n", "1: a\ntrue: b\nnull: c", "a: 0x1f\nb: 0o17\nc: 1e3\nd: .inf\ne: 012\nf: 1_000", "a: 2024-01-01", "!!str 1", "a: !!int \"3\"", "'a': \"b\\n\"", "? x\n: y", "a: 1\na: 2", "---\na: 1\n---\nb: 2", "*x", "\t", "a: 'x", "- - - 1", "a: yes\nb: off\nc: ~\nd: n", "{a, b}", "[a: 1, b]", "a: 12345678901234567890\nb: 1.0\nc: -0.0\nd: 1e21"},
	"url":         {"http://u:p@h.com:80/p/q?a=1&b=2#f", "", "x", "//h/p", "mailto:a@b", "http://[::1]:8080/", "http://h/%zz", "a:b:c", "http://h/a b", "HTTP://H/é?q=ü", "/p?q", "http://h:x/", "?a", "#f", "http://u@h", "%41"},
	"key":         {"a", "b", "c", "name", "items", "conf", "x-y", "0", "", "1", "d"},
	"separator":   {",", ".", "", " ", "-", "a", "\n", "::", "ab", "é"},
	"kindname":    {"string", "int", "float64", "bool", "map", "slice", "invalid", "map[string]interface {}", "[]interface {}", "*semver.Version", "int64", "time.Time", "struct", "ptr", "nil", "[]string", "chartutil.Values", "common.Values"},
	"number":      {"0", "1", "2", "-1", "7", "10", "100", "3.5", "-0.5", "1e3", "0x1f", "0b11", "0o17", "017", "1_000", "'a'", "9223372036854775807", ".5", "1e-7", "123456789.125", "1e20", "2147483648", "0.1", "1e21", "-3", "1.0", "1E2", "0x1p4", "'\\n'", "1i", "1e100"},
	"int":         {"0", "1", "2", "3", "-1", "7", "10", "42", "100", "0x10", "-2", "1e1", "'x'", "2.0"},
	"small":       {"0", "1", "2", "3", "4", "5", "8", "10", "-1", "-2", "-3", "20", "1.0", "'\\x03'"},
	"decimal":     {"0.5", "0.1", ".9", "1.0", "0.0"},
}

var goodVersions = []string{"1.2.3", "v1.2", "1", "1.2.3-alpha.1+build", "1.0.0-rc.1", "2.0.0-0", "10.20.30", "v2.0.0+meta", "1.27.3-gke.100", "0.0.0"}

// What begins and ends a verb of printf.
const (
	verbs = "vvvdsqxXobcUeEfFgGtTpwz%!"
	flags = "+-# 0"
)

func pick[T any](r *rand.Rand, all []T) T { return all[r.IntN(len(all))] }

func (g *gen) chance(percent int) bool { return g.r.IntN(100) < percent }

// quoted writes a text as a string literal of a template.
func (g *gen) quoted(s string) string {
	if g.chance(25) && !strings.ContainsAny(s, "`\r") {
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}

// randomText is a text that nobody thought of.
func (g *gen) randomText() string {
	const chars = "aAbBzZ019 \n\t-_.,:;#'\"{}[]&*!|>%@`~\\/éß日👍\u200b$^()+=?<"
	all := []rune(chars)
	var b strings.Builder
	for range g.r.IntN(12) {
		b.WriteRune(pick(g.r, all))
	}
	return b.String()
}

func (g *gen) format() string {
	var b strings.Builder
	for range 1 + g.r.IntN(3) {
		if g.chance(30) {
			b.WriteString(g.text("key"))
		}
		b.WriteByte('%')
		for g.chance(35) {
			b.WriteByte(flags[g.r.IntN(len(flags))])
		}
		if g.chance(8) {
			fmt.Fprintf(&b, "[%d]", g.r.IntN(4))
		}
		if g.chance(30) {
			b.WriteString(pick(g.r, []string{"1", "3", "5", "10", "12", "*"}))
		}
		if g.chance(30) {
			b.WriteString(pick(g.r, []string{".", ".0", ".1", ".2", ".5", ".10", ".*"}))
		}
		if !g.chance(2) {
			b.WriteByte(verbs[g.r.IntN(len(verbs))])
		}
	}
	return b.String()
}

// text is a text of that kind, not yet quoted.
func (g *gen) text(kind string) string {
	switch kind {
	case "format":
		return g.format()
	case "template":
		return pick(g.r, []string{"", "x", "{{ . }}", "{{ .Values.a }}", "{{ .Values }}", "{{ $.Release.Name | quote }}", "{{ range $i, $e := .Values.items }}{{ $i }}={{ $e }} {{ end }}", "{{ .Template.Name }}", "{{ nope }}", "{{ fail \"f\" }}", "a{{- 1 -}} b", "{{ define \"z\" }}Z{{ end }}{{ include \"z\" . }}", "{{ toYaml .Values }}", "{{", "{{ .a.b }}", "{{ tpl \"{{ 1 }}\" . }}"})
	case "yaml":
		if g.chance(20) {
			return (&document{r: g.r}).yaml()
		}
	case "string", "json", "toml", "regex", "datetext", "version", "constraint", "url", "path":
		if g.chance(6) {
			return g.randomText()
		}
		if kind == "string" && g.chance(10) {
			return pick(g.r, pools["string"]) + pick(g.r, pools["string"])
		}
	}
	return pick(g.r, pools[kind])
}

// literal writes a constant of the kind, "" when there is none.
func (g *gen) literal(kind string) string {
	switch kind {
	case "number", "int", "small", "decimal":
		return pick(g.r, pools[kind])
	case "uint64":
		return "(semver " + g.quoted(pick(g.r, goodVersions)) + ").Minor"
	case "int64", "float64":
		return "(" + kind + " " + pick(g.r, pools["number"]) + ")"
	case "bool":
		return pick(g.r, []string{"true", "false"})
	case "map":
		return g.dictOf()
	case "list", "container":
		return g.listOf()
	case "strings":
		return "(splitList " + g.quoted(g.text("separator")) + " " + g.quoted(g.text("string")) + ")"
	case "ints":
		return "(until " + g.literal("small") + ")"
	case "time":
		return pick(g.r, []string{`(toDate "2006-01-02" "2024-02-29")`, `(toDate "2006-01-02T15:04:05Z07:00" "2021-07-04T01:02:03.004+05:30")`, `(mustToDate "2006" "1999")`, `(toDate "15:04" "23:59")`})
	case "semver_ptr":
		if g.chance(90) {
			return "(semver " + g.quoted(pick(g.r, goodVersions)) + ")"
		}
		return "(semver " + g.quoted(g.text("version")) + ")"
	case "positive":
		return pick(g.r, []string{"1", "2", "3", "5", "1", "0"})
	case "any", "same", "alike", "reflect":
		return g.literal(pick(g.r, []string{"string", "string", "number", "bool", "map", "list", "strings", "ints", "time", "float64", "int64", "semver_ptr"}))
	}
	if pools[kind] != nil || kind == "format" || kind == "template" {
		return g.quoted(g.text(kind))
	}
	return ""
}

func (g *gen) dictOf() string {
	if g.nested > 1 {
		return "(dict)"
	}
	g.nested++
	defer func() { g.nested-- }()
	var b strings.Builder
	b.WriteString("(dict")
	for range g.r.IntN(4) {
		b.WriteString(" " + g.quoted(g.text("key")) + " " + g.expr("any", 3))
	}
	return b.String() + ")"
}

func (g *gen) listOf() string {
	if g.nested > 1 {
		return "(list 1)"
	}
	g.nested++
	defer func() { g.nested-- }()
	var b strings.Builder
	b.WriteString("(list")
	kind := pick(g.r, []string{"any", "string", "number"})
	for range g.r.IntN(5) {
		b.WriteString(" " + g.expr(kind, 3))
	}
	return b.String() + ")"
}
