/* A quick look at a document: whether it is plain enough to be valid YAML for certain, and its
 * head.
 *
 * Almost all manifests use a small part of YAML: block maps and lists, plain and quoted scalars,
 * block scalars. That part is recognised line by line, many times faster than a YAML parser reads
 * it. Whatever is unusual (flow collections, anchors, tags, merge keys, tabs, texts of the head
 * over several lines, keys in another case) is left to the parser, and so is everything that is
 * wrong: nothing is ever refused here. Pure; the head's texts are views of the document.
 */
#ifndef CHELM_RELEASE_SKIM_H
#define CHELM_RELEASE_SKIM_H

#include "release/head.h"

/* True: the parser would accept the document with exactly this head. False: ask the parser. */
bool skim_head(str text, struct head *ret);

#endif
