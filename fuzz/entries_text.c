/* Formats: YAML, JSON, TOML, --set, versions, patterns, dates, printf. */
#include "base/buf.h"
#include "base/duration.h"
#include "base/glob.h"
#include "base/gotime.h"
#include "base/regex.h"
#include "base/semver.h"
#include "chart/ignore.h"
#include "chart/set.h"
#include "fuzz/fuzz.h"
#include "release/skim.h"
#include "value/gofmt.h"
#include "value/json_parse.h"
#include "value/json_write.h"
#include "value/list.h"
#include "value/map.h"
#include "value/toml_parse.h"
#include "value/toml_write.h"
#include "value/yaml_docs.h"
#include "value/yaml_parse.h"
#include "value/yaml_write.h"

static void yaml_body(struct arena *a, str input)
{
    val v;
    str error;
    struct map *m;
    yaml_parse(a, input, YAML_ROOT_MAP, &v, &error);
    yaml_parse(a, input, YAML_ROOT_LIST, &v, &error);
    yaml_parse_values(a, input, &m, &error);
    if (yaml_parse_exact(a, input, &v, &error))
        gofmt_str(a, v);
}
FUZZ_ENTRY(yaml)

static str as_json(struct arena *a, val v)
{
    struct buf b;
    str error;
    buf_init(&b, a);
    return json_write(&b, v, JSON_RAW, &error) ? buf_str(&b) : STR("");
}

/* What Go does not read as it wrote it: -0 is written as an integer, U+0085 as it is, which reads
 * as a space, and a key "<<" without quotes, which merges. */
static bool changes_in_go(str json)
{
    return str_has(json, STR("-0")) || str_has(json, STR("\xc2\x85")) ||
           str_has(json, STR("\"<<\":"));
}

static void round_trip(struct arena *a, val v, bool pretty)
{
    struct buf b;
    val again;
    str error, json = as_json(a, v);
    buf_init(&b, a);
    if (!json.len || !(pretty ? yaml_write_pretty : yaml_write)(&b, v, &error))
        return;
    bool reads = yaml_parse(a, buf_str(&b), YAML_ROOT_ANY, &again, &error);
    if (changes_in_go(json))
        return;
    if (!reads && pretty && str_has(error, STR("found a tab character")))
        return; /* toYamlPretty writes a block that begins with a tab: Go cannot read it either */
    if (!reads)
        fuzz_differ("what was written cannot be read", buf_str(&b), error);
    if (!str_eq(json, as_json(a, again)))
        fuzz_differ("what was written reads otherwise", json, as_json(a, again));
}

static void yamlround_body(struct arena *a, str input)
{
    val v;
    str error;
    if (!yaml_parse(a, input, YAML_ROOT_ANY, &v, &error))
        return;
    round_trip(a, v, false);
    round_trip(a, v, true);
}
FUZZ_ENTRY(yamlround)

static void head_body(struct arena *a, str input)
{
    struct head quick, slow;
    str error;
    if (!skim_head(input, &quick))
        return;
    if (!head_parse_yaml(a, input, &slow, &error))
        fuzz_differ("the quick look took what is refused", input, error);
    if (!str_eq(quick.kind, slow.kind) || !str_eq(quick.name, slow.name) ||
        quick.is_hook != slow.is_hook || !str_eq(quick.hook, slow.hook) ||
        !str_eq(quick.hook_weight, slow.hook_weight))
        fuzz_differ("the quick look found another head", input, slow.name);
}
FUZZ_ENTRY(head)

static void json_body(struct arena *a, str input)
{
    val v, again;
    str error;
    size_t used;
    struct buf b;
    json_parse_prefix(a, input, &v, &used, &error);
    json_parse_exact(a, input, &v, &error);
    if (!json_parse(a, input, JSON_ROOT_ANY, &v, &error))
        return;
    buf_init(&b, a);
    json_write(&b, v, JSON_PRETTY, &error);
    str text = as_json(a, v);
    if (text.len && !json_parse(a, text, JSON_ROOT_ANY, &again, &error))
        fuzz_differ("what was written cannot be read", text, error);
    if (text.len && !str_eq(text, as_json(a, again)))
        fuzz_differ("what was written reads otherwise", text, as_json(a, again));
}
FUZZ_ENTRY(json)

static void toml_body(struct arena *a, str input)
{
    struct map *m;
    struct buf b;
    str error;
    if (!toml_parse(a, input, 1700000000, &m, &error))
        return;
    buf_init(&b, a);
    toml_write(&b, val_map(m), &error);
    as_json(a, val_map(m));
}
FUZZ_ENTRY(toml)

static bool read_file(struct arena *a, str path, str *ret, str *ret_error)
{
    (void)a;
    *ret = path;
    *ret_error = STR("no such file");
    return path.len % 2;
}

static void set_body(struct arena *a, str input)
{
    static const enum set_kind kinds[] = {SET_TYPED, SET_STRING, SET_FILE, SET_JSON, SET_LITERAL};
    enum { KINDS = sizeof kinds / sizeof *kinds };
    if (!input.len)
        return;
    struct map *m = map_new(a, 0);
    map_set(m, STR("a"), val_str(STR("b")));
    str error;
    enum set_kind kind = kinds[(unsigned char)input.s[0] % KINDS];
    if (set_parse(a, str_from(input, 1), kind, read_file, m, &error))
        as_json(a, val_map(m));
}
FUZZ_ENTRY(set)

static void semver_body(struct arena *a, str input)
{
    struct semver v, w;
    struct buf b;
    bool ok;
    str error, rest = input, text = fuzz_part(&rest);
    semver_parse_strict(a, text, &w, &error);
    if (!semver_parse(a, text, &v, &error))
        return;
    semver_check(a, fuzz_part(&rest), &v, &ok, &error);
    for (int part = SEMVER_MAJOR; part <= SEMVER_PATCH; part++)
        semver_inc(a, &v, (enum semver_part)part, &w, &error);
    buf_init(&b, a);
    semver_put(&b, &v);
    bool fits = b.len <= 256; /* longer versions are refused */
    if (fits && (!semver_parse(a, buf_str(&b), &w, &error) || semver_compare(&v, &w) != 0))
        fuzz_differ("the version printed is another one", text, buf_str(&b));
}
FUZZ_ENTRY(semver)

static void regex_body(struct arena *a, str input)
{
    str error, rest = input, pattern = fuzz_part(&rest), text = fuzz_part(&rest);
    struct regex *re = regex_compile(regex_cache_new(a), pattern, &error);
    if (!re)
        return;
    struct regex_span *spans;
    str *parts;
    size_t cap, n = regex_find_all(re, a, text, -1, &spans);
    if (regex_match(re, a, text) != (n > 0))
        fuzz_differ("match and find disagree", pattern, text);
    for (size_t i = 0; i < n; i++)
        if (spans[i].begin > spans[i].end || spans[i].end > text.len)
            fuzz_differ("a match outside of the text", pattern, text);
    regex_split(re, a, text, -1, &parts, &cap);
    regex_replace_all(re, a, text, rest, false);
    str quoted = regex_quote_meta(a, text);
    re = regex_compile(regex_cache_new(a), quoted, &error);
    if (re && !regex_match(re, a, text))
        fuzz_differ("a quoted text does not match itself", quoted, text);
}
FUZZ_ENTRY(regex)

static void dates_body(struct arena *a, str input)
{
    str error, rest = input, layout = fuzz_part(&rest);
    struct gotime t = gotime_date(2024, 2, 29, 13, 4, 5, 678, NULL);
    int64_t ns;
    struct buf b;
    buf_init(&b, a);
    struct gotime parsed;
    gotime_parse(a, layout, rest, NULL, &parsed, &error);
    gotime_format(&b, t, layout);
    if (duration_parse(rest, &ns, a, &error))
        duration_put(&b, ns);
}
FUZZ_ENTRY(dates)

static void printf_body(struct arena *a, str input)
{
    struct list *l = list_new(a, 4);
    struct map *m = map_new(a, 4);
    const val items[] = {val_int(-7),      val_float(1.5), val_str(STR("t\xff\"x")),
                         val_bool(true),   val_list(l),    val_map(m),
                         val_nil(),        val_invalid(),  val_int(300),
                         val_float(-1e300)};
    enum { ITEMS = sizeof items / sizeof *items };
    for (size_t i = 0; i < 4; i++) {
        list_push(l, items[i]);
        map_set(m, str_fmt(a, "k%zu", i), items[i]);
    }
    for (size_t from = 0; from < ITEMS; from++) {
        struct buf b;
        buf_init(&b, a);
        gofmt_sprintf(&b, input, items + from, ITEMS - from);
    }
}
FUZZ_ENTRY(printf)

static void ignore_body(struct arena *a, str input)
{
    str error, rest = input, text = fuzz_part(&rest);
    struct ignore rules;
    if (ignore_parse(a, text, &rules, &error)) {
        ignore_matches(&rules, rest, false);
        ignore_matches(&rules, rest, true);
    }
    struct glob *g = glob_compile(a, text, '/');
    if (g)
        glob_match(g, rest);
}
FUZZ_ENTRY(ignore)
