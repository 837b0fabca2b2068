/* Fuzzing: what all entries share.
 *
 * An entry (entries.def) is a function of bytes that must not crash, hang, leak or take unbounded
 * memory, whatever the bytes. libfuzzer.c makes a libFuzzer (or AFL++) program of one of them,
 * replay.c one program that runs all of them on files.
 */
#ifndef CHELM_FUZZ_FUZZ_H
#define CHELM_FUZZ_FUZZ_H

#include "base/arena.h"

typedef void fuzz_body(struct arena *a, str input);

/* Runs the body in an arena of its own, within limits: 64 MiB, 300,000 steps. */
void fuzz_run(fuzz_body *body, const uint8_t *data, size_t size);
/* Takes what stands before the first NUL byte off *rest, and that byte. */
str fuzz_part(str *rest);
/* A property does not hold: tells what, shows both texts and aborts. */
_Noreturn void fuzz_differ(const char *what, str one, str other);

#define ENTRY(name, what) void fuzz_##name(const uint8_t *data, size_t size);
#include "fuzz/entries.def"
#undef ENTRY

/* Defines an entry by its body. */
#define FUZZ_ENTRY(name)                                                                           \
    void fuzz_##name(const uint8_t *data, size_t size)                                             \
    {                                                                                              \
        fuzz_run(name##_body, data, size);                                                         \
    }

#endif
