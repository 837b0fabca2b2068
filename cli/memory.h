/* Arenas of the programs themselves: when memory runs out there, nobody is left who could go on. */
#ifndef CHELM_CLI_MEMORY_H
#define CHELM_CLI_MEMORY_H

#include "base/arena.h"

/* Has the C library ask the system for memory in larger steps and keep it until the program ends.
 * To be called once, first. */
void memory_begin(void);
/* Sets up an arena whose want of memory ends the program with "Error: out of memory" and exit
 * status 1. The budget is the arena's and lives as long. */
void memory_arena(struct arena *a, struct budget *b);

#endif
