"""The 25 ways in which the harness breaks a chart: one small mistake at one place.

An operator is a function (chart, rng) -> list of sites; a site is (file, begin, end, replacement):
bytes of one file of the chart that are replaced. Only files of the chart itself are broken, never those in
charts/. The list is not random; which of its sites are taken is.
"""
import json
import os
import re

ACTION = re.compile(r'\{\{.*?\}\}', re.S)
PATH = re.compile(r'(?<![\w$])(\$?)\.Values((?:\.[A-Za-z0-9_]+)+)')
BLOCK = re.compile(r'\{\{-?\s*(if|range|with|define|block|end)\b')


class Chart:
    """A chart as the operators see it: its own text files, and its values."""

    def __init__(self, root, values):
        self.root, self.values, self.files = root, values, {}
        for folder, dirs, names in os.walk(root):
            rel = os.path.relpath(folder, root)
            if rel.split(os.sep)[0] == 'charts':
                dirs[:] = []
                continue
            for name in sorted(names):
                path = os.path.normpath(os.path.join(rel, name))
                if path.startswith('templates' + os.sep) or path in (
                        'values.yaml', 'Chart.yaml', 'values.schema.json'):
                    with open(os.path.join(root, path), encoding='utf-8', errors='surrogateescape',
                              newline='') as f:
                        self.files[path] = f.read()

    def templates(self):
        return {p: t for p, t in self.files.items() if p.startswith('templates') and
                not p.endswith('NOTES.txt')}

    def actions(self):
        """(path, offset, text) of each action that is no comment."""
        for path, text in self.templates().items():
            for m in ACTION.finditer(text):
                if not re.match(r'\{\{-?\s*/\*', m.group()):
                    yield path, m.start(), m.group()

    def value(self, dotted):
        """What values.yaml has at `.a.b`; None when nothing."""
        v = self.values
        for key in dotted.strip('.').split('.'):
            if not isinstance(v, dict) or key not in v:
                return None
            v = v[key]
        return v


def swap(word):
    """The word with two neighbouring letters exchanged, at the first place where that shows behind its start."""
    for i in list(range(1, len(word) - 1)) + [0]:
        if i + 1 < len(word) and word[i] != word[i + 1] and word[i].isalpha() and word[i + 1].isalpha():
            return word[:i] + word[i + 1] + word[i] + word[i + 2:]
    return None


def in_loop(text, at):
    """Whether the place is inside a range or with of its file, where the dot is not the root."""
    stack = []
    for m in BLOCK.finditer(text, 0, at):
        if m.group(1) == 'end':
            if stack:
                stack.pop()
        else:
            stack.append(m.group(1))
    return any(w in ('range', 'with') for w in stack)


def paths(chart):
    """(file, begin, end, dotted) of each .Values path, begin at its first dot behind .Values."""
    for path, at, text in chart.actions():
        for m in PATH.finditer(text):
            yield path, at + m.start(2), at + m.end(2), m.group(2)


def ref_leaf_typo(chart):
    for path, a, b, dotted in paths(chart):
        parts = dotted.strip('.').split('.')
        new = swap(parts[-1]) if len(parts) > 1 and len(parts[-1]) > 3 else None
        if new:
            yield path, b - len(parts[-1]), b, new


def ref_mid_typo(chart):
    for path, a, b, dotted in paths(chart):
        parts = dotted.strip('.').split('.')
        new = swap(parts[0]) if len(parts) > 1 and len(parts[0]) > 3 else None
        if new:
            yield path, a + 1, a + 1 + len(parts[0]), new


KEY = re.compile(r'^( *)([A-Za-z][\w-]*):([ \t]*)(.*)$', re.M)


def value_keys(chart):
    """(begin of key, match) of the plain key lines of values.yaml outside block scalars."""
    text = chart.files.get('values.yaml', '')
    scalar_indent = None
    for m in re.finditer(r'^.*$', text, re.M):
        line = m.group()
        indent = len(line) - len(line.lstrip(' '))
        if scalar_indent is not None and (not line.strip() or indent > scalar_indent):
            continue
        scalar_indent = None
        k = KEY.match(line)
        if not k:
            continue
        if re.match(r'[|>][+-]?\d?\s*(#.*)?$', k.group(4)):
            scalar_indent = indent
        yield m.start(), m.end(), k


def block_end(text, begin, indent):
    """Where the block of the key ends that begins in the line at `begin`."""
    at = text.find('\n', begin) + 1
    while 0 < at < len(text):
        end = text.find('\n', at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        n = len(line) - len(line.lstrip(' '))
        if line.strip() and not line.strip().startswith('#') and n <= indent and \
                not (n == indent and line.lstrip().startswith('- ')):
            return at
        at = end + 1
    return len(text)


def values_key_rename(chart):
    for a, b, k in value_keys(chart):
        new = swap(k.group(2)) if len(k.group(2)) > 3 else None
        if new:
            yield 'values.yaml', a + k.start(2), a + k.end(2), new


def values_key_delete(chart):
    text = chart.files.get('values.yaml', '')
    for a, b, k in value_keys(chart):
        yield 'values.yaml', a, block_end(text, a, len(k.group(1))), ''


def values_type_change(chart):
    for a, b, k in value_keys(chart):
        v = k.group(4).split(' #')[0].strip()
        new = None
        if v in ('[]', '{}'):
            new = '"text"'
        elif v in ('true', 'false'):
            new = '"yes"'
        elif re.fullmatch(r'\d+', v):
            new = '"abc"'
        elif re.fullmatch(r'"[^"]+"|[A-Za-z][\w./-]*', v):
            new = '{"a": "b"}'
        if new:
            at = a + k.start(4)
            yield 'values.yaml', at, at + len(v), new


def values_null(chart):
    text = chart.files.get('values.yaml', '')
    for a, b, k in value_keys(chart):
        end = block_end(text, a, len(k.group(1)))
        if not k.group(4).strip() and end > b + 1 and not text[b + 1:end].lstrip().startswith('-'):
            yield 'values.yaml', b, end, ' null\n'


IF = re.compile(r'(\{\{-?\s*(?:else\s+)?if\s+)((?:not\s+)?\$?\.Values(?:\.\w+)+)(\s*-?\}\})')


def guards(chart):
    for path, at, text in chart.actions():
        m = IF.fullmatch(text)
        if m:
            yield path, at, m


def guard_drop(chart):
    for path, at, m in guards(chart):
        if not m.group(2).startswith('not'):
            yield path, at + m.start(2), at + m.end(2), 'true'


def guard_negate(chart):
    for path, at, m in guards(chart):
        old = m.group(2)
        new = old[3:].lstrip() if old.startswith('not') else 'not ' + old
        yield path, at + m.start(2), at + m.end(2), new


def scope_root(chart):
    for path, at, text in chart.actions():
        for m in re.finditer(r'\$\.(Values|Release|Chart|Capabilities)\b', text):
            if in_loop(chart.files[path], at):
                yield path, at + m.start(), at + m.start() + 1, ''


INCLUDE = re.compile(r'\b(include|template)\s+"([^"]+)"')


def include_typo(chart):
    for path, at, text in chart.actions():
        for m in INCLUDE.finditer(text):
            last = re.search(r'[A-Za-z]+$', m.group(2))
            new = swap(last.group()) if last and len(last.group()) > 3 else None
            if new:
                end = at + m.end(2)
                yield path, end - len(last.group()), end, new


def include_arity(chart):
    for path, at, text in chart.actions():
        for m in re.finditer(r'\binclude\s+"[^"]+"(\s+(?:\$|\.))(?=[\s)}|-])', text):
            yield path, at + m.start(1), at + m.end(1), ''


def include_context(chart):
    for path, at, text in chart.actions():
        for m in re.finditer(r'\binclude\s+"[^"]+"\s+(\$)(?=[\s)}|-])', text):
            if in_loop(chart.files[path], at):
                yield path, at + m.start(1), at + m.end(1), '.'
        for m in re.finditer(r'(\s+"context"\s+(?:\$|\.))(?=[\s)])', text):
            if 'dict' in text[:m.start()]:
                yield path, at + m.start(1), at + m.end(1), ''


FUNCTION = re.compile(r'(?:\|\s*|\(\s*|\{\{-?\s*)(include|toYaml|nindent|quote|default|printf|tpl|trunc|'
                      r'trimSuffix|replace|b64enc|indent|required|ternary|hasKey|dict|list|coalesce|merge|'
                      r'empty|contains|semverCompare|toString|lower|upper)\b')


def function_typo(chart):
    for path, at, text in chart.actions():
        for m in FUNCTION.finditer(text):
            new = swap(m.group(1))
            if new:
                yield path, at + m.start(1), at + m.end(1), new


def map_path(chart):
    for key, v in sorted(chart.values.items()):
        if isinstance(v, dict) and v and re.fullmatch(r'\w+', key) and \
                all(not isinstance(x, (dict, list)) for x in v.values()):
            return '.' + key
    for key, v in sorted(chart.values.items()):
        if isinstance(v, dict) and v and re.fullmatch(r'\w+', key):
            return '.' + key
    return None


TYPED = re.compile(r'\$?\.Values((?:\.\w+)+)\s*\|\s*(?:b64enc|trunc \d+|upper|lower|trimSuffix "[^"]*"|'
                   r'replace "[^"]*" "[^"]*")|\b(?:tpl|b64enc|upper|lower|contains "[^"]*"|hasPrefix "[^"]*"|'
                   r'semverCompare "[^"]*")\s+\(?\$?\.Values((?:\.\w+)+)')


def arg_type(chart):
    other = map_path(chart)
    for path, at, text in chart.actions():
        for m in TYPED.finditer(text):
            g = 1 if m.group(1) else 2
            if other:
                yield path, at + m.start(g), at + m.end(g), other


def eq_type(chart):
    for path, at, text in chart.actions():
        for m in re.finditer(r'\b(?:eq|ne)\s+\$?\.Values(?:\.\w+)+\s+("[^"]*")', text):
            yield path, at + m.start(1), at + m.end(1), '5'


def default_swap(chart):
    for path, at, text in chart.actions():
        for m in re.finditer(r'\bdefault\s+("[^"]+"|\d+)\s+(\$?\.Values(?:\.\w+)+)', text):
            yield path, at + m.start(1), at + m.end(2), m.group(2) + ' ' + m.group(1)
        for m in re.finditer(r'(\$?\.Values(?:\.\w+)+)\s*\|\s*default\s+("[^"]+"|[1-9]\d*)', text):
            yield path, at + m.start(), at + m.end(), m.group(2) + ' | default ' + m.group(1)


def default_true(chart):
    for path, at, m in guards(chart):
        dotted = m.group(2).split('.Values', 1)[1]
        if not m.group(2).startswith('not') and isinstance(chart.value(dotted), bool):
            yield path, at + m.start(2), at + m.end(2), '(default true ' + m.group(2) + ')'


INT_FIELDS = r'(?:replicas|containerPort|periodSeconds|timeoutSeconds|initialDelaySeconds|' \
             r'failureThreshold|successThreshold|terminationGracePeriodSeconds|revisionHistoryLimit)'


def quotes(chart):
    for path, at, text in chart.actions():
        for m in re.finditer(r'\$?\.Values((?:\.\w+)+)(\s*\|\s*quote)(?=\s*-?\}\})', text):
            if isinstance(chart.value(m.group(1)), (bool, int, float)):
                yield path, at + m.start(2), at + m.end(2), ''
    for path, text in chart.templates().items():
        for m in re.finditer(r'\b' + INT_FIELDS + r': \{\{ *\$?\.Values(?:\.\w+)+( *)\}\}', text):
            yield path, m.start(1), m.end(1), ' | quote '


def nindents(chart):
    for path, at, text in chart.actions():
        for m in re.finditer(r'\b(n?indent)\s+(\d+)', text):
            n = int(m.group(2))
            for d in (2, -2, 4, -4):
                if n + d >= 0:
                    yield path, at + m.start(2), at + m.end(2), str(n + d)
            other = 'indent' if m.group(1) == 'nindent' else 'nindent'
            yield path, at + m.start(1), at + m.end(1), other


def to_yaml_drop(chart):
    for path, at, text in chart.actions():
        for m in re.finditer(r'\btoYaml\s+(?=\$?\.Values)', text):
            yield path, at + m.start(), at + m.end(), ''
        for m in re.finditer(r'\.Values(?:\.\w+)+(\s*\|\s*toYaml)\b', text):
            yield path, at + m.start(1), at + m.end(1), ''


def key_lines(chart):
    """Lines of templates that hold just a key, or a key and a plain value, outside `define`."""
    for path, text in chart.templates().items():
        if path.endswith('.tpl'):
            continue
        for m in re.finditer(r'^( *)([A-Za-z][\w./-]*):( +[\w"./-]+)?[ ]*$', text, re.M):
            yield path, m


def literal_indent(chart):
    for path, m in key_lines(chart):
        for d in (1, 2):
            yield path, m.start(), m.start(), ' ' * d
        if len(m.group(1)) >= 2:
            yield path, m.start(), m.start() + 2, ''


def trim_marker(chart):
    for path, at, text in chart.actions():
        if text.startswith('{{-'):
            yield path, at, at + 3, '{{'
        else:
            yield path, at, at + 2, '{{- '
        end = at + len(text)
        if text.endswith('-}}'):
            yield path, end - 3, end, '}}'
        else:
            yield path, end - 2, end, ' -}}'


def duplicates(chart):
    for path, m in key_lines(chart):
        if m.group(3):
            yield path, m.end(), m.end(), '\n' + m.group(1) + m.group(2) + ': "other"'
    for path, text in chart.templates().items():
        if path.endswith('.tpl'):
            for m in re.finditer(r'\{\{-?\s*define\s+("[^"]+")', text):
                copy = '\n{{- define ' + m.group(1) + ' -}}\nother\n{{- end -}}\n'
                yield path, len(text), len(text), copy


K8S_FIELDS = r'(?:spec|containers|template|metadata|labels|replicas|selector|matchLabels|ports|' \
             r'volumeMounts|volumes|serviceAccountName|containerPort|targetPort|imagePullPolicy|image|' \
             r'annotations|resources|securityContext|env|rules|roleRef|subjects|type|data)'


def k8s_fields(chart):
    for path, text in chart.templates().items():
        if path.endswith('.tpl'):
            continue
        for m in re.finditer(r'^ *(?:- )?(' + K8S_FIELDS + r'):', text, re.M):
            new = swap(m.group(1))
            if new:
                yield path, m.start(1), m.end(1), new
        for m in re.finditer(r'^kind: ([A-Z]\w+)$', text, re.M):
            new = swap(m.group(1))
            if new:
                yield path, m.start(1), m.end(1), new
        for m in re.finditer(r'^apiVersion: (apps/v1|policy/v1|batch/v1|networking\.k8s\.io/v1)$', text, re.M):
            yield path, m.start(1), m.end(1), 'extensions/v1beta1'


def schema_drift(chart):
    text = chart.files.get('values.schema.json', '')
    for m in re.finditer(r'^\s*"(\w{4,})": \{', text, re.M):
        new = swap(m.group(1))
        if new and m.group(1) not in ('properties', 'items', 'definitions', 'required', 'description'):
            yield 'values.schema.json', m.start(1), m.end(1), new
    for m in re.finditer(r'"type": "(string|integer|boolean|object|array)"', text):
        new = 'integer' if m.group(1) == 'string' else 'string'
        yield 'values.schema.json', m.start(1), m.end(1), new
    meta = chart.files.get('Chart.yaml', '')
    for m in re.finditer(r'^\s+(?:- )?condition: ([\w.-]+)$', meta, re.M):
        new = swap(m.group(1).split('.')[0])
        if new:
            yield 'Chart.yaml', m.start(1), m.start(1) + len(new), new
    names = re.findall(r'^\s*-?\s*name: ([\w-]+)$', meta.split('dependencies:')[-1], re.M) \
        if 'dependencies:' in meta else []
    top = None
    for a, b, k in value_keys(chart):
        if not k.group(1):
            top = k.group(2)
        elif len(k.group(1)) == 2 and top in names and len(k.group(2)) > 3:
            new = swap(k.group(2))
            if new:
                yield 'values.yaml', a + k.start(2), a + k.end(2), new


OPERATORS = [
    (1, 'ref-leaf-typo', ref_leaf_typo),
    (2, 'ref-mid-typo', ref_mid_typo),
    (3, 'values-key-rename', values_key_rename),
    (4, 'values-key-delete', values_key_delete),
    (5, 'values-type-change', values_type_change),
    (6, 'values-null', values_null),
    (7, 'guard-drop', guard_drop),
    (8, 'guard-negate', guard_negate),
    (9, 'scope-root', scope_root),
    (10, 'include-typo', include_typo),
    (11, 'include-arity', include_arity),
    (12, 'include-context', include_context),
    (13, 'function-typo', function_typo),
    (14, 'arg-type', arg_type),
    (15, 'eq-type', eq_type),
    (16, 'default-swap', default_swap),
    (17, 'default-true', default_true),
    (18, 'quote', quotes),
    (19, 'nindent', nindents),
    (20, 'toYaml-drop', to_yaml_drop),
    (21, 'literal-indent', literal_indent),
    (22, 'trim-marker', trim_marker),
    (23, 'duplicate', duplicates),
    (24, 'k8s-field', k8s_fields),
    (25, 'schema-drift', schema_drift),
]
