"""Running programs: held to one core, timed, with their peak memory."""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
BENCH = ROOT / "tests" / "bench"
PEERS_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
CORE = ["taskset", "-c", str(max(os.sched_getaffinity(0)))]


class Build:
    """A build folder with the benchmark programs, and a folder for what they read and write."""

    def __init__(self, folder, work, runs):
        self.folder, self.work, self.runs = pathlib.Path(folder), pathlib.Path(work), runs
        self.work.mkdir(parents=True, exist_ok=True)

    def program(self, name):
        path = self.folder / "bin" / name
        if not path.exists():
            sys.exit("%s is missing; build it: cmake --build %s --target sextant benchmarks" % (path, self.folder))
        return str(path)

    def run(self, name, *args):
        subprocess.run([self.program(name), *map(str, args)], check=True)

    def json_of(self, name, *args, pinned=True, seconds=None):
        return json_of([self.program(name), *map(str, args)], pinned, seconds=seconds)


def json_of(command, pinned=True, environment=None, seconds=None):
    """What the program prints, as JSON; None if it does not end within `seconds`. The report ends with it when it
    fails."""
    try:
        done = subprocess.run((CORE if pinned else []) + command, stdout=subprocess.PIPE, env=environment,
                              timeout=seconds)
    except subprocess.TimeoutExpired:
        return None
    if done.returncode != 0:
        sys.exit("failed: " + " ".join(command))
    return json.loads(done.stdout)


def have_peers():
    return PEERS_PYTHON.exists()


NO_PEERS = "no .venv-bench: run tests/bench/setup"


def peer(script, *args, threads=1):
    """What a script of tests/bench/peers prints, run with so many threads."""
    environment = dict(os.environ, POLARS_MAX_THREADS=str(threads))
    command = [str(PEERS_PYTHON), str(BENCH / "peers" / script), *map(str, args)]
    return json_of(command, pinned=threads == 1, environment=environment)


def timed(command, pinned=False):
    """Seconds and peak resident megabytes of one process."""
    start = time.monotonic()
    process = subprocess.Popen((CORE if pinned else []) + [str(part) for part in command],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit("failed: " + " ".join(map(str, command)))
    return time.monotonic() - start, usage.ru_maxrss / 1024


def median_of(runs, measure):
    return statistics.median(measure() for _ in range(runs))
