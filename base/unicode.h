/* What Go's package unicode says of a rune (tables 15.0.0, which utf8proc shares). */
#ifndef CHELM_BASE_UNICODE_H
#define CHELM_BASE_UNICODE_H

#include "base/str.h"

bool unicode_is_letter(uint32_t r); /* categories L* */
bool unicode_is_digit(uint32_t r);  /* category Nd */
bool unicode_is_number(uint32_t r); /* categories N* */
bool unicode_is_punct(uint32_t r);  /* categories P* */
bool unicode_is_upper(uint32_t r);  /* category Lu */
bool unicode_is_lower(uint32_t r);  /* category Ll */
bool unicode_is_title(uint32_t r);  /* category Lt */
bool unicode_is_space(uint32_t r);  /* White_Space: U+0085, U+00A0, U+1680 … included */
bool unicode_is_print(uint32_t r);  /* categories L M N P S and the ASCII space */

/* Simple case mappings, one rune to one rune. */
uint32_t unicode_to_upper(uint32_t r);
uint32_t unicode_to_lower(uint32_t r);
uint32_t unicode_to_title(uint32_t r);

/* As Go's strings.TrimSpace, TrimLeftFunc and TrimRightFunc with unicode.IsSpace. */
str unicode_trim_space(str s);
str unicode_trim_left(str s);
str unicode_trim_right(str s);

#endif
