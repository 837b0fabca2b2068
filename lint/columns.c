#include "lint/columns.h"

#include "lint/marked_line.h"

#include <string.h>

void columns_reset(struct columns *c, bool fragment)
{
    memset(c->open, 0, sizeof c->open);
    c->open[0] = true;
    c->loose = fragment ? 0 : COLUMNS_MAX;
    c->pending = c->block = c->last = COLUMN_NONE;
    c->fresh = false;
}

void columns_close(struct columns *c, size_t column)
{
    for (size_t i = column + 1; i < COLUMNS_MAX; i++)
        c->open[i] = false;
    if (column < COLUMNS_MAX)
        c->open[column] = true;
    if ((int)column <= c->loose)
        c->loose = COLUMNS_MAX;
}

void columns_loosen(struct columns *c, size_t column)
{
    if ((int)column < c->loose)
        c->loose = (int)column;
}

void columns_take_block(struct columns *c, size_t column)
{
    c->block = COLUMN_NONE;
    columns_close(c, column);
    columns_loosen(c, column);
    c->pending = c->last = COLUMN_NONE;
}

void columns_take_unknown(struct columns *c, size_t column)
{
    columns_loosen(c, column);
    c->pending = c->pending == COLUMN_NONE ? COLUMN_NONE : COLUMN_UNCLEAR;
    c->last = COLUMN_NONE;
}

/* ---- lines ---- */

static void begin_block(struct columns *c, int column)
{
    c->block = column;
    c->fresh = true;
}

/* A key's value. */
static void take_value(struct columns *c, str value, size_t column)
{
    if (!value.len) {
        c->pending = (int)column;
    } else if (marked_line_is_block_header(value)) {
        begin_block(c, (int)column);
    } else if (*value.s == '&' || *value.s == '!') {
        c->pending = COLUMN_UNCLEAR;
    } else if (*value.s == MARK_HOLE) {
        c->pending = COLUMN_UNCLEAR;
        columns_loosen(c, column + 1);
    } else if (!marked_line_has_mark(value) && !strchr("\"'{[", *value.s)) {
        c->last = (int)column;
    }
}

/* What is no plain key; behind "- ", the dash is at `parent`, else that is COLUMN_NONE. */
static void take_text(struct columns *c, str rest, size_t column, int parent)
{
    if (marked_line_is_block_header(marked_line_value(rest))) {
        begin_block(c, parent);
        return;
    }
    size_t colon = str_find_char(rest, ':');
    bool opens = colon != STR_NONE && !str_trim_blanks(str_from(rest, colon + 1)).len;
    if (opens || str_eq(rest, STR("-")))
        c->pending = (int)column;
    else if (!rest.len || str_find_char(rest, MARK_HOLE) != STR_NONE)
        columns_loosen(c, column); /* perhaps the beginning of a block, perhaps nothing */
}

void columns_take(struct columns *c, str line, size_t column)
{
    str rest = str_from(line, column);
    int parent = COLUMN_NONE;
    columns_close(c, column);
    while (str_has_prefix(rest, STR("- "))) {
        parent = (int)column;
        size_t skip = 1 + marked_line_indent(str_from(rest, 1));
        column += skip;
        rest = str_from(rest, skip);
        columns_close(c, column);
    }
    size_t key = marked_line_key(rest);
    c->pending = c->last = COLUMN_NONE;
    if (key)
        take_value(c, marked_line_value(str_from(rest, key)), column);
    else
        take_text(c, rest, column, parent);
}

bool columns_stay_in_block(struct columns *c, size_t column)
{
    if (c->block == COLUMN_NONE)
        return false;
    if ((int)column > c->block) {
        c->fresh = false;
        return true;
    }
    c->block = COLUMN_NONE;
    return false;
}

/* ---- where branches meet ---- */

/* Perhaps inside: then what is deeper is passed over, and both know when it ends. */
static int merged_block(int x, int y)
{
    if (x == COLUMN_NONE || y == COLUMN_NONE)
        return x > y ? x : y;
    return x < y ? x : y;
}

void columns_merge(struct columns *x, const struct columns *y)
{
    for (size_t i = 0; i < COLUMNS_MAX; i++)
        x->open[i] = x->open[i] || y->open[i];
    x->loose = x->loose < y->loose ? x->loose : y->loose;
    x->pending = x->pending == y->pending ? x->pending : COLUMN_UNCLEAR;
    x->fresh = x->fresh && y->fresh && x->block == y->block;
    x->block = merged_block(x->block, y->block);
    x->last = x->last == y->last ? x->last : COLUMN_NONE;
}

int columns_open_below(const struct columns *c, int column)
{
    int at = column < COLUMNS_MAX ? column : COLUMNS_MAX - 1;
    while (at > 0 && !c->open[at])
        at--;
    return at;
}
