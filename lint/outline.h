/* The objects that a template writes, read from its lines without rendering: which field of which
 * kind of Kubernetes each line is (CH504, CH505, CH506, CH509, CH510, CH601, CH602).
 *
 * The skeleton (skeleton.c) gives it the lines in order; it
 * keeps the maps and lists that are open. A state is a value: it is copied where branches part and
 * merged where they meet. What is not known for sure is unknown, and about that nothing is said.
 *
 * What renders show, too, is told by them, with more detail: findings wait until the renders are
 * done (check_outlines).
 */
#ifndef CHELM_LINT_OUTLINE_H
#define CHELM_LINT_OUTLINE_H

#include "lint/kubernetes_type.h"
#include "lint/marked_line.h"
#include "lint/project.h"

enum { OUTLINE_DEPTH = 20 };

/* A key that was written for sure before this point; the list is shared between states. */
struct outline_key {
    str name;
    uint32_t at;
    const struct outline_key *next;
};

/* What a place of an object holds. */
struct outline_slot {
    bool known;
    struct kubernetes_slot holds;
};

struct outline_level {
    int column;   /* of its keys or dashes */
    bool is_list; /* of dashes */
    bool sure;    /* it is one map or list: nothing unknown lies in between */
    str name;     /* the key that opened it; empty: the root, or an item */
    struct outline_slot slot;
    const struct outline_key *keys;
};

struct outline {
    struct outline_level levels[OUTLINE_DEPTH];
    uint32_t depth;
    uint32_t document; /* counts the documents of a file */
    bool opens;        /* the last line is a key or dash whose value begins on the next: */
    int opener;        /* its column */
    str opener_name;
    struct span opener_at; /* where it stands in the source; empty: not in one piece */
    struct outline_slot opened;
    str api_version, kind; /* empty: not written yet; "?": not known */
};

/* A line as the skeleton has put it together. */
struct outline_line {
    str text;                        /* marked_line.h */
    uint32_t begin;                  /* where its first byte stands in the source, if it does */
    const struct node *const *holes; /* the actions of its marks, in order */
    uint32_t hole_count;
    bool partial; /* more follows on the line, and that is not known */
};

struct outline_place {
    struct lint_project *p;
    struct lint_file *file;
};

void outline_reset(struct outline *o, bool fragment);
/* A line of a block that is no comment, block scalar or separator; its indentation is the text's.
 */
void outline_line(const struct outline_place *w, struct outline *o, const struct outline_line *l);
/* What is printed at that column, over several lines, and not known. */
void outline_unknown(struct outline *o, int column);
/* Nothing is known up to the next document. */
void outline_fog(struct outline *o);
/* Whether the block that is waited for is a map for sure. */
bool outline_wants_map(const struct outline *o);
/* Where the key is in the object (spec.containers[].name), and what that is (Deployment apps/v1).
 */
str outline_path(struct arena *a, const struct outline *o, str key);
str outline_object(struct arena *a, const struct outline *o);
/* Both ways have come to the same place; the first takes the result. */
void outline_merge(struct outline *x, const struct outline *y);
/* `after` is what one turn of a loop made of `before`. */
void outline_loop(const struct outline_place *w, const struct outline *before,
                  const struct outline *after);

/* The pass behind the renders: puts what they did not tell. */
void check_outlines(struct lint_project *p);

#endif
