"""One page while it is checked: what each of its blocks is for, and what has to be so."""
import difflib
import pathlib
import re
import shutil

import blocks
import fragments
from commands import Failed, settled

ALONE = "block.sxt"
# Drawings, and code of the project itself, stand only in the pages for those who work on it.
INSIDE = {"docs/architecture.md", "docs/idioms.md"}
LEXER = pathlib.Path("grammar/SextantLexer.g4")
# Words that are no tokens of the lexer: types, names that are built in, parts of decisions, formats.
OTHER_WORDS = set("""
    integer decimal rate float boolean date text months days as_of empty it previous since csv parquet arrow ndjson
""".split())


def words_of_the_language():
    return set(re.findall(r"'([a-z]+)'", LEXER.read_text(encoding="utf-8"))) | OTHER_WORDS


def difference(before, after):
    """The lines that change, with their signs."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return "\n".join(line for line in lines if line[0] in "-+")


def first_cell(line):
    return re.split(r"(?<!\\)\|", line)[1].replace("\\|", "|")


def commands_of(block):
    """Each command of a block with the output that is shown below it."""
    found = []
    for line in block.lines:
        if line.startswith("$ "):
            found.append([line[2:], ""])
        elif found:
            found[-1][1] += line + "\n"
        else:
            raise Failed("a console begins with a command: `$ sextant …`")
    return found


class Page:
    """One page while it is checked: its folder, what is wrong with it, and what it should show instead."""

    def __init__(self, path, commands, folder):
        self.path = path
        self.commands = commands
        self.folder = pathlib.Path(folder)
        self.wrong = []
        self.edits = []     # (block, lines)
        self.ends = []      # (path, text): files of the repository that a page ends with
        self.slip = None    # (name, text before the mistake)

    def read(self, name):
        file = self.folder / name
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def check(self):
        try:
            for block in blocks.blocks(self.path.read_text(encoding="utf-8")):
                self.check_block(block)
        except blocks.BadPage as problem:
            self.wrong.append("%s: %s" % (self.path, problem))
        self.undo_slip()

    def check_block(self, block):
        word = block.note[0] if block.note else ""
        try:
            action = ACTIONS.get((block.kind, word))
            if not action:
                raise Failed("a block `%s` with the note `%s` would not be checked" % (block.kind, word))
            action(self, block)
        except (Failed, OSError, ValueError) as problem:
            self.wrong.append("%s:%d: %s" % (self.path, block.line, problem))

    # --- Strategies ---

    def undo_slip(self, block=None):
        if self.slip:
            self.write(*self.slip)
        self.slip = None

    def require_sound(self, name, whole=None):
        """`whole` is the block that the file stands in, where it is all of one."""
        found = self.commands.sextant_once(["check", name], self.folder)
        if "no errors" not in found:
            raise Failed(found)
        self.require_layout(name, whole)

    def require_layout(self, name, whole=None):
        if not self.commands.sextant_once(["fmt", "--check", name], self.folder):
            return
        laid_out = self.commands.sextant_once(["fmt", "--stdout", name], self.folder)
        if laid_out.startswith("error"):
            raise Failed(laid_out)
        if whole:
            self.edits.append((whole, laid_out.rstrip("\n").split("\n")))
        raise Failed("`sextant fmt` would write\n" + difference(self.read(name), laid_out))

    def keep_strategy(self, block):
        self.undo_slip()
        name = block.note[1] if block.note else ALONE
        self.write(name, block.text())
        self.require_sound(name, block)

    def keep_part(self, block):
        self.undo_slip()
        self.write(block.note[1], block.text())
        self.require_layout(block.note[1], block)

    def grow_strategy(self, block):
        self.undo_slip()
        name = block.note[1]
        self.write(name, fragments.merge(self.read(name), block.text()))
        self.require_sound(name)

    def try_fragment(self, block):
        self.undo_slip()
        name = block.note[1]
        before = self.read(name)
        self.write(name, fragments.merge(before, block.text()))
        try:
            self.require_sound(name)
        finally:
            self.write(name, before)

    def make_slip(self, block):
        self.undo_slip()
        name = block.note[1]
        self.slip = (name, self.read(name))
        self.write(name, fragments.merge(self.slip[1], block.text()))
        found = self.commands.sextant_once(["check", name], self.folder)
        if "error" not in found.replace("no errors", "") and "warning" not in found:
            raise Failed("this was to be a mistake, but the check finds none")

    def check_expressions(self, block):
        self.undo_slip()
        name = block.note[1]
        spans = [span for line in block.lines[2:] for span in re.findall(r"`([^`]+)`", first_cell(line))]
        before = self.read(name)
        lets = "".join("\nlet written_%d = %s\n" % (number, span) for number, span in enumerate(spans))
        self.write(name, before + lets)
        try:
            found = self.commands.sextant_once(["check", name], self.folder)
        finally:
            self.write(name, before)
        if "no errors" not in found:
            raise Failed(found)

    # --- Commands and files ---

    def run_commands(self, block):
        shown = []
        for command, expected in commands_of(block):
            found = self.commands.run(command, self.folder)
            same = settled(self.commands.as_shown(expected)) == settled(found)
            if not same:
                self.wrong.append("%s:%d: `%s` prints\n%s" % (self.path, block.line, command, found))
            shown += ["$ " + command] + (expected if same else found).split("\n")[:-1]
        self.edits.append((block, shown))

    def keep_file(self, block):
        self.write(block.note[1], block.text())

    def compare_file(self, block):
        found = self.read(block.note[1])
        if found.rstrip("\n") != block.text().rstrip("\n"):
            self.wrong.append("%s:%d: `%s` is\n%s" % (self.path, block.line, block.note[1], found))
        self.edits.append((block, found.rstrip("\n").split("\n")))

    def copy_files(self, block):
        for name in block.note[1].split():
            shutil.copy(name, self.folder)

    def compare_end(self, block):
        self.undo_slip()
        name, end = block.note[1].split(" = ")
        end = pathlib.Path(end)
        self.ends.append((end, self.read(name)))
        if not end.exists() or self.read(name) != end.read_text(encoding="utf-8"):
            raise Failed("%s is not what %s has come to:\n%s" % (end, name, self.read(name)))

    def check_form(self, block):
        """A form of the syntax: what is written small has to be a word of the language."""
        unknown = set(re.findall(r"\b[a-z_]+\b", block.text())) - words_of_the_language()
        if unknown:
            raise Failed("no words of the language: " + ", ".join(sorted(unknown)))

    def check_usage(self, block):
        """A list of commands: they and their options have to be in the program's help."""
        for line in block.lines:
            words = line.split()
            known = self.commands.sextant_once([words[1], "--help"], self.folder)
            missing = [word for word in words if word.startswith("--") and word not in known]
            if words[1] not in known or missing:
                raise Failed("`%s` is not what the help says:\n%s" % (line, known))

    def check_inside(self, block):
        if self.path.as_posix() not in INSIDE:
            raise Failed("a block `%s` would not be checked here" % block.kind)

    def check_scripts(self, block):
        """Commands of the shell that build the project: their scripts have to be there."""
        for line in block.lines:
            if line.startswith("./") and not pathlib.Path(line.split()[0]).exists():
                raise Failed("`%s` is not there" % line.split()[0])

    def pass_over(self, block):
        pass

    def update(self):
        """Writes what was found into the page, and what its files have come to into the repository."""
        for path, text in self.ends:
            path.write_text(text, encoding="utf-8")
        lines = self.path.read_text(encoding="utf-8").split("\n")
        for block, shown in reversed(self.edits):
            lines[block.line - 1:block.line - 1 + len(block.lines)] = shown
        self.path.write_text("\n".join(lines), encoding="utf-8")


ACTIONS = {
    ("sxt", ""): Page.keep_strategy,
    ("sxt", "file"): Page.keep_strategy,
    ("sxt", "part"): Page.keep_part,
    ("sxt", "into"): Page.grow_strategy,
    ("sxt", "with"): Page.try_fragment,
    ("sxt", "slip"): Page.make_slip,
    ("table", "expressions"): Page.check_expressions,
    ("console", ""): Page.run_commands,
    ("csv", "file"): Page.keep_file,
    ("json", "file"): Page.keep_file,
    ("csv", "shows"): Page.compare_file,
    ("note", "copy"): Page.copy_files,
    ("note", "undo"): Page.undo_slip,
    ("note", "continues"): Page.pass_over,
    ("note", "ends as"): Page.compare_end,
    ("form", ""): Page.check_form,
    ("usage", ""): Page.check_usage,
    ("text", ""): Page.check_inside,
    ("cpp", ""): Page.check_inside,
    ("sh", ""): Page.check_scripts,
}
