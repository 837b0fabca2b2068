/* Runs the entries on files, in an ordinary program.
 * usage: replay [-e ENTRY]... DIR...   each DIR/ENTRY/FILE is an input of that entry; -e: of these
 * entries alone; the last line is replay: N passed, 0 failed (an input that fails ends the program)
 */
#include "fuzz/fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    void (*run)(const uint8_t *data, size_t size);
} entries[] = {
#define ENTRY(name, what) {#name, fuzz_##name},
#include "fuzz/entries.def"
#undef ENTRY
};

static char *read_all(const char *path, size_t *ret_n)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return NULL;
    char *data = NULL;
    size_t n = 0, cap = 0;
    do {
        cap += 1 << 16;
        char *more = realloc(data, cap);
        if (!more)
            abort();
        data = more;
        n += fread(data + n, 1, cap - n, f);
    } while (n == cap);
    fclose(f);
    *ret_n = n;
    return data;
}

/* How many files of the folder were run. */
static unsigned run_folder(const char *dir, size_t entry)
{
    char path[4096];
    unsigned count = 0;
    snprintf(path, sizeof path, "%s/%s", dir, entries[entry].name);
    DIR *d = opendir(path);
    for (const struct dirent *e; d && (e = readdir(d));) {
        if (e->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s/%s", dir, entries[entry].name, e->d_name);
        fprintf(stderr, "%s\n", path); /* the last one shown is the one that failed */
        size_t n = 0;
        char *data = read_all(path, &n);
        if (!data)
            continue;
        entries[entry].run((const uint8_t *)data, n);
        free(data);
        count++;
    }
    if (d)
        closedir(d);
    return count;
}

/* Whether it is one of the names after -e, or there are none. */
static bool is_wanted(int argc, char **argv, const char *name)
{
    if (argc < 3 || strcmp(argv[1], "-e") != 0)
        return true;
    for (int i = 1; i + 1 < argc && strcmp(argv[i], "-e") == 0; i += 2)
        if (strcmp(argv[i + 1], name) == 0)
            return true;
    return false;
}

int main(int argc, char **argv)
{
    unsigned total = 0, without = 0;
    int first = 1;
    while (first + 1 < argc && strcmp(argv[first], "-e") == 0)
        first += 2;
    for (size_t e = 0; e < sizeof entries / sizeof *entries; e++) {
        unsigned count = 0;
        if (!is_wanted(argc, argv, entries[e].name))
            continue;
        for (int i = first; i < argc; i++)
            count += run_folder(argv[i], e);
        if (!count)
            printf("FAILED: no input for %s\n", entries[e].name);
        without += count == 0;
        total += count;
    }
    printf("replay: %u passed, %u failed\n", total, without);
    return without ? EXIT_FAILURE : EXIT_SUCCESS;
}
