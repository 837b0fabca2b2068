#include "base/buf.h"
#include "base/quote.h"
#include "parser/ast.h"

enum { INDENT = 2 };

static str kind_name(enum node_kind kind)
{
    static const str names[] = {
#define NODE(id, text) STR_INIT(text),
#include "parser/nodes.def"
#undef NODE
    };
    return names[kind];
}

/* What a node without children holds, as errors would show it; text is quoted. */
static void put_leaf(struct buf *out, const struct node *n)
{
    switch (n->kind) {
    case NODE_TEXT:
        buf_put_char(out, ' ');
        quote_go(out, n->text);
        break;
    case NODE_IDENT:
    case NODE_FIELD:
    case NODE_VARIABLE:
    case NODE_BOOL:
    case NODE_NUMBER:
    case NODE_STRING:
        buf_put_char(out, ' ');
        ast_print(out, n);
        break;
    case NODE_TEMPLATE:
        buf_put_char(out, ' ');
        quote_go(out, n->call.name);
        break;
    case NODE_CHAIN:
        buf_put_char(out, ' ');
        for (uint32_t i = 0; i < n->path.len; i++) {
            buf_put_char(out, '.');
            buf_put_str(out, n->path.names[i]);
        }
        break;
    case NODE_PIPE:
        if (n->pipeline.decl.len)
            buf_put_str(out, ast_is_assign(n) ? STR(" =") : STR(" :="));
        break;
    default:
        break;
    }
}

static void put_node(struct buf *out, const struct node *n, uint32_t depth);

static void put_nodes(struct buf *out, const struct node_list *list, uint32_t depth)
{
    for (uint32_t i = 0; i < list->len; i++)
        put_node(out, list->items[i], depth);
}

static void put_children(struct buf *out, const struct node *n, uint32_t depth)
{
    switch (n->kind) {
    case NODE_LIST:
    case NODE_COMMAND:
        put_nodes(out, &n->list, depth);
        break;
    case NODE_ACTION:
        put_node(out, n->pipe, depth);
        break;
    case NODE_PIPE:
        put_nodes(out, &n->pipeline.decl, depth);
        put_nodes(out, &n->pipeline.cmds, depth);
        break;
    case NODE_CHAIN:
        put_node(out, n->path.base, depth);
        break;
    case NODE_IF:
    case NODE_RANGE:
    case NODE_WITH:
        put_node(out, n->branch.pipe, depth);
        put_node(out, n->branch.body, depth);
        if (n->branch.orelse)
            put_node(out, n->branch.orelse, depth);
        break;
    case NODE_TEMPLATE:
        if (n->call.pipe)
            put_node(out, n->call.pipe, depth);
        break;
    default:
        break;
    }
}

static void put_node(struct buf *out, const struct node *n, uint32_t depth)
{
    buf_put_fill(out, ' ', (size_t)depth * INDENT);
    buf_put_str(out, kind_name(n->kind));
    put_leaf(out, n);
    buf_put_fmt(out, " @%u [%u,%u)\n", (unsigned)n->pos, (unsigned)n->span.begin,
                (unsigned)n->span.end);
    put_children(out, n, depth + 1);
}

void ast_dump(struct buf *out, const struct node *n)
{
    put_node(out, n, 0);
}
