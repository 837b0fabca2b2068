/* bcrypt, htpasswd, derivePassword. */
#include "base/buf.h"
#include "base/shared_library.h"
#include "funcs/libcrypto.h"

#include <nettle/hmac.h>

#include <string.h>

enum {
    BCRYPT_MAX = 72,   /* bytes of a password; Go refuses more */
    BCRYPT_HASH = 60,  /* characters */
    CRYPT_DATA = 32768 /* sizeof(struct crypt_data), part of libxcrypt's ABI */
};

/* libxcrypt's crypt_rn. */
typedef char *crypt_fn(const char *phrase, const char *setting, void *data, int size);

/* 22 characters of bcrypt's own base 64 for 16 bytes. */
static void put_salt(char *out, const uint8_t *salt)
{
    static const char digits[] = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    for (size_t i = 0; i < 22; i++) {
        size_t bit = i * 6, byte = bit / 8;
        unsigned two = (unsigned)salt[byte] << 8 | (byte < 15 ? salt[byte + 1] : 0u);
        out[i] = digits[two >> (10 - bit % 8) & 63];
    }
}

static bool crypt_with_library(struct fn_call *c, const char *phrase, const char *setting,
                               char *data)
{
    void *library = shared_library_open(c->arena, "libcrypt.so.1");
    if (!library)
        library = shared_library_open(c->arena, "libcrypt.so.2");
    void *symbol = library ? shared_library_symbol(library, "crypt_rn") : NULL;
    const char *hash = NULL;
    if (symbol) {
        crypt_fn *crypt_rn;
        memcpy(&crypt_rn, &symbol, sizeof crypt_rn);
        hash = crypt_rn(phrase, setting, data, CRYPT_DATA);
        if (hash)
            memmove(data, hash, strlen(hash) + 1);
    }
    if (library)
        shared_library_close(library);
    if (!symbol)
        return call_fail(c, "%.*s needs libxcrypt (libcrypt.so.1 or .2): %s",
                         STR_ARG(fn_name(c->fn)),
                         shared_library_remedy("install the package libcrypt1 or libxcrypt"));
    if (!hash || strlen(data) != BCRYPT_HASH)
        return call_fail(c, "this libcrypt does not know bcrypt");
    return true;
}

/* As bcrypt.GenerateFromPassword with the default cost; its error is a result in Sprig. */
static bool hash_password(struct fn_call *c, str password, str *ret)
{
    if (password.len > BCRYPT_MAX) {
        *ret = STR("failed to encrypt string with bcrypt: "
                   "bcrypt: password length exceeds 72 bytes");
        return true;
    }
    if (password.len && memchr(password.s, '\0', password.len))
        return call_fail(c, "a password for bcrypt cannot hold a NUL byte");
    uint8_t salt[16];
    /* 2b is 2a as Go has it; crypt's 2a differs for some passwords beyond ASCII. */
    char setting[30] = "$2b$10$";
    if (c->env->weak_secrets)
        memcpy(setting + 4, "04", 2);
    c->env->random(c->env->data, salt, sizeof salt);
    put_salt(setting + 7, salt);
    char *data = arena_zalloc(c->arena, CRYPT_DATA);
    if (!crypt_with_library(c, str_c(c->arena, password), setting, data))
        return false;
    data[2] = 'a';
    *ret = str_dup(c->arena, str_make(data, BCRYPT_HASH));
    return true;
}

bool fn_bcrypt(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    str hash;
    if (!hash_password(c, val_text(arg[0]), &hash))
        return false;
    *ret = val_str(hash);
    return true;
}

bool fn_htpasswd(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    str user = val_text(arg[0]), hash;
    if (str_find_char(user, ':') != STR_NONE) {
        *ret = val_str(str_concat(c->arena, STR("invalid username: "), user));
        return true;
    }
    if (!hash_password(c, val_text(arg[1]), &hash))
        return false;
    *ret = val_str(str_concat(c->arena, str_concat(c->arena, user, STR(":")), hash));
    return true;
}

/* The templates of the Master Password algorithm, version 0-3: a class for each character. */
static const struct {
    str type;
    const char *templates[22];
} password_types[] = {
    {STR_INIT("maximum"), {"anoxxxxxxxxxxxxxxxxx", "axxxxxxxxxxxxxxxxxno"}},
    {STR_INIT("long"),
     {"CvcvnoCvcvCvcv", "CvcvCvcvnoCvcv", "CvcvCvcvCvcvno", "CvccnoCvcvCvcv", "CvccCvcvnoCvcv",
      "CvccCvcvCvcvno", "CvcvnoCvccCvcv", "CvcvCvccnoCvcv", "CvcvCvccCvcvno", "CvcvnoCvcvCvcc",
      "CvcvCvcvnoCvcc", "CvcvCvcvCvccno", "CvccnoCvccCvcv", "CvccCvccnoCvcv", "CvccCvccCvcvno",
      "CvcvnoCvccCvcc", "CvcvCvccnoCvcc", "CvcvCvccCvccno", "CvccnoCvcvCvcc", "CvccCvcvnoCvcc",
      "CvccCvcvCvccno"}},
    {STR_INIT("medium"), {"CvcnoCvc", "CvcCvcno"}},
    {STR_INIT("short"), {"Cvcn"}},
    {STR_INIT("basic"), {"aaanaaan", "aannaaan", "aaannaaa"}},
    {STR_INIT("pin"), {"nnnn"}},
};

#define UPPER_VOWELS     "AEIOU"
#define UPPER_CONSONANTS "BCDFGHJKLMNPQRSTVWXYZ"
#define LOWER_VOWELS     "aeiou"
#define LOWER_CONSONANTS "bcdfghjklmnpqrstvwxyz"
#define LETTERS          UPPER_VOWELS LOWER_VOWELS UPPER_CONSONANTS LOWER_CONSONANTS
#define DIGITS           "0123456789"

static str class_characters(char class)
{
    switch (class) {
    case 'V':
        return STR(UPPER_VOWELS);
    case 'C':
        return STR(UPPER_CONSONANTS);
    case 'v':
        return STR(LOWER_VOWELS);
    case 'c':
        return STR(LOWER_CONSONANTS);
    case 'A':
        return STR(UPPER_VOWELS UPPER_CONSONANTS);
    case 'a':
        return STR(LETTERS);
    case 'n':
        return STR(DIGITS);
    case 'o':
        return STR("@&%?,=[]_:-+*$#!'^~;()/.");
    default:
        return STR(LETTERS DIGITS "!@#$%^&*()");
    }
}

static const char *const *find_templates(str type)
{
    for (size_t i = 0; i < sizeof password_types / sizeof *password_types; i++)
        if (str_eq(password_types[i].type, type))
            return password_types[i].templates;
    return NULL;
}

static void put_be32(struct buf *b, uint32_t v)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buf_put_char(b, (char)(v >> shift & 0xFF));
}

/* The algorithm's name, then the length of the text and the text. */
static void put_scope(struct buf *b, struct arena *a, str text)
{
    buf_init(b, a);
    buf_put_str(b, STR("com.lyndir.masterpassword"));
    put_be32(b, (uint32_t)text.len);
    buf_put_str(b, text);
}

enum { MASTER_KEY = 64, SCRYPT_N = 32768, SCRYPT_R = 8, SCRYPT_P = 2, SCRYPT_MEMORY = 64 << 20 };

static bool master_key(struct fn_call *c, str password, str user, uint8_t key[MASTER_KEY])
{
    const struct libcrypto *lib = libcrypto_get(c);
    if (!lib)
        return false;
    struct buf salt;
    put_scope(&salt, c->arena, user);
    const char *pass = password.len ? password.s : "";
    if (lib->EVP_PBE_scrypt(pass, password.len, (const uint8_t *)salt.s, salt.len, SCRYPT_N,
                            SCRYPT_R, SCRYPT_P, SCRYPT_MEMORY, key, MASTER_KEY) == 1)
        return true;
    lib->ERR_clear_error();
    return call_fail(c, "OpenSSL's scrypt failed");
}

bool fn_derive_password(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    const char *const *templates = find_templates(val_text(arg[1]));
    if (!templates) {
        *ret =
            val_str(str_concat(c->arena, STR("cannot find password template "), val_text(arg[1])));
        return true;
    }
    uint8_t key[MASTER_KEY], seed[SHA256_DIGEST_SIZE];
    if (!master_key(c, val_text(arg[2]), val_text(arg[3]), key))
        return false;
    struct buf site;
    put_scope(&site, c->arena, val_text(arg[4]));
    put_be32(&site, (uint32_t)arg[0].u);
    struct hmac_sha256_ctx hmac;
    hmac_sha256_set_key(&hmac, sizeof key, key);
    hmac_sha256_update(&hmac, site.len, (const uint8_t *)site.s);
    hmac_sha256_digest(&hmac, sizeof seed, seed);
    size_t count = 1; /* each has one at least */
    while (templates[count])
        count++;
    const char *classes = templates[seed[0] % count];
    struct buf password;
    buf_init(&password, c->arena);
    for (size_t i = 0; classes[i]; i++) {
        str characters = class_characters(classes[i]);
        buf_put_char(&password, characters.s[seed[i + 1] % characters.len]);
    }
    *ret = val_str(buf_str(&password));
    return true;
}
