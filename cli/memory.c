#include "cli/memory.h"

#include <stdlib.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* A chunk of 1 MiB still comes from the heap; one of huge pages (base/chunk.h) does not. */
enum { HEAP_STEP = 1 << 20, HEAP_KEPT = 64 << 20, HEAP_BLOCK = 3 << 19 };

void memory_begin(void)
{
#ifdef __GLIBC__
    mallopt(M_TOP_PAD, HEAP_STEP);
    mallopt(M_TRIM_THRESHOLD, HEAP_KEPT);
    mallopt(M_MMAP_THRESHOLD, HEAP_BLOCK);
#endif
}

/* Neither stdio nor what is run at the exit may need memory now. */
static void end(void)
{
    static const char text[] = "Error: out of memory\n";
    if (write(STDERR_FILENO, text, sizeof text - 1) < 0)
        _exit(EXIT_FAILURE); /* nobody to tell, either */
    _exit(EXIT_FAILURE);
}

void memory_arena(struct arena *a, struct budget *b)
{
    *b = (struct budget){.fail = end};
    arena_init(a, b);
}
