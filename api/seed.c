#include "api/seed.h"

#include "value/map.h"

#include <nettle/chacha.h>
#include <nettle/sha2.h>
#include <string.h>

struct seeded {
    const chelm_context *context;
    struct map *calls;       /* site → how many calls it has made */
    struct chacha_ctx bytes; /* of the call that runs */
};

static void start_bytes(struct seeded *s, str site, uint64_t call)
{
    static const uint8_t nonce[CHACHA_NONCE_SIZE] = {0};
    uint8_t number[sizeof call], key[SHA256_DIGEST_SIZE];
    for (size_t i = 0; i < sizeof number; i++)
        number[i] = (uint8_t)(call >> (8 * i));
    struct sha256_ctx sha;
    sha256_init(&sha);
    sha256_update(&sha, sizeof s->context->seed, s->context->seed);
    sha256_update(&sha, sizeof number, number);
    sha256_update(&sha, site.len, (const uint8_t *)site.s);
    sha256_digest(&sha, sizeof key, key);
    chacha_set_key(&s->bytes, key);
    chacha_set_nonce(&s->bytes, nonce);
}

static void seeded_enter(void *data, str site)
{
    struct seeded *s = data;
    const val *before = map_get(s->calls, site);
    int64_t call = before ? before->i + 1 : 0;
    map_set(s->calls, before ? site : str_dup(s->calls->arena, site), val_int(call));
    start_bytes(s, site, (uint64_t)call);
}

static void seeded_random(void *data, void *out, size_t n)
{
    struct seeded *s = data;
    memset(out, 0, n);
    chacha_crypt(&s->bytes, n, out, out);
}

static void seeded_now(void *data, int64_t *seconds, int32_t *nanoseconds)
{
    const struct seeded *s = data;
    if (s->context->own_clock) {
        s->context->options.now(seconds, nanoseconds, s->context->options.payload);
        return;
    }
    *seconds = SEED_TIME;
    *nanoseconds = 0;
}

void seed_env(struct fn_env *env, struct arena *a, const chelm_context *c)
{
    struct seeded *s = ARENA_NEW(a, struct seeded);
    s->context = c;
    s->calls = map_new(a, 0);
    start_bytes(s, (str){NULL, 0}, 0);
    env->data = s;
    env->now = seeded_now;
    env->random = seeded_random;
    env->enter = seeded_enter;
    env->own_random = true;
}
