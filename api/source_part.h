/* A piece of what a render printed, and the template file whose output it is a part of. Private to
 * api/.
 */
#ifndef CHELM_API_SOURCE_PART_H
#define CHELM_API_SOURCE_PART_H

#include "release/print.h"
#include "release/render.h"

struct source_part {
    const struct print_piece *piece;
    const struct template_file *file; /* with a map; NULL: of crds/, never rendered */
    size_t from;                      /* where the piece begins in the file's output */
};

struct source_part source_part_of(const struct render *r, const struct print_piece *p);

#endif
