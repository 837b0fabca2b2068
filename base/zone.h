/* Go's time.Location: offsets and abbreviations over time, from the system's TZif files.
 *
 * A zone is immutable and lives in the arena it was loaded into. UTC is NULL. Files are looked for
 * where Go looks: $ZONEINFO, /usr/share/zoneinfo and its fallbacks.
 */
#ifndef CHELM_BASE_ZONE_H
#define CHELM_BASE_ZONE_H

#include "base/str.h"

struct zone;

/* What a zone says of one instant. */
struct zone_info {
    str abbreviation; /* "CET"; "" for a zone made of an offset alone */
    int32_t offset;   /* seconds east of UTC */
    bool is_dst;
    int64_t start, end; /* valid for start <= seconds since 1970 < end */
};

/* time.LoadLocation: "" and "UTC" give UTC (NULL), "Local" gives zone_local. False when there is
 * no such zone or its file is damaged. */
bool zone_load(struct arena *a, str name, const struct zone **ret);
/* time.Local: $TZ, or /etc/localtime when it is not set. Never NULL: Go tells it from UTC. */
const struct zone *zone_local(struct arena *a);
/* time.FixedZone. */
const struct zone *zone_fixed(struct arena *a, str name, int32_t offset);

str zone_name(const struct zone *z);      /* Location.String() */
bool zone_is_local(const struct zone *z); /* made by zone_local */
/* Whether reflect.DeepEqual takes them for the same: one zone, or fixed ones of the same content.
 */
bool zone_equal(const struct zone *x, const struct zone *y);
struct zone_info zone_lookup(const struct zone *z, int64_t sec);
/* The offset of the abbreviation where it is in use, at best at `unix` (Location.lookupName). */
bool zone_find_name(const struct zone *z, str abbreviation, int64_t unix_sec, int32_t *ret_offset);

#endif
