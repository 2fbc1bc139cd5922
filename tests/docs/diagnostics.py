"""Runs the examples of docs/diagnostics: what is wrong shows the message on its page, what is right
passes, and both are laid out as `sextant fmt` does.

    diagnostics.py SEXTANT [--update] [CODE...]

`--update` writes the messages as they are shown now into the pages: read the difference.
"""
import argparse
import collections
import concurrent.futures
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

PAGES = pathlib.Path("docs/diagnostics")
CATALOGUE = pathlib.Path("compiler/diag/catalogue.def")
STRATEGY = "strategy.sxt"
CHECK = "sextant check " + STRATEGY

BLOCK = re.compile(r"^(?:Beside it, `([^`]+)`:\n\n)?```\w+\n(.*?)^```$", re.M | re.S)
FORM = re.compile(r"^## Wrong\n(.*)^`(sextant [^\n]+)` says:\n\n```text\n(.*?)^```\n+## Right\n(.*)", re.M | re.S)
COUNT = re.compile(r"\n\d+ (?:error|warning).*\n\Z")
REPEATED = re.compile(r"«n = (\d+)\.\.(\d+):([^»]*)»")
REPEATED_LINE = re.compile(r"^( *)" + REPEATED.pattern + "$")
CHARACTER = re.compile(r"«U\+([0-9A-F]{4,6})»")
BYTE = re.compile(r"«([0-9A-F]{2})»")

# The text of each file of an example stands by its name; the strategy is one of them.
Page = collections.namedtuple("Page", "code path wrong command message right")


# --- Pages -----------------------------------------------------------------------------------------


def files_of(section):
    return {name or STRATEGY: text for name, text in BLOCK.findall(section)}


def read_page(path):
    form = FORM.search(path.read_text(encoding="utf-8"))
    if not form:
        sys.exit("%s: a page has `## Wrong`, a strategy, `sextant check …` says:, a message, and `## Right`" % path)
    wrong, command, message, right = form.groups()
    # What the right example does not show again is as before.
    return Page(path.stem, path, files_of(wrong), command, message, {**files_of(wrong), **files_of(right)})


def write_message(page, message):
    text = page.path.read_text(encoding="utf-8")
    begin, end = FORM.search(text).span(3)
    page.path.write_text(text[:begin] + message + text[end:], encoding="utf-8")
    return page._replace(message=message)


def pages_of(codes):
    return [read_page(path) for path in sorted(PAGES.glob("*.md")) if path.stem in codes or not codes]


# --- The notation for what cannot be shown (docs/diagnostics.md) -------------------------------------


def repeat(first, last, text, between):
    numbers = range(int(first), int(last) + 1)
    return between.join(text.replace("{n}", str(n)).replace("{n+1}", str(n + 1)) for n in numbers)


def expand_line(line):
    whole = REPEATED_LINE.match(line)
    if whole:
        indent, first, last, text = whole.groups()
        return repeat(first, last, indent + text, "\n")
    return REPEATED.sub(lambda part: repeat(*part.groups(), between=""), line)


def expand(text):
    text = "\n".join(expand_line(line) for line in text.split("\n"))
    text = CHARACTER.sub(lambda hit: chr(int(hit[1], 16)), text)
    text = BYTE.sub(lambda hit: bytes.fromhex(hit[1]).decode("utf-8", "surrogateescape"), text)
    return text.encode("utf-8", "surrogateescape")


def write_example(folder, files):
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_bytes(expand(text))


# --- Running them ------------------------------------------------------------------------------------


def run(sextant, command, folder):
    command = shlex.quote(sextant) + command.removeprefix("sextant")
    return subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True, check=False)


def complaints_about_wrong(page, status, shown):
    codes = set(re.findall(r"^(?:error|warning)\[(\w+)\]", shown, re.M))
    if codes != {page.code}:
        yield "the wrong example shows %s" % (", ".join(sorted(codes)) or "nothing")
    if status != (1 if page.code.startswith("E") else 0):
        yield "checking the wrong example ends with status %d" % status
    if shown != page.message:
        yield "the wrong example shows\n%s-----" % shown


def complaints_about_right(status, shown):
    if status != 0 or shown:
        yield "the right example is not right:\n%s-----" % shown


def complaints_about(sextant, page, folder, update):
    done = run(sextant, page.command, folder / page.code / "wrong")
    shown = COUNT.sub("", done.stderr)
    if update and shown != page.message:
        page = write_message(page, shown)
    found = list(complaints_about_wrong(page, done.returncode, shown))
    done = run(sextant, CHECK, folder / page.code / "right")
    found += complaints_about_right(done.returncode, done.stderr)
    return ["%s: %s" % (page.code, complaint) for complaint in found]


def complaints_about_layout(sextant, folder):
    """One run for all examples; those with a syntax error have no layout."""
    done = run(sextant, "sextant fmt --check */*/*.sxt", folder)
    return ["%s is not laid out as `sextant fmt` does" % path for path in done.stdout.splitlines()]


def complaints_about_pages(sextant, pages, update):
    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        folder = pathlib.Path(name)
        for page in pages:
            write_example(folder / page.code / "wrong", page.wrong)
            write_example(folder / page.code / "right", page.right)
        layout = pool.submit(complaints_about_layout, sextant, folder)
        found = pool.map(lambda page: complaints_about(sextant, page, folder, update), pages)
        return sum(found, []) + layout.result()


def complaints_about_codes(pages):
    catalogue = re.findall(r"^SEXTANT_DIAG\((\w+),", CATALOGUE.read_text(encoding="utf-8"), re.M)
    differing = set(catalogue) ^ {page.code for page in pages}
    return ["%s: has no page, or is not in the catalogue" % code for code in sorted(differing)]


# --- The command -------------------------------------------------------------------------------------


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("sextant", type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("--update", action="store_true")
    parser.add_argument("codes", nargs="*")
    return parser.parse_intermixed_args()


def main():
    asked = arguments()
    pages = pages_of(asked.codes)
    complaints = complaints_about_pages(asked.sextant, pages, asked.update)
    complaints += [] if asked.codes else complaints_about_codes(pages)
    print("\n".join(complaints + ["%d pages, %d complaints" % (len(pages), len(complaints))]))
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
