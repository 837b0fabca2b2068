/* Text cases: a template, its values and what Helm made of it, next to each other in one file.
 *
 * A file holds any number of cases. A case begins with a line `=== NAME`; its sections begin with
 * `--- template`, `--- values`, `--- file PATH`, `--- render PATH`, `--- delims PAIR`, `--- output`
 * and
 * `--- error`. A section's text is all up to the next marker, without the last line end; with
 * ` base64` behind the marker it is the base64 of the bytes. Lines before the first case are
 * remarks.
 */
#ifndef CHELM_SPEC_CASE_FILE_H
#define CHELM_SPEC_CASE_FILE_H

#include "base/str.h"

struct arena;

struct case_section {
    str what;     /* "template", "values", "file", … */
    str argument; /* PATH or PAIR, else empty */
    str text;
};

struct spec_case {
    str file, name;
    uint32_t line; /* of its === line */
    struct case_section *sections;
    size_t section_count;
};

struct case_file {
    struct spec_case *cases;
    size_t count;
};

/* Takes a file's text apart. On a line that is no section of a case *ret_error says which. */
bool case_file_parse(struct arena *a, str name, str text, struct case_file *ret, str *ret_error);
/* A section of the case, or NULL. */
const struct case_section *case_find(const struct spec_case *c, str what);

#endif
