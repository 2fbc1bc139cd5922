"""Runs the account-events strategy over three periods and compares every row with independent answers.

    account_events.py SEXTANT ENGINE SHARED

SHARED holds data/berka and acceptance/account_events_*; without them the test skips (exit status 77).
The input files are made anew from the data by the script that also computed the answers. What the
budget of the case assigns (columns final_…) and its mix are not compared.
"""
import csv
import decimal
import json
import pathlib
import subprocess
import sys
import tempfile

STRATEGY = "strategies/account_events/account_events.sxt"
RUNS = (("1997-08-31", []), ("1997-11-30", []), ("1998-02-28", ["--param", "return_cutoff=3.5%"]))

# expected column -> column of the decisions file
TEXTS = {
    "main_symbol": "main_symbol", "computed": "stage_computed", "stage": "Relationship",
    "since": "stage_since", "held": "stage_held_by", "life_stage": "LifeStage",
    "customer_need": "CustomerNeed", "fit": "Fit", "warnings": "Warnings", "value": "Value",
    "reasons": "Loyalty.reasons", "bound_by": "room_bound_by", "arm": "LineTest.arm",
    "action": "LineTest.action", "why": "LineTest.reason",
}
NUMBERS = {
    "tenure": "tenure", "on_loan": "on_loan", "age": "age", "inflow_90": "inflow_90", "trend": "trend",
    "average_balance": "average_balance", "month_end": "month_end", "last_credit": "last_credit",
    "lowest_balance": "lowest_balance", "banks": "banks", "active_days": "active_days",
    "yield": "yield", "loyalty": "Loyalty", "price_row": "price_row", "rate": "Price.rate",
    "fee": "Price.fee", "room": "room", "line": "LineTest.line",
}
# The rules that can fault, by the codes of the expected answers.
RULES = {("Challenger", "raise"): "R13"}


def rows(path):
    with open(path, newline="", encoding="utf-8") as source:
        return list(csv.DictReader(source))


def command_of(sextant, verb, folder, as_of, options):
    return [sextant, verb, STRATEGY, "--data", folder / as_of / "accounts.csv",
            "--data", "ledger=%s" % (folder / as_of / "transactions.csv"), "--as-of", as_of, *options]


def decide(sextant, engine, folder, as_of, options):
    """One run; its state stands in FOLDER/AS-OF/state.csv."""
    out, rejects = folder / as_of / "decisions.csv", folder / as_of / "rejects.csv"
    run = command_of(sextant, "run", folder, as_of, options)
    subprocess.run(run + ["--engine", engine, "--out", out, "--rejects", rejects,
                          "--state-out", folder / as_of / "state.csv"],
                   check=True, stderr=subprocess.DEVNULL)
    return rows(out), rows(rejects), rows(folder / as_of / "state.csv")


def same_number(found, wanted):
    if not found or not wanted:
        return found == wanted
    return decimal.Decimal(found) == decimal.Decimal(wanted)


def offers_of(found):
    worths = found["NextBest.worth"].split(";")
    return ";".join("%s=%s" % pair for pair in zip(found["NextBest"].split(";"), worths) if pair[0])


def compare_decision(key, want, found):
    for column, name in TEXTS.items():
        if found[name] != want[column]:
            yield "%s: %s is %r, expected %r" % (key, name, found[name], want[column])
    for column, name in NUMBERS.items():
        if not same_number(found[name], want[column]):
            yield "%s: %s is %s, expected %s" % (key, name, found[name], want[column])
    if offers_of(found) != want["offers"]:
        yield "%s: offers are %s, expected %s" % (key, offers_of(found), want["offers"])


def reject_of(row):
    rule = RULES.get((row["where"], row["rule"]))
    return "%s:%s" % (rule or row["where"], row["code"])


def compare_rows(expected, decisions, rejects):
    """Decisions in the order of the file, and every reject with all its reasons, by row."""
    accepted = [want for want in expected if not want["reject"]]
    if [row["account_id"] for row in decisions] != [want["account_id"] for want in accepted]:
        yield "the decisions are not the accepted accounts in the order of the file"
        return
    for want, found in zip(accepted, decisions):
        yield from compare_decision(want["account_id"], want, found)
    reasons = {}
    for row in rejects:
        reasons.setdefault(row["row"], []).append(reject_of(row))
    for want in expected:
        found = ";".join(reasons.pop(want["row"], []))
        if found != want["reject"]:
            yield "row %s: rejected for %r, expected %r" % (want["row"], found, want["reject"])
    for row in reasons:
        yield "row %s: rejected, but there is no such row" % row


def compare_state(expected, state):
    carried = {row["account_id"]: row for row in state}
    for want in expected:
        row = carried.get(want["account_id"], {})
        found = [row.get(name, "") for name in ("Relationship.stage", "Relationship.since", "Value")]
        wanted = [want["state_stage"], want["state_since"], want["state_value"]]
        if found != wanted:
            yield "%s: its state is %s, expected %s" % (want["account_id"], found, wanted)


def compare_migrations(book, report):
    for migration in report["migrations"]:
        found = {(move["from"] or "(new)", move["to"] or "(gone)"): move["records"]
                 for move in migration["moves"]}
        wanted = {(line["line"], line["column"]): int(line["figure"]) for line in book
                  if line["report"] == "migration " + migration["name"]}
        if found != wanted:
            yield "migration of %s is %s, expected %s" % (migration["name"], found, wanted)


def compare_run(sextant, engine, folder, answers, as_of, options):
    expected = [row for row in answers[0] if row["as_of"] == as_of]
    book = [row for row in answers[1] if row["as_of"] == as_of]
    decisions, rejects, state = decide(sextant, engine, folder, as_of, options)
    dry_run = command_of(sextant, "dry-run", folder, as_of, options) + ["--engine", engine, "--json"]
    report = json.loads(subprocess.run(dry_run, check=True, capture_output=True).stdout)
    wrong = [*compare_rows(expected, decisions, rejects), *compare_state(expected, state),
             *compare_migrations(book, report)]
    print("%s: %d decisions, %d rejected records, %d differences on engine %s"
          % (as_of, len(decisions), len({row["row"] for row in rejects}), len(wrong), engine))
    return wrong


def is_refused(sextant, engine, folder, state):
    """A state of a later period is not taken."""
    as_of = RUNS[1][0]
    run = command_of(sextant, "run", folder, as_of, ["--state-in", state, "--engine", engine])
    ended = subprocess.run(run + ["--out", folder / "none.csv", "--rejects", folder / "none_rejects.csv",
                                  "--state-out", folder / "none_state.csv"], capture_output=True)
    return ended.returncode != 0 and not (folder / "none.csv").exists()


def compare_all(sextant, engine, folder, answers):
    wrong, state = [], []
    for as_of, options in RUNS:
        wrong += compare_run(sextant, engine, folder, answers, as_of, state + options)
        state = ["--state-in", folder / as_of / "state.csv"]
    for as_of, _ in RUNS[1:]:
        if not is_refused(sextant, engine, folder, folder / as_of / "state.csv"):
            wrong.append("the second run starts on the state after %s" % as_of)
    return wrong


def main():
    sextant, engine, shared = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]).resolve()
    script = shared / "acceptance" / "account_events_reference.py"
    if not script.exists() or not (shared / "data" / "berka").exists():
        print("skipped: %s is not there" % shared)
        return 77
    answers = [rows(shared / "acceptance" / ("account_events_%s.csv" % name)) for name in ("expected", "book")]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, script, folder], cwd=shared, check=True, stdout=subprocess.DEVNULL)
        wrong = compare_all(sextant, engine, pathlib.Path(folder), answers)
    print("\n".join(wrong[:20]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
