/* The columns at which blocks of YAML are open, as the lines of a template tell.
 *
 * A state is a value: it is copied where branches part and merged where they meet. What is not
 * known for sure is COLUMN_UNCLEAR, or loose.
 */
#ifndef CHELM_LINT_COLUMNS_H
#define CHELM_LINT_COLUMNS_H

#include "base/str.h"

enum {
    COLUMNS_MAX = 128,
    COLUMN_NONE = -1,   /* no such thing */
    COLUMN_UNCLEAR = -2 /* perhaps one, perhaps none */
};

struct columns {
    bool open[COLUMNS_MAX];
    int loose;   /* from this column on anything may be open */
    int pending; /* of the key that waits for its block */
    int block;   /* of the key whose block scalar this is */
    bool fresh;  /* nothing of that block scalar has come yet */
    int last;    /* of the line above, if it was `key: value` */
};

/* A document begins; `fragment`: its columns count from where a definition is included. */
void columns_reset(struct columns *c, bool fragment);
/* What is at that column is open, what is deeper is not. */
void columns_close(struct columns *c, size_t column);
/* From that column on, anything may be open now. */
void columns_loosen(struct columns *c, size_t column);
/* A block of unknown lines was printed at that column. */
void columns_take_block(struct columns *c, size_t column);
/* A line that cannot be told from its beginning. */
void columns_take_unknown(struct columns *c, size_t column);
/* A line that begins at that column, no comment and in no block scalar: a key, a text, or items'
 * dashes in front of one. */
void columns_take(struct columns *c, str line, size_t column);
/* Whether a line at that column belongs to the block scalar; one that does not ends it. */
bool columns_stay_in_block(struct columns *c, size_t column);
/* Both ways have come to the same place; the first takes the result. */
void columns_merge(struct columns *x, const struct columns *y);
/* The deepest open column that is not behind this one. */
int columns_open_below(const struct columns *c, int column);

#endif
