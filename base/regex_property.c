/* \p{…}: general categories from utf8proc, scripts from PCRE2. */
#define PCRE2_CODE_UNIT_WIDTH 8

#include "base/arena.h"
#include "base/regex_class.h"
#include "base/utf8.h"

#include <stdlib.h>

#include <pcre2.h>
#include <utf8proc.h>

/* From the end of the CJK extensions to the tags nothing is assigned; nor is behind them, up to
 * the private use planes. */
enum { LAST_LETTER = 0x33480, FIRST_TAG = 0xE0000, LAST_TAG = 0xE01FF, FIRST_PRIVATE = 0xF0000 };

static bool is_in_category(uint32_t rune, const char *wanted)
{
    const char *name = utf8proc_category_string((utf8proc_int32_t)rune);
    if (wanted[0] == 'L' && wanted[1] == 'C')
        return name[0] == 'L' && (name[1] == 'u' || name[1] == 'l' || name[1] == 't');
    return name[0] == wanted[0] && (wanted[1] == '\0' || name[1] == wanted[1]);
}

/* Whether a run of runes that all have the category of its first begins here; its end. */
static uint32_t uniform_run_end(uint32_t rune)
{
    if (rune >= LAST_LETTER && rune < FIRST_TAG)
        return FIRST_TAG;
    if (rune > LAST_TAG && rune < FIRST_PRIVATE)
        return FIRST_PRIVATE;
    if (rune >= FIRST_PRIVATE && (rune & 0xFFFF) < 0xFFFE)
        return (rune & 0xFFFF0000) | 0xFFFE;
    return rune + 1;
}

static void add_category(struct rune_class *c, const char *wanted)
{
    for (uint32_t r = 0, end; r <= RUNE_MAX; r = end) {
        end = uniform_run_end(r);
        if (is_in_category(r, wanted))
            class_add(c, r, end - 1);
    }
}

enum { MAX_SCRIPT_RANGES = 1024, SCRIPT_RUNES = LAST_LETTER + LAST_TAG - FIRST_TAG + 1 };

/* Every rune that may have a script, as text, in UTF8_MAX * SCRIPT_RUNES bytes. */
static str script_text(char *s)
{
    enum { SURROGATES = 0xD800, AFTER_SURROGATES = 0xE000 };
    size_t n = 0;
    for (uint32_t r = 0; r <= LAST_TAG; r++) {
        if (r == SURROGATES)
            r = AFTER_SURROGATES;
        if (r == LAST_LETTER)
            r = FIRST_TAG;
        n += utf8_encode(s + n, r);
    }
    return str_make(s, n);
}

static size_t find_ranges(pcre2_code *code, pcre2_match_data *data, str text,
                          struct rune_range *ret)
{
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(data);
    size_t n = 0, from = 0, length;
    while (n < MAX_SCRIPT_RANGES && pcre2_match(code, (PCRE2_SPTR)text.s, text.len, from,
                                                PCRE2_NO_UTF_CHECK, data, NULL) > 0) {
        ret[n].low = utf8_decode(str_from(text, at[0]), &length);
        ret[n++].high = utf8_decode_last(str_slice(text, at[0], at[1]), &length);
        from = at[1];
    }
    return n;
}

/* The ranges of a script. Nothing here is an arena's: no jump may pass PCRE2's objects by. */
static size_t find_script(const char *pattern, size_t length, char *space, struct rune_range *ret)
{
    int error;
    PCRE2_SIZE offset;
    size_t n = 0;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern, length, PCRE2_UTF, &error, &offset, NULL);
    pcre2_match_data *data = code ? pcre2_match_data_create_from_pattern(code, NULL) : NULL;
    if (data)
        n = find_ranges(code, data, script_text(space), ret);
    pcre2_match_data_free(data);
    pcre2_code_free(code);
    return n;
}

enum { SCRIPT_SIZE = 24, CATEGORIES_SIZE = 4 }; /* texts in tables, with a NUL */

static void add_new_runes(struct rune_class *c, str name)
{
    static const struct {
        char script[SCRIPT_SIZE];
        uint32_t first, last;
    } added[] = {
#define ADDED(script, first, last) {script, first, last},
#include "base/regex_scripts.def"
#undef ADDED
    };
    for (size_t i = 0; i < sizeof added / sizeof *added; i++)
        if (str_eq(str_from_c(added[i].script), name))
            class_add(c, added[i].first, added[i].last);
}

static void add_script(struct rune_class *c, str name)
{
    struct rune_range found[MAX_SCRIPT_RANGES];
    str pattern = str_fmt(c->arena, "\\p{sc:%.*s}+", STR_ARG(name));
    char *space = malloc((size_t)UTF8_MAX * SCRIPT_RUNES);
    if (!space)
        arena_fail(c->arena);
    size_t n = find_script(pattern.s, pattern.len, space, found);
    free(space);
    for (size_t i = 0; i < n; i++)
        class_add(c, found[i].low, found[i].high);
    add_new_runes(c, name);
}

static const struct property {
    char name[SCRIPT_SIZE];
    char categories[CATEGORIES_SIZE]; /* empty: a script */
} PROPERTIES[] = {
#define CATEGORY(name, categories) {name, categories},
#define SCRIPT(name)               {name, ""},
#include "base/regex_properties.def"
#undef CATEGORY
#undef SCRIPT
};

/* First letter upper case, the others lower case, without '_', '-' and ' '. */
static str canonical(struct arena *a, str name)
{
    char *s = arena_bytes(a, name.len);
    size_t n = 0;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.s[i];
        if (c == '_' || c == '-' || c == ' ')
            continue;
        if (n == 0 && c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        else if (n > 0 && c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        s[n++] = c;
    }
    return str_make(s, n);
}

static bool add_special(struct rune_class *c, str name)
{
    if (str_eq(name, STR("Any"))) {
        class_add(c, 0, RUNE_MAX);
        return true;
    }
    if (str_eq(name, STR("Ascii"))) {
        class_add(c, 0, 0x7F);
        return true;
    }
    if (!str_eq(name, STR("Assigned")))
        return false;
    struct rune_class unassigned;
    class_init(&unassigned, c->arena);
    add_category(&unassigned, "Cn");
    class_add_complement(c, &unassigned);
    return true;
}

bool class_add_property(struct rune_class *c, str name)
{
    name = canonical(c->arena, name);
    if (add_special(c, name))
        return true;
    for (size_t i = 0; i < sizeof PROPERTIES / sizeof *PROPERTIES; i++) {
        if (!str_eq(str_from_c(PROPERTIES[i].name), name))
            continue;
        if (PROPERTIES[i].categories[0])
            add_category(c, PROPERTIES[i].categories);
        else
            add_script(c, name);
        return true;
    }
    return false;
}
