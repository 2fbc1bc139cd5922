"""Runs the card-book strategy over a real book and compares every row with independent answers.

    card_book.py SEXTANT ENGINE SHARED

SHARED holds data/uci_credit_card.csv and acceptance/card_book_expected.csv; without them the test
skips (exit status 77).
"""
import csv
import pathlib
import subprocess
import sys
import tempfile

# expected column -> column of the decisions file
COLUMNS = {
    "stage": "Relationship",
    "stage_reason": "Relationship.reason",
    "cell": "Value",
    "action": "CreditLine.action",
    "action_reason": "CreditLine.reason",
    "binding": "CreditLine.binding",
    "loyalty": "Loyalty",
}


def rows(path):
    with open(path, newline="", encoding="utf-8") as source:
        return list(csv.DictReader(source))


def decide(sextant, engine, data, folder):
    decisions, rejects = folder / "decisions.csv", folder / "rejects.csv"
    command = [sextant, "run", "strategies/card_book/card_book.sxt", "--data", data, "--engine", engine,
               "--out", decisions, "--rejects", rejects]
    subprocess.run(command, check=True)
    return rows(decisions), rows(rejects)


def differences(expected, decisions, rejects):
    """Every place where the answers are not the expected ones, as text."""
    decided = {row["customer_id"]: row for row in decisions}
    rejected = {}
    for row in rejects:
        rejected.setdefault(row["key"], []).append(row)
    if [row["customer_id"] for row in decisions] != [r["customer_id"] for r in expected if not r["reject"]]:
        yield "the decisions are not the accepted records in the order of the file"
    for want in expected:
        key = want["customer_id"]
        if want["reject"]:
            fields = [row["where"] for row in rejected.pop(key, [])]
            if want["reject"] not in fields or key in decided:
                yield "%s: expected a reject for %s, found %s" % (key, want["reject"], fields)
            continue
        found = decided.get(key)
        if found is None:
            yield "%s: expected a decision, found none" % key
            continue
        for column, name in COLUMNS.items():
            if found[name] != want[column]:
                yield "%s: %s is %r, expected %r" % (key, name, found[name], want[column])
        if float(found["CreditLine.line"]) != float(want["line"]):
            yield "%s: CreditLine.line is %s, expected %s" % (key, found["CreditLine.line"], want["line"])
    for key in rejected:
        yield "%s: rejected, expected a decision" % key


def main():
    sextant, engine, shared = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    data, answers = shared / "data" / "uci_credit_card.csv", shared / "acceptance" / "card_book_expected.csv"
    if not data.exists() or not answers.exists():
        print("skipped: %s is not there" % shared)
        return 77
    with tempfile.TemporaryDirectory() as folder:
        decisions, rejects = decide(sextant, engine, data, pathlib.Path(folder))
    expected = rows(answers)
    wrong = list(differences(expected, decisions, rejects))
    print("%d decisions, %d rejected records, %d differences on engine %s"
          % (len(decisions), len({row["row"] for row in rejects}), len(wrong), engine))
    print("\n".join(wrong[:20]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
