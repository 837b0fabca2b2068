#include "cli/lint_manual.h"

#include "api/libchelm.h"
#include "cli/manual.h"

static const char help_head[] =
    "Finds mistakes in Helm charts: every branch of every template is type-checked, and the chart\n"
    "is rendered with its defaults and with each values file in ci/.\n\n"
    "Usage:  chelm-lint [CHART...] [flags]\n"
    "        chelm-lint --from-files FILE... [flags]\n"
    "        chelm-lint --explain RULE\n"
    "        chelm-lint --list-rules\n\n"
    "CHART is a folder or a .tgz archive; without one it is the working directory.\n"
    "Exit status: 0 nothing that fails, 1 findings, 2 wrong use, 3 a chart that cannot be read.\n";

static const char page_head[] =
    ".SH NAME\n"
    "chelm\\-lint \\- find mistakes in Helm charts\n"
    ".SH SYNOPSIS\n"
    ".B chelm\\-lint\n"
    "[\\fICHART\\fR...] [\\fIoptions\\fR]\n"
    ".br\n"
    ".B chelm\\-lint \\-\\-from\\-files\n"
    "\\fIFILE\\fR... [\\fIoptions\\fR]\n"
    ".br\n"
    ".B chelm\\-lint \\-\\-explain\n"
    "\\fIRULE\\fR\n"
    ".br\n"
    ".B chelm\\-lint \\-\\-list\\-rules\n"
    ".SH DESCRIPTION\n"
    "Finds mistakes in the Helm charts in the folders or archives \\fICHART\\fR, by default in "
    "the\n"
    "working directory. The values that templates read are checked against all that declares\n"
    "values, in every branch, whatever the default values enable; then the chart is rendered with\n"
    "its defaults and with each values file in ci/.\n"
    ".SH OPTIONS\n";

static const char page_tail[] =
    ".SH SUPPRESSING FINDINGS\n"
    "A comment \\fB{{\\- /* chelm:ignore CH101 \\-\\- why */}}\\fR in the line above, or\n"
    "\\fB# chelm:ignore CH707 \\-\\- why\\fR in YAML; \\fBchelm:ignore\\-file\\fR,\n"
    "\\fBchelm:ignore\\-start\\fR and \\fBchelm:ignore\\-end\\fR for more than a line.\n"
    ".SH EXIT STATUS\n"
    "0 when nothing fails, 1 when something found does, 2 when options or settings are wrong, 3\n"
    "when a chart cannot be read.\n"
    ".SH FILES\n"
    ".TP\n"
    ".B .chelm\\-lint.yaml\n"
    "Settings, in the chart's folder or one above it.\n"
    ".TP\n"
    ".B .chelm\\-baseline.json\n"
    "What \\fB\\-\\-write\\-baseline\\fR writes.\n"
    ".SH ENVIRONMENT\n"
    ".TP\n"
    ".BR NO_COLOR \", \" CLICOLOR \", \" CLICOLOR_FORCE\n"
    "Whether there are colours.\n"
    ".SH SEE ALSO\n"
    ".BR chelm\\-template (1),\n"
    ".BR helm (1)\n";

void lint_manual_put_help(struct buf *out)
{
    buf_put_str(out, str_from_c(help_head));
    manual_put_options(out, &lint_options);
}

void lint_manual_put_page(struct buf *out)
{
    buf_put_fmt(out, ".TH CHELM\\-LINT 1 \"\" \"chelm %s\" \"User Commands\"\n%s", chelm_version(),
                page_head);
    manual_put_page_options(out, &lint_options);
    buf_put_str(out, str_from_c(page_tail));
}
