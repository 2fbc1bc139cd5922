"""Checks that the README's first strategy is the one in strategies/first_steps, and that its output
is what the program prints.

    readme.py SEXTANT
"""
import pathlib
import subprocess
import sys
import tempfile

FOLDER = pathlib.Path("strategies/first_steps")


def blocks(text):
    return [part.strip("\n") for part in text.split("```")[1::2]]


def main():
    shown = blocks(pathlib.Path("README.md").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        rejects = pathlib.Path(folder) / "rejects.csv"
        run = subprocess.run([sys.argv[1], "run", FOLDER / "line.sxt", "--data", FOLDER / "customers.csv",
                              "--out", "-", "--rejects", rejects], check=True, capture_output=True, text=True)
        rejected = rejects.read_text(encoding="utf-8").strip("\n")
    strategy = (FOLDER / "line.sxt").read_text(encoding="utf-8").strip("\n")
    # The strategy and its tests, a block each.
    decides, _, expects = strategy.partition("\n\nguarantee")
    parts = [("strategy", decides), ("tests", "guarantee" + expects)]
    missing = [name for name, text in parts + [("rejects", rejected)] if text not in shown]
    if not any(run.stdout.strip("\n") in block for block in shown):
        missing.append("output")
    for name in missing:
        print("the README does not show the %s as it is now" % name)
    print("output:\n%s\nrejects:\n%s" % (run.stdout, rejected))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
