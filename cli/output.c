#include "cli/output.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/path.h"
#include "base/visible.h"
#include "cli/api_texts.h"
#include "cli/atomic_file.h"
#include "cli/memory.h"
#include "cli/write_all.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* As Go prints an errno. */
static void put_errno(FILE *out, int error)
{
    const char *text = strerror(error);
    fprintf(out, "%c%s\n", tolower((unsigned char)text[0]), text + 1);
}

/* "Error: VERB PATH: no such file or directory" from errno. Always false. */
static bool system_error(const char *verb, str path)
{
    int error = errno;
    fprintf(stderr, "Error: %s %.*s: ", verb, STR_ARG(path));
    put_errno(stderr, error);
    return false;
}

/* A line of standard error; on a terminal nothing in it may move the cursor or change colours. */
static void put_line(const char *before, str text)
{
    struct arena a;
    struct buf b;
    arena_init(&a, NULL);
    buf_init(&b, &a);
    if (isatty(STDERR_FILENO)) {
        visible_put(&b, text);
        text = buf_str(&b);
    }
    fputs(before, stderr);
    if (text.len)
        fwrite(text.s, 1, text.len, stderr);
    fputc('\n', stderr);
    arena_done(&a);
}

bool output_error(str text)
{
    put_line("Error: ", text);
    return false;
}

bool output_text(str text)
{
    return write_all(STDOUT_FILENO, text) || system_error("write", STR("/dev/stdout"));
}

bool output_result(struct arena *a, const chelm_result *r)
{
    size_t n = chelm_result_part_count(r);
    struct iovec *parts = arena_alloc(a, n * sizeof *parts);
    for (size_t i = 0; i < n; i++) {
        chelm_text part = chelm_result_part(r, i);
        parts[i] = (struct iovec){(void *)(uintptr_t)part.s, part.len};
    }
    return write_all_of(STDOUT_FILENO, parts, n) || system_error("write", STR("/dev/stdout"));
}

static void put_hint(void)
{
    fputs("\nUse --debug flag to render out invalid YAML\n", stderr);
}

void output_messages(const chelm_result *r, bool debug)
{
    for (size_t i = 0; i < chelm_result_log_count(r); i++) {
        chelm_text line = chelm_result_log(r, i, NULL);
        put_line("", api_str(line));
    }
    if (chelm_result_ok(r))
        return;
    for (size_t i = 0; i < chelm_result_error_count(r); i++) {
        chelm_text error = chelm_result_error_at(r, i);
        output_error(api_str(error));
    }
    if (!debug && chelm_result_failed_rendering(r))
        put_hint();
    chelm_text note = chelm_result_note(r);
    if (note.len)
        put_line("note: ", api_str(note));
}

/* ---- --output-dir ---- */

/* As ensureDirectoryForFile: os.MkdirAll with mode 0755. */
static bool make_folders(struct arena *a, str path)
{
    struct stat st;
    if (stat(str_c(a, path), &st) != 0 && errno != ENOENT)
        return system_error("stat", path);
    for (size_t i = 1; i <= path.len; i++) {
        if (i < path.len && path.s[i] != '/')
            continue;
        str part = {path.s, i};
        if (mkdir(str_c(a, part), 0755) != 0 && errno != EEXIST)
            return system_error("mkdir", part);
    }
    return true;
}

/* Appends all of `text` or nothing. Never through a symbolic link. */
static bool append_file(struct arena *a, str path, str text)
{
    struct stat st;
    int fd = open(str_c(a, path), O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0)
        return system_error("open", path);
    bool known = fstat(fd, &st) == 0, ok = write_all(fd, text);
    if (!ok)
        system_error("write", path);
    if (!ok && known && ftruncate(fd, st.st_size) != 0)
        system_error("truncate", path);
    if (close(fd) != 0 && ok)
        ok = system_error("close", path);
    return ok;
}

static bool write_file(struct arena *a, str path, str text, bool append)
{
    str error;
    if (append)
        return append_file(a, path, text);
    if (atomic_file_write(a, path, text, &error))
        return true;
    return output_error(error);
}

static bool was_written(const chelm_result *r, size_t i)
{
    chelm_text path = chelm_result_document(r, i).path;
    for (size_t j = 0; j < i; j++) {
        chelm_text other = chelm_result_document(r, j).path;
        if (other.len == path.len && memcmp(other.s, path.s, path.len) == 0)
            return true;
    }
    return false;
}

static bool write_document(struct arena *a, const chelm_result *r, size_t i, str dir)
{
    chelm_document d = chelm_result_document(r, i);
    str name = {d.path.s, d.path.len};
    struct buf path, text;
    buf_init(&path, a);
    buf_put_str(&path, dir);
    buf_put_char(&path, '/');
    buf_put_str(&path, name);
    buf_init(&text, a);
    buf_put_str(&text, STR("---\n# Source: "));
    buf_put_str(&text, name);
    buf_put_char(&text, '\n');
    buf_put(&text, d.text.s, d.text.len);
    buf_put_char(&text, '\n');
    struct stat st;
    bool append = was_written(r, i) || (d.is_hook && stat(str_c(a, buf_str(&path)), &st) == 0);
    if (!make_folders(a, path_dir(a, buf_str(&path))) ||
        !write_file(a, buf_str(&path), buf_str(&text), append))
        return false;
    struct buf note;
    buf_init(&note, a);
    buf_put_fmt(&note, "wrote %.*s\n", STR_ARG(buf_str(&path)));
    return output_text(buf_str(&note));
}

bool output_documents(struct arena *a, const chelm_result *r, str dir, str release, bool debug)
{
    str below = dir;
    if (release.len)
        below = path_clean(a, str_fmt(a, "%.*s/%.*s", STR_ARG(dir), STR_ARG(release)));
    for (size_t i = 0; i < chelm_result_document_count(r); i++) {
        bool is_crd = chelm_result_document(r, i).is_crd;
        struct arena_mark mark = arena_mark(a);
        bool ok = write_document(a, r, i, is_crd ? dir : below);
        arena_release(a, mark);
        if (!ok && !debug && !chelm_result_document(r, i).is_hook)
            put_hint();
        if (!ok)
            return false;
    }
    return true;
}
