/* How much of YAML is plain: counts the documents that value/yaml_plain.h reads, and checks that
 * they read the same without it.
 *
 * usage: property-yaml [-v] FILE...    without FILE, names come from standard input; -v names what
 *                                      is not plain
 *
 * Last it prints `property: N passed, N failed`.
 */
#include "base/arena.h"
#include "property/same_events.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct counts {
    size_t documents, plain, bytes, plain_bytes, failed;
};

static bool read_file(struct arena *a, const char *path, str *ret)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    long size = fseek(f, 0, SEEK_END) == 0 ? ftell(f) : -1;
    bool ok = size >= 0 && fseek(f, 0, SEEK_SET) == 0;
    char *bytes = arena_bytes(a, ok ? (size_t)size : 0);
    ok = ok && fread(bytes, 1, (size_t)size, f) == (size_t)size;
    fclose(f);
    *ret = str_make(bytes, ok ? (size_t)size : 0);
    return ok;
}

static size_t document_end(str text)
{
    size_t at = str_find(text, STR("\n---"));
    return at == STR_NONE ? text.len : at + 1;
}

static void count(struct counts *n, str doc, enum same_events same)
{
    n->documents++;
    n->bytes += doc.len;
    n->plain += same != EVENTS_NOT_PLAIN;
    n->plain_bytes += same != EVENTS_NOT_PLAIN ? doc.len : 0;
    n->failed += same == EVENTS_DIFFER;
}

static void check_file(const char *path, bool verbose, struct counts *n)
{
    struct arena a;
    arena_init(&a, NULL);
    str text, plain, other;
    if (!read_file(&a, path, &text))
        printf("%s: cannot be read\n", path);
    while (text.len) {
        str doc = str_slice(text, 0, document_end(text));
        enum same_events same = same_events(&a, doc, &plain, &other);
        count(n, doc, same);
        if (same == EVENTS_DIFFER)
            printf("FAILED: %s: a document of %zu bytes reads otherwise\n", path, doc.len);
        if (same == EVENTS_NOT_PLAIN && verbose)
            printf("not plain: %s, %zu bytes\n", path, doc.len);
        text = str_from(text, doc.len);
    }
    arena_done(&a);
}

int main(int argc, char **argv)
{
    struct counts n = {0};
    int first = argc > 1 && strcmp(argv[1], "-v") == 0 ? 2 : 1;
    char line[4096];
    for (int i = first; i < argc; i++)
        check_file(argv[i], first == 2, &n);
    while (argc == first && fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        check_file(line, first == 2, &n);
    }
    printf("%zu of %zu documents are plain, %zu of %zu bytes\n", n.plain, n.documents,
           n.plain_bytes, n.bytes);
    printf("property: %zu passed, %zu failed\n", n.documents - n.failed, n.failed);
    return n.failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
