/* All nodes of a tree, each before those in it. */
#ifndef CHELM_LINT_NODE_WALK_H
#define CHELM_LINT_NODE_WALK_H

#include "parser/ast.h"

/* Calls see for n and for every node below it; NULL is no node. */
void node_walk(const struct node *n, void (*see)(void *data, const struct node *n), void *data);

#endif
