"""Checks that every include points down the layers, and that each heavy library stays in its room.

Run as: check_layers.py REPOSITORY_ROOT
"""

import pathlib
import re
import sys

# Lowest first. A room may include rooms of lower layers, and the neighbours SIDEWAYS names.
LAYERS = [
    ["grammar", "compiler/support", "runtime/abi"],
    ["compiler/source", "compiler/diag"],
    ["compiler/types", "compiler/ast"],
    ["compiler/parse"],
    ["compiler/check", "compiler/ir"],
    ["compiler/lower", "compiler/opt", "compiler/format", "runtime/kernels"],
    ["compiler/codegen", "compiler/verify", "compiler/sql", "runtime/interp", "runtime/vector"],
    ["runtime/jit"],
    ["compiler/driver", "runtime/engine"],
    ["runtime/io", "runtime/report", "runtime/capi"],
    ["runtime/testing"],
    ["cli", "bindings"],
]
SIDEWAYS = {
    ("compiler/diag", "compiler/source"),
    ("compiler/ast", "compiler/types"),
}

# The decision IR never names the syntax tree, and everything that runs sees only the IR.
SYNTAX = {"grammar", "compiler/ast", "compiler/parse", "compiler/check", "compiler/lower"}
IR_SIDE = {
    "compiler/ir", "compiler/opt", "compiler/codegen", "compiler/verify", "compiler/sql",
    "runtime/kernels", "runtime/interp", "runtime/vector", "runtime/jit", "runtime/engine",
    "runtime/io", "runtime/testing",
}

# What an include of a heavy library looks like, and the rooms that may have one.
LIBRARIES = [
    ("ANTLR", re.compile(r"antlr|^grammar/Sextant"), {"compiler/parse"}),
    ("LLVM", re.compile(r"^(llvm|llvm-c|clang)/"), {"compiler/codegen", "runtime/jit"}),
    ("Arrow C++", re.compile(r"^(arrow|parquet)/"), {"runtime/io"}),
    ("Z3", re.compile(r"^z3(\+\+)?\.h$"), {"compiler/verify"}),
]

LAYER_OF = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
SUFFIXES = {".h", ".cpp", ".def", ".inc"}


def room_of(path):
    parts = path.split("/")
    for name in ("/".join(parts[:2]), parts[0]):
        if name in LAYER_OF:
            return name
    return None


def faults(room, quoted, target):
    for library, pattern, rooms in LIBRARIES:
        if pattern.search(target) and room not in rooms:
            yield f"{library} headers belong in {', '.join(sorted(rooms))} only"
    if not quoted:
        return
    there = room_of(target)
    if there is None:
        yield "not written from the repository root, or names an unknown room"
    elif there != room and (room, there) not in SIDEWAYS:
        if LAYER_OF[there] >= LAYER_OF[room]:
            yield f"{there} is not below {room}"
        elif room in IR_SIDE and there in SYNTAX:
            yield f"{room} starts from the decision IR and may not know {there}"


def main():
    root = pathlib.Path(sys.argv[1])
    files = wrong = 0
    for house in ("compiler", "runtime", "cli", "bindings"):
        for path in sorted((root / house).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.suffix not in SUFFIXES:
                continue
            files += 1
            room = room_of(name)
            if room is None:
                print(f"{name}: this folder is in no layer; add it to LAYERS")
                wrong += 1
                continue
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                include = INCLUDE.match(line)
                if not include:
                    continue
                for fault in faults(room, include[1] == '"', include[2]):
                    print(f"{name}:{number}: {include[2]}: {fault}")
                    wrong += 1
    print(f"{files} files, {wrong} includes against the layers")
    return 1 if wrong else 0


sys.exit(main())
