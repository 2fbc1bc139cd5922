"""The eight rules from files to files: the whole command against DuckDB, Polars and pyarrow."""
import pathlib
import statistics
import subprocess

from report import processes
from report.lines import Check, Line, Skipped

PEERS = ["duckdb", "polars", "pyarrow"]
STRATEGY = processes.BENCH / "strategies" / "w3.sxt"
SAME = """
import sys
import pyarrow as pa, pyarrow.parquet as pq
def read(path):
    table = pq.read_table(path)
    return [table.column(i).cast(pa.int64()).combine_chunks() for i in range(3)]
wanted, found = read(sys.argv[1]), read(sys.argv[2])
assert [len(c) for c in wanted] == [len(c) for c in found], "other rows"
assert all(a.equals(b) for a, b in zip(wanted, found)), "other values"
"""


def make_book(build, extract, big_rows):
    folder = build.work / "files"
    subprocess.run([str(processes.PEERS_PYTHON), str(processes.BENCH / "files" / "make_book.py"), "--extract",
                    str(extract), "--out", str(folder), "--big-rows", str(big_rows)], check=True)
    return folder


def sextant(build, data, out, threads):
    return processes.timed([build.program("sextant"), "run", STRATEGY, "--data", data, "--out", out, "--rejects",
                            str(out) + ".rejects.csv", "--threads", threads], pinned=threads == 1)


def into_page_cache(path):
    with open(path, "rb") as file:
        while file.read(1 << 24):
            pass


def contenders(build, data, threads):
    """(name, its output, a function that runs it once and gives seconds)"""
    out = build.work / "files"
    own = out / "sextant.parquet"
    yield "sextant", own, lambda: sextant(build, data, own, threads)[0]
    for name in PEERS:
        path = out / (name + ".parquet")
        yield name, path, lambda name=name, path=path: processes.peer(
            "files.py", "--contender", name, "--data", data, "--out", path, "--threads", threads,
            threads=threads)["seconds"]


def require_same(wanted, found):
    subprocess.run([str(processes.PEERS_PYTHON), "-c", SAME, str(wanted), str(found)], check=True)


def one_format(build, data, threads, target):
    into_page_cache(data)
    workload = "W3 %s, %d thread%s" % (data.suffix[1:], threads, "s" * (threads > 1))
    all_of_them = list(contenders(build, data, threads))
    times = {name: [] for name, _, _ in all_of_them}
    for run in range(-1, build.runs):
        for name, out, work in all_of_them:
            seconds = work()
            if run < 0:
                require_same(all_of_them[0][1], out)
            else:
                times[name].append(seconds)
    figures = {name: statistics.median(values) for name, values in times.items()}
    fastest = min(PEERS, key=figures.get)
    check = Check("as fast as " + fastest, figures[fastest] / figures["sextant"], ">=", target)
    return [Line(workload, name, figures[name], "s", [check] if name == "sextant" else []) for name in figures]


def files(build, extract, big_rows):
    if not pathlib.Path(extract).exists():
        return [Skipped("W3", "files", "no %s: give --extract" % extract)]
    if not processes.have_peers():
        return [Skipped("W3", "files", processes.NO_PEERS)]
    folder = make_book(build, extract, big_rows)
    lines = []
    for threads in (1, 2):
        lines += one_format(build, folder / "book.csv", threads, 1.3)
        lines += one_format(build, folder / "book.parquet", threads, 1.0)
    return lines + (flat_memory(build, folder, big_rows) if big_rows else [])


def flat_memory(build, folder, big_rows):
    lines = []
    for threads in (1, 2):
        seconds, peak = sextant(build, folder / "big.parquet", folder / "big_out.parquet", threads)
        name = "%s records, %d thread%s" % (format(big_rows, ","), threads, "s" * (threads > 1))
        lines.append(Line("W3 flat", name, seconds, "s", [Check("peak", peak, "<", 500, " MB")]))
    return lines
