#include "lint/references.h"

#include "base/arena.h"

enum { DEPTH_MAX = 100 };

/* A key whose map names an object. */
struct reference_key {
    str key, field;
    const char *kind;
};

static const struct reference_key keys[] = {
    {STR_INIT("secretRef"), STR_INIT("name"), "Secret"},
    {STR_INIT("secretKeyRef"), STR_INIT("name"), "Secret"},
    {STR_INIT("secret"), STR_INIT("secretName"), "Secret"},
    {STR_INIT("configMapRef"), STR_INIT("name"), "ConfigMap"},
    {STR_INIT("configMapKeyRef"), STR_INIT("name"), "ConfigMap"},
    {STR_INIT("configMap"), STR_INIT("name"), "ConfigMap"},
    {STR_INIT("persistentVolumeClaim"), STR_INIT("claimName"), "PersistentVolumeClaim"},
};

static void put(struct references *r, const char *kind, const struct ynode *name, size_t file,
                size_t base)
{
    if (!name || name->kind != YNODE_SCALAR || !name->text.len)
        return;
    r->items = arena_room(r->arena, r->items, r->count, &r->cap, sizeof *r->items);
    r->items[r->count++] = (struct reference){kind, name->text, name->span.begin, file, base};
}

static void take(struct references *r, const struct yentry *e, size_t file, size_t base)
{
    if (str_eq(e->key, STR("serviceAccountName")))
        put(r, "ServiceAccount", e->value, file, base);
    if (e->value->kind != YNODE_MAP ||
        str_eq(ynode_text(ynode_get(e->value, STR("optional"))), STR("true")))
        return;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (str_eq(e->key, keys[i].key))
            put(r, keys[i].kind, ynode_get(e->value, keys[i].field), file, base);
}

static void walk(struct references *r, const struct ynode *n, size_t file, size_t base,
                 unsigned depth)
{
    if (!n || depth == DEPTH_MAX || (n->kind != YNODE_MAP && n->kind != YNODE_LIST))
        return;
    for (uint32_t i = 0; i < n->count; i++) {
        if (n->kind == YNODE_MAP)
            take(r, &n->entries[i], file, base);
        walk(r, n->entries[i].value, file, base, depth + 1);
    }
}

/* Kinds with pods in them. */
static bool has_pods(str kind)
{
    static const str kinds[] = {STR_INIT("Deployment"), STR_INIT("StatefulSet"),
                                STR_INIT("DaemonSet"),  STR_INIT("ReplicaSet"),
                                STR_INIT("Job"),        STR_INIT("CronJob"),
                                STR_INIT("Pod")};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_eq(kind, kinds[i]))
            return true;
    return false;
}

void references_add(struct references *r, const struct ynode *root, size_t file, size_t base)
{
    if (has_pods(ynode_text(ynode_get(root, STR("kind")))))
        walk(r, ynode_get(root, STR("spec")), file, base, 0);
}
