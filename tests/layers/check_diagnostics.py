"""Checks that every diagnostic of the catalogue is reported by a stage, documented, and shown.

Run as: check_diagnostics.py REPOSITORY_ROOT
"""

import pathlib
import re
import sys

ENTRY = re.compile(r'^\s*SEXTANT_DIAG\(\s*"?([A-Z]\d{4})"?\s*,\s*(\w+)\s*,', re.M)
SOURCES = {".h", ".cpp", ".def"}


def text_below(folder, suffixes=None, without=None):
    pieces = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or (suffixes and path.suffix not in suffixes):
            continue
        if without and without in path.parents:
            continue
        pieces.append(path.read_text("utf-8", errors="replace"))
    return "\n".join(pieces)


def main():
    root = pathlib.Path(sys.argv[1])
    catalogue = root / "compiler/diag/catalogue.def"
    manual = root / "docs/diagnostics.md"
    if not catalogue.exists():
        print(f"{catalogue} is missing")
        return 1
    entries = ENTRY.findall(catalogue.read_text("utf-8"))
    used = set()
    for house in ("compiler", "runtime", "cli"):
        text = text_below(root / house, SOURCES, without=root / "compiler/diag")
        used |= set(re.findall(r"\bDiag::k(\w+)", text))
    headings = set()
    if manual.exists():
        for line in manual.read_text("utf-8").splitlines():
            if line.startswith("#"):
                headings |= set(re.findall(r"\b[A-Z]\d{4}\b", line))
    shown = set(re.findall(r"\b[A-Z]\d{4}\b", text_below(root / "tests/lang")))

    wrong = 0
    seen = {}
    for code, name in entries:
        for key in (code, name):
            if key in seen:
                print(f"{code} {name}: listed twice")
                wrong += 1
            seen[key] = True
        for good, complaint in (
            (name in used, f"no stage reports Diag::k{name}"),
            (code in headings, "no heading in docs/diagnostics.md"),
            (code in shown, "no file under tests/lang shows it"),
        ):
            if not good:
                print(f"{code} {name}: {complaint}")
                wrong += 1
    for code in sorted(headings - {code for code, _ in entries}):
        print(f"{code}: documented, but not in the catalogue")
        wrong += 1
    print(f"{len(entries)} diagnostics, {wrong} complaints")
    return 1 if wrong or not entries else 0


sys.exit(main())
