/* The function table: what a template can call, with its Go signature.
 *
 * A function is one row of funcs.def and one body. The row's types are checked before the body runs
 * (check.h), so a body may rely on them: a STRING parameter is a V_STRING, INT a V_INT of
 * gotype T_INT, MAP a V_MAP (perhaps the nil map), LIST a V_LIST of T_LIST (perhaps nil), TIME a
 * V_RECORD; ANY is any value but V_INVALID; REFLECT is the raw value, V_INVALID and VAL_BOXED
 * included. Results live in c->arena. A body that fails calls call_fail and returns false.
 */
#ifndef CHELM_FUNCS_FUNC_H
#define CHELM_FUNCS_FUNC_H

#include "base/arena.h"
#include "value/list.h"
#include "value/map.h"
#include "value/val.h"

enum fn_flags {
    FN_PURE = 1,     /* the result depends on the arguments alone */
    FN_MUTATES = 2,  /* changes its first map or list argument in place */
    FN_RANDOM = 4,   /* reads randomness */
    FN_CLOCK = 8,    /* reads the clock or the time zone */
    FN_CLUSTER = 16, /* would ask a cluster */
    FN_NETWORK = 32, /* would ask the network */
    FN_MUST = 64,    /* the twin that reports an error instead of hiding it */
    FN_DEPRECATED = 128,
    FN_RENDERS = 256, /* run by the VM itself: include, tpl */
    FN_SLOW = 512,    /* takes milliseconds: the time limit is looked at before each call */
    FN_SECRET = 1024  /* gives what nobody should find in memory afterwards */
};

struct fn_call;
typedef bool fn_body(struct fn_call *c, const val *arg, uint32_t n, val *ret);

enum { FN_MAX_PARAMS = 6, FN_NAME_SIZE = 28 };

/* Rows hold no addresses: those of 350 rows would have to be relocated at each start. */
struct fn {
    char name[FN_NAME_SIZE]; /* with a NUL: fn_name */
    uint8_t name_len;
    uint8_t result;               /* enum gotype; T_ANY when it depends */
    uint8_t nparam;               /* with the variadic one */
    bool variadic;                /* the last parameter may occur any number of times */
    uint8_t param[FN_MAX_PARAMS]; /* enum gotype */
    uint16_t flags;
};

/* All rows, first those of functions, then those of methods; their bodies in the same order. */
extern const struct fn fn_rows[];
extern fn_body *const fn_bodies[];

static inline str fn_name(const struct fn *f)
{
    return str_make(f->name, f->name_len);
}

static inline fn_body *fn_body_of(const struct fn *f)
{
    return fn_bodies[f - fn_rows];
}

/* How the call went wrong, when the body returned false. */
enum fn_failure {
    FN_FAILED,    /* Go's error or panic text */
    FN_USER_ERROR /* fail and required: the text is the user's */
};

enum fn_forgiven { FN_REQUIRED_NIL, FN_REQUIRED_EMPTY, FN_FAIL_CALLED };

/* The RSA key of renders with weak secrets, made when one is first wanted. */
struct weak_key {
    struct arena *arena; /* for `der` */
    str der;             /* PKCS #1; empty: none yet */
};

/* The last large text that was made of a map or list (dicts.c). */
struct printed {
    const struct map *of; /* NULL: not to be looked for */
    uint64_t edits;       /* as in the environment at that time */
    str text;
};

/* What a body may ask of the world. All of it can be injected. */
struct fn_env {
    void *data; /* the caller's, for the callbacks */
    void (*now)(void *data, int64_t *seconds, int32_t *nanoseconds); /* since 1970, UTC */
    void (*random)(void *data, void *out, size_t n);
    void (*enter)(void *data, str site); /* or NULL: told before a FN_RANDOM function is called */
    /* or NULL: told of each text that tpl reads, with the left delimiter that it is read with */
    void (*on_tpl)(void *data, str left, str text);
    struct arena *arena;         /* of the render; caches of the families live here */
    struct regex_cache *regexes; /* made by the regex family when first needed */
    struct date_state *dates;    /* the same for the date family */
    struct libcrypto *crypto;    /* and OpenSSL, for passwords, keys and certificates */
    bool enable_dns;
    void (*leave)(struct fn_env *env); /* or NULL: to be called when a template has been run */
    /* or NULL: `required` and `fail` don't fail but give "", and tell the message (Helm's lint
     * mode): `what` happened */
    void (*forgive)(void *data, enum fn_forgiven what, str message);
    void *forgive_data;
    /* Passwords are hashed and keys made as quickly as the libraries allow: for renders whose
     * output nobody uses, such as the linter's. */
    bool weak_secrets;
    struct weak_key *weak_key;  /* with that: one RSA key is made for all who want one; or NULL */
    struct printed printed;     /* it goes with the call's memory */
    bool keys_may_wait;         /* the caller sees to maps that are incomplete (late_key.h) */
    struct late_key *late_keys; /* of such maps; they go with the call's memory, too */
    uint64_t edits;             /* changes in place so far of what outlives calls (keep.h) */
    bool kept;       /* a map that outlives a call's memory has got something of it (keep.h) */
    bool own_random; /* `random` is not the system's: libraries must take theirs from it, too */
};

struct fn_call {
    const struct fn *fn;
    struct arena *arena;
    struct fn_env *env;
    str callee; /* "call" only: what is called, as written */
    enum fn_failure failure;
    str error;
};

/* Sets the error text; always false. */
bool call_fail(struct fn_call *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
#ifdef __clang_analyzer__ /* which looks into one file at a time */
#define call_fail(...) (call_fail(__VA_ARGS__), false)
#endif
/* The text of Go's panic when a nil pointer is used. Always false. */
static inline bool call_fail_nil(struct fn_call *c)
{
    return call_fail(c, "runtime error: invalid memory address or nil pointer dereference");
}

/* A function by name, or NULL. */
const struct fn *fn_find(str name);
/* The same by one who asks for the same names again and again. Starts cleared. */
struct fn_cache {
    const struct fn *slots[128];
};
const struct fn *fn_find_cached(struct fn_cache *cache, str name);
size_t fn_count(void);
const struct fn *fn_at(size_t i); /* in bytewise order of names */
/* One line: what it gives. For methods, too. */
str fn_doc(const struct fn *f);

/* Methods of Go types (methods.def); the receiver is argument 0 and is not among the params. */
const struct fn *method_find(enum gotype receiver, str name);
size_t method_count(void);
const struct fn *method_at(size_t i, enum gotype *ret_receiver); /* by receiver, then name */
/* What text/template says of a method that it cannot call for its results (misfits.def), else "".
 */
str method_misfit(enum gotype receiver, str name);
/* Whether any type has a method of that name. */
bool method_name_exists(str name);

#define FN(name, body, ...) fn_body body;
#include "funcs/funcs.def"
#undef FN
#define METHOD(receiver, name, body, ...) fn_body body;
#include "funcs/methods.def"
#undef METHOD

#endif
