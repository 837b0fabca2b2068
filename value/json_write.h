/* Values as JSON text, byte for byte as Go's encoding/json writes them.
 *
 * Keys are in bytewise order, bytes that are not UTF-8 become \ufffd, []uint8 is base64, times
 * are RFC 3339 strings, Go's structs have the keys of gofields.def. On failure nothing is appended
 * and *ret_error is Go's text: "json: unsupported value: NaN", "json: unsupported type:
 * complex128", "json: unsupported value: encountered a cycle via map[string]interface {}".
 */
#ifndef CHELM_VALUE_JSON_WRITE_H
#define CHELM_VALUE_JSON_WRITE_H

#include "base/buf.h"
#include "value/val.h"

enum json_style {
    JSON_HTML,  /* json.Marshal: < > & as \u003c and so on */
    JSON_RAW,   /* an Encoder with SetEscapeHTML(false), without the final newline */
    JSON_PRETTY /* json.MarshalIndent(v, "", "  ") */
};

bool json_write(struct buf *out, val v, enum json_style style, str *ret_error);
/* A string with its quotes. */
void json_write_string(struct buf *out, str s, enum json_style style);
/* A finite number as encoding/json writes a float64. */
void json_write_float(struct buf *out, double f);

#endif
