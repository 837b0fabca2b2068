/* b64enc, b64dec, b32enc, b32dec. Decoding that fails gives Go's error text as the value. */
#include "funcs/func.h"

#include "base/base64.h"

bool fn_b64enc(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    *ret = val_str(base64_encode(c->arena, val_text(arg[0])));
    return true;
}

bool fn_b32enc(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    *ret = val_str(base32_encode(c->arena, val_text(arg[0])));
    return true;
}

bool fn_b64dec(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    str bytes;
    size_t bad;
    if (!base64_decode(c->arena, val_text(arg[0]), &bytes, &bad))
        bytes = str_fmt(c->arena, "illegal base64 data at input byte %zu", bad);
    *ret = val_str(bytes);
    return true;
}

bool fn_b32dec(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    str bytes;
    size_t bad;
    if (!base32_decode(c->arena, val_text(arg[0]), &bytes, &bad))
        bytes = str_fmt(c->arena, "illegal base32 data at input byte %zu", bad);
    *ret = val_str(bytes);
    return true;
}
