#!/usr/bin/env python3
"""How many seeded mistakes the linter finds: breaks real charts in 25 ways (operators.py) and counts.

usage: mutate.py [-n N] [--seed S] [-k OPERATOR] [--helm HELM] [--out FILE [--precision CMD] [--speed CMD]] [-v]
                 CHARTS RENDERER LINTER

CHARTS    a folder of charts
RENDERER  chelm-template; LINTER chelm-lint
-n N      mutants for each operator (default 40), drawn over all charts, from no chart more than 5
--helm    also asks `helm lint` of that program about each mutant that is not equivalent
--out     writes docs/lint-evaluation.md: evaluation.md with the table, and with what the two commands print

Charts that make keys with their defaults are left out: that takes too long.

A mutant is equivalent when no object that it renders differs (text that is the same YAML is no difference): with the defaults, with each ci/*-values.yaml, and with
booleans of values.yaml set the other way (12 of them, and all at once; none that make keys). It is found when the
linter reports an error or a warning that it does not report of the chart as it was.
"""
import argparse
import concurrent.futures
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

from operators import OPERATORS, Chart

TOGGLES = 12
KEYS = re.compile(r'tls|ssl|cert|auth', re.I)  # what makes charts generate keys, which takes long
KEY = re.compile(r'-----BEGIN|LS0tLS1CRUdJTi|\$2[aby]\$|JDJ[hiy]J')  # a key, certificate or bcrypt hash, also in base64


def run(cmd, text=None):
    return subprocess.run(cmd, input=text, capture_output=True, text=True, errors='surrogateescape')


def booleans(values, prefix=''):
    for key, v in sorted(values.items()):
        if any(c in key for c in '.,=[]{}\\') or key == 'global':
            continue
        if isinstance(v, bool):
            yield prefix + key, v
        elif isinstance(v, dict):
            yield from booleans(v, prefix + key + '.')


def substance(text):
    """The output without what says nothing: blank lines, blanks at ends of lines, comments."""
    lines = (l.rstrip() for l in (text or '').split('\n'))
    return '\n'.join(l for l in lines if l and not l.lstrip().startswith('#'))


class Subject:
    """A chart of the corpus with what its mutants are compared with."""

    def __init__(self, tools, root):
        self.tools, self.root, self.name = tools, root, os.path.basename(root)
        shown = run([tools.renderer, 'rel', root, '--show-values', '-o', 'json', '--skip-schema-validation'])
        self.values = json.loads(shown.stdout) if shown.returncode == 0 else {}
        self.chart = Chart(root, self.values)
        self.sets = self.value_sets()
        self.lint = None
        self.outputs = None

    def value_sets(self):
        ci = os.path.join(self.root, 'ci')
        files = sorted(os.listdir(ci)) if os.path.isdir(ci) else []
        sets = [[], *([('values', os.path.join(ci, f))] for f in files if f.endswith('values.yaml'))]
        flags = [f for f in booleans(self.values) if not KEYS.search(f[0])]
        random.Random(self.name).shuffle(flags)
        for path, v in flags[:TOGGLES]:
            sets.append([('set', path + '=' + ('false' if v else 'true'))])
        for word in ('true', 'false'):
            sets.append([('set', ','.join(p + '=' + word for p, _ in flags))] if flags else [])
        return sets

    def drop_slow_sets(self):
        """Leaves out the sets with which the chart makes keys. False: it does with its defaults."""
        answers = self.render(self.root, self.sets[:1])
        if not answers or KEY.search(answers[0][0] or ''):
            return False
        rest = self.render(self.root, self.sets[1:])
        self.sets = self.sets[:1] + [s for s, a in zip(self.sets[1:], rest) if not KEY.search(a[0] or '')]
        return True

    def render(self, root, sets=None):
        jobs = []
        for i, options in enumerate(self.sets if sets is None else sets):
            job = {'id': i, 'chart': root, 'release': 'rel', 'namespace': 'ns'}
            for kind, text in options:
                job.setdefault(kind, []).append(text)
            jobs.append(json.dumps(job))
        done = run([self.tools.renderer, '--batch', '-', '--seed', 'mutants', '-j', '1'], ''.join(j + '\n' for j in jobs))
        answers = []
        for line in done.stdout.splitlines():
            a = json.loads(line)
            answers.append((substance(a.get('out', a.get('out_b64'))), 'err' in a))
        return answers

    def baseline(self):
        if self.outputs is None:
            self.outputs, self.lint = self.render(self.root), self.tools.findings(self.root)
        return self.outputs, self.lint


class Tools:
    def __init__(self, renderer, linter, helm):
        self.renderer, self.linter, self.helm = (os.path.abspath(p) if p and os.path.exists(p) else p
                                                 for p in (renderer, linter, helm))

    def findings(self, root):
        """The reports that count, free of line numbers: (code, file, message)."""
        done = run([self.linter, '--format', 'jsonl', root])
        if done.returncode not in (0, 1, 3):
            sys.exit('the linter failed on %s: status %d\n%s' % (root, done.returncode, done.stderr))
        found = {}
        for line in done.stdout.splitlines():
            f = json.loads(line)
            if f.get('severity') in ('error', 'warning'):
                key = f['code'], f.get('file', ''), f['message']
                found[key] = found.get(key, 0) + 1
        return found

    def helm_lint(self, root):
        done = run([self.helm, 'lint', root])
        return sorted(l for l in (done.stdout + done.stderr).splitlines()
                      if l.startswith(('[ERROR]', '[WARNING]')))


def new_findings(before, after):
    return [k for k, n in after.items() if n > before.get(k, 0)]


def make_mutant(subject, site, folder):
    """A copy of the chart with the one file written anew; the other files are links."""
    path, begin, end, text = site
    root = os.path.join(folder, subject.name)
    shutil.copytree(subject.root, root, copy_function=os.link, symlinks=True)
    old = subject.chart.files[path]
    target = os.path.join(root, path)
    os.unlink(target)
    with open(target, 'w', encoding='utf-8', errors='surrogateescape', newline='') as f:
        f.write(old[:begin] + text + old[end:])
    return root


def same_objects(subject, root, options):
    """Whether both charts make the same objects with these values, however they are written."""
    done = run([subject.tools.renderer, '--diff', 'rel', subject.root, root, '-n', 'ns', '-o', 'json', '--skip-schema-validation',
                *('--%s=%s' % option for option in options)])
    try:
        return json.loads(done.stdout).get('same') is True
    except ValueError:
        return False


def is_equivalent(subject, root, before):
    after = subject.render(root)
    if len(after) != len(before):
        return False
    return all(x == y or (not x[1] and not y[1] and same_objects(subject, root, options))
               for x, y, options in zip(before, after, subject.sets))


def judge(subject, site, folder):
    """'equivalent', 'found' or 'missed', whether helm lint noticed, and what was reported."""
    before, lint_before = subject.baseline()
    with tempfile.TemporaryDirectory(dir=folder) as tmp:
        root = make_mutant(subject, site, tmp)
        if is_equivalent(subject, root, before):
            return 'equivalent', None, []
        reports = new_findings(lint_before, subject.tools.findings(root))
        helm = None
        if subject.tools.helm:
            original = os.path.join(tmp, 'original')
            helm = subject.tools.helm_lint(root) != [
                l.replace(subject.root, root) for l in subject.helm_before()]
        return ('found' if reports else 'missed'), helm, reports


def helm_before(self):
    if not hasattr(self, '_helm'):
        self._helm = self.tools.helm_lint(self.root)
    return self._helm


Subject.helm_before = helm_before


def draw(subjects, operator, n, seed):
    """Sites for one operator: charts in random order, of each at most 5, until there are n."""
    rng = random.Random('%s/%s' % (seed, operator.__name__))
    per_chart = []
    for s in subjects:
        sites = list(operator(s.chart))
        rng.shuffle(sites)
        per_chart.append([(s, site) for site in sites[:5]])
    rng.shuffle(per_chart)
    picked = []
    for round_ in range(5):
        for sites in per_chart:
            if round_ < len(sites) and len(picked) < n:
                picked.append(sites[round_])
    return picked


def line_of(subject, site):
    return subject.chart.files[site[0]].count('\n', 0, site[1]) + 1


def describe(subject, site):
    path, begin, end, text = site
    old = subject.chart.files[path]
    start, stop = old.rfind('\n', 0, begin) + 1, old.find('\n', end)
    stop = len(old) if stop < 0 else stop
    return '%s/%s:%d: %s' % (subject.name, path, line_of(subject, site),
                             (old[start:begin] + '[' + old[begin:end] + '→' + text + ']' + old[end:stop]).strip())


def percent(part, whole):
    return '%.0f %%' % (100.0 * part / whole) if whole else '–'


def table(rows, with_helm):
    out = ['| # | operator | mutants | equivalent | to be found | found | recall |' +
           (' helm lint |' if with_helm else ''),
           '|---|---|---|---|---|---|---|' + ('---|' if with_helm else '')]
    total = dict(mutants=0, equivalent=0, found=0, missed=0, helm=0)
    for r in rows:
        live = r['found'] + r['missed']
        out.append('| %s | %s | %d | %d | %d | %d | %s |' % (
            r['number'], r['name'], r['mutants'], r['equivalent'], live, r['found'], percent(r['found'], live)) +
            (' %s |' % percent(r['helm'], live) if with_helm else ''))
        for k in total:
            total[k] += r[k]
    live = total['found'] + total['missed']
    out.append('| | **all** | %d | %d | %d | %d | **%s** |' % (
        total['mutants'], total['equivalent'], live, total['found'], percent(total['found'], live)) +
        (' %s |' % percent(total['helm'], live) if with_helm else ''))
    return '\n'.join(out)


def printed_by(command):
    """What a command prints, as it stands in the page; tables as they are, all else as code."""
    text = subprocess.run(command, shell=True, capture_output=True, text=True).stdout.strip() if command else ''
    return text if '\n|' in text or not text else '```\n' + text + '\n```'


def write_page(o, table_text, charts):
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'evaluation.md'), encoding='utf-8') as f:
        page = f.read()
    for name, text in (('TABLE', table_text), ('CHARTS', str(charts)), ('SEED', o.seed),
                       ('PRECISION', printed_by(o.precision)), ('SPEED', printed_by(o.speed))):
        page = page.replace('@' + name + '@', text)
    with open(o.out, 'w', encoding='utf-8') as f:
        f.write(page)


def main():
    ap = argparse.ArgumentParser(usage=__doc__)
    ap.add_argument('-n', type=int, default=40)
    ap.add_argument('--seed', default='1')
    ap.add_argument('-k', default='')
    ap.add_argument('-j', type=int, default=2)
    ap.add_argument('--helm')
    ap.add_argument('--out')
    ap.add_argument('--precision', default='')
    ap.add_argument('--speed', default='')
    ap.add_argument('-v', action='store_true')
    ap.add_argument('charts')
    ap.add_argument('renderer')
    ap.add_argument('linter')
    o = ap.parse_args()
    tools = Tools(o.renderer, o.linter, o.helm)
    roots = sorted(os.path.join(o.charts, d) for d in os.listdir(o.charts))
    subjects = [Subject(tools, r) for r in roots if os.path.exists(os.path.join(r, 'Chart.yaml'))]
    with concurrent.futures.ThreadPoolExecutor(o.j) as pool:
        usable = list(pool.map(Subject.drop_slow_sets, subjects))
    subjects = [s for s, ok in zip(subjects, usable) if ok]
    print('%d charts' % len(subjects), flush=True)
    rows = []
    folder = tempfile.mkdtemp(dir=os.path.dirname(os.path.abspath(o.charts.rstrip('/'))))
    try:
        for number, name, operator in OPERATORS:
            if o.k and o.k not in (name, str(number)):
                continue
            row = dict(number=number, name=name, mutants=0, equivalent=0, found=0, missed=0, helm=0)
            picked = draw(subjects, operator, o.n, o.seed)
            with concurrent.futures.ThreadPoolExecutor(o.j) as pool:
                verdicts = list(pool.map(lambda p: judge(p[0], p[1], folder), picked))
            for (subject, site), (verdict, helm, reports) in zip(picked, verdicts):
                row['mutants'] += 1
                row[verdict] += 1
                row['helm'] += bool(helm)
                if o.v:
                    print('%s %s %s %s' % (name, verdict, describe(subject, site),
                                           ' '.join(sorted({r[0] for r in reports}))))
            rows.append(row)
            print('%-20s %3d mutants, %3d equivalent, %3d found, %3d missed' % (
                name, row['mutants'], row['equivalent'], row['found'], row['missed']), flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    text = table(rows, bool(o.helm))
    print(text)
    if o.out:
        write_page(o, text, len(subjects))


if __name__ == '__main__':
    main()
