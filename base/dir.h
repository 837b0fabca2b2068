/* An open folder: what is in it, and a way to reach that by its name alone.
 *
 * The system then has one name to look up where a whole path has many, and the kinds of the entries
 * come with their names: reading a chart's files that way takes a third less of the system's time.
 */
#ifndef CHELM_BASE_DIR_H
#define CHELM_BASE_DIR_H

#include "base/file.h"

struct dir_entry {
    str name;
    enum file_kind kind; /* as os.Lstat tells */
};

struct dir_handles;

struct dir {
    struct dir_entry *entries; /* without "." and "..", in bytewise order of their names */
    size_t n;
    struct dir_handles *handles;
};

/* Opens the folder and lists it. It is closed by dir_close, with the arena at the latest; false
 * with *ret_error, "open PATH: …". */
bool dir_open(struct arena *a, const struct file_place *where, struct dir *ret, str *ret_error);
/* The entries stay, and dir_place gives the long way. */
void dir_close(struct dir *d);
/* Where the entry `name` is; `path`, which leads there from the working directory, is also what
 * errors call it. */
struct file_place dir_place(const struct dir *d, str name, str path);

#endif
