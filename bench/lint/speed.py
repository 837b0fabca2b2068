#!/usr/bin/env python3
"""How much CPU the linter takes on real charts, beside `helm lint` in the same run.

    bench/lint/speed.py [--helm PROGRAM] [--markdown] [-n RUNS] build/release/chelm-lint CORPUS

CORPUS is a folder with the charts in corpus/. Printed are: CPU (user and system) and the peak of
memory of one process over all charts; the median, the 95th percentile and the most of one process
per chart, start and end of the process included. Each figure is the least of RUNS runs: other work
on the machine adds to CPU time, and never takes from it.
"""

import argparse
import os
import statistics
import sys


def run(command):
    """CPU seconds and peak of memory in MiB of one process; its output is thrown away."""
    pid = os.fork()
    if pid == 0:
        null = os.open(os.devnull, os.O_RDWR)
        for fd in range(3):
            os.dup2(null, fd)
        try:
            os.execvp(command[0], command)
        finally:
            os._exit(127)
    _, status, use = os.wait4(pid, 0)
    # 1: there are findings.
    if not os.WIFEXITED(status) or os.WEXITSTATUS(status) > 1:
        sys.exit(f"{' '.join(command[:4])} … failed: status {status}")
    return use.ru_utime + use.ru_stime, use.ru_maxrss / 1024


def best(command, runs):
    """The least of several runs."""
    each = [run(command) for _ in range(runs)]
    return min(cpu for cpu, _ in each), min(memory for _, memory in each)


def charts_of(corpus):
    folder = os.path.join(corpus, "corpus")
    if not os.path.isdir(folder):
        folder = corpus
    names = sorted(os.listdir(folder))
    charts = [os.path.join(folder, n) for n in names]
    return [c for c in charts if os.path.exists(os.path.join(c, "Chart.yaml"))]


def measure(command, charts, runs):
    total, memory = best(command + charts, runs)
    single = sorted(best(command + [chart], runs)[0] for chart in charts)
    return {
        "all": total,
        "memory": memory,
        "median": statistics.median(single),
        "p95": single[min(len(single) - 1, len(single) * 95 // 100)],
        "most": single[-1],
    }


ROWS = [
    ("all charts, one process, CPU", "all", lambda s: f"{s:.2f} s"),
    ("peak of memory", "memory", lambda m: f"{m:.0f} MiB"),
    ("one chart, CPU: median", "median", lambda s: f"{s * 1000:.1f} ms"),
    ("95th percentile", "p95", lambda s: f"{s * 1000:.1f} ms"),
    ("most", "most", lambda s: f"{s * 1000:.1f} ms"),
]


def table(results, markdown):
    names = list(results)
    head = ["", *names]
    rows = [[title, *(show(results[n][key]) for n in names)] for title, key, show in ROWS]
    if markdown:
        lines = [head, ["---"] + ["--:"] * len(names), *rows]
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)
    width = max(len(row[0]) for row in rows)
    return "\n".join(
        "  ".join([row[0].ljust(width), *(cell.rjust(12) for cell in row[1:])])
        for row in [head, *rows]
    )


def main():
    parser = argparse.ArgumentParser(description="CPU of the linter on real charts")
    parser.add_argument("--helm", help="compare with `helm lint` of this program")
    parser.add_argument("--markdown", action="store_true", help="print a table of Markdown")
    parser.add_argument("-n", type=int, default=3, dest="runs", help="runs of the linter (3)")
    parser.add_argument("program")
    parser.add_argument("corpus")
    args = parser.parse_args()
    charts = charts_of(args.corpus)
    if not charts:
        sys.exit(f"{args.corpus}: no charts")
    results = {
        "chelm-lint": measure([args.program, "--format", "short"], charts, args.runs),
    }
    if args.helm:
        # Once: it takes long, and nothing hangs on a few per cent of it.
        results["helm lint"] = measure([args.helm, "lint"], charts, 1)
    print(f"{len(charts)} charts\n" if not args.markdown else f"{len(charts)} charts:\n")
    print(table(results, args.markdown))


if __name__ == "__main__":
    main()
