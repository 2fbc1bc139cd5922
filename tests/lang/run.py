"""Decides the records of each case of tests/lang/<construct>/run and compares every byte of the answers.

    run.py SEXTANT FOLDER [--engines interpreter,vector,jit] [--update] [CASE...]

A case is a strategy NAME.sxt with these files beside it:

    NAME.csv            its records
    NAME.LIST.csv       the rows of the source LIST
    NAME.state.csv      the state that earlier periods left behind
    NAME.out.csv        the decisions that are expected
    NAME.rejects.csv    the rejected records; left out when none is expected
    NAME.state_out.csv  the state that is handed on, where state is carried
    NAME.refused        what is said when the run is refused; then no answers are expected

A comment `# run: …` in the strategy holds options of the command. Imported files and files of tables
stand in run/parts. CASE is a part of a name such as `band/run/edges`. `--update` writes what comes out
where it differs: work the answers out by hand first, then read the difference.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ANSWERS = (".out.csv", ".rejects.csv", ".state_out.csv", ".refused")
OPTIONS = re.compile(r"^# run: (.*)$", re.M)


class Case:
    def __init__(self, strategy):
        self.strategy = strategy
        self.name = "%s/run/%s" % (strategy.parent.parent.name, strategy.stem)
        prefix = strategy.stem + "."
        self.files = {path.name[len(prefix) - 1:]: path for path in strategy.parent.iterdir()
                      if path.name.startswith(prefix)}

    def command(self, sextant, engine, folder):
        command = [sextant, "run", self.strategy.name, "--engine", engine, "--out", folder / "x.out.csv",
                   "--rejects", folder / "x.rejects.csv", "--data", self.files[".csv"].name]
        for suffix, path in self.files.items():
            if suffix.count(".") == 2 and suffix.endswith(".csv") and suffix not in ANSWERS + (".state.csv",):
                command += ["--data", "%s=%s" % (suffix.split(".")[1], path.name)]
        if ".state.csv" in self.files:
            command += ["--state-in", self.files[".state.csv"].name]
        if ".state.csv" in self.files or ".state_out.csv" in self.files:
            command += ["--state-out", folder / "x.state_out.csv"]
        for options in OPTIONS.findall(self.strategy.read_text("utf-8")):
            command += shlex.split(options)
        return command

    def expected(self):
        return {suffix: self.files[suffix].read_bytes() for suffix in ANSWERS if suffix in self.files}

    def found(self, sextant, engine):
        """The answers of a run, by suffix; or None and what went wrong."""
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            run = subprocess.run(self.command(sextant, engine, folder), cwd=self.strategy.parent,
                                 capture_output=True, check=False)
            if run.returncode != 0:
                return {".refused": run.stderr}
            answers = {suffix: (folder / ("x" + suffix)).read_bytes() for suffix in ANSWERS
                       if (folder / ("x" + suffix)).exists()}
        if answers.get(".rejects.csv", b"").count(b"\n") <= 1:
            answers.pop(".rejects.csv", None)
        return answers


def difference(expected, found):
    """The first line that differs; where one of the two is not there, the text of the other."""
    if expected is None:
        return "  not expected\n    %s\n" % found.decode("utf-8", "replace").rstrip().replace("\n", "\n    ")
    if found is None:
        return "  not found\n"
    lines = [answer.decode("utf-8", "replace").splitlines() for answer in (expected, found)]
    for number in range(max(map(len, lines))):
        want, got = (text[number] if number < len(text) else "(the end)" for text in lines)
        if want != got:
            return "  line %d\n    expected %s\n    found    %s\n" % (number + 1, want, got)
    return "  they differ in line ends\n"


def compare(case, sextant, engines, update):
    complaint = []
    for engine in engines:
        expected, found = case.expected(), case.found(sextant, engine)
        for suffix in ANSWERS:
            want, got = expected.get(suffix), found.get(suffix)
            if want == got:
                continue
            complaint.append("%s%s on %s\n%s" % (case.name, suffix, engine, difference(want, got)))
            if update and engine == engines[0]:
                path = case.strategy.with_suffix(suffix)
                path.unlink(missing_ok=True) if got is None else path.write_bytes(got)
                case.files.pop(suffix, None)
                if got is not None:
                    case.files[suffix] = path
    return "".join(complaint)


def strays(folder, cases):
    """Files of the folders `run` that belong to no case."""
    known = {path for case in cases for path in case.files.values()}
    for path in sorted(folder.glob("*/run/*")):
        if path.is_file() and path not in known:
            yield "%s belongs to no case\n" % path.relative_to(folder)
    for case in cases:
        if ".csv" not in case.files:
            yield "%s has no records: %s.csv is missing\n" % (case.name, case.strategy.stem)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("sextant")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--engines", default="interpreter,vector,jit")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("names", nargs="*", metavar="CASE")
    options = parser.parse_args()
    sextant, engines = os.path.abspath(options.sextant), options.engines.split(",")
    cases = [Case(path) for path in sorted(options.folder.glob("*/run/*.sxt"))]
    complaints = list(strays(options.folder, cases))
    if not complaints:
        cases = [case for case in cases
                 if not options.names or any(name in case.name for name in options.names)]
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            complaints = list(filter(None, pool.map(
                lambda case: compare(case, sextant, engines, options.update), cases)))
    sys.stdout.write("".join(complaints))
    print("%d cases, %d complaints" % (len(cases), len(complaints)))
    return 1 if complaints or not cases else 0


sys.exit(main())
