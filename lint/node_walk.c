#include "lint/node_walk.h"

#include <stddef.h>

static void walk_list(const struct node_list *l, void (*see)(void *, const struct node *),
                      void *data)
{
    for (uint32_t i = 0; i < l->len; i++)
        node_walk(l->items[i], see, data);
}

void node_walk(const struct node *n, void (*see)(void *data, const struct node *n), void *data)
{
    if (!n)
        return;
    see(data, n);
    switch (n->kind) {
    case NODE_LIST:
    case NODE_COMMAND:
        walk_list(&n->list, see, data);
        break;
    case NODE_ACTION:
        node_walk(n->pipe, see, data);
        break;
    case NODE_PIPE:
        walk_list(&n->pipeline.decl, see, data);
        walk_list(&n->pipeline.cmds, see, data);
        break;
    case NODE_CHAIN:
        node_walk(n->path.base, see, data);
        break;
    case NODE_IF:
    case NODE_RANGE:
    case NODE_WITH:
        node_walk(n->branch.pipe, see, data);
        node_walk(n->branch.body, see, data);
        node_walk(n->branch.orelse, see, data);
        break;
    case NODE_TEMPLATE:
        node_walk(n->call.pipe, see, data);
        break;
    default:
        break;
    }
}
