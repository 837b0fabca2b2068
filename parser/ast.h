/* The tree of a template, node for node that of Go's text/template/parse.
 *
 * Nodes are made by the parser in the program arena and never change afterwards. `pos` is Go's
 * position, the one that error messages count from (for a chain .A.B.C that is the second
 * component); `span` is the node's own text: that of a pipeline in parentheses with them, that of
 * an action with its delimiters, that of a control structure up to its {{end}}. Both are byte
 * offsets in the template's source.
 */
#ifndef CHELM_PARSER_AST_H
#define CHELM_PARSER_AST_H

#include "base/source.h"
#include "base/str.h"
#include "lexer/delims.h"

#include <stddef.h>

enum node_kind {
#define NODE(id, text) NODE_##id,
#include "parser/nodes.def"
#undef NODE
    NODE_KIND_COUNT
};

struct node;

struct node_list {
    struct node **items;
    uint32_t len;
};

/* A number constant, with every type that it can take: as Go's NumberNode. */
struct number {
    bool is_int, is_uint, is_float, is_complex;
    int64_t i;
    uint64_t u;
    double f;
    double re, im;
};

struct node {
    enum node_kind kind;
    uint32_t pos;
    struct span span;
    union {
        struct node_list list; /* LIST: statements; COMMAND: operands, the first is called */
        struct {
            struct node_list list; /* as above */
            struct node *only;     /* COMMAND: the list's one item, where it has but one */
        } command;
        str text;          /* TEXT: the bytes to write, already trimmed; IDENT: its name */
        struct node *pipe; /* ACTION */
        struct {
            union {
                struct node_list decl; /* VARIABLE nodes declared or assigned, 0 to 2 */
                struct node *only;     /* where there are none: the one item of cmds */
            };
            struct node_list cmds; /* COMMAND nodes, at least one */
        } pipeline;                /* PIPE */
        struct {
            str *names; /* FIELD: ["a","b"] for .a.b; VARIABLE: ["$x","a"] for $x.a */
            uint32_t len;
            bool is_assigned;  /* VARIABLE in a pipeline's decl: '=' rather than ':=' */
            struct node *base; /* CHAIN: what the fields are read from, else NULL */
        } path;                /* FIELD, VARIABLE, CHAIN */
        bool truth;            /* BOOL */
        struct {
            const struct number *value;
            str source; /* as written */
        } num;          /* NUMBER */
        struct {
            str value;  /* unquoted */
            str quoted; /* as written, with its quotes */
        } string;       /* STRING */
        struct {
            struct node *pipe;
            struct node *body;   /* LIST */
            struct node *orelse; /* LIST or NULL */
        } branch;                /* IF, RANGE, WITH */
        struct {
            str name;          /* unquoted */
            struct node *pipe; /* or NULL */
        } call;                /* TEMPLATE */
    };
};

/* How many bytes of it a node of a kind has: no more of them is made. Nodes are not copied as a
 * whole therefore. */
static inline size_t ast_node_size(enum node_kind kind)
{
#define UP_TO(member) (offsetof(struct node, member) + sizeof((struct node *)0)->member)
    switch (kind) {
    case NODE_DOT:
    case NODE_NIL:
    case NODE_BREAK:
    case NODE_CONTINUE:
        return offsetof(struct node, list);
    case NODE_LIST:
        return UP_TO(list);
    case NODE_TEXT:
    case NODE_IDENT:
        return UP_TO(text);
    case NODE_ACTION:
        return UP_TO(pipe);
    case NODE_COMMAND:
        return UP_TO(command);
    case NODE_FIELD:
    case NODE_CHAIN:
    case NODE_VARIABLE:
        return UP_TO(path);
    case NODE_BOOL:
        return UP_TO(pipe); /* no less, so that sizes are multiples of the alignment */
    case NODE_NUMBER:
        return UP_TO(num);
    case NODE_IF:
    case NODE_RANGE:
    case NODE_WITH:
        return UP_TO(branch);
    case NODE_TEMPLATE:
        return UP_TO(call);
    case NODE_PIPE:
    case NODE_STRING:
    case NODE_KIND_COUNT:
        break;
    }
#undef UP_TO
    return sizeof(struct node);
}

/* Whether the variable that a pipeline ends with setting is assigned rather than declared. */
static inline bool ast_is_assign(const struct node *pipe)
{
    struct node_list decl = pipe->pipeline.decl;
    return decl.len && decl.items[decl.len - 1]->path.is_assigned;
}

#define TREE_OF_FILE UINT32_MAX

/* One definition: the file itself, a {{define}} or a {{block}}. As Go's parse.Tree. */
struct tree {
    str name;              /* of the template */
    struct source *source; /* the file it was parsed from: Go's ParseName is source->name */
    struct node *root;     /* LIST; NULL: the nodes are gone, parse_again makes them anew */
    enum delims delims;    /* what tpl, called in it, reads its text with */
    bool is_empty;         /* as ast_is_empty of the root */
    uint32_t begin;        /* of its {{define}} in the source; TREE_OF_FILE: of no use alone */
};

struct arena;
struct buf;

/* Go's canonical text of a node, as in errors: at <.Values.a | quote>. */
void ast_print(struct buf *out, const struct node *n);
/* Whether the definition holds only blanks and comments (an empty one never replaces another).
 * As Go's parse.IsEmptyTree. */
bool ast_is_empty(const struct node *n);
/* The tree as indented text, one node a line, for --dump=ast. */
void ast_dump(struct buf *out, const struct node *n);

#endif
