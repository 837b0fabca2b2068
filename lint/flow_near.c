#include "lint/flow_near.h"

#include "base/nearest.h"

/* Shorter names are near to too many others. */
enum { SHORTEST = 4, MOST_EDITS = 2, DEEPEST = 200 };

static bool is_separator(char c)
{
    return c == '-' || c == '_' || c == '.';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool flow_same_word(str x, str y)
{
    size_t i = 0, j = 0;
    for (;;) {
        while (i < x.len && is_separator(x.s[i]))
            i++;
        while (j < y.len && is_separator(y.s[j]))
            j++;
        if (i == x.len || j == y.len)
            break;
        if (lower(x.s[i++]) != lower(y.s[j++]))
            return false;
    }
    size_t more = x.len - i + (y.len - j);
    char rest = i < x.len ? x.s[i] : j < y.len ? y.s[j] : 's';
    return more == 0 || (more == 1 && lower(rest) == 's');
}

str flow_near_key(const struct type *map, str name)
{
    struct nearest near;
    nearest_init(&near, name);
    for (uint32_t i = 0; i < map->field_count; i++) {
        if (flow_same_word(map->fields[i].name, name))
            return map->fields[i].name;
        if (map->fields[i].name.len >= SHORTEST)
            nearest_offer(&near, map->fields[i].name);
    }
    size_t most = name.len < 6 ? 1 : MOST_EDITS;
    return name.len >= SHORTEST && near.best.len && near.distance <= most ? near.best : STR("");
}

static bool mentions(const struct node *n, str name, unsigned depth);

static bool list_mentions(const struct node_list *l, str name, unsigned depth)
{
    for (uint32_t i = 0; i < l->len; i++)
        if (mentions(l->items[i], name, depth))
            return true;
    return false;
}

static bool mentions(const struct node *n, str name, unsigned depth)
{
    if (!n || depth > DEEPEST)
        return false;
    switch (n->kind) {
    case NODE_LIST:
    case NODE_COMMAND:
        return list_mentions(&n->list, name, depth + 1);
    case NODE_ACTION:
        return mentions(n->pipe, name, depth + 1);
    case NODE_PIPE:
        return list_mentions(&n->pipeline.cmds, name, depth + 1);
    case NODE_FIELD:
    case NODE_VARIABLE:
    case NODE_CHAIN:
        for (uint32_t i = 0; i < n->path.len; i++)
            if (str_eq(n->path.names[i], name))
                return true;
        return mentions(n->path.base, name, depth + 1);
    case NODE_STRING:
        return str_eq(n->string.value, name);
    case NODE_IF:
    case NODE_WITH:
    case NODE_RANGE:
        return mentions(n->branch.pipe, name, depth + 1) ||
               mentions(n->branch.body, name, depth + 1) ||
               mentions(n->branch.orelse, name, depth + 1);
    case NODE_TEMPLATE:
        return mentions(n->call.pipe, name, depth + 1);
    default:
        return false;
    }
}

bool flow_mentions(const struct node *n, str name)
{
    return mentions(n, name, 0);
}
