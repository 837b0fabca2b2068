#include "cli/answer.h"

#include "base/base64.h"
#include "base/utf8.h"
#include "value/json_write.h"

void answer_put(struct buf *out, const char *key, str text)
{
    bool valid = utf8_valid(text);
    buf_put_fmt(out, ",\"%s%s\":", key, valid ? "" : "_b64");
    json_write_string(out, valid ? text : base64_encode(out->arena, text), JSON_RAW);
}
