/* Arenas of the programs themselves: when memory runs out there, nobody is left who could go on. */
#ifndef CHELM_CLI_MEMORY_H
#define CHELM_CLI_MEMORY_H

#include "base/arena.h"

/* Sets up an arena whose want of memory ends the program with "Error: out of memory" and exit
 * status 1. The budget is the arena's and lives as long. */
void memory_arena(struct arena *a, struct budget *b);

#endif
