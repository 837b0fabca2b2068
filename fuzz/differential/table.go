package main

import (
	"os"
	"regexp"
	"strings"
)

// A function or method as the tables of funcs/ describe it.
type function struct {
	name     string
	receiver string // a method's
	result   string // kinds: the T_ names in lower case
	params   []string
	variadic bool
	mutates  bool
}

var row = regexp.MustCompile(
	`(?m)^(?:FN\(|METHOD\((\w+), *)"(\w+)", *\w+, *(\w+), *([PV])\d(?:\(([^)]*)\))?, *([A-Z_| ]+),`)

// What gives another answer each time, or asks the world.
var unfit = regexp.MustCompile(`FN_(RANDOM|SLOW|NETWORK|CLOCK)`)

// Functions of the clock that are used all the same: their arguments say what time it is.
var timed = map[string]bool{"date": true, "dateInZone": true, "date_in_zone": true, "htmlDate": true,
	"htmlDateInZone": true, "toDate": true, "mustToDate": true, "durationRound": true}

// Methods whose result is a Go error as a value, which chelm gives as its text.
var erring = map[string]bool{"Scan": true, "UnmarshalText": true, "UnmarshalJSON": true}

// readTable reads funcs.def or methods.def.
func readTable(path string) ([]function, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var all []function
	for _, m := range row.FindAllStringSubmatch(string(text), -1) {
		f := function{name: m[2], receiver: strings.ToLower(m[1]), result: strings.ToLower(m[3]),
			variadic: m[4] == "V", mutates: strings.Contains(m[6], "FN_MUTATES")}
		if unfit.MatchString(m[6]) && !timed[f.name] || erring[f.name] && f.receiver != "" {
			continue
		}
		for _, p := range strings.Split(m[5], ",") {
			if p = strings.ToLower(strings.TrimSpace(p)); p != "" {
				f.params = append(f.params, p)
			}
		}
		if h, ok := hints[f.name]; ok && f.receiver == "" {
			f.params = strings.Fields(h)
		}
		all = append(all, f)
	}
	return all, nil
}

// What the arguments of a function are about, where its Go types do not say.
var hints = map[string]string{
	"abbrev": "small string", "abbrevboth": "small small string", "add": "number number",
	"add1": "number", "add1f": "number", "addf": "number number", "append": "list any",
	"atoi": "digits", "b32dec": "base32", "b64dec": "base64", "base": "path", "biggest": "number number",
	"ceil": "number", "chunk": "positive list", "clean": "path", "compact": "list", "concat": "list list",
	"date": "layout time", "dateInZone": "layout time zone", "date_in_zone": "layout time zone",
	"dateModify": "span time", "date_modify": "span time", "must_date_modify": "span time",
	"mustDateModify": "span time", "default": "same same", "dict": "key any", "dig": "key same map",
	"dir": "path", "div": "number number", "divf": "number number", "duration": "digits",
	"durationRound": "span", "eq": "alike alike", "ne": "alike alike", "lt": "alike alike",
	"le": "alike alike", "gt": "alike alike", "ge": "alike alike", "ext": "path", "first": "list",
	"floor": "number", "fromJson": "json", "fromJsonArray": "json", "fromToml": "toml",
	"fromYaml": "yaml", "fromYamlArray": "yaml", "get": "map key", "has": "any list",
	"hasKey": "map key", "htmlDate": "time", "htmlDateInZone": "time zone", "indent": "small string",
	"index": "container key", "initial": "list", "int": "number", "int64": "number",
	"float64": "number", "toDecimal": "digits", "isAbs": "path", "join": "string list",
	"kindIs": "kindname any", "typeIs": "kindname any", "typeIsLike": "kindname any", "last": "list",
	"len": "container", "lookup": "key key key key", "max": "number number", "maxf": "number number",
	"min": "number number", "minf": "number number", "mod": "number number", "mul": "number number",
	"mulf": "number number", "mustAppend": "list any", "mustChunk": "positive list", "mustCompact": "list",
	"mustFirst": "list", "mustFromJson": "json", "mustHas": "any list", "mustInitial": "list",
	"mustLast": "list", "mustPrepend": "list any", "mustPush": "list any",
	"mustRegexFind": "regex string", "mustRegexFindAll": "regex string small",
	"mustRegexMatch": "regex string", "mustRegexReplaceAll": "regex string replacement",
	"mustRegexReplaceAllLiteral": "regex string replacement", "mustRegexSplit": "regex string small",
	"mustRest": "list", "mustReverse": "list", "mustSlice": "list small", "mustToDate": "layout datetext",
	"mustUniq": "list", "mustWithout": "list any", "nindent": "small string", "omit": "map key",
	"osBase": "path", "osClean": "path", "osDir": "path", "osExt": "path", "osIsAbs": "path",
	"pick": "map key", "pluck": "key map", "plural": "string string small", "prepend": "list any",
	"printf": "format any", "push": "list any", "regexFind": "regex string",
	"regexFindAll": "regex string small", "regexMatch": "regex string",
	"regexReplaceAll": "regex string replacement", "regexReplaceAllLiteral": "regex string replacement",
	"regexSplit": "regex string small", "repeat": "small string", "rest": "list", "reverse": "list",
	"round": "number small decimal", "semver": "version", "semverCompare": "constraint version",
	"seq": "small", "set": "map key any", "slice": "list small", "sortAlpha": "list",
	"split": "separator string", "splitList": "separator string", "splitn": "separator small string",
	"sub": "number number", "subf": "number number", "substr": "small small string",
	"ternary": "same same bool", "toDate": "layout datetext", "toString": "any", "toStrings": "list",
	"trunc": "small string", "uniq": "list", "unset": "map key", "until": "small",
	"untilStep": "small small small", "urlParse": "url", "without": "list any", "wrap": "small string",
	"wrapWith": "small string string", "and": "same same", "or": "same same", "coalesce": "same same",
	"required": "string same", "tpl": "template top", "include": "none none", "call": "none",
	"trimAll": "separator string", "trimall": "separator string", "trimPrefix": "separator string",
	"trimSuffix": "separator string", "derivePassword": "none", "decryptAES": "string base64",
	"buildCustomCert": "none", "keys": "map", "values": "map", "toToml": "map",
}
