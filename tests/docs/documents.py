"""Checks every block of code that the documentation shows.

    documents.py SEXTANT [--engines interpreter,vector,jit] [--update] [PAGE…]

Each page has a folder of its own with the repository's `strategies`. What a block is for stands in a note
above it:

    <!-- file: line.sxt -->        the block is this file
    <!-- part: rates.sxt -->       the block is a file for others to import: laid out, but not checked alone
    <!-- into: line.sxt -->        its declarations join those of the file, or take the place of their namesakes
    <!-- with: line.sxt -->        the same, for this one block
    <!-- slip: line.sxt -->        a mistake: the same, until the next strategy block; the check finds something
    <!-- shows: rejects.csv -->    what stands in the file now
    <!-- expressions: line.sxt --> the first cells of a table are expressions over the file
and anywhere on the page
    <!-- undo: line.sxt -->                            the mistake is taken back
    <!-- copy: strategies/tutorial/march.csv … -->      files to begin with
    <!-- continues: 1_first_check.md -->               begins with the files of that page, which stands beside it
    <!-- ends as: line.sxt = strategies/a/line.sxt --> at this point the two are equal

A `sxt` block without a note is a whole strategy. Strategies are checked and have to be laid out as by
`sextant fmt`. Commands in `console` blocks are run; what they print has to be what is shown.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import sys
import tempfile

import links
from commands import Commands
from page import Page


def pages():
    found = sorted(pathlib.Path("docs").rglob("*.md"))
    kept = [page for page in found if page.parts[1] != "decisions" and not page.parts[1].startswith("diagnostics")]
    return [pathlib.Path("README.md"), *sorted(pathlib.Path("strategies").glob("*/README.md"))] + kept


def continued_page(page):
    """The page whose files this one begins with, or nothing."""
    found = re.search(r"^<!-- continues: (.+?) -->$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return page.parent / found.group(1) if found else None


def chains(all_pages):
    """Pages in the order in which they share a folder; most stand alone."""
    after = {continued_page(page): page for page in all_pages if continued_page(page)}
    for page in all_pages:
        if continued_page(page):
            continue
        chain = [page]
        while chain[-1] in after:
            chain.append(after[chain[-1]])
        yield chain


def check_chain(chain, commands, update):
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree("strategies", os.path.join(folder, "strategies"))
        for path in chain:
            page = Page(path, commands, folder)
            page.check()
            if update:
                page.update()
            wrong += page.wrong
    return wrong + [problem for path in chain for problem in links.broken_links(path)]


def parse_arguments():
    parser = argparse.ArgumentParser(description="Checks every block of code that the documentation shows.")
    parser.add_argument("sextant", type=lambda name: str(pathlib.Path(name).resolve()))
    parser.add_argument("--engines", default="interpreter,vector,jit", help="compared wherever a run is shown")
    parser.add_argument("--update", action="store_true", help="write what is printed now into the pages")
    parser.add_argument("pages", nargs="*", type=pathlib.Path, help="all, when none is named")
    return parser.parse_intermixed_args()


def main():
    arguments = parse_arguments()
    commands = Commands(arguments.sextant, arguments.engines.split(","))
    wanted = [chain for chain in chains(pages()) if not arguments.pages or set(chain) & set(arguments.pages)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda chain: check_chain(chain, commands, arguments.update), wanted))
    wrong = [problem for result in results for problem in result]
    print("\n".join(wrong))
    print("%d pages, %d findings" % (sum(map(len, wanted)), len(wrong)))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
