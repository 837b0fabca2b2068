#include "cli/memory.h"

#include <stdlib.h>
#include <unistd.h>

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
