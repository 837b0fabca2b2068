/* Runs the spec cases against the built program.
 *
 * usage: spec-run PROGRAM [-k WORD] PATH...
 *
 * Below each PATH, a file *.cases holds text cases (case_file.h), which are evaluated with PROGRAM
 * --jsonl; a file X.cmd holds the arguments of one run of PROGRAM in the file's own folder, X.out
 * what it must print, X.err what it must print on standard error (none: nothing); it must end
 * with status 1 exactly when X.err holds a line that begins with "Error: " or is an error in JSON.
 * Prints each case that fails and last `spec: N passed, N failed`.
 */
#include "base/arena.h"
#include "base/base64.h"
#include "base/buf.h"
#include "base/file.h"
#include "spec-tests/case_file.h"
#include "value/json_parse.h"
#include "value/json_write.h"
#include "value/map.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

struct runner {
    struct arena arena;
    str program; /* absolute */
    str word;    /* only cases whose name or file holds it */
    char dir[64];
    struct buf lines; /* the --jsonl input */
    struct spec_case **cases;
    size_t count, cap, passed, failed;
};

static void fail(struct runner *r, str where, str name, const char *why)
{
    r->failed++;
    printf("FAILED: %.*s: %.*s: %s\n", STR_ARG(where), STR_ARG(name), why);
}

static void show(const char *what, str text)
{
    printf("  --- %s\n", what);
    while (text.len) {
        size_t end = str_find_char(text, '\n');
        size_t n = end == STR_NONE ? text.len : end;
        printf("  | %.*s\n", (int)n, text.s);
        text = str_from(text, end == STR_NONE ? n : n + 1);
    }
}

static bool is_wanted(const struct runner *r, str file, str name)
{
    return r->word.len == 0 || str_has(file, r->word) || str_has(name, r->word);
}

/* ---- text cases ---- */

static void put_json(struct runner *r, val v)
{
    str error;
    if (!json_write(&r->lines, v, JSON_RAW, &error))
        abort();
}

static val text_or_empty(const struct spec_case *c, str what)
{
    const struct case_section *s = case_find(c, what);
    return val_str(s ? s->text : STR(""));
}

static void put_request(struct runner *r, const struct spec_case *c)
{
    struct map *m = map_new(&r->arena, 6), *files = map_new(&r->arena, 0);
    map_set(m, STR("id"), val_str(str_fmt(&r->arena, "%zu", r->count - 1)));
    map_set(m, STR("t"), text_or_empty(c, STR("template")));
    map_set(m, STR("v"), text_or_empty(c, STR("values")));
    for (size_t i = 0; i < c->section_count; i++)
        if (str_eq(c->sections[i].what, STR("file")))
            map_set(files, c->sections[i].argument, val_str(c->sections[i].text));
    if (map_len(files))
        map_set(m, STR("files"), val_map(files));
    if (case_find(c, STR("render")))
        map_set(m, STR("render"), val_str(case_find(c, STR("render"))->argument));
    if (case_find(c, STR("delims")))
        map_set(m, STR("delims"), val_str(case_find(c, STR("delims"))->argument));
    put_json(r, val_map(m));
    buf_put_char(&r->lines, '\n');
}

static void add_case(struct runner *r, struct spec_case *c)
{
    if (!is_wanted(r, c->file, c->name))
        return;
    if (!case_find(c, STR("output")) == !case_find(c, STR("error"))) {
        fail(r, c->file, c->name, "needs either an output or an error section");
        return;
    }
    if (r->count == r->cap) {
        size_t cap = r->cap ? r->cap * 2 : 256;
        r->cases =
            arena_grow(&r->arena, r->cases, r->cap * sizeof *r->cases, cap * sizeof *r->cases);
        r->cap = cap;
    }
    r->cases[r->count++] = c;
    put_request(r, c);
}

static void read_cases(struct runner *r, str path)
{
    str text, error;
    struct case_file f;
    if (!file_read(&r->arena, path, 0, &text, &error) ||
        !case_file_parse(&r->arena, path, text, &f, &error)) {
        fail(r, path, STR("-"), str_c(&r->arena, error));
        return;
    }
    for (size_t i = 0; i < f.count; i++)
        add_case(r, &f.cases[i]);
}

/* What the program answered: `key` or its base64 twin. */
static bool answer(struct runner *r, const struct map *m, const char *key, str *ret)
{
    const val *v = map_get(m, str_from_c(key));
    if (v) {
        *ret = val_text(*v);
        return true;
    }
    size_t bad;
    v = map_get(m, str_fmt(&r->arena, "%s_b64", key));
    return v && base64_decode(&r->arena, val_text(*v), ret, &bad);
}

static void judge(struct runner *r, const struct spec_case *c, const struct map *m)
{
    const struct case_section *out = case_find(c, STR("output"));
    const struct case_section *want = out ? out : case_find(c, STR("error"));
    str got, other;
    if (answer(r, m, out ? "out" : "err", &got)) {
        if (str_eq(got, want->text)) {
            r->passed++;
            return;
        }
        fail(r, c->file, c->name, out ? "the output differs" : "the error differs");
        show("wanted", want->text);
        show("got", got);
    } else {
        fail(r, c->file, c->name, out ? "failed" : "should have failed");
        if (answer(r, m, out ? "err" : "out", &other))
            show("got", other);
    }
}

static str path_in(struct runner *r, const char *name)
{
    return str_fmt(&r->arena, "%s/%s", r->dir, name);
}

static bool write_file(struct runner *r, const char *name, str text)
{
    FILE *f = fopen(str_c(&r->arena, path_in(r, name)), "wb");
    if (!f)
        return false;
    bool ok = fwrite(text.s, 1, text.len, f) == text.len;
    return fclose(f) == 0 && ok;
}

/* Runs a shell command; its exit status, or -1 when it was killed. */
static int shell(struct runner *r, str command)
{
    int status = system(str_c(&r->arena, command));
    return status != -1 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void run_cases(struct runner *r)
{
    str out = {NULL, 0}, error;
    bool *seen = ARENA_ARRAY(&r->arena, bool, r->count);
    if (r->count == 0)
        return;
    if (!write_file(r, "in", buf_str(&r->lines)))
        fail(r, STR("-"), STR("-"), "cannot write the input");
    str dir = str_from_c(r->dir);
    int status = shell(r, str_fmt(&r->arena, "TZ=UTC '%.*s' --jsonl <'%.*s/in' >'%.*s/out'",
                                  STR_ARG(r->program), STR_ARG(dir), STR_ARG(dir)));
    if (status != 0)
        fail(r, STR("--jsonl"), STR("-"), "the program did not end with status 0");
    if (!file_read(&r->arena, path_in(r, "out"), 0, &out, &error))
        fail(r, STR("--jsonl"), STR("-"), str_c(&r->arena, error));
    while (out.len) {
        size_t end = str_find_char(out, '\n');
        str line = str_slice(out, 0, end == STR_NONE ? out.len : end);
        out = str_from(out, end == STR_NONE ? out.len : end + 1);
        val v;
        const val *id = NULL;
        if (json_parse(&r->arena, line, JSON_ROOT_MAP, &v, &error))
            id = map_get(v.map, STR("id"));
        size_t i = id ? strtoul(str_c(&r->arena, val_text(*id)), NULL, 10) : r->count;
        if (i >= r->count) {
            fail(r, STR("--jsonl"), line, "no answer to a case");
            continue;
        }
        seen[i] = true;
        judge(r, r->cases[i], v.map);
    }
    for (size_t i = 0; i < r->count; i++)
        if (!seen[i])
            fail(r, r->cases[i]->file, r->cases[i]->name, "no answer");
}

/* ---- command cases ---- */

static str read_or_empty(struct runner *r, str path)
{
    str text, error;
    return file_read(&r->arena, path, 0, &text, &error) ? text : STR("");
}

static bool compare(struct runner *r, str path, const char *what, str want, str got)
{
    if (str_eq(want, got))
        return true;
    fail(r, path, str_from_c(what), "differs");
    show("wanted", want);
    show("got", got);
    return false;
}

static void run_command(struct runner *r, str path)
{
    if (!is_wanted(r, path, path))
        return;
    str stem = str_slice(path, 0, path.len - 4);
    size_t slash = str_find_last(path, STR("/"));
    str folder = slash == STR_NONE ? STR(".") : str_slice(path, 0, slash);
    str args = str_trim_blanks(read_or_empty(r, path));
    str dir = str_from_c(r->dir);
    int status =
        shell(r, str_fmt(&r->arena, "cd '%.*s' && (TZ=UTC '%.*s' %.*s) >'%.*s/o' 2>'%.*s/e'",
                         STR_ARG(folder), STR_ARG(r->program), STR_ARG(args), STR_ARG(dir),
                         STR_ARG(dir)));
    str err = read_or_empty(r, str_concat(&r->arena, stem, STR(".err")));
    bool must_fail = str_has_prefix(err, STR("Error: ")) || str_has(err, STR("\nError: ")) ||
                     str_has_prefix(err, STR("{\"schema\":"));
    bool ok = compare(r, path, "standard output",
                      read_or_empty(r, str_concat(&r->arena, stem, STR(".out"))),
                      read_or_empty(r, path_in(r, "o")));
    ok = compare(r, path, "standard error", err, read_or_empty(r, path_in(r, "e"))) && ok;
    if (status != must_fail) {
        fail(r, path, STR("exit status"), must_fail ? "should be 1" : "should be 0");
        ok = false;
    }
    r->passed += ok;
}

/* ---- all ---- */

static void walk(struct runner *r, str path)
{
    struct file_info info;
    str *names, error;
    size_t n;
    if (!file_lstat(&r->arena, path, &info, &error)) { /* charts have links that lead nowhere */
        fail(r, path, STR("-"), str_c(&r->arena, error));
    } else if (info.kind == FILE_DIR) {
        if (!file_list(&r->arena, path, &names, &n, &error)) {
            fail(r, path, STR("-"), str_c(&r->arena, error));
            return;
        }
        for (size_t i = 0; i < n; i++)
            walk(r, str_fmt(&r->arena, "%.*s/%.*s", STR_ARG(path), STR_ARG(names[i])));
    } else if (str_has_suffix(path, STR(".cases"))) {
        read_cases(r, path);
    } else if (str_has_suffix(path, STR(".cmd"))) {
        run_command(r, path);
    }
}

int main(int argc, char **argv)
{
    struct runner r = {.dir = "/tmp/chelm-spec-XXXXXX"};
    if (argc < 3 || !mkdtemp(r.dir)) {
        fputs("usage: spec-run PROGRAM [-k WORD] PATH...\n", stderr);
        return 2;
    }
    arena_init(&r.arena, NULL);
    buf_init(&r.lines, &r.arena);
    r.program = file_abs(&r.arena, str_from_c(argv[1]));
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], "-k") == 0 && i + 1 < argc)
            r.word = str_from_c(argv[++i]);
        else
            walk(&r, str_from_c(argv[i]));
    }
    run_cases(&r);
    shell(&r, str_fmt(&r.arena, "rm -rf '%s'", r.dir));
    printf("spec: %zu passed, %zu failed\n", r.passed, r.failed);
    arena_done(&r.arena);
    return r.failed > 0;
}
