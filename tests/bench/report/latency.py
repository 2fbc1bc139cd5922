"""From the text of a strategy to its first decision, `sextant check`, and single records."""
import statistics
import subprocess
import sys

from report import processes
from report.lines import Check, Line

SIZES = [100, 1_000, 5_000, 10_000]
FIRST_MS = {100: 10, 10_000: 1_000}  # at most, by the number of rules
PEAK_MS = {100: 30}


def strategy(build, rules):
    path = build.work / ("rules_%d.sxt" % rules)
    subprocess.run([sys.executable, str(processes.BENCH / "latency" / "make_strategy.py"), "--rules", str(rules),
                    "--out", str(path)], check=True)
    return path


def first_decision(build, path, engine):
    """Milliseconds, median of processes that have compiled nothing before."""
    return processes.median_of(build.runs, lambda: build.json_of(
        "latency_bench", path, "--engine", engine)["first_decision_ms"])


def latency(build, first_engine, peak_engine):
    """`first_engine` is what decides while `peak_engine` is still being made."""
    lines, first, peak = [], {}, {}
    for rules in SIZES:
        path = strategy(build, rules)
        first[rules] = first_decision(build, path, first_engine)
        peak[rules] = first_decision(build, path, peak_engine)
        for name, figure, limits in ((first_engine, first, FIRST_MS), (peak_engine, peak, PEAK_MS)):
            checks = [Check("", figure[rules], "<", limits[rules], " ms")] if rules in limits else []
            lines.append(Line("latency", "%d rules to the first decision, %s" % (rules, name), figure[rules], "ms",
                              checks))
    for name, figure in ((first_engine, first), (peak_engine, peak)):
        doubling = figure[10_000] / figure[5_000]
        lines.append(Line("latency", "5,000 rules doubled, " + name, doubling, "x",
                          [Check("the time of 5,000", doubling, "<=", 2.2)]))
    return lines + [check_command(build)] + one_record(build, first_engine, peak_engine)


def check_command(build):
    command = [build.program("sextant"), "check", strategy(build, 100)]
    milliseconds = processes.median_of(2 * build.runs, lambda: processes.timed(command, pinned=True)[0] * 1e3)
    return Line("latency", "sextant check of 100 rules, the whole process", milliseconds, "ms",
                [Check("", milliseconds, "<", 50, " ms")])


def one_record(build, *engines):
    path = processes.BENCH / "strategies" / "twelve_rules.sxt"
    figures = {engine: statistics.median(
        build.json_of("latency_bench", path, "--engine", engine, "--one-record", 200_000)["ns_per_record"] / 1e3
        for _ in range(build.runs)) for engine in engines}
    best = min(figures, key=figures.get)
    return [Line("latency", "one record of the twelve rules, " + engine, value, "us",
                 [Check("", value, "<", 0.2, " us")] if engine == best else []) for engine, value in figures.items()]
