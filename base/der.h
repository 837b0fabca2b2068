/* ASN.1 in DER: a strict reader and a writer.
 *
 * The reader moves along a view and accepts what Go's cryptobyte accepts; on false the view is as
 * it was. The writer makes whole elements in an arena, from the inside out; nothing there fails.
 */
#ifndef CHELM_BASE_DER_H
#define CHELM_BASE_DER_H

#include "base/str.h"

enum der_tag {
    DER_BOOLEAN = 0x01,
    DER_INTEGER = 0x02,
    DER_BIT_STRING = 0x03,
    DER_OCTET_STRING = 0x04,
    DER_NULL = 0x05,
    DER_OID = 0x06,
    DER_UTF8_STRING = 0x0C,
    DER_NUMERIC_STRING = 0x12,
    DER_PRINTABLE_STRING = 0x13,
    DER_T61_STRING = 0x14,
    DER_IA5_STRING = 0x16,
    DER_UTC_TIME = 0x17,
    DER_GENERALIZED_TIME = 0x18,
    DER_BMP_STRING = 0x1E,
    DER_SEQUENCE = 0x30,
    DER_SET = 0x31,
    DER_CONTEXT = 0x80,            /* + number; primitive */
    DER_CONTEXT_CONSTRUCTED = 0xA0 /* + number */
};

/* The next element: its tag, its content, and all its bytes. */
bool der_read_any(str *in, uint8_t *ret_tag, str *ret_content, str *ret_element);
/* The content of the next element, which must have that tag. */
bool der_read(str *in, uint8_t tag, str *ret_content);
/* The same with the tag and the length. */
bool der_read_element(str *in, uint8_t tag, str *ret_element);
/* An element that need not be there; *ret_present may be NULL. */
bool der_read_optional(str *in, uint8_t tag, str *ret_content, bool *ret_present);
bool der_next_is(str in, uint8_t tag);
bool der_read_integer(str *in, str *ret_bytes); /* minimal two's complement */
bool der_read_oid(str *in, str *ret_bytes);
str der_oid_text(struct arena *a, str bytes); /* 1.2.840 */
/* The bytes of a bit string that is a whole number of bytes or has zeros at its end. */
bool der_read_bits(str *in, str *ret_bytes);

str der_element(struct arena *a, uint8_t tag, str content);
/* An element whose content is the parts, one after the other. */
str der_join(struct arena *a, uint8_t tag, const str *parts, size_t n);
/* DER_LIST(a, DER_SEQUENCE, x, y): der_join of expressions. */
#define DER_LIST(a, tag, ...)                                                                      \
    der_join((a), (tag), (const str[]){__VA_ARGS__},                                               \
             sizeof((const str[]){__VA_ARGS__}) / sizeof(str))
/* An INTEGER that is not negative, from big-endian bytes. */
str der_unsigned(struct arena *a, str bytes);
str der_bits(struct arena *a, str bytes); /* a BIT STRING of whole bytes */

#endif
