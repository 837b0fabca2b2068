/* What the way through JSON text does to strings before toYaml writes them.
 *
 * sigs.k8s.io/yaml marshals to JSON and reads that as YAML. Internal to the YAML writer.
 */
#ifndef CHELM_VALUE_YAML_DETOUR_H
#define CHELM_VALUE_YAML_DETOUR_H

#include "value/map.h"

/* A string's value after the detour: bytes that are not UTF-8 become U+FFFD, U+0085 folds as a line
 * break. False when YAML's reader refuses it (DEL, C1 controls, U+FFFE, U+FFFF). */
bool yaml_detour_string(struct arena *a, str s, str *ret);
/* The same for a key, which must fit one line and 1024 characters of JSON. */
bool yaml_detour_key(str key);
/* A map whose keys are UTF-8: of those that become equal the last one counts. `m` itself when all
 * its keys are. */
struct map *yaml_detour_map(struct arena *a, struct map *m);
/* Why a value does not survive the detour, in the words of sigs.k8s.io/yaml. */
str yaml_detour_error(struct arena *a, val v);

#endif
