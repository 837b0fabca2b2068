#include "lint/columns.h"

#include "lint/marked_line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* The columns behind these lines of a document. */
static struct columns columns_of(const char *lines)
{
    struct columns c;
    columns_reset(&c, false);
    str text = str_from_c(lines);
    while (text.len) {
        size_t end = str_find_char(text, '\n');
        str line = str_slice(text, 0, end == STR_NONE ? text.len : end);
        size_t column = marked_line_indent(line);
        if (!columns_stay_in_block(&c, column))
            columns_take(&c, line, column);
        text = end == STR_NONE ? STR("") : str_from(text, end + 1);
    }
    return c;
}

static void test_lines(void **state)
{
    (void)state;
    static const struct {
        const char *lines;
        int pending, block, last, loose, below; /* below: the open column at or below 9 */
    } cases[] = {
        {"", COLUMN_NONE, COLUMN_NONE, COLUMN_NONE, COLUMNS_MAX, 0},
        {"a: 1", COLUMN_NONE, COLUMN_NONE, 0, COLUMNS_MAX, 0},
        {"a: 1 # b", COLUMN_NONE, COLUMN_NONE, 0, COLUMNS_MAX, 0},
        {"a: \"x", COLUMN_NONE, COLUMN_NONE, COLUMN_NONE, COLUMNS_MAX, 0},
        {"a:\n  b:", 2, COLUMN_NONE, COLUMN_NONE, COLUMNS_MAX, 2},
        {"a:\n  b: 1\nc:", 0, COLUMN_NONE, COLUMN_NONE, COLUMNS_MAX, 0},
        {"a:\n  - b: 1", COLUMN_NONE, COLUMN_NONE, 4, COLUMNS_MAX, 4},
        {"a:\n  - - b:", 6, COLUMN_NONE, COLUMN_NONE, COLUMNS_MAX, 6},
        {"a:\n  -", 2, COLUMN_NONE, COLUMN_NONE, COLUMNS_MAX, 2},
        {"a: |\n  b: 1\n c:", COLUMN_NONE, 0, COLUMN_NONE, COLUMNS_MAX, 0},
        {"a: |\n  b\nc: 1", COLUMN_NONE, COLUMN_NONE, 0, COLUMNS_MAX, 0},
        {"- |\n  b: 1", COLUMN_NONE, 0, COLUMN_NONE, COLUMNS_MAX, 2},
        {"a: &x", COLUMN_UNCLEAR, COLUMN_NONE, COLUMN_NONE, COLUMNS_MAX, 0},
        {"a: \001", COLUMN_UNCLEAR, COLUMN_NONE, COLUMN_NONE, 1, 0},
        {"a: \002", COLUMN_NONE, COLUMN_NONE, COLUMN_NONE, COLUMNS_MAX, 0},
        {"\"a b\":", 0, COLUMN_NONE, COLUMN_NONE, COLUMNS_MAX, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct columns c = columns_of(cases[i].lines);
        if (c.pending != cases[i].pending || c.block != cases[i].block || c.last != cases[i].last ||
            c.loose != cases[i].loose || columns_open_below(&c, 9) != cases[i].below)
            fail_msg("%s: pending %d, block %d, last %d, loose %d, below %d", cases[i].lines,
                     c.pending, c.block, c.last, c.loose, columns_open_below(&c, 9));
    }
}

static void test_printed(void **state)
{
    (void)state;
    struct columns c = columns_of("a:\n  b:");
    columns_take_block(&c, 4);
    assert_int_equal(c.pending, COLUMN_NONE);
    assert_int_equal(c.loose, 4);
    assert_true(c.open[4] && c.open[2] && !c.open[3]);
    c = columns_of("a:");
    columns_take_unknown(&c, 2);
    assert_int_equal(c.pending, COLUMN_UNCLEAR);
    assert_int_equal(c.loose, 2);
    columns_reset(&c, true);
    assert_int_equal(c.loose, 0);
}

static void test_merge(void **state)
{
    (void)state;
    struct columns x = columns_of("a:\n  b:"), y = columns_of("a:\n    b: 1");
    columns_merge(&x, &y);
    assert_int_equal(x.pending, COLUMN_UNCLEAR);
    assert_int_equal(x.last, COLUMN_NONE);
    assert_true(x.open[2] && x.open[4]);
    x = columns_of("a:\n  b: |"), y = columns_of("a: |");
    columns_merge(&x, &y);
    assert_int_equal(x.block, 0); /* perhaps inside: what is deeper is passed over */
    assert_false(x.fresh);
    x = columns_of("a: |"), y = columns_of("a: 1");
    columns_merge(&x, &y);
    assert_int_equal(x.block, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_printed),
        cmocka_unit_test(test_merge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
