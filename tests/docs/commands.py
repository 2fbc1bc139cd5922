"""Commands as a page shows them, run in a folder that holds the page's files."""
import os
import pathlib
import pty
import re
import shlex
import subprocess

# What differs from one run to the next: the speed of a dry run, how far a search comes in its time, and which
# record it makes up that shows a broken guarantee.
VARIES = [
    (re.compile(r"searched \d+ made-up records \(\d+ accepted\)"), "searched N made-up records (N accepted)"),
    (re.compile(r"does not hold, with .*"), "does not hold, with …"),
    (re.compile(r"does not hold\" on [\d-]+ \{"), "does not hold\" on … {"),
    (re.compile(r"^  given \{ .* \}$", re.MULTILINE), "  given { … }"),
    (re.compile(r"in [\d.]+ s: [\d,]+ a second"), "in N s: N a second"),
]
# `sextant` ends with one of these; anything else is a crash.
STATUSES = range(7)
SEARCH_SECONDS = "0.5"


class Failed(Exception):
    """What a page says is not so."""


def settled(text):
    for pattern, instead in VARIES:
        text = pattern.sub(instead, text)
    return text


def read_all(terminal):
    """What was written to the terminal until its last writer went away."""
    parts = []
    while True:
        try:
            part = os.read(terminal, 1 << 16)
        except OSError:
            break
        if not part:
            break
        parts.append(part)
    return b"".join(parts).decode("utf-8").replace("\r\n", "\n")


def as_read(shown):
    """What is left on the screen: no colours, and no line that was written over."""
    return re.sub(r"[^\n]*\r", "", re.sub(r"\x1b\[[0-9;]*[mK]", "", shown))


def on_terminal(words, folder):
    """Runs a command as in a terminal, so that its two outputs come in the order a reader sees."""
    terminal, inside = pty.openpty()
    try:
        process = subprocess.Popen(words, cwd=folder, stdin=subprocess.DEVNULL, stdout=inside, stderr=inside,
                                   env=dict(os.environ, NO_COLOR="1", TERM="dumb"))
        os.close(inside)
        shown = read_all(terminal)
    finally:
        os.close(terminal)
    if process.wait() not in STATUSES:
        raise Failed("`%s` ended with status %d:\n%s" % (shlex.join(words), process.returncode, shown))
    return as_read(shown)


def files_of(folder):
    return {path.name: path.read_bytes() for path in pathlib.Path(folder).iterdir() if path.is_file()}


class Commands:
    def __init__(self, sextant, engines):
        self.sextant = sextant
        self.engines = engines

    def sextant_once(self, words, folder):
        extra = ["--search", SEARCH_SECONDS] if words[0] == "test" and "--help" not in words else []
        return on_terminal([self.sextant] + words + extra, folder)

    def on_every_engine(self, words, folder):
        """The one output of all engines, and the files of the last."""
        answers = []
        for engine in self.engines:
            shown = self.sextant_once(words + ["--engine", engine], folder)
            answers.append((settled(shown), files_of(folder)))
        if any(answer != answers[0] for answer in answers):
            raise Failed("`sextant %s` answers differently on %s" % (shlex.join(words), ", ".join(self.engines)))
        return shown

    def run(self, command, folder):
        program, *words = shlex.split(command)
        if program == "sextant" and words[0] in ("run", "dry-run") and "--engine" not in words:
            return self.on_every_engine(words, folder)
        if program == "sextant":
            return self.sextant_once(words, folder)
        if program == "cat":
            return "".join(pathlib.Path(folder, name).read_text(encoding="utf-8") for name in words)
        raise Failed("`%s` is no command that a page may show" % program)

    def as_shown(self, text):
        """An expected output, with the engines this build has."""
        return text if "jit" in self.engines else text.replace("interpreter, vector and jit", "interpreter and vector")
