/* How go-yaml's emitter writes a string: which style, and whether it takes several lines.
 *
 * Strings are taken to be UTF-8. Nothing fails, nothing allocates.
 */
#ifndef CHELM_VALUE_YAML_STYLE_H
#define CHELM_VALUE_YAML_STYLE_H

#include "base/str.h"

enum yaml_style { YAML_PLAIN, YAML_SINGLE_QUOTED, YAML_DOUBLE_QUOTED, YAML_LITERAL };

/* Kinds of bytes that occur in a string. Special: control characters, DEL and all that is not
 * ASCII. */
enum yaml_bytes {
    YAML_HAS_SPACE = 1,
    YAML_HAS_COLON = 2,
    YAML_HAS_HASH = 4,
    YAML_HAS_NEWLINE = 8,
    YAML_HAS_SPECIAL = 16
};

struct yaml_form {
    enum yaml_style style;
    bool multiline; /* holds a line break: no simple key */
};

/* The sum of yaml_bytes. */
unsigned yaml_bytes_of(str s);

/* stringv and yaml_emitter_select_scalar_style. `bytes` is yaml_bytes_of(s). `pretty`: go-yaml
 * v3. `tagged`: its tag says what the text is, it needs no quotes to be a string. */
struct yaml_form yaml_form_of(str s, unsigned bytes, bool pretty, bool tagged);

/* What the emitter prints as it is. As is_printable. */
bool yaml_is_printable(uint32_t rune);
/* The length of the line break at the start of s (not empty), 0 when there is none. As is_break. */
size_t yaml_break_len(str s);

/* Whether a string is written as it is for certain, by either form: a word of letters, digits and
 * "_-./" that begins with a letter and means nothing else to YAML. Most keys and values are. */
bool yaml_is_simple(str s);

#endif
