/* Types: what is known of a value before the chart is rendered.
 *
 * A type is the set of kinds that the value may have, with one description of the map and one of
 * the list among them; a union of two maps is the map with the keys of both, each perhaps missing.
 * Types live in the project's arena and never change once made (the functions below make new
 * ones). The type ANY knows nothing; whoever meets it stays silent. A value that does not exist (a
 * missing key) is TYPE_NULL with the tag MISSING.
 *
 * Numbers: TYPE_FLOAT is a number of a values file or --set-json (float64 in Go), TYPE_INT64 what
 * --set and the functions give, TYPE_INT a literal or Go int.
 */
#ifndef CHELM_LINT_TYPE_H
#define CHELM_LINT_TYPE_H

#include "lint/file.h"
#include "value/gotype.h"
#include "value/val.h"

enum type_kinds {
    TYPE_NULL = 1,
    TYPE_BOOL = 2,
    TYPE_INT = 4,
    TYPE_INT64 = 8,
    TYPE_FLOAT = 16,
    TYPE_STRING = 32,
    TYPE_LIST = 64,
    TYPE_MAP = 128,
    TYPE_OPAQUE = 256, /* a Go type of Helm's own: opaque says which */
    TYPE_NUMBER = TYPE_INT | TYPE_INT64 | TYPE_FLOAT,
    TYPE_SCALAR = TYPE_BOOL | TYPE_NUMBER | TYPE_STRING,
    TYPE_ALL = 511
};

enum type_tags {
    /* The default is "", {}, [] or null: says little of what users put there. "" stands for any
     * scalar and is taken by string functions; {} and [] for whatever with, range, toYaml take. */
    TYPE_PLACEHOLDER = 1,
    TYPE_MISSING = 2,  /* TYPE_NULL: no source has the key */
    TYPE_TEMPLATE = 4, /* a text that holds an action, for tpl */
    TYPE_ROOT = 8,     /* a map: the context of a chart, what `.` is in a template file */
    TYPE_OUTPUT = 16,  /* a text that include, tpl or toYaml gave */
    TYPE_CONSTANT = 32 /* `known` is what it always is: a literal of a template */
};

enum presence { PRESENCE_NEVER, PRESENCE_MAYBE, PRESENCE_ALWAYS };

/* Which keys besides its fields a map may have. */
enum map_rest {
    MAP_RECORD, /* those that users add: an unknown one is perhaps a mistake (CH101, CH104) */
    MAP_OPEN,   /* any: a dictionary, or nothing is known; reading them is silent */
    MAP_CLOSED  /* none: additionalProperties is false, or the map was made by dict */
};

enum decl_kind {
    DECL_VALUES,   /* values.yaml */
    DECL_COMMENT,  /* a line of values.yaml that is commented out */
    DECL_DOC,      /* @param, helm-docs, @schema */
    DECL_SCHEMA,   /* values.schema.json */
    DECL_PARENT,   /* values.yaml of a parent chart, or import-values */
    DECL_SUBCHART, /* a subchart's values, for the parent */
    DECL_USER,     /* -f, --set, ci file */
    DECL_CONFIG,   /* .chelm-lint.yaml, chelm:declare */
    DECL_BUILTIN,  /* Helm's own */
    DECL_TEMPLATE  /* made in a template: dict, set */
};

/* Where a value comes from. */
struct decl {
    enum decl_kind kind;
    const struct lint_file *file; /* NULL: no place */
    struct span span;             /* of the key */
    const struct decl *next;
};

struct type_field {
    str name;
    const struct type *type;
    enum presence presence;
    const struct decl *decl; /* NULL: nobody says */
};

struct type {
    uint16_t kinds;                  /* set of enum type_kinds; 0: no value can be here (never) */
    uint16_t tags;                   /* set of enum type_tags */
    bool any;                        /* nothing is known but, perhaps, that it is not null */
    uint8_t rest;                    /* MAP: enum map_rest */
    uint8_t opaque;                  /* OPAQUE: enum gotype */
    uint8_t literal_count;           /* STRING: all texts it can be, at most 8; 0: any text */
    uint32_t field_count;            /* MAP: */
    const struct type_field *fields; /* by name, bytewise */
    const struct type *value;        /* MAP: of keys not among the fields; NULL: any */
    const struct type *item;         /* LIST: of each item; NULL: any */
    const str *literals;
    val known;               /* the default of values.yaml; V_INVALID: not known */
    const struct decl *decl; /* NULL: nobody says */
};

extern const struct type type_any, type_never, type_null, type_missing, type_bool, type_int,
    type_int64, type_float, type_string, type_output;

/* A map without fields, to which type_with_field adds. */
const struct type *type_map(struct arena *a, enum map_rest rest);
const struct type *type_list(struct arena *a, const struct type *item);
const struct type *type_opaque(struct arena *a, enum gotype t);
/* What a value of that Go type is: a string for T_STRING, a list of strings for T_STRINGS …; opaque
 * for Helm's own structs. */
const struct type *type_of_gotype(struct arena *a, enum gotype t);
/* The type of a value as values.yaml holds it (with `known`, placeholders tagged), without decls.
 */
const struct type *type_of_value(struct arena *a, val v);
/* A text that is known; TYPE_CONSTANT. */
const struct type *type_literal(struct arena *a, str text);
/* A literal of a template, of any kind; TYPE_CONSTANT. */
const struct type *type_constant(struct arena *a, val v);
/* A text that is one of those: any text when they are more than a type holds. */
const struct type *type_one_of(struct arena *a, const str *texts, size_t n);

/* The map with the field added or replaced. */
const struct type *type_with_field(struct arena *a, const struct type *t, str name,
                                   const struct type *field, enum presence presence,
                                   const struct decl *decl);
const struct type *type_without_field(struct arena *a, const struct type *t, str name);
/* Many at once: fields need not be sorted; later ones of a name win. */
const struct type *type_with_fields(struct arena *a, const struct type *t,
                                    const struct type_field *fields, size_t n);
/* The field of that name among those listed, or NULL. */
const struct type_field *type_field(const struct type *t, str name);
/* What reading key `name` of the map in t gives: the field's type (with null when it may be
 * missing), the type of other keys, type_missing for a record or closed map. Without a map in t:
 * type_missing of null, as (.x).y reads it, and type_any of all others. */
const struct type *type_read(struct arena *a, const struct type *t, str name);

/* A value that is one or the other: kinds and fields of both; fields of only one become MAYBE. Of
 * more than 64 fields or 12 levels the rest is dropped and the map becomes open. */
const struct type *type_join(struct arena *a, const struct type *x, const struct type *y);
/* The values of `under` with those of `over` on top, as Helm merges maps: for declarations. Fields
 * of either are there as surely as the surer one says; kinds are those of both, `known` is over's
 * when it has one; a closed map stays closed, an open one open. */
const struct type *type_overlay(struct arena *a, const struct type *under, const struct type *over);
/* Without those kinds; type_never when nothing is left. Of any it stays any. */
const struct type *type_without(struct arena *a, const struct type *t, unsigned kinds);
/* Only those kinds; type_never when nothing is left. What is any or a placeholder may be all of
 * them. */
const struct type *type_only(struct arena *a, const struct type *t, unsigned kinds);
/* What is left when the value is known to be true (not empty), or empty, for if and with. A
 * placeholder that is true was set by the user: "" and null become any, {} and [] map or list. A
 * declared value that is never empty by itself becomes null when it has to be: users can do that.
 */
const struct type *type_truthy(struct arena *a, const struct type *t);
const struct type *type_falsy(struct arena *a, const struct type *t);
/* With more tags. */
const struct type *type_tagged(struct arena *a, const struct type *t, unsigned tags);
/* With another declaration. */
const struct type *type_declared(struct arena *a, const struct type *t, const struct decl *decl);
/* The same kinds, fields, literals, tags and known values; declarations may differ. */
bool type_equal(const struct type *x, const struct type *y);
/* Whether the value is always true, always false in a condition, whatever users set: defaults of
 * values.yaml (`known` without TYPE_CONSTANT) prove nothing. */
bool type_always_true(const struct type *t);
bool type_always_false(const struct type *t);

struct buf;
/* For messages: map{repository: string; tag: string}, list<map{name}>, number, string?; of long
 * maps four keys and "…". */
void type_print(struct buf *out, const struct type *t);
str type_text(struct arena *a, const struct type *t);
/* The one text that the value is, if that is known. */
bool type_one_text(const struct type *t, str *ret);

#endif
