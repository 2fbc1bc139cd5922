"""Checks the command `sextant fmt`, and that every strategy of the repository is laid out as it would.

    command.py SEXTANT REPOSITORY_ROOT
"""
import concurrent.futures
import os
import pathlib
import stat
import subprocess
import sys
import tempfile

SEXTANT = pathlib.Path(sys.argv[1]).resolve()
ROOT = pathlib.Path(sys.argv[2])
GOOD = "let a  = 1\nlet bc = 2\n"
UGLY = "let a=1\r\nlet bc=2"
WRONG = "let a = = 1\n"

complaints = []


def expect(what, condition, shown=""):
    if not condition:
        complaints.append("%s\n%s" % (what, shown))


def fmt(*args, text=None):
    return subprocess.run([str(SEXTANT), "fmt", *map(str, args)], input=text, capture_output=True,
                          encoding="utf-8", check=False)


def check_files(folder):
    ugly, wrong, good = (folder / name for name in ("ugly.sxt", "wrong.sxt", "good.sxt"))
    ugly.write_bytes(UGLY.encode())
    wrong.write_bytes(WRONG.encode())
    good.write_bytes(GOOD.encode())
    os.chmod(ugly, 0o640)

    run = fmt("--check", ugly, good)
    expect("--check exits with 6 and lists the file", run.returncode == 6 and run.stdout == "%s\n" % ugly, run)
    expect("--check writes nothing", ugly.read_bytes() == UGLY.encode())
    expect("--check of a good file", fmt("--check", good).returncode == 0)

    run = fmt("--stdout", ugly)
    expect("--stdout prints", run.returncode == 0 and run.stdout == GOOD, run)
    run = fmt("-", text=UGLY)
    expect("- reads standard input", run.returncode == 0 and run.stdout == GOOD, run)

    run = fmt(wrong, ugly)
    expect("a mistake exits with 1", run.returncode == 1 and "error[" in run.stderr, run)
    expect("a file with a mistake stays", wrong.read_bytes() == WRONG.encode())
    expect("the others are formatted", ugly.read_bytes() == GOOD.encode(), ugly.read_bytes())
    expect("the mode stays", stat.S_IMODE(ugly.stat().st_mode) == 0o640)

    before = good.stat()
    fmt(good)
    expect("a good file is not written", good.stat().st_mtime_ns == before.st_mtime_ns
           and good.stat().st_ino == before.st_ino)
    expect("nothing is left behind", sorted(p.name for p in folder.iterdir()) == ["good.sxt", "ugly.sxt", "wrong.sxt"])
    expect("no such file exits with 3", fmt(folder / "none.sxt").returncode == 3)


def is_refused(path):
    """Whether the file shows a mistake, for which a file is not laid out."""
    return path.parent.name == "reject" and fmt("--check", path).returncode == 1


def check_repository():
    files = sorted(path for house in ("strategies", "tests", "docs") for path in (ROOT / house).rglob("*.sxt"))
    with concurrent.futures.ThreadPoolExecutor() as pool:
        refused = list(pool.map(is_refused, files))
    good = [path for path, mistake in zip(files, refused) if not mistake]
    run = fmt("--check", *good)
    expect("run `sextant fmt` on", run.returncode == 0, run.stdout + run.stderr)
    print("%d strategies, %d of them no syntax" % (len(files), len(files) - len(good)))


with tempfile.TemporaryDirectory() as name:
    check_files(pathlib.Path(name))
check_repository()
for complaint in complaints:
    print(complaint)
sys.exit(1 if complaints else 0)
