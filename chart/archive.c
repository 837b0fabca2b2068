#include "chart/archive.h"

#include "base/arena.h"
#include "base/path.h"
#include "base/quote.h"
#include "chart/tar.h"

#include <string.h>

static bool refuse(str *ret_error, str text)
{
    *ret_error = text;
    return false;
}

static bool has_drive(str s)
{
    return s.len >= 3 && s.s[1] == ':' && s.s[2] == '/' &&
           ((s.s[0] >= 'a' && s.s[0] <= 'z') || (s.s[0] >= 'A' && s.s[0] <= 'Z'));
}

/* The path of an entry inside the chart. A name with a backslash was made on Windows. */
static bool chart_path(struct arena *a, str name, str *ret, str *ret_error)
{
    bool windows = str_find_char(name, '\\') != STR_NONE;
    size_t cut = str_find_char(name, windows ? '\\' : '/');
    str top = cut == STR_NONE ? name : str_slice(name, 0, cut);
    str path = cut == STR_NONE ? STR("") : str_from(name, cut + 1);
    if (windows)
        path = str_replace_all(a, path, STR("\\"), STR("/"));
    if (path_is_abs(path))
        return refuse(ret_error, STR("chart illegally contains absolute paths"));
    path = path_clean(a, path);
    if (str_eq(path, STR("."))) {
        str text = STR("chart illegally contains content outside the base directory: ");
        return refuse(ret_error, str_concat(a, text, quote(a, name)));
    }
    if (str_has_prefix(path, STR("..")))
        return refuse(ret_error, STR("chart illegally references parent directory"));
    if (has_drive(path))
        return refuse(ret_error, STR("chart contains illegally named files"));
    if (str_eq(top, STR("Chart.yaml")))
        return refuse(ret_error, STR("chart yaml not in base directory"));
    *ret = path;
    return true;
}

static bool check_size(struct arena *a, const struct tar_entry *e, uint64_t remaining,
                       str *ret_error)
{
    if (e->size > remaining)
        return refuse(ret_error, str_fmt(a, "decompressed chart is larger than the maximum size %d",
                                         ARCHIVE_TOTAL_MAX));
    str q = quote(a, e->name);
    if (e->size > ARCHIVE_FILE_MAX)
        return refuse(ret_error,
                      str_fmt(a,
                              "decompressed chart file %.*s is larger than the maximum file "
                              "size %d",
                              STR_ARG(q), ARCHIVE_FILE_MAX));
    return true;
}

static bool read_entry(struct arena *a, struct tar *t, const struct tar_entry *e,
                       uint64_t *remaining, struct chart_files *files, str *ret_error)
{
    struct chart_file file;
    if (!chart_path(a, e->name, &file.name, ret_error) ||
        !check_size(a, e, *remaining, ret_error) || !tar_read(t, e, &file.data, ret_error))
        return false;
    *remaining -= e->size;
    if (*remaining == 0)
        return refuse(ret_error, str_fmt(a, "decompressed chart is larger than the maximum size %d",
                                         ARCHIVE_TOTAL_MAX));
    if (str_has_prefix(file.data, STR("\xEF\xBB\xBF")))
        file.data = str_from(file.data, 3);
    chart_files_add(a, files, file);
    return true;
}

bool archive_read(struct arena *a, str gz, struct chart_files *ret, str *ret_error)
{
    struct tar *t;
    struct tar_entry e;
    struct chart_files files = {0};
    uint64_t remaining = ARCHIVE_TOTAL_MAX;
    enum tar_step step;
    if (!tar_open(a, gz, &t, ret_error))
        return false;
    for (size_t n = 0; (step = tar_next(t, &e, ret_error)) == TAR_ENTRY; n++) {
        if (n == ARCHIVE_ENTRIES_MAX)
            return refuse(ret_error, STR("chart archive has too many entries"));
        if (e.is_dir || e.type == 'g')
            continue;
        if (!read_entry(a, t, &e, &remaining, &files, ret_error))
            return false;
    }
    if (step == TAR_FAILED)
        return false;
    if (files.n == 0)
        return refuse(ret_error, STR("no files in chart archive"));
    *ret = files;
    return true;
}

/* The part of http.DetectContentType that files given for charts may ask for. Go looks at 512
 * bytes, zeros behind the end of a shorter file: few texts pass as such. */
static const char *content_type(str bytes)
{
    static const struct {
        const char *magic;
        size_t len;
        const char *type;
    } known[] = {
        {"PK\x03\x04", 4, "application/zip"},
        {"%PDF-", 5, "application/pdf"},
        {"%!PS-Adobe-", 11, "application/postscript"},
        {"Rar!\x1A\x07", 6, "application/x-rar-compressed"},
        {"\x89PNG\x0D\x0A\x1A\x0A", 8, "image/png"},
        {"GIF8", 4, "image/gif"},
        {"\xFF\xD8\xFF", 3, "image/jpeg"},
        {"<?xml", 5, "text/xml; charset=utf-8"},
        {"\xFE\xFF", 2, "text/plain; charset=utf-16be"},
        {"\xFF\xFE", 2, "text/plain; charset=utf-16le"},
        {"\xEF\xBB\xBF", 3, "text/plain; charset=utf-8"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_has_prefix(bytes, (str){known[i].magic, known[i].len}))
            return known[i].type;
    for (size_t i = 0; i < 512; i++) {
        unsigned char c = i < bytes.len ? (unsigned char)bytes.s[i] : 0;
        if (c <= 0x08 || c == 0x0B || (c >= 0x0E && c <= 0x1A) || (c >= 0x1C && c <= 0x1F))
            return "application/octet-stream";
    }
    return "text/plain; charset=utf-8";
}

bool archive_is_gzip(struct arena *a, str name, str bytes, str *ret_error)
{
    if (str_has_prefix(bytes, STR("\x1F\x8B\x08")))
        return true;
    if (str_has_suffix(name, STR(".yml")) || str_has_suffix(name, STR(".yaml")))
        return refuse(ret_error, str_fmt(a,
                                         "file '%.*s' seems to be a YAML file, but expected a "
                                         "gzipped archive",
                                         STR_ARG(name)));
    return refuse(ret_error, str_fmt(a,
                                     "file '%.*s' does not appear to be a gzipped archive; got "
                                     "'%s'",
                                     STR_ARG(name), content_type(bytes)));
}
