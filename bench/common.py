"""What the benchmark programs share: measuring, the list of cases, tables, results."""
import base64, json, math, os, re, shutil, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)


class Case:
    """A chart with its arguments, and what Helm printed for it."""

    def __init__(self, name, chart, args, values, recorded, keys=False):
        self.name, self.chart, self.args, self.values = name, chart, args, values
        self.recorded, self.keys = recorded, keys


def own_cases():
    """The project's charts whose recorded runs succeed and need no other options."""
    found = []
    for folder in ('examples', 'spec-tests/charts/shop', 'spec-tests/charts/order'):
        folder = os.path.join(ROOT, folder)
        for name in sorted(os.listdir(folder)):
            recorded = os.path.join(folder, name[:-4] + '.out')
            if not name.endswith('.cmd') or not os.path.exists(recorded):
                continue
            with open(os.path.join(folder, name)) as f:
                words = f.read().split()
            chart = os.path.join(folder, words[1])
            values = [os.path.join(folder, words[i + 1]) for i, w in enumerate(words) if w == '-f']
            args = [w if '=' in w or w not in [os.path.basename(v) for v in values]
                    else os.path.join(folder, w) for w in words[2:]]
            if "'" not in ' '.join(args) and '--set-file' not in args:
                found.append(Case(name[:-4], chart, [words[0], chart] + args, values, recorded))
    return found


def corpus_cases(folder):
    """The cases of a corpus: corpus/CHART, gold/index.json, gold/ID.out."""
    found = []
    with open(os.path.join(folder, 'gold', 'index.json')) as f:
        rows = json.load(f)
    for row in rows:
        recorded = os.path.join(folder, 'gold', row['id'] + '.out')
        if row['rc'] != 0:
            continue
        chart = os.path.join(folder, 'corpus', row['chart'])
        values = [os.path.join(chart, row['values'])] if row['values'] else []
        args = ['rel', chart, '--namespace', 'ns'] + [w for v in values for w in ('-f', v)]
        found.append(Case(row['id'], chart, args, values, recorded,
                          not row['deterministic'] and has_keys(recorded)))
    return found


def has_keys(recorded):
    """Whether keys, certificates or bcrypt hashes were made, plain or in base64."""
    with open(recorded, 'rb') as f:
        text = f.read()
    coded = b''.join(decoded(word) for word in re.findall(rb'[A-Za-z0-9+/]{40,}={0,2}', text))
    return re.search(rb'-----BEGIN|\$2[aby]\$', text + coded) is not None


def decoded(word):
    try:
        return base64.b64decode(word, validate=True) + b'\n'
    except ValueError:
        return b''


def spread(cases, n):
    """About n of them, evenly by the size of what they print."""
    cases = sorted(cases, key=lambda c: os.path.getsize(c.recorded))
    return cases if len(cases) <= n else [cases[i * len(cases) // n] for i in range(n)]


class Tools:
    """The programs that are compared, and where they may write."""

    def __init__(self, build):
        self.build = build
        self.scratch = os.path.join(os.path.dirname(os.path.abspath(build)), 'bench')
        os.makedirs(self.scratch, exist_ok=True)
        self.chelm = os.path.join(build, 'chelm-template')
        self.helm = shutil.which('helm') or shutil.which(os.path.expanduser('~/go/bin/helm'))

    def program(self, name):
        return os.path.join(self.build, 'bench-' + name)

    def path(self, name):
        return os.path.join(self.scratch, name)

    def floor(self, case):
        files = self.path('files')
        with open(files, 'w') as f:
            subprocess.run([self.program('files'), case.chart] + case.values, stdout=f, check=True)
        return [self.program('floor'), files, case.recorded]

    def once(self, command, output='/dev/null'):
        """(CPU ms, peak MiB) of one run, or None when it failed."""
        out = subprocess.run([self.program('measure'), output] + command, check=True,
                             capture_output=True, text=True).stdout.split()
        return (int(out[0]) / 1e3, int(out[1]) / 1024) if out[2] == '0' else None

    def alternating(self, commands, runs):
        """{name: (least CPU ms, peak MiB)} of commands {name: argv}, run in turn."""
        best = {}
        for _ in range(runs):
            for name, command in commands.items():
                got = self.once(command)
                if got:
                    cpu, peak = best.get(name, got)
                    best[name] = (min(cpu, got[0]), min(peak, got[1]))
        return best

    def mark_keys(self, cases):
        """Marks the cases, too, that make keys and print none of them: what loads OpenSSL."""
        for case in cases:
            if not case.keys:
                p = subprocess.run([self.chelm] + case.args, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE, env={**os.environ, 'LD_DEBUG': 'files'})
                case.keys = b'libcrypt' in p.stderr  # libcrypto's, or bcrypt's
        return cases

    def instructions(self, command):
        """Millions of instructions, as callgrind counts them; None without valgrind."""
        if not shutil.which('valgrind'):
            return None
        p = subprocess.run(['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null'] +
                           command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        m = re.search(r'refs:\s*([\d,]+)', p.stderr)
        return int(m.group(1).replace(',', '')) / 1e6 if m else None


def geomean(numbers):
    numbers = [n for n in numbers if n]
    return math.exp(sum(map(math.log, numbers)) / len(numbers)) if numbers else None


def table(head, rows):
    """Prints rows under a head; numbers to the right."""
    rows = [[show(x) for x in r] for r in rows]
    width = [max(len(r[i]) for r in rows + [head]) for i in range(len(head))]
    for r in [head] + rows:
        cells = [x.ljust(width[i]) if i == 0 else x.rjust(width[i]) for i, x in enumerate(r)]
        print('  '.join(cells).rstrip())


def show(x):
    if x is None:
        return '-'
    return f'{x:.2f}' if isinstance(x, float) else str(x)


def save(path, what, rows):
    with open(path, 'w') as f:
        json.dump({'bench': what, 'rows': rows}, f, indent=1)
        f.write('\n')
    print(f'results: {path}', file=sys.stderr)


def ratio(a, b):
    return a / b if a and b else None
