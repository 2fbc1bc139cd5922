"""The twelve rules and the card book in memory, on one thread and on two."""
from report import processes
from report.lines import Check, Line, Skipped, checked

PEERS = ["duckdb as written", "duckdb tuned", "polars streaming", "pyarrow"]


def best(figures, name):
    """The fastest of those whose name begins so: `twin` of `twin avx2` and `twin avx512`."""
    found = [value for key, value in figures.items() if key.startswith(name)]
    return {name: min(found)} if found else {}


def twelve_rules(build):
    figures = build.json_of("twelve_rules_bench", "--rows", 4_000_000, "--runs", build.runs)["ns_per_record"]
    lines = [Line("W1", name, value) for name, value in figures.items() if "jit" not in name and name != "vector"]
    peers, skipped = {}, []
    if processes.have_peers():
        data = build.work / "twelve_rules"
        build.run("twelve_rules_bench", "--rows", 4_000_000, "--dump", data)
        for name in PEERS:
            report = processes.peer("twelve_rules.py", "--data", data, "--rows", 4_000_000, "--contender", name,
                                    "--runs", max(build.runs, 5))
            peers.update(report["ns_per_record"])
        lines += [Line("W1", name, value) for name, value in peers.items()]
    else:
        skipped = [Skipped("W1", "peers", processes.NO_PEERS)]
    figures.update(peers)
    figures.update(best(figures, "twin"))
    figures.update(best(figures, "roof"))
    if peers:
        figures["duckdb at its best"] = best(figures, "duckdb")["duckdb"]
    jit = checked("jit", figures, [("twin", "<=", 1.15), ("duckdb as written", ">=", 20), ("duckdb at its best", ">=", 15),
                                   ("polars streaming", ">=", 8)])
    jit.insert(1, Check("of the roof", figures["roof"] / figures["jit"], ">=", 0.8))
    lines.append(Line("W1", "jit", figures["jit"], checks=jit))
    if "vector" in figures:
        lines.append(Line("W1", "vector", figures["vector"], checks=checked("vector", figures, [("jit", "<=", 3)])))
    return lines + skipped


def two_threads(build):
    """In processes of their own that may use both cores: what waits for memory, and what calculates."""
    report = build.json_of("twelve_rules_bench", "--rows", 4_000_000, "--runs", build.runs, "--threads-only",
                           pinned=False)
    figures = report["ns_per_record"]
    lines = [Line("threads", "twelve rules, " + name, value) for name, value in figures.items()
             if name != "jit, 2 threads"]
    gain, roof_gain = figures["jit"] / figures["jit, 2 threads"], figures["roof"] / figures["roof, 2 threads"]
    lines.append(Line("threads", "twelve rules, jit, 2 threads", figures["jit, 2 threads"],
                      checks=[Check("as fast as jit", gain, ">=", 1.8),
                              Check("of what the roof gains", gain / roof_gain, ">=", 0.9)]))
    table = build.folder / "tests" / "bench" / "tables" / "100"
    figures = build.json_of("tables_bench", "--table", table, "--runs", build.runs, "--threads-only",
                            pinned=False)["ns_per_record"]
    return lines + [Line("threads", "table of 100 rows, jit", figures["jit"]),
                    Line("threads", "table of 100 rows, jit, 2 threads", figures["jit, 2 threads"],
                         checks=checked("jit, 2 threads", figures, [("jit", ">=", 1.8)]))]


def card_book(build):
    strategy = processes.ROOT / "strategies" / "card_book" / "card_book.sxt"
    figures = build.json_of("card_book_bench", "--strategy", strategy, "--rows", 4_000_000, "--runs",
                            build.runs)["ns_per_record"]
    lines = [Line("card book", name, value) for name, value in figures.items() if name != "jit"]
    figures.update(best(figures, "twin"))
    return lines + [Line("card book", "jit", figures["jit"], checks=checked("jit", figures, [("twin", "<=", 1.2)]))]
