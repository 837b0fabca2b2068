#include "cli/manual.h"

#include "api/libchelm.h"
#include "cli/option_table.h"

static const char usage[] = "Usage:  chelm-template [NAME] CHART [flags]\n"
                            "        chelm-template --jsonl < CASES\n"
                            "        chelm-template --dump=tokens|ast|code CHART|FILE\n"
                            "        chelm-template --version\n";

/* ---- --help ---- */

enum { DOC_COLUMN = 34 };

/* "  -f, --values FILE", the value in the form that the option needs. */
static void put_synopsis(struct buf *out, const struct option_row *row)
{
    str bare;
    if (row->short_name)
        buf_put_fmt(out, "-%c, --%.*s", row->short_name, STR_ARG(option_name(row)));
    else
        buf_put_fmt(out, "    --%.*s", STR_ARG(option_name(row)));
    if (row->value[0] && option_bare_value(row, &bare))
        buf_put_fmt(out, "[=%s]", row->value);
    else if (row->value[0])
        buf_put_fmt(out, " %s", row->value);
}

static void put_help_row(struct buf *out, const struct option_row *row)
{
    size_t start = out->len;
    buf_put_str(out, STR("  "));
    put_synopsis(out, row);
    size_t width = out->len - start;
    buf_put_fill(out, ' ', width + 2 <= DOC_COLUMN ? DOC_COLUMN - width : 2);
    buf_put_fmt(out, "%s\n", row->doc);
}

static bool has_group(const struct option_table *t, int group)
{
    for (size_t i = 0; i < t->count; i++)
        if ((int)option_row(t, i)->group == group)
            return true;
    return false;
}

void manual_put_options(struct buf *out, const struct option_table *t)
{
    for (int group = 0; group < GROUP_COUNT; group++) {
        if (!has_group(t, group))
            continue;
        buf_put_fmt(out, "\n%s:\n", option_group_title((enum option_group)group));
        for (size_t i = 0; i < t->count; i++)
            if ((int)option_row(t, i)->group == group)
                put_help_row(out, option_row(t, i));
    }
}

void manual_put_help(struct buf *out)
{
    buf_put_fmt(out,
                "Renders a Helm chart as `helm template` does, byte for byte.\n\n%s\n"
                "CHART is a folder or a .tgz archive; NAME defaults to release-name.\n",
                usage);
    manual_put_options(out, &template_options);
}

/* ---- the manual page ---- */

/* Text for troff: '-' stays a minus, a backslash a backslash, and no line becomes a request. */
static void put_roff(struct buf *out, const char *text)
{
    for (const char *s = text; *s; s++) {
        if (s == text && (*s == '.' || *s == '\''))
            buf_put_str(out, STR("\\&"));
        if (*s == '-')
            buf_put_str(out, STR("\\-"));
        else if (*s == '\\')
            buf_put_str(out, STR("\\e"));
        else
            buf_put_char(out, *s);
    }
}

static void put_page_row(struct buf *out, const struct option_row *row)
{
    str bare;
    buf_put_str(out, STR(".TP\n"));
    if (row->short_name)
        buf_put_fmt(out, "\\fB\\-%c\\fR, ", row->short_name);
    buf_put_str(out, STR("\\fB\\-\\-"));
    for (const char *c = row->name; *c; c++)
        buf_put_str(out, *c == '-' ? STR("\\-") : str_make(c, 1));
    buf_put_str(out, STR("\\fR"));
    if (row->value[0]) {
        bool optional = option_bare_value(row, &bare);
        buf_put_str(out, optional ? STR("[=\\fI") : STR(" \\fI"));
        put_roff(out, row->value);
        buf_put_str(out, optional ? STR("\\fR]") : STR("\\fR"));
    }
    buf_put_char(out, '\n');
    put_roff(out, row->doc);
    buf_put_char(out, '\n');
}

static const char page_head[] =
    ".SH NAME\n"
    "chelm\\-template \\- render Helm charts without Helm\n"
    ".SH SYNOPSIS\n"
    ".B chelm\\-template\n"
    "[\\fINAME\\fR] \\fICHART\\fR [\\fIoptions\\fR]\n"
    ".br\n"
    ".B chelm\\-template \\-\\-jsonl\n"
    "< \\fICASES\\fR\n"
    ".br\n"
    ".B chelm\\-template \\-\\-dump\\fR=\\fItokens\\fR|\\fIast\\fR|\\fIcode\\fR "
    "\\fICHART\\fR|\\fIFILE\\fR\n"
    ".br\n"
    ".B chelm\\-template \\-\\-version\n"
    ".SH DESCRIPTION\n"
    "Renders the Helm chart in the folder or archive \\fICHART\\fR and prints its manifests, byte\n"
    "for byte as \\fBhelm template\\fR of Helm v4.2.4 does, with the same warnings and errors.\n"
    "\\fINAME\\fR, the name of the release, is \\fIrelease\\-name\\fR if it is not given.\n"
    ".PP\n"
    "Options and arguments may be mixed; \\fB\\-\\-\\fR ends the options. A flag is switched off\n"
    "with \\fB=false\\fR. Neither a cluster nor the network is ever asked, but by\n"
    "\\fB\\-\\-enable\\-dns\\fR: options that need one are refused.\n"
    ".SH OPTIONS\n";

static const char page_tail[] =
    ".SH POST-RENDERERS\n"
    "Helm 4 takes the name of an installed plugin. Here it is any program on PATH: it reads all\n"
    "that would have been printed and prints what is printed instead. When it fails, so does\n"
    "\\fBchelm\\-template\\fR. It cannot be used with \\fB\\-\\-output\\-dir\\fR.\n"
    ".SH EXIT STATUS\n"
    "0, or 1 after an error, which is told on standard error.\n"
    ".SH ENVIRONMENT\n"
    ".TP\n"
    ".B HELM_NAMESPACE\n"
    "Namespace, without \\fB\\-\\-namespace\\fR.\n"
    ".TP\n"
    ".BR KUBECONFIG \", \" HELM_KUBECONTEXT\n"
    "Where the default namespace comes from; as \\fB\\-\\-kubeconfig\\fR and\n"
    "\\fB\\-\\-kube\\-context\\fR.\n"
    ".TP\n"
    ".B HELM_DEBUG\n"
    "true: as \\fB\\-\\-debug\\fR.\n"
    ".TP\n"
    ".BR NO_COLOR \", \" HELM_COLOR\n"
    "When not empty, errors are not coloured.\n"
    ".SH SEE ALSO\n"
    ".BR helm (1)\n";

void manual_put_page_options(struct buf *out, const struct option_table *t)
{
    for (int group = 0; group < GROUP_COUNT; group++) {
        if (!has_group(t, group))
            continue;
        buf_put_fmt(out, ".SS %s\n", option_group_title((enum option_group)group));
        for (size_t i = 0; i < t->count; i++)
            if ((int)option_row(t, i)->group == group)
                put_page_row(out, option_row(t, i));
    }
}

void manual_put_page(struct buf *out)
{
    buf_put_fmt(out, ".TH CHELM\\-TEMPLATE 1 \"\" \"chelm %s\" \"User Commands\"\n%s",
                chelm_version(), page_head);
    manual_put_page_options(out, &template_options);
    buf_put_str(out, str_from_c(page_tail));
}
