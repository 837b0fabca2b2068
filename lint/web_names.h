/* Addresses in Chart.yaml, as Helm's linter judges them (asaskevich/govalidator). */
#ifndef CHELM_LINT_WEB_NAMES_H
#define CHELM_LINT_WEB_NAMES_H

#include "base/regex.h"

struct web_names {
    struct arena *arena;
    struct regex_cache *regexes;
};

void web_names_init(struct web_names *w, struct arena *a);
/* IsEmail. */
bool web_is_email(struct web_names *w, str text);
/* IsURL: a scheme may be missing. */
bool web_is_url(struct web_names *w, str text);
/* IsRequestURL: with a scheme, as url.ParseRequestURI reads it. */
bool web_is_request_url(struct web_names *w, str text);

#endif
