"""Strategies that grow from page to page: declarations are put into a file one after the other."""
import re

STARTS = re.compile(r"[a-z]+\b")
HEAD = re.compile(r"(\w+)(?:\s+(\"[^\"]*\"|`[^`]*`|\w+))?(?:\s+(effective\s+\S+))?")


def key(declaration):
    """What a declaration is called: two of one key cannot stand in one file."""
    head = next(line for line in declaration if STARTS.match(line))
    word, name, window = HEAD.match(head).groups()
    return (word, None if word == "output" else name, window)


def declarations(text):
    """The declarations of a text as lists of lines, each with the comments and empty lines above it."""
    found, above = [], []
    for line in text.rstrip("\n").split("\n"):
        if STARTS.match(line):
            found.append(above + [line])
            above = []
        elif line == "" or line.startswith("#"):
            above.append(line)
        elif not found:
            raise ValueError("`%s` belongs to no declaration" % line.strip())
        else:
            found[-1] += above + [line]
            above = []
    return found


def replace(old, new):
    """The new declaration in the place of the old one, below the same empty lines."""
    gap = [line for line in old[:len(old) - len(drop_gap(old))]]
    return gap + drop_gap(new)


def drop_gap(declaration):
    number = 0
    while declaration[number] == "":
        number += 1
    return declaration[number:]


def merge(base, fragment):
    """`base` with the declarations of `fragment`: in the place of those of the same name, or behind.

    What follows a replaced one in the fragment follows it in the result too.
    """
    result = declarations(base) if base.strip() else []
    behind, first_added = None, True
    for new in declarations(fragment):
        places = [place for place, old in enumerate(result) if key(old) == key(new)]
        if places:
            result[places[0]] = replace(result[places[0]], new)
            behind = places[0] + 1
        elif behind is not None:
            result.insert(behind, new)
            behind += 1
        else:
            result.append([""] + drop_gap(new) if first_added and result else new)
            first_added = False
    return "".join(line + "\n" for declaration in result for line in declaration)
