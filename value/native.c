#include "value/native.h"

#include "base/arena.h"
#include "base/duration.h"

#include <assert.h>

/* time.Time's fields: bit 63 of wall says that a monotonic reading (in ext) came with the time;
 * the seconds then stand in wall, counted from 1885. Otherwise ext counts seconds from year 1. */
#define HAS_MONOTONIC (UINT64_C(1) << 63)
#define WALL_TO_UNIX  (INT64_C(59453308800) - GOTIME_UNIX_TO_ZERO)
enum { NSEC_SHIFT = 30, WALL_SECONDS_BITS = 33 };

enum { TIME_WALL, TIME_EXT, TIME_LOC };
enum { FIELD_MAJOR, FIELD_MINOR, FIELD_PATCH, FIELD_PRE, FIELD_METADATA, FIELD_ORIGINAL };

val native_location(const struct zone *z)
{
    return (val){.tag = V_OPAQUE, .gotype = T_LOCATION, .p = z};
}

const struct zone *native_get_location(val v)
{
    assert(v.tag == V_OPAQUE && v.gotype == T_LOCATION);
    return v.p;
}

val native_duration(int64_t ns)
{
    return val_typed_int(T_DURATION, ns);
}

val native_time(struct arena *a, const struct gotime *t)
{
    uint64_t wall = (uint64_t)t->nsec;
    int64_t ext = (int64_t)((uint64_t)t->sec + (uint64_t)GOTIME_UNIX_TO_ZERO);
    uint64_t since_1885 = (uint64_t)t->sec - (uint64_t)WALL_TO_UNIX;
    if (t->has_mono && since_1885 >> WALL_SECONDS_BITS == 0) {
        wall |= HAS_MONOTONIC | since_1885 << NSEC_SHIFT;
        ext = t->mono;
    }
    struct record *r = record_new(a, T_TIME);
    r->field[TIME_WALL] = val_uint(T_UINT64, wall);
    r->field[TIME_EXT] = val_int64(ext);
    r->field[TIME_LOC] = native_location(t->zone);
    return val_record(T_TIME, r);
}

struct gotime native_get_time(val v)
{
    assert(v.tag == V_RECORD && v.gotype == T_TIME);
    uint64_t wall = v.record->field[TIME_WALL].u;
    int64_t ext = v.record->field[TIME_EXT].i;
    struct gotime t = {.nsec = (int32_t)(wall & ((UINT64_C(1) << NSEC_SHIFT) - 1)),
                       .zone = v.record->field[TIME_LOC].p};
    if (wall & HAS_MONOTONIC) {
        t.sec = (int64_t)(wall << 1 >> (NSEC_SHIFT + 1)) + WALL_TO_UNIX;
        t.has_mono = true;
        t.mono = ext;
    } else {
        t.sec = (int64_t)((uint64_t)ext - (uint64_t)GOTIME_UNIX_TO_ZERO);
    }
    return t;
}

val native_semver(struct arena *a, const struct semver *s, enum gotype t)
{
    assert(t == T_SEMVER || t == T_SEMVER_PTR);
    struct record *r = record_new(a, T_SEMVER);
    r->field[FIELD_MAJOR] = val_uint(T_UINT64, s->major);
    r->field[FIELD_MINOR] = val_uint(T_UINT64, s->minor);
    r->field[FIELD_PATCH] = val_uint(T_UINT64, s->patch);
    r->field[FIELD_PRE] = val_str(s->pre);
    r->field[FIELD_METADATA] = val_str(s->metadata);
    r->field[FIELD_ORIGINAL] = val_str(s->original);
    return val_record(t, r);
}

struct semver native_get_semver(val v)
{
    assert(v.tag == V_RECORD && (v.gotype == T_SEMVER || v.gotype == T_SEMVER_PTR));
    const val *f = v.record->field;
    return (struct semver){.major = f[FIELD_MAJOR].u,
                           .minor = f[FIELD_MINOR].u,
                           .patch = f[FIELD_PATCH].u,
                           .pre = val_text(f[FIELD_PRE]),
                           .metadata = val_text(f[FIELD_METADATA]),
                           .original = val_text(f[FIELD_ORIGINAL])};
}

val native_certificate(struct arena *a, str cert, str key)
{
    struct record *r = record_new(a, T_CERTIFICATE);
    r->field[0] = val_str(cert);
    r->field[1] = val_str(key);
    return val_record(T_CERTIFICATE, r);
}

bool native_has_string(enum gotype t)
{
    switch (t) {
    case T_TIME:
    case T_DURATION:
    case T_MONTH:
    case T_WEEKDAY:
    case T_SEMVER:
    case T_SEMVER_PTR:
    case T_LOCATION:
        return true;
    default:
        return false;
    }
}

static void put_semver(struct buf *out, val v)
{
    struct semver s = native_get_semver(v);
    semver_put(out, &s);
}

void native_put_string(struct buf *out, val v)
{
    switch (v.gotype) {
    case T_TIME:
        gotime_put_string(out, native_get_time(v));
        break;
    case T_DURATION:
        duration_put(out, v.i);
        break;
    case T_MONTH:
        gotime_put_month(out, v.i);
        break;
    case T_WEEKDAY:
        gotime_put_weekday(out, v.i);
        break;
    case T_LOCATION:
        buf_put_str(out, zone_name(native_get_location(v)));
        break;
    default:
        put_semver(out, v);
    }
}
