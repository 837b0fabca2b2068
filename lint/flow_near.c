#include "lint/flow_near.h"

#include "base/nearest.h"

/* Shorter names are near to too many others. */
enum { SHORTEST = 4, MOST_EDITS = 2, MANY = 100, DEEPEST = 200 };

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

/* ---- word by word: existingSecret is not nearly existingCASecret ---- */

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* The next word of a name in camel case; *at moves behind it. */
static str next_word(str name, size_t *at)
{
    size_t begin = *at;
    while (begin < name.len && is_separator(name.s[begin]))
        begin++;
    size_t end = begin;
    while (end < name.len && is_upper(name.s[end]))
        end++;
    /* of CASecret the S begins the next word */
    if (end - begin > 1 && end < name.len && !is_separator(name.s[end])) {
        *at = end - 1;
        return str_slice(name, begin, end - 1);
    }
    while (end < name.len && !is_upper(name.s[end]) && !is_separator(name.s[end]))
        end++;
    *at = end;
    return str_slice(name, begin, end);
}

bool flow_is_anagram(str x, str y)
{
    int count[256] = {0};
    if (x.len != y.len)
        return false;
    for (size_t i = 0; i < x.len; i++) {
        count[(unsigned char)lower(x.s[i])]++;
        count[(unsigned char)lower(y.s[i])]--;
    }
    for (size_t i = 0; i < 256; i++)
        if (count[i])
            return false;
    return true;
}

/* The edits from one word to another; many when they are no misspellings of each other. */
static size_t word_edits(str x, str y, bool alone)
{
    if (str_eq_fold(x, y))
        return 0;
    struct nearest near;
    nearest_init(&near, x);
    near.distance = MOST_EDITS + 1;
    nearest_offer(&near, y);
    if (!near.best.len)
        return MANY;
    size_t shorter = x.len < y.len ? x.len : y.len;
    bool plain = shorter < SHORTEST - (alone ? 0 : 1); /* too short to tell */
    if (plain && !(near.distance == 1 && flow_is_anagram(x, y)))
        return MANY;
    return shorter < 6 && near.distance > 1 && !flow_is_anagram(x, y) ? MANY : near.distance;
}

static bool is_protocol(str name)
{
    return str_eq_fold(name, STR("http")) || str_eq_fold(name, STR("https"));
}

/* All edits that make one name of the other. */
static size_t name_edits(str x, str y)
{
    size_t i = 0, j = 0, sum = 0;
    if (flow_is_anagram(x, y) && word_edits(x, y, true) == 1)
        return 1;
    while (i < x.len && j < y.len && sum < MANY) {
        str a = next_word(x, &i), b = next_word(y, &j);
        if (is_protocol(a) && is_protocol(b) && !str_eq_fold(a, b))
            return MANY;
        sum += word_edits(a, b, a.len == x.len || b.len == y.len);
    }
    return i < x.len || j < y.len ? MANY : sum;
}

str flow_near_key(const struct type *map, str name)
{
    str best = STR("");
    size_t fewest = MOST_EDITS + 1;
    for (uint32_t i = 0; i < map->field_count; i++) {
        str key = map->fields[i].name;
        if (is_protocol(key) && is_protocol(name))
            continue;
        size_t edits = flow_same_word(key, name) ? 0 : name_edits(name, key);
        if (edits < fewest) {
            fewest = edits;
            best = key;
        }
    }
    return best;
}

static bool mentions(const struct node *n, str parent, str name, unsigned depth);

static bool list_mentions(const struct node_list *l, str parent, str name, unsigned depth)
{
    for (uint32_t i = 0; i < l->len; i++)
        if (mentions(l->items[i], parent, name, depth))
            return true;
    return false;
}

static bool mentions(const struct node *n, str parent, str name, unsigned depth)
{
    if (!n || depth > DEEPEST)
        return false;
    switch (n->kind) {
    case NODE_LIST:
    case NODE_COMMAND:
        return list_mentions(&n->list, parent, name, depth + 1);
    case NODE_ACTION:
        return mentions(n->pipe, parent, name, depth + 1);
    case NODE_PIPE:
        return list_mentions(&n->pipeline.cmds, parent, name, depth + 1);
    case NODE_FIELD:
    case NODE_VARIABLE:
    case NODE_CHAIN:
        for (uint32_t i = 0; i < n->path.len; i++)
            if (str_eq(n->path.names[i], name) && (i == 0 || n->path.names[i - 1].s[0] == '$' ||
                                                   str_eq(n->path.names[i - 1], parent)))
                return true;
        return mentions(n->path.base, parent, name, depth + 1);
    case NODE_IF:
    case NODE_WITH:
    case NODE_RANGE:
        return mentions(n->branch.pipe, parent, name, depth + 1) ||
               mentions(n->branch.body, parent, name, depth + 1) ||
               mentions(n->branch.orelse, parent, name, depth + 1);
    case NODE_TEMPLATE:
        return mentions(n->call.pipe, parent, name, depth + 1);
    default:
        return false;
    }
}

bool flow_mentions(const struct node *n, str parent, str name)
{
    return mentions(n, parent, name, 0);
}
