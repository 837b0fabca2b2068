/* Reports: all that a run found, in the forms that people and tools read (report_formats.def).
 *
 * What charts say is never written raw where it could move a cursor: control characters are
 * escaped. Lines and columns count from 1.
 */
#ifndef CHELM_LINT_REPORT_H
#define CHELM_LINT_REPORT_H

#include "base/buf.h"
#include "lint/item.h"

/* One chart of the run. */
struct lint_chart_result {
    str path; /* as given */
    bool unreadable;
    uint32_t errors, warnings, notes; /* of the items that are new */
};

struct lint_report {
    struct arena *arena;
    struct lint_item **items; /* sorted as item_cmp says, suppressed and known ones included */
    uint32_t count, cap;
    struct lint_chart_result *charts;
    size_t chart_count;
    uint32_t errors, warnings, notes, known, suppressed, limits;
    uint64_t files;   /* templates and values files that were looked at */
    uint64_t elapsed; /* microseconds; 0: not told */
};

struct report_style {
    bool color;
    bool links;      /* for terminals that follow them (OSC 8) */
    str link_format; /* with {path}, {line}, {col}; empty: file://PATH */
    str folder;      /* absolute path of the working directory, for links */
    bool quiet;      /* no notes, no summary when nothing was found */
    bool all;        /* all of one cause, not only the first three */
};

struct report_format {
    str name;
    void (*put)(struct buf *out, const struct lint_report *r, const struct report_style *style);
    str doc;
};

/* The format of that name, or NULL. */
const struct report_format *report_format_find(str name);
/* Those there are: NULL past the last one. */
const struct report_format *report_format_at(size_t i);

/* Whether reports other than those which tell of suppressed findings show it. */
bool report_shows(const struct report_style *style, const struct lint_item *item);

#define FORMAT(name, function, doc)                                                                \
    void function(struct buf *out, const struct lint_report *r, const struct report_style *style);
#include "lint/report_formats.def"
#undef FORMAT

/* For those functions: a JSON string; text for XML; a text on one line, nothing hidden in it. */
void lint_put_json_text(struct buf *out, str s);
void lint_put_xml_text(struct buf *out, str s);
void lint_put_line(struct buf *out, str s);
/* FILE, or ARCHIVE!/INNER. */
void lint_put_file(struct buf *out, const struct lint_place *p);

#endif
