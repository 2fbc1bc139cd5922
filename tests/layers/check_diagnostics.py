"""Checks that every diagnostic of the catalogue is reported by a stage, documented, and shown.

Run as: check_diagnostics.py REPOSITORY_ROOT
"""

import pathlib
import re
import sys

ENTRY = re.compile(r'^SEXTANT_DIAG\(([A-Z]\d{4}), (\w+), "(.*)"\)$', re.M)
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


def page_titles(manual):
    """What each page of docs/diagnostics says behind its code in its first line."""
    titles = {}
    for path in sorted(manual.glob("*.md")):
        first = path.read_text("utf-8").split("\n", 1)[0]
        titles[path.stem] = first.removeprefix(f"# {path.stem}: ")
    return titles


def says(text, title):
    """Whether a title is the text of the catalogue; one that is a single argument is free."""
    return title == re.sub(r"\{\d+\}", "…", text) or text == "{0}"


def main():
    root = pathlib.Path(sys.argv[1])
    catalogue = root / "compiler/diag/catalogue.def"
    if not catalogue.exists():
        print(f"{catalogue} is missing")
        return 1
    entries = ENTRY.findall(catalogue.read_text("utf-8"))
    used = set()
    for house in ("compiler", "runtime", "cli"):
        text = text_below(root / house, SOURCES, without=root / "compiler/diag")
        used |= set(re.findall(r"\bDiag::k(\w+)", text))
    titles = page_titles(root / "docs/diagnostics")
    index = set((root / "docs/diagnostics.md").read_text("utf-8").splitlines())
    shown = set(re.findall(r"\b[A-Z]\d{4}\b", text_below(root / "tests/lang")))

    wrong = 0
    seen = {}
    for code, name, text in entries:
        title = titles.get(code)
        for key in (code, name):
            if key in seen:
                print(f"{code} {name}: listed twice")
                wrong += 1
            seen[key] = True
        for good, complaint in (
            (name in used, f"no stage reports Diag::k{name}"),
            (title is not None, f"no page docs/diagnostics/{code}.md"),
            (title is None or says(text, title), "its page has another title"),
            (f"| [{code}](diagnostics/{code}.md) | {title} |" in index, "no line in docs/diagnostics.md"),
            (code in shown, "no file under tests/lang shows it"),
        ):
            if not good:
                print(f"{code} {name}: {complaint}")
                wrong += 1
    for code in sorted(set(titles) - {code for code, _, _ in entries}):
        print(f"{code}: has a page, but is not in the catalogue")
        wrong += 1
    print(f"{len(entries)} diagnostics, {wrong} complaints")
    return 1 if wrong or not entries else 0


sys.exit(main())
