/* The state of one formatting, as Go's fmt.pp and fmt.fmt keep it. Internal to gofmt.
 *
 * printer.c walks values, printer_text.c writes strings, bytes and padding, printer_number.c
 * numbers; gofmt.c reads formats.
 */
#ifndef CHELM_VALUE_PRINTER_H
#define CHELM_VALUE_PRINTER_H

#include "base/buf.h"
#include "value/val.h"

struct printer {
    struct buf *out;
    bool plus, minus, sharp, space, zero;
    bool plus_v, sharp_v; /* %+v and %#v, whose flags mean something else */
    bool has_width, has_prec;
    int width, prec; /* not negative; 0 when absent */
    bool erroring;   /* inside %!v(…): methods are not called */
    bool stopped;    /* nested too deeply: write no more */
};

void printer_init(struct printer *p, struct buf *out);
void printer_clear_flags(struct printer *p);
/* One operand. As pp.printArg. */
void printer_arg(struct printer *p, val v, uint32_t verb);
/* %!verb(type=value). As pp.badVerb. */
void printer_bad_verb(struct printer *p, val v, uint32_t verb);

/* Padded to the width, counted in runes. As fmt.pad. */
void printer_pad(struct printer *p, str s);
void printer_pad_unsigned(struct printer *p, str s); /* the same, never with zeros */
void printer_fill(struct printer *p, int n);         /* n bytes of padding */
void printer_string(struct printer *p, val v, str s, uint32_t verb);
void printer_bytes(struct printer *p, val v, uint32_t verb); /* verbs s x X q v d */

/* v is what a bad verb shows. */
void printer_integer(struct printer *p, val v, uint64_t u, bool is_signed, uint32_t verb);
void printer_float(struct printer *p, val v, double f, uint32_t verb);
void printer_complex(struct printer *p, val v, uint32_t verb);
/* In hexadecimal, with or without 0x whatever the flags say. As pp.fmt0x64. */
void printer_hex(struct printer *p, uint64_t u, bool prefix);

#endif
