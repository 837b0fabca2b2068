/* Reading an ASN.1 structure by a description of it, with the errors of Go's encoding/asn1.
 *
 * A description is constant: fields as in the Go struct. The reader is strict where Go is (minimal
 * lengths and integers) and lax where Go is (bytes after the last field of a SEQUENCE).
 */
#ifndef CHELM_BASE_ASN1_H
#define CHELM_BASE_ASN1_H

#include "base/str.h"

enum asn1_kind {
    ASN1_INT,   /* Go's int */
    ASN1_BIG,   /* *big.Int */
    ASN1_BYTES, /* []byte */
    ASN1_OID,
    ASN1_BITS, /* BitString: the view begins with the count of padding bits */
    ASN1_RAW,  /* RawValue: any element, tag and length included */
    ASN1_STRUCT,
    ASN1_LIST /* a slice of structs */
};

enum { ASN1_MAX_FIELDS = 12 };

struct asn1_struct;

struct asn1_field {
    enum asn1_kind kind;
    const struct asn1_struct *type; /* of a STRUCT, of a LIST's elements */
    bool optional, explicit_tag;
    uint8_t tag; /* when explicit */
};

struct asn1_struct {
    const char *name; /* of the Go type: errors show it */
    uint8_t n;
    struct asn1_field field[ASN1_MAX_FIELDS];
};

/* As asn1.Unmarshal. The contents of the fields go to ret_fields[type->n], {NULL, 0} for those
 * absent; what follows the structure to *ret_rest. On false, *ret_error is Go's text. */
bool asn1_parse(struct arena *a, str der, const struct asn1_struct *type, str *ret_fields,
                str *ret_rest, str *ret_error);
/* The same for the content of a SEQUENCE that was a field. */
bool asn1_parse_fields(struct arena *a, str content, const struct asn1_struct *type,
                       str *ret_fields, str *ret_error);
/* The number that an ASN1_INT field holds. */
int64_t asn1_int(str content);

#endif
