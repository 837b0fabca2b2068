/* The quick reader of plain YAML against libyaml. */
#ifndef CHELM_PROPERTY_SAME_EVENTS_H
#define CHELM_PROPERTY_SAME_EVENTS_H

#include "base/str.h"

enum same_events { EVENTS_SAME, EVENTS_DIFFER, EVENTS_NOT_PLAIN };

/* Whether a plain text reads the same with libyaml: nodes, texts, places. Where they differ, both
 * are told as lines of text, *ret_libyaml empty when libyaml refuses the text or has no end. */
enum same_events same_events(struct arena *a, str text, str *ret_plain, str *ret_libyaml);

#endif
