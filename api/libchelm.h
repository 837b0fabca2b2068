/* libchelm: renders Helm charts, byte for byte as `helm template` v4.2.4 does.
 *
 *     chelm_context *c = chelm_context_new(NULL);
 *     chelm_chart *chart = chelm_chart_open(c, chelm_text_of("./mychart"));
 *     chelm_render_options o = {CHELM_SIZE(chelm_render_options), .is_upgrade = true};
 *     chelm_result *r = chelm_render(c, chart, &o);
 *     if (chelm_result_ok(r)) … chelm_result_output(r) …; else … chelm_result_error(r) …
 *     chelm_result_free(r); chelm_chart_free(chart); chelm_context_free(c);
 *
 * Conventions
 * - Handles are opaque. Every _free takes NULL. What a function takes as text is copied if it is
 *   kept; what it gives belongs to the handle that was asked and lives as long as that handle.
 * - Text is bytes with a length, not terminated by NUL, and may hold any bytes.
 * - Structs of options begin with their size, so that they can grow; a member that is all zero
 *   means its default. NULL instead of a struct means defaults throughout.
 * - Nothing prints, nothing exits, there is no global state. A handle may be used by one thread at
 * a time, with two exceptions: contexts (if the callbacks allow it) and charts may serve any number
 *   of renders in any number of threads at once. Deeply nested input takes stack: give threads that
 *   render CHELM_STACK_SIZE.
 * - A chart is never changed by a render, and may be freed before the results of its renders.
 */
#ifndef LIBCHELM_H
#define LIBCHELM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define CHELM_PUBLIC __attribute__((visibility("default")))
#else
#define CHELM_PUBLIC
#endif

/* The first member of a struct of options: .size = sizeof the struct. */
#define CHELM_SIZE(T) .size = sizeof(T)

typedef struct chelm_text {
    const char *s;
    size_t len;
} chelm_text;

/* Bytes of stack that a thread which renders should have. */
#define CHELM_STACK_SIZE ((size_t)16 << 20)

/* The text of a C string; NULL gives the empty text. */
CHELM_PUBLIC chelm_text chelm_text_of(const char *s);
/* The library's version, such as "0.1.0". */
CHELM_PUBLIC const char *chelm_version(void);

/* ---- context: limits, and what a render may ask of the world ---- */

typedef struct chelm_context chelm_context;

/* For the limits of a context: as much as the system gives. */
#define CHELM_NO_LIMIT        UINT64_MAX
#define CHELM_NO_MEMORY_LIMIT CHELM_NO_LIMIT

typedef struct chelm_context_options {
    size_t size;
    uint64_t memory_limit; /* bytes for each result; 0: the default, 1 GiB (docs/limits.md) */
    /* The clock, since 1970 in UTC, and randomness; NULL: the system's. */
    void (*now)(int64_t *seconds, int32_t *nanoseconds, void *payload);
    void (*random)(void *out, size_t n, void *payload);
    void *payload; /* handed to both */
    /* Not empty: `random` is not called, and each random function's result depends on the seed and
     * on where it is called alone, so that renders can be repeated. The clock then stands at
     * 2000-01-01T00:00:00Z unless `now` is given. */
    chelm_text seed;
    /* More of what each result may take (docs/limits.md); 0: the defaults, CHELM_NO_LIMIT: none. */
    uint64_t value_limit;  /* bytes of one text or list that a template makes */
    uint64_t output_limit; /* bytes that templates print */
    uint64_t step_limit;   /* calls and rounds of loops */
    uint64_t depth_limit;  /* of tpl within tpl */
    uint64_t time_limit;   /* ms */
    bool confine;          /* symbolic links out of a chart's folder are errors, not followed */
    /* Large files of a chart's folder that rendering itself does not need are mapped into memory,
     * so that they cost only what templates read of them. Not for charts that chelm_chart_load
     * read. A file that is cut off before the result is freed raises SIGBUS where it is read. */
    bool map_files;
} chelm_context_options;

/* NULL only when memory is out. */
CHELM_PUBLIC chelm_context *chelm_context_new(const chelm_context_options *o);
CHELM_PUBLIC void chelm_context_free(chelm_context *c);

/* ---- chart ---- */

typedef struct chelm_chart chelm_chart;

typedef struct chelm_file {
    chelm_text name; /* path in the chart: templates/x.yaml */
    chelm_text data;
} chelm_file;

/* A chart in a folder or archive. It is read by each render (Helm reports what is wrong with values
 * files before what is wrong with the chart). NULL only when memory is out. */
CHELM_PUBLIC chelm_chart *chelm_chart_open(chelm_context *c, chelm_text path);
/* A chart of files in memory, which are copied. NULL only when memory is out. */
CHELM_PUBLIC chelm_chart *chelm_chart_from_files(chelm_context *c, const chelm_file *files,
                                                 size_t n);
/* Reads the chart now, once for all renders to come, whose templates are then also compiled once:
 * for charts that are rendered often. No render may be running. What is wrong with the chart is
 * reported by each render. Changes of its files are not seen any more. When memory is out, or the
 * context's limit is too low for the chart, nothing changes: the renders go on reading it. */
CHELM_PUBLIC void chelm_chart_load(chelm_context *c, chelm_chart *chart);
CHELM_PUBLIC void chelm_chart_free(chelm_chart *chart);

/* ---- render ---- */

typedef enum chelm_value_kind {
    CHELM_VALUES_FILE,       /* -f FILE; "-" is standard input */
    CHELM_VALUES_SET,        /* --set */
    CHELM_VALUES_SET_STRING, /* --set-string */
    CHELM_VALUES_SET_FILE,   /* --set-file */
    CHELM_VALUES_SET_JSON,   /* --set-json */
    CHELM_VALUES_SET_LITERAL /* --set-literal */
} chelm_value_kind;

typedef struct chelm_value {
    chelm_value_kind kind;
    chelm_text text; /* as on Helm's command line */
} chelm_value;

typedef enum chelm_delims {
    CHELM_DELIMS_AUTO,  /* what the chart says or looks like */
    CHELM_DELIMS_HELM,  /* {{ }} */
    CHELM_DELIMS_ANGLES /* << >> */
} chelm_delims;

/* "<< >>" or "{{ }}" (the blank is optional); false for anything else. */
CHELM_PUBLIC bool chelm_delims_parse(chelm_text text, chelm_delims *ret);

typedef struct chelm_render_options {
    size_t size;
    chelm_text release_name;  /* default "release-name" */
    chelm_text name_template; /* gives the release's name instead */
    chelm_text name_space;    /* default "default" */
    const chelm_value *values;
    size_t value_count;
    chelm_text kube_version; /* default v1.36.0 */
    const chelm_text *api_versions;
    size_t api_version_count;
    const chelm_text *show_only; /* patterns of template paths */
    size_t show_only_count;
    chelm_delims delims; /* of the chart itself; its subcharts have their own */
    bool is_upgrade;
    bool include_crds;
    bool no_hooks;
    bool skip_tests;
    bool skip_schema_validation;
    bool enable_dns;
    bool debug;      /* logs steps, too; keeps what had been rendered before an error */
    bool report;     /* errors are explained: chelm_result_report; takes a second render at times */
    bool source_map; /* chelm_result_source_map */
    bool trace;      /* lines that an action printed get a comment that says where it stands */
    bool keep_going; /* behind a template or document that fails, too: chelm_result_error_count */
    bool strict;     /* what Helm lets pass is an error, too (docs/strict.md); keeps going */
    bool partial;    /* the same, and what is good is kept: chelm_result_partial */
    /* The output is in parts (chelm_result_part): chelm_result_output, which would be a copy of
     * what was rendered, is empty. For writers of large outputs. */
    bool parts;
} chelm_render_options;

typedef struct chelm_result chelm_result;

/* The manifests of a release as `helm template` prints them. */
CHELM_PUBLIC chelm_result *chelm_render(chelm_context *c, const chelm_chart *chart,
                                        const chelm_render_options *o);
/* Whether chelm_render would take this kube_version; the error says why not. */
CHELM_PUBLIC chelm_result *chelm_check_kube_version(chelm_context *c, chelm_text version);
/* Runs all templates, and gives what one file (templates/x.yaml) printed: no splitting into
 * documents, no YAML check. As Helm's engine.Render. */
CHELM_PUBLIC chelm_result *chelm_evaluate(chelm_context *c, const chelm_chart *chart,
                                          const chelm_render_options *o, chelm_text file);

/* The chart rewritten from the pair of delimiters that it is in to `to`, which must be one: the
 * documents of the result are the files that change, their paths relative to the chart. Before it
 * gives them, it renders both with `o` and compares; when they differ, that is the error. What a
 * person should know is in the log. Subcharts stay as they are. */
CHELM_PUBLIC chelm_result *chelm_convert(chelm_context *c, const chelm_chart *chart,
                                         const chelm_render_options *o, chelm_delims to);

typedef enum chelm_format {
    CHELM_TEXT,
    CHELM_YAML,
    CHELM_JSON,
    CHELM_COLORED /* text with colours for terminals; where there are none, as CHELM_TEXT */
} chelm_format;

/* The values that the templates of the root chart see, with everything that subcharts add: what
 * `helm get values --all` would show. As YAML (also for CHELM_TEXT) or JSON. */
CHELM_PUBLIC chelm_result *chelm_values(chelm_context *c, const chelm_chart *chart,
                                        const chelm_render_options *o, chelm_format format);
/* Who set the value at `path` (image.tag, sub.ports[0].name), step by step from the charts'
 * values.yaml to the last option, and which lines of templates read it: for people (CHELM_TEXT,
 * CHELM_YAML) or as one JSON object; docs/explain.md describes both. An error when nothing sets or
 * reads it. Of the options, values and delims count; with source_map the chart is rendered, too, and
 * the lines of the output are told that show the value. */
CHELM_PUBLIC chelm_result *chelm_explain(chelm_context *c, const chelm_chart *chart,
                                         const chelm_render_options *o, chelm_text path,
                                         chelm_format format);

/* What a code of errors means, why it happens, and what to do: the page of `code` (CH102) or of the
 * code's name (null-dereference), whatever the case, as text or as one JSON object. An error, with
 * the code that was perhaps meant, when there is no such code. */
CHELM_PUBLIC chelm_result *chelm_explain_code(chelm_context *c, chelm_text code,
                                              chelm_format format);

/* Renders two charts, or one chart with two sets of options, and tells how the results differ,
 * object by object: for people (CHELM_TEXT, CHELM_YAML, CHELM_COLORED; nothing when they are equal)
 * or as one JSON object; docs/diff.md describes both. Both are rendered under one seed, the
 * context's or a fixed one, and what is random all the same is masked; so are the data of Secrets.
 * Values on standard input are refused. */
CHELM_PUBLIC chelm_result *chelm_diff(chelm_context *c, const chelm_chart *old_chart,
                                      const chelm_render_options *old_options,
                                      const chelm_chart *new_chart,
                                      const chelm_render_options *new_options, chelm_format format);

typedef enum chelm_dump_kind { CHELM_DUMP_TOKENS, CHELM_DUMP_AST, CHELM_DUMP_CODE } chelm_dump_kind;

/* What the templates of the chart at `path`, or the one template file that stands there, are read
 * and compiled to. */
CHELM_PUBLIC chelm_result *chelm_dump(chelm_context *c, chelm_text path, chelm_delims delims,
                                      chelm_dump_kind kind);

/* ---- lint ---- */

typedef struct chelm_lint_options {
    size_t size;
    const chelm_value *values; /* besides the charts' own and their ci/ files */
    size_t value_count;
    chelm_text name_space, kube_version;
    const chelm_text *api_versions;
    size_t api_version_count;
    chelm_text config; /* settings instead of the .chelm-lint.yaml that are looked for */
    const chelm_text *select, *extend_select, *ignore; /* codes, prefixes of codes, names, all */
    size_t select_count, extend_select_count, ignore_count;
    chelm_text fail_on;   /* error, warning, note, never; default: as the settings say, or error */
    chelm_text baseline;  /* text of a baseline: what is in it is shown no more */
    chelm_text diff;      /* of `git diff -U0` with prefixes: only what touches it is reported */
    chelm_text diff_root; /* the folder that its paths begin at */
    const chelm_text *fix_only; /* fixes of these rules alone */
    size_t fix_only_count;
    bool no_config;
    bool skip_schema_validation;
    bool with_subcharts; /* reports what is in subcharts, too */
    bool no_render;      /* looks at templates without rendering them */
    bool strict;         /* fails on warnings */
    bool verbose;        /* tells where the analysis gave up */
    bool fix;            /* makes fixes: chelm_findings_fix */
    bool unsafe_fixes;   /* of which some are to be read first */
} chelm_lint_options;

/* What was found in one or more charts. */
typedef struct chelm_findings chelm_findings;

typedef enum chelm_level {
    CHELM_LEVEL_NOTE = 1,
    CHELM_LEVEL_WARNING,
    CHELM_LEVEL_ERROR
} chelm_level;

typedef struct chelm_finding {
    chelm_text code, name; /* CH102, null-dereference */
    chelm_level level;
    chelm_text chart, file; /* as given; from the working directory */
    size_t line, column;    /* from 1, columns count code points; 0: the file as a whole */
    size_t end_line, end_column;
    chelm_text message, fingerprint;
    bool suppressed, known; /* by a comment; in the baseline */
} chelm_finding;

/* How findings are written: by chelm_findings_text. */
typedef struct chelm_findings_style {
    size_t size;
    bool color, links;      /* for terminals */
    chelm_text link_format; /* with {path}, {line}, {col}; default file://{path} */
    bool quiet;             /* no notes; nothing at all when there is nothing to say */
    bool all;               /* each of many alike */
    bool timing;            /* how long it took */
} chelm_findings_style;

/* A file that fixes change. */
typedef struct chelm_fix {
    chelm_text path; /* on disk */
    chelm_text text; /* all of it, anew */
    chelm_text diff; /* unified */
} chelm_fix;

/* Lints charts (folders or archives), one after the other. NULL only when memory is out. */
CHELM_PUBLIC chelm_findings *chelm_lint(chelm_context *c, const chelm_text *charts, size_t n,
                                        const chelm_lint_options *o);
/* What is wrong with the options or settings, so that nothing was linted; empty: nothing. */
CHELM_PUBLIC chelm_text chelm_findings_error(const chelm_findings *f);
/* Whether something is as severe as makes a run fail; whether a chart could not be read at all. */
CHELM_PUBLIC bool chelm_findings_failed(const chelm_findings *f);
CHELM_PUBLIC bool chelm_findings_unreadable(const chelm_findings *f);
CHELM_PUBLIC size_t chelm_findings_count(const chelm_findings *f);
CHELM_PUBLIC chelm_finding chelm_findings_at(const chelm_findings *f, size_t i);
/* All of them as text: human, short, json, jsonl, sarif, github, gitlab, junit, checkstyle or
 * baseline (for the option of that name). False when there is no such format. */
CHELM_PUBLIC bool chelm_findings_text(chelm_findings *f, chelm_text format,
                                      const chelm_findings_style *style, chelm_text *ret);
/* With the option fix: the files to be written, and a line for each fix that was not made because
 * the chart would have rendered otherwise. */
CHELM_PUBLIC size_t chelm_findings_fix_count(const chelm_findings *f);
CHELM_PUBLIC chelm_fix chelm_findings_fix(const chelm_findings *f, size_t i);
CHELM_PUBLIC chelm_text chelm_findings_refused(const chelm_findings *f);
CHELM_PUBLIC void chelm_findings_free(chelm_findings *f);

/* The name of a format at i, NULL past the last one. */
CHELM_PUBLIC const char *chelm_findings_format(size_t i);
/* What `helm lint` prints about the charts, byte for byte: chelm_result_output, or when a chart
 * fails chelm_result_partial, with an error. Of the options those count that `helm lint` has. */
CHELM_PUBLIC chelm_result *chelm_lint_helm(chelm_context *c, const chelm_text *charts, size_t n,
                                           const chelm_lint_options *o, bool quiet);
/* The page of a rule by code or name, for people (CHELM_TEXT), or of all rules in Markdown when the
 * code is empty. An error when there is none. */
CHELM_PUBLIC chelm_result *chelm_lint_explain(chelm_context *c, chelm_text code);
/* The rules: a table for people, or with CHELM_JSON a list. */
CHELM_PUBLIC chelm_result *chelm_lint_rules(chelm_context *c, chelm_format format);

/* ---- result: NULL (out of memory for the handle itself) counts as an error ---- */

typedef enum chelm_severity { CHELM_INFO, CHELM_WARN, CHELM_ERROR, CHELM_DEBUG } chelm_severity;

CHELM_PUBLIC bool chelm_result_ok(const chelm_result *r);
/* The text asked for; empty after an error. */
CHELM_PUBLIC chelm_text chelm_result_output(const chelm_result *r);
/* The same in parts, one after the other; one only where the options did not ask for parts. */
CHELM_PUBLIC size_t chelm_result_part_count(const chelm_result *r);
CHELM_PUBLIC chelm_text chelm_result_part(const chelm_result *r, size_t i);
/* Of chelm_diff: whether there are differences. */
CHELM_PUBLIC bool chelm_result_differs(const chelm_result *r);
/* What went wrong, in Helm's words without "Error: "; empty when nothing did. */
CHELM_PUBLIC chelm_text chelm_result_error(const chelm_result *r);
/* Whether rendering itself failed, which Helm follows with a hint at its option --debug. */
CHELM_PUBLIC bool chelm_result_failed_rendering(const chelm_result *r);
/* Advice of our own about the error, one line; empty when there is none. */
CHELM_PUBLIC chelm_text chelm_result_note(const chelm_result *r);
/* With the option report: the error's place, the calls around it and what may help, as text for
 * people to stand below Helm's words, with colours for terminals, or all of it as one JSON object
 * (docs/errors.md). Control characters of charts and values are escaped. */
typedef enum chelm_report {
    CHELM_REPORT_TEXT,
    CHELM_REPORT_COLORED,
    CHELM_REPORT_JSON,
    CHELM_REPORT_LINKED /* as text with colours, places are links (OSC 8) to files of the folder */
} chelm_report;
CHELM_PUBLIC chelm_text chelm_result_report(const chelm_result *r, chelm_report kind);
/* With the options keep_going or partial: how many errors there are, each template's first, in the
 * order in which Helm would meet them. Else 1, or 0 when nothing went wrong. */
CHELM_PUBLIC size_t chelm_result_error_count(const chelm_result *r);
/* Each of them, as chelm_result_error and chelm_result_report tell the first. */
CHELM_PUBLIC chelm_text chelm_result_error_at(const chelm_result *r, size_t i);
CHELM_PUBLIC chelm_text chelm_result_report_at(const chelm_result *r, size_t i, chelm_report kind);
/* With the option source_map: where the output's bytes come from, in JSON (docs/source-map.md). */
CHELM_PUBLIC chelm_text chelm_result_source_map(const chelm_result *r);
/* After such an error and with the option debug: what `helm template --debug` prints. With the
 * option partial: the good documents, as they would be printed without the others. */
CHELM_PUBLIC chelm_text chelm_result_partial(const chelm_result *r);
/* The name of the release, by which name_template is known. */
CHELM_PUBLIC chelm_text chelm_result_release_name(const chelm_result *r);
/* What Helm would have logged, in order: lines such as `level=WARN msg="…"`. */
CHELM_PUBLIC size_t chelm_result_log_count(const chelm_result *r);
CHELM_PUBLIC chelm_text chelm_result_log(const chelm_result *r, size_t i,
                                         chelm_severity *ret_severity);
/* The documents of a render in the order in which they are printed. */
typedef struct chelm_document {
    chelm_text path; /* chart/templates/x.yaml */
    chelm_text text;
    bool is_crd, is_hook;
} chelm_document;
CHELM_PUBLIC size_t chelm_result_document_count(const chelm_result *r);
CHELM_PUBLIC chelm_document chelm_result_document(const chelm_result *r, size_t i);
CHELM_PUBLIC void chelm_result_free(chelm_result *r);

#ifdef __cplusplus
}
#endif

#endif
