"""The parts of a Markdown page that a test looks at: fenced blocks, tables, and the notes about them.

A note is an HTML comment on a line of its own: `<!-- word: text -->`. One directly above a block or a
table belongs to it; any other is one about the page.
"""
import re

NOTE = re.compile(r"<!-- ([a-z ]+): (.+?) -->$")
FENCE = "```"


class Block:
    """A fenced block, a table or a note that stands alone; `kind` says which."""

    def __init__(self, kind, line, lines, note=None):
        self.kind = kind    # the word behind the fence; "table"; "note"
        self.line = line    # the number of its first line in the page, from 1, inside the fence
        self.lines = lines
        self.note = note    # (word, text), or None

    def text(self):
        return "".join(line + "\n" for line in self.lines)


class BadPage(Exception):
    """The page cannot be taken apart."""


def read_note(line):
    found = NOTE.match(line)
    return (found.group(1), found.group(2)) if found else None


def end_of_fence(lines, start):
    for number in range(start, len(lines)):
        if lines[number] == FENCE:
            return number
    raise BadPage("line %d: the fence is never closed" % start)


def refuse_hidden_code(lines, number):
    """Code that would be shown as such, but is no fenced block."""
    line = lines[number]
    before = lines[number - 1] if number else ""
    if line.startswith("~~~") or line.lstrip().startswith(FENCE):
        raise BadPage("line %d: a fence is three back-quotes in the first column" % (number + 1))
    if line.startswith("    ") and not before.strip():
        raise BadPage("line %d: code stands in a fence, not indented" % (number + 1))


def end_of_table(lines, start):
    number = start
    while number < len(lines) and lines[number].startswith("|"):
        number += 1
    return number


def blocks(text):
    """Every block of a page, in order."""
    lines = text.split("\n")
    number, note = 0, None
    while number < len(lines):
        line = lines[number]
        if line.startswith(FENCE):
            end = end_of_fence(lines, number + 1)
            yield Block(line[len(FENCE):].strip(), number + 2, lines[number + 1:end], note)
            number, note = end + 1, None
            continue
        if note:
            starts_table = line.startswith("|")
            end = end_of_table(lines, number)
            yield Block("table" if starts_table else "note", number + 1, lines[number:end], note)
            number, note = end, None
            if starts_table:
                continue
        refuse_hidden_code(lines, number)
        note = read_note(lines[number])
        number += 1
