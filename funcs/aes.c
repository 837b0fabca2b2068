/* encryptAES, decryptAES: AES-256 in CBC mode, the initialization vector before the text, base 64.
 *
 * As Sprig: the key is the password, cut or filled up with zeros to 32 bytes. The padding is not
 * verified when it is taken off, so damaged text gives Go's run-time errors.
 */
#include "base/base64.h"
#include "funcs/func.h"

#include <nettle/aes.h>
#include <nettle/cbc.h>

#include <string.h>

enum { BLOCK = AES_BLOCK_SIZE };

static void aes_key(val password, uint8_t key[AES256_KEY_SIZE])
{
    memset(key, 0, AES256_KEY_SIZE);
    if (password.len)
        memcpy(key, password.s, password.len < AES256_KEY_SIZE ? password.len : AES256_KEY_SIZE);
}

static void encrypt_block(const void *ctx, size_t n, uint8_t *dst, const uint8_t *src)
{
    aes256_encrypt(ctx, n, dst, src);
}

static void decrypt_block(const void *ctx, size_t n, uint8_t *dst, const uint8_t *src)
{
    aes256_decrypt(ctx, n, dst, src);
}

bool fn_encrypt_aes(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    if (arg[1].len == 0) {
        *ret = val_str(STR(""));
        return true;
    }
    size_t padding = BLOCK - arg[1].len % BLOCK, len = arg[1].len + padding;
    uint8_t key[AES256_KEY_SIZE], iv[BLOCK];
    uint8_t *text = arena_alloc(c->arena, BLOCK + len);
    c->env->random(c->env->data, iv, sizeof iv);
    memcpy(text, iv, BLOCK);
    memcpy(text + BLOCK, arg[1].s, arg[1].len);
    memset(text + BLOCK + arg[1].len, (int)padding, padding);
    struct aes256_ctx aes;
    aes_key(arg[0], key);
    aes256_set_encrypt_key(&aes, key);
    cbc_encrypt(&aes, encrypt_block, BLOCK, iv, len, text + BLOCK, text + BLOCK);
    *ret = val_str(base64_encode(c->arena, str_make((const char *)text, BLOCK + len)));
    return true;
}

/* What Go finds when it cuts the vector off a buffer of `capacity` bytes, `len` of them text. */
static bool check_sizes(struct fn_call *c, size_t len, size_t capacity)
{
    if (capacity < BLOCK)
        return call_fail(c, "runtime error: slice bounds out of range [:16] with capacity %zu",
                         capacity);
    if (len < BLOCK)
        return call_fail(c, "runtime error: slice bounds out of range [16:%zu]", len);
    if (len % BLOCK != 0)
        return call_fail(c, "crypto/cipher: input not full blocks");
    if (len == BLOCK)
        return call_fail(c, "runtime error: index out of range [-1]");
    return true;
}

bool fn_decrypt_aes(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    str crypt;
    size_t bad;
    *ret = val_str(STR(""));
    if (arg[1].len == 0)
        return true;
    if (!base64_decode(c->arena, val_text(arg[1]), &crypt, &bad))
        return call_fail(c, "illegal base64 data at input byte %zu", bad);
    if (!check_sizes(c, crypt.len, arg[1].len / 4 * 3))
        return false;
    size_t len = crypt.len - BLOCK;
    uint8_t key[AES256_KEY_SIZE], iv[BLOCK];
    uint8_t *text = arena_alloc(c->arena, len);
    memcpy(iv, crypt.s, BLOCK);
    struct aes256_ctx aes;
    aes_key(arg[0], key);
    aes256_set_decrypt_key(&aes, key);
    cbc_decrypt(&aes, decrypt_block, BLOCK, iv, len, text, (const uint8_t *)crypt.s + BLOCK);
    size_t padding = text[len - 1];
    if (padding > len)
        return call_fail(c, "runtime error: slice bounds out of range [:-%zu]", padding - len);
    *ret = val_str(str_make((const char *)text, len - padding));
    return true;
}
