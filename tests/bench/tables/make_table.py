#!/usr/bin/env python3
"""Makes a first-match table of N rows from a seed, for the table benchmark.

    make_table.py --rows 1000 --seed 1 --out FOLDER

Row i has 1 to 4 cells that are not dashes and takes about 1/(N-i) of what the columns can hold, so that the
first match is spread evenly from the first row to the last, which is `otherwise`. Written are, into FOLDER,
    table.sxt, table.csv  the strategy and its table; the answer is the 0-based number of the row
    bounds.int64          per row, per column: low and high of the half-open range [low, high), for `segment`
                          the bits of its members and 0; a dash is the whole domain
    chain.inc             the rows as ROW(number, cell & cell ...), last row first, for the hand-written select chain
"""
import argparse
import array
import pathlib
import random

# name, first value, number of values; money in cents
COLUMNS = [("age", 18, 82), ("score", 300, 550), ("dpd", 0, 180), ("segment", 0, 16),
           ("income", 0, 2_000_000), ("balance", 0, 5_000_000)]
SEGMENT = 3
MONEY = (4, 5)
# Only wide cells are open at one end: narrow ones would lie one upon the other there.
WIDE = 1 / 25
OPEN_END = 0.45  # of wide cells; 40 % of all

STRATEGY = """\
record Customer key id {
  id      : integer
  age     : integer in 18..99
  score   : integer in 300..849
  dpd     : integer in 0..179
  segment : one of { %(segments)s }
  income  : money EUR in 0..19_999.99 EUR
  balance : money EUR in 0..49_999.99 EUR
}

table Hit -> integer first match from "table.csv"

output { Hit }
"""


def cells_of_row(rng, share):
    """Cells by column, {column: (low, high)}, that together take about `share` of the space."""
    count = rng.randrange(1, 5)
    columns = rng.sample(range(len(COLUMNS)), count)
    # Fine shares need a column with many values; it comes last and makes up for the others' rounding.
    if not set(columns) & set(MONEY):
        columns[-1] = rng.choice(MONEY)
    columns.sort(key=lambda column: COLUMNS[column][2])
    weights = [rng.uniform(0.5, 1.5) for _ in columns]
    cells, left = {}, share
    for place, column in enumerate(columns):
        part = left ** (weights[place] / sum(weights[place:]))
        size = COLUMNS[column][2]
        width = min(max(round(part * size), 1), size - 1)
        cells[column] = segments(rng, width) if column == SEGMENT else interval(rng, column, width)
        left = min(left * size / width, 1.0)
    return cells


def segments(rng, count):
    return (sum(1 << member for member in rng.sample(range(16), count)), 0)


def interval(rng, column, width):
    _, first, size = COLUMNS[column]
    if width >= size * WIDE and rng.random() < OPEN_END:
        low = rng.choice((first, first + size - width))
    else:
        low = first + rng.randrange(size - width + 1)
    return (low, low + width)


def money(cents):
    return "%d.%02d EUR" % (cents // 100, cents % 100)


def csv_cell(column, cell):
    if cell is None:
        return "-"
    low, high = cell
    if column == SEGMENT:
        members = ", ".join("s%d" % member for member in range(16) if low >> member & 1)
        return '"%s"' % members if "," in members else members
    _, first, size = COLUMNS[column]
    text = money if column in MONEY else str
    if low == first:
        return "< " + text(high)
    if high == first + size:
        return ">= " + text(low)
    return "%s..%s" % (text(low), text(high - 1))


def chain_cell(column, cell):
    """The test of one cell as the select chain spells it."""
    name, first, size = COLUMNS[column]
    low, high = cell
    if column == SEGMENT:
        return "segment.In(%d)" % low
    if low == first:
        return "%s.Below(%d)" % (name, high)
    if high == first + size:
        return "%s.From(%d)" % (name, low)
    return "%s.Within(%d, %d)" % (name, low, high)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, required=True)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--out", required=True)
    args = options.parse_args()
    rng = random.Random(args.seed * 1_000_003 + args.rows)
    table = [cells_of_row(rng, 1 / (args.rows - i)) for i in range(args.rows - 1)]

    folder = pathlib.Path(args.out)
    folder.mkdir(parents=True, exist_ok=True)
    names = ", ".join("s%d" % member for member in range(16))
    (folder / "table.sxt").write_text(STRATEGY % {"segments": names})
    lines = [",".join([name for name, _, _ in COLUMNS] + ["=> Hit"])]
    bounds = array.array("q")
    for number, cells in enumerate(table):
        lines.append(",".join([csv_cell(c, cells.get(c)) for c in range(len(COLUMNS))] + [str(number)]))
        for c, (_, first, size) in enumerate(COLUMNS):
            bounds.extend(cells.get(c, (0xFFFF, 0) if c == SEGMENT else (first, first + size)))
    lines.append("otherwise" + "," * len(COLUMNS) + str(args.rows - 1))
    (folder / "table.csv").write_text("\n".join(lines) + "\n")
    (folder / "bounds.int64").write_bytes(bounds.tobytes())
    (folder / "chain.inc").write_text("".join(
        "ROW(%d, %s)\n" % (number, " & ".join(chain_cell(c, cell) for c, cell in sorted(cells.items())))
        for number, cells in reversed(list(enumerate(table)))))


if __name__ == "__main__":
    main()
