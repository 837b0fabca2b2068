#include "lint/references.h"

#include "chart/fixture_test.h"

struct example {
    const char *text, *want; /* kinds and names */
};

#define POD "kind: Pod\nspec:\n  "

static const struct example examples[] = {
    {POD "serviceAccountName: a\n", "ServiceAccount/a "},
    {"kind: A\nspec:\n  serviceAccountName: a\n", ""},
    {"kind: Deployment\nspec: {template: {spec: {serviceAccountName: a}}}\n", "ServiceAccount/a "},
    {POD "volumes:\n  - secret: {secretName: a}\n  - configMap: {name: b}\n"
         "  - persistentVolumeClaim: {claimName: c}\n  - emptyDir: {}\n",
     "Secret/a ConfigMap/b PersistentVolumeClaim/c "},
    {POD "containers:\n  - envFrom:\n    - secretRef: {name: a}\n    - configMapRef: {name: b}\n"
         "    env:\n    - valueFrom: {secretKeyRef: {name: c, key: k}}\n"
         "    - valueFrom: {configMapKeyRef: {name: d, key: k}}\n",
     "Secret/a ConfigMap/b Secret/c ConfigMap/d "},
    {POD "containers:\n  - envFrom:\n    - secretRef: {name: a, optional: true}\n", ""},
    {POD "volumes:\n  - secret:\n", ""},
    {"- 1\n", ""},
};

static void test_references(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct arena a;
        struct buf b;
        arena_init(&a, NULL);
        buf_init(&b, &a);
        struct references r = {.arena = &a};
        references_add(&r, yaml_tree(&a, str_from_c(examples[i].text)), 1, 2);
        for (uint32_t k = 0; k < r.count; k++)
            buf_put_fmt(&b, "%s/%.*s ", r.items[k].kind, STR_ARG(r.items[k].name));
        fixture_check(buf_str(&b), examples[i].want);
        arena_done(&a);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_references),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
