/* Files and folders, read whole, with errors in Go's words.
 *
 * Results live in the arena given. When a function returns false, *ret_error holds the text that
 * Go's *PathError prints: "open X: no such file or directory". Nothing here writes.
 */
#ifndef CHELM_BASE_FILE_H
#define CHELM_BASE_FILE_H

#include "base/str.h"

enum file_kind { FILE_REGULAR, FILE_DIR, FILE_SYMLINK, FILE_OTHER };

struct file_info {
    enum file_kind kind;
    uint64_t size; /* bytes, of a regular file */
};

/* Where a file is: `name` in the open folder `folder`, which errors call `path`. */
struct file_place {
    int folder; /* a file descriptor, or AT_FDCWD */
    str name, path;
};

/* The place that a path tells. */
struct file_place file_place(str path);

/* os.ReadFile. Reads at most `limit` bytes (0: no limit), for files that grow under our hands. */
bool file_read(struct arena *a, str path, size_t limit, str *ret, str *ret_error);
/* The same by mapping the file for as long as the arena lives: its bytes are read when they are
 * looked at. When it begins with `prefix`, that is cut off. Meanwhile nobody may make the file
 * shorter. */
bool file_map(struct arena *a, str path, size_t limit, str prefix, str *ret, str *ret_error);
/* The one or the other, as a file's size tells: those of `map_from` bytes and more are mapped. */
struct file_reading {
    size_t limit, map_from;
    str prefix;
};
/* *ret_size is the file's, at most the limit. */
bool file_take(struct arena *a, const struct file_place *where, const struct file_reading *how,
               str *ret, size_t *ret_size, str *ret_error);
/* All of standard input, as io.ReadAll(os.Stdin). */
bool file_read_stdin(struct arena *a, str *ret, str *ret_error);
/* os.Stat (symbolic links followed) and os.Lstat. */
bool file_stat(struct arena *a, str path, struct file_info *ret, str *ret_error);
bool file_lstat(struct arena *a, str path, struct file_info *ret, str *ret_error);
/* The names in a folder, without "." and "..", in bytewise order. */
bool file_list(struct arena *a, str path, str **ret, size_t *ret_n, str *ret_error);
/* filepath.EvalSymlinks: the path with all links resolved. */
bool file_resolve(struct arena *a, str path, str *ret, str *ret_error);

/* What the kind of st_mode is. */
enum file_kind file_kind_of(unsigned mode);
/* False; *ret_error is "OP PATH: what errno says", as Go's PathError prints it. */
bool file_fail(struct arena *a, const char *op, str path, int error, str *ret_error);

/* filepath.Abs: cleaned, from the working directory when relative. */
str file_abs(struct arena *a, str path);

#endif
