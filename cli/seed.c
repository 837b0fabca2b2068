#include "cli/seed.h"

#include "cli/api_texts.h"
#include "cli/output.h"

#include <stdlib.h>

/* The end of the year 9999, behind which dates have no usual form. */
#define EPOCH_MAX INT64_C(253402300799)

static void epoch_now(int64_t *seconds, int32_t *nanoseconds, void *payload)
{
    *seconds = *(const int64_t *)payload;
    *nanoseconds = 0;
}

bool seed_take(str seed, chelm_context_options *world, int64_t *epoch)
{
    const char *given = getenv("SOURCE_DATE_EPOCH");
    world->seed = api_text(seed);
    if (!seed.len || !given || !*given)
        return true;
    char *end;
    *epoch = strtoll(given, &end, 10);
    if (*end || *epoch < 0 || *epoch > EPOCH_MAX)
        return output_error(STR("SOURCE_DATE_EPOCH must be a number of seconds since 1970"));
    world->now = epoch_now;
    world->payload = epoch;
    return true;
}
