"""First-match tables of 10 to 10,000 rows in memory."""
from report import in_memory, processes
from report.lines import Check, Line, Skipped, checked

SIZES = [10, 100, 1_000, 10_000]
# Contender, and the records it decides in reasonable time, by the size of the table.
PEERS = {10: [("duckdb case", 1 << 20), ("polars", 1 << 20)],
         100: [("duckdb case", 1 << 18), ("polars", 1 << 18)],
         1_000: [("duckdb case", 1 << 14)],
         10_000: [("duckdb join", 1 << 12)]}
PATIENCE = 300  # seconds for the engines and twins of one size
SLOW_ROWS = {10: 100_000, 100: 50_000, 1_000: 5_000, 10_000: 500}


def peers(build, size, folder):
    if not processes.have_peers():
        return {}
    data = build.work / ("table_%d" % size)
    build.run("tables_bench", "--table", folder, "--dump", data)
    figures = {}
    for name, rows in PEERS[size]:
        report = processes.peer("tables.py", "--table", folder, "--data", data, "--rows", rows, "--contender", name,
                                "--runs", 5 if size < 1_000 else 1)
        figures.update(report["ns_per_record"])
    return figures


def one_size(build, size):
    """Its lines, and what the jit takes a record; None when that did not end in time."""
    workload = "W2 %d" % size
    folder = build.folder / "tests" / "bench" / "tables" / str(size)
    report = build.json_of("tables_bench", "--table", folder, "--slow-rows", SLOW_ROWS[size], "--runs", build.runs,
                           seconds=PATIENCE)
    if report is None:
        return [Skipped(workload, "engines and twins", "did not end within %d s" % PATIENCE)], None
    figures = dict(report["ns_per_record"], **peers(build, size, folder))
    figures.update(in_memory.best(figures, "twin"))
    lines = [Line(workload, name, value) for name, value in figures.items() if name not in ("jit", "twin")]
    lines.append(Line(workload, "jit", figures["jit"], checks=checked("jit", figures, [("twin", "<=", 1.3)])))
    for what, name in (("load_ms", "load"), ("reload_ms", "load after an edit")):
        lines += [Line(workload, "%s, %s" % (name, engine), value, "ms") for engine, value in report[what].items()]
    lines.append(Line(workload, "twin's index, built", report["twin_index_ms"], "ms"))
    return lines, figures["jit"]


def tables(build):
    lines, costs = [], {}
    for size in SIZES:
        made, costs[size] = one_size(build, size)
        lines += made
    if costs[100] and costs[10_000]:
        growth = costs[10_000] / costs[100]
        lines.append(Line("W2", "10,000 rows to 100", growth, "x", [Check("the time of 100 rows", growth, "<=", 15)]))
    if not processes.have_peers():
        lines.append(Skipped("W2", "peers", processes.NO_PEERS))
    return lines
