/* Places in schemas: URLs, fragments and JSON pointers, in the validator's reading of them.
 *
 * Pointers are kept in their escaped form (~0, ~1). New text lives in the arena given.
 */
#ifndef CHELM_CHART_SCHEMA_URL_H
#define CHELM_CHART_SCHEMA_URL_H

#include "base/str.h"

/* "URL#FRAGMENT" cut at the first '#'; the fragment is "" when there is none. */
str schema_url_split(str text, str *ret_fragment);
/* The fragment of a reference, unescaped; false with the validator's error. */
bool schema_url_fragment(struct arena *a, str text, str *ret_fragment, str *ret_error);
/* A reference against a base URL; false with the validator's error. */
bool schema_url_join(struct arena *a, str base, str ref, str *ret_url, str *ret_fragment,
                     str *ret_error);
/* URL#FRAGMENT with each part of the fragment escaped as by url.PathEscape. */
str schema_url_format(struct arena *a, str url, str fragment);

/* "/a~1b" for "a/b", appended to a pointer. */
str schema_ptr_append(struct arena *a, str ptr, str token);
str schema_ptr_append_index(struct arena *a, str ptr, size_t index);
str schema_ptr_escape(struct arena *a, str token);
/* False when a ~ is followed by neither 0 nor 1. */
bool schema_ptr_unescape(struct arena *a, str token, str *ret);

#endif
