#include "eval/lineage.h"

#include "base/buf.h"
#include "eval/fixture_test.h"
#include "value/list.h"
#include "value/map.h"

static struct lineages table;

static int set_up_table(void **state)
{
    set_up(state);
    lineages_init(&table, &arena);
    return 0;
}

static void put_ref(struct buf *b, const struct value_ref *r)
{
    if (r->above)
        put_ref(b, r->above);
    if (r->key.s)
        buf_put_fmt(b, ".%.*s", STR_ARG(r->key));
    else
        buf_put_fmt(b, "[%zu]", r->index);
}

/* ".V.a .V.list[0]", or "-" for none. */
static str describe(const struct lineage *x)
{
    struct buf b;
    buf_init(&b, &arena);
    for (uint32_t i = 0; x && i < x->n; i++) {
        if (i > 0)
            buf_put_char(&b, ' ');
        put_ref(&b, x->refs[i]);
    }
    return x ? buf_str(&b) : STR("-");
}

#define assert_lineage(v, want)                                                                    \
    do {                                                                                           \
        str got = describe(lineages_of(&table, v));                                                \
        if (!str_eq(got, str_from_c(want)))                                                        \
            fail_msg("got %.*s, want %s", STR_ARG(got), want);                                     \
    } while (0)

static struct map *object(void)
{
    struct map *m = map_new(&arena, 0), *inner = map_new(&arena, 0);
    struct list *l = list_new(&arena, 4);
    list_push(l, val_int(7));
    list_push(l, val_str(STR("item")));
    map_set(inner, STR("x"), val_float(1.5));
    map_set(inner, STR("empty"), val_str(STR("")));
    map_set(m, STR("text"), val_str(STR("same")));
    map_set(m, STR("other"), val_str(STR("same")));
    map_set(m, STR("yes"), val_bool(true));
    map_set(m, STR("null"), val_nil());
    map_set(m, STR("list"), val_list(l));
    map_set(m, STR("inner"), val_map(inner));
    map_set(m, STR("again"), val_map(inner));
    return lineages_tag(&table, STR("V"), m);
}

static val get(const struct map *m, const char *key)
{
    return *map_get(m, str_from_c(key));
}

static void test_tag(void **state)
{
    (void)state;
    struct map *m = object();
    assert_int_equal(map_len(m), 7);
    assert_lineage(get(m, "text"), ".V.text");
    assert_lineage(get(m, "other"), ".V.other");
    assert_lineage(get(m, "yes"), ".V.yes");
    assert_lineage(get(m, "null"), "-");
    assert_lineage(get(m, "list"), ".V.list");
    assert_lineage(get(m, "inner"), ".V.inner");
    assert_lineage(get(m, "list").list->items[0], ".V.list[0]");
    assert_lineage(get(m, "list").list->items[1], ".V.list[1]");
    assert_lineage(get(get(m, "inner").map, "x"), ".V.inner.x");
    assert_lineage(get(get(m, "inner").map, "empty"), ".V.inner.empty");
    assert_lineage(val_str(m->entries[0].key), ".V.text");
    assert_lineage(val_typed_map(T_VALUES, m), "-");
}

/* The copy is what the original was: one table in two places, capacities, values. */
static void test_copy(void **state)
{
    (void)state;
    struct map *m = object();
    assert_ptr_equal(get(m, "inner").map, get(m, "again").map);
    assert_int_equal(get(m, "list").list->cap, 4);
    assert_true(get(m, "yes").i);
    assert_true(str_eq(val_text(get(m, "text")), STR("same")));
    assert_true(get(get(m, "inner").map, "x").f == 1.5);
    assert_null(lineages_tag(&table, STR("V"), NULL));
}

/* What values are carried in doesn't matter. */
static void test_made(void **state)
{
    (void)state;
    struct map *m = object(), *made = map_new(&arena, 0), *top = map_new(&arena, 0);
    assert_lineage(val_str(STR("same")), "-");
    assert_lineage(val_int(7), "-");
    map_set(made, STR("a"), get(m, "text"));
    map_set(made, STR("b"), val_str(STR("constant")));
    map_set(made, STR("c"), get(m, "yes"));
    assert_lineage(val_map(made), ".V.text .V.yes");
    map_set(top, STR("Values"), val_typed_map(T_VALUES, m));
    map_set(made, STR("context"), val_typed_map(T_VALUES, top));
    assert_lineage(val_map(made), ".V.text .V.yes");
    map_set(made, STR("self"), val_map(made));
    assert_lineage(val_map(made), ".V.text .V.yes");
}

static void test_join(void **state)
{
    (void)state;
    struct map *m = object();
    const struct lineage *x = lineages_of(&table, get(m, "text"));
    const struct lineage *y = lineages_of(&table, get(m, "yes"));
    const struct lineage *both = lineages_join(&table, x, y);
    assert_true(str_eq(describe(both), STR(".V.text .V.yes")));
    assert_ptr_equal(lineages_join(&table, both, y), both);
    assert_ptr_equal(lineages_join(&table, x, NULL), x);
    assert_ptr_equal(lineages_join(&table, NULL, y), y);
    assert_null(lineages_join(&table, NULL, NULL));
    val made = lineages_put(&table, val_int(9), both);
    assert_lineage(made, ".V.text .V.yes");
    assert_int_equal(made.i, 9);
    assert_lineage(val_int(9), "-");
}

static void test_many(void **state)
{
    (void)state;
    struct map *m = map_new(&arena, 0);
    for (int i = 0; i < 2 * LINEAGE_MAX; i++)
        map_set(m, str_fmt(&arena, "k%d", i), val_int(i));
    m = lineages_tag(&table, STR("V"), m);
    const struct lineage *sum = NULL;
    for (uint32_t i = 0; i < map_len(m); i++)
        sum = lineages_join(&table, sum, lineages_of(&table, m->entries[i].value));
    assert_int_equal(sum->n, LINEAGE_MAX);
}

/* Other bytes at the address are another text. */
static void test_bytes(void **state)
{
    (void)state;
    struct map *m = object();
    char bytes[] = "first";
    val v = val_str(str_make(bytes, 5));
    lineages_note(&table, val_text(v), lineages_of(&table, get(m, "text")));
    assert_lineage(v, ".V.text");
    assert_lineage(val_str(str_make(bytes, 4)), "-");
    bytes[0] = 'F';
    assert_lineage(v, "-");
    val own = lineages_put(&table, v, lineages_of(&table, get(m, "yes")));
    assert_true(own.s != bytes);
    assert_lineage(own, ".V.yes");
    assert_lineage(v, "-");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_tag, set_up_table, tear_down),
        cmocka_unit_test_setup_teardown(test_copy, set_up_table, tear_down),
        cmocka_unit_test_setup_teardown(test_made, set_up_table, tear_down),
        cmocka_unit_test_setup_teardown(test_join, set_up_table, tear_down),
        cmocka_unit_test_setup_teardown(test_many, set_up_table, tear_down),
        cmocka_unit_test_setup_teardown(test_bytes, set_up_table, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
