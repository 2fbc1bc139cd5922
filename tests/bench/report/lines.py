"""Lines of the report, what is asked of them, and the table they make."""
import dataclasses
import operator

HOLDS = {"<=": operator.le, ">=": operator.ge, "<": operator.lt}


@dataclasses.dataclass
class Check:
    """A figure, mostly a ratio, and what it has to be: `2.31 of twin, <= 1.15`."""
    what: str
    value: float
    relation: str
    target: float
    unit: str = "x"

    @property
    def holds(self):
        return HOLDS[self.relation](self.value, self.target)

    def text(self):
        form = "%.2f%s %s" if self.value < 100 else "%.0f%s %s"
        return form % (self.value, self.unit, self.what)

    def verdict(self):
        return "%s %g: %s" % (self.relation, self.target, "yes" if self.holds else "NO")


@dataclasses.dataclass
class Line:
    """One measured figure. Without checks it is there to be compared with."""
    workload: str
    name: str
    value: float
    unit: str = "ns"
    checks: list = dataclasses.field(default_factory=list)

    def cells(self):
        """Rows of the table: the figure beside its first check, further checks below it."""
        figure = ("%.2f %s" if self.value < 100 else "%.0f %s") % (self.value, self.unit)
        first = self.checks[0] if self.checks else None
        yield [self.workload, self.name, figure, first.text() if first else "", first.verdict() if first else ""]
        for check in self.checks[1:]:
            yield ["", "", "", check.text(), check.verdict()]


@dataclasses.dataclass
class Skipped:
    """A line that could not be measured, and why."""
    workload: str
    name: str
    why: str

    def cells(self):
        yield [self.workload, self.name, "-", self.why, ""]


def checked(name, figures, wanted):
    """Checks of `figures[name]` against others: `wanted` lists (other, relation, target), where `<=` and `<` ask for
    the ratio to the other and `>=` for how many times faster than it. Others that were not measured are left out."""
    checks = []
    for other, relation, target in wanted:
        if other not in figures:
            continue
        faster = relation == ">="
        ratio = figures[other] / figures[name] if faster else figures[name] / figures[other]
        checks.append(Check(("as fast as " if faster else "the time of ") + other, ratio, relation, target))
    return checks


def print_table(lines):
    rows = [["workload", "line", "figure", "ratio", "asked: met"]]
    rows += [row for line in lines for row in line.cells()]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.rjust(width) if i == 2 else cell.ljust(width)
                        for i, (cell, width) in enumerate(zip(row, widths))).rstrip())
    checks = [check for line in lines if isinstance(line, Line) for check in line.checks]
    print("\n%d of %d targets met" % (sum(check.holds for check in checks), len(checks)))


def as_json(lines):
    return [dict(dataclasses.asdict(line), checks=[dict(dataclasses.asdict(check), holds=check.holds)
                                                   for check in line.checks])
            if isinstance(line, Line) else dataclasses.asdict(line) for line in lines]
