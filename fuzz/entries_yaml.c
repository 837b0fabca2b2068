/* The two readers of YAML tell the same of what both read. */
#include "fuzz/fuzz.h"
#include "property/same_events.h"

static void plain_body(struct arena *a, str input)
{
    str plain, other;
    if (same_events(a, input, &plain, &other) == EVENTS_DIFFER)
        fuzz_differ("plain YAML reads otherwise", plain, other);
}
FUZZ_ENTRY(plain)
