#include "release/debug_log.h"

#include "base/slog.h"

static void log_line(struct diags *diags, const char *msg, const char *key, str value)
{
    struct buf line;
    buf_init(&line, diags->arena);
    slog_begin(&line, "DEBUG", msg);
    slog_attr(&line, key, value);
    diag_put(diags, DIAG_DEBUG, buf_str(&line));
}

void debug_log_schemas(const struct chart *c, const struct map *values, struct diags *diags)
{
    if (c->schema.s) {
        log_line(diags, "chart name", "chart-name", chart_name(c));
        log_line(diags, "unmarshalled JSON schema", "schema", c->schema);
    }
    struct buf line;
    buf_init(&line, diags->arena);
    slog_begin(&line, "DEBUG", "number of dependencies in the chart");
    slog_attr(&line, "chart", chart_name(c));
    buf_put_fmt(&line, " dependencies=%zu", c->subchart_count);
    diag_put(diags, DIAG_DEBUG, buf_str(&line));
    for (size_t i = 0; i < c->subchart_count; i++) {
        const val *v = map_get(values, chart_name(c->subcharts[i]));
        if (v && v->tag == V_MAP)
            debug_log_schemas(c->subcharts[i], v->map, diags);
    }
}
