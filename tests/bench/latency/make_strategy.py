#!/usr/bin/env python3
"""Makes a strategy of N rules from a seed, in decisions of 100 rules each, for the latency benchmark.

    make_strategy.py --rules 1000 --seed 1 --out FILE.sxt

Each rule compares two to four of ten fields and gives a member and an amount that it calculates.
"""
import argparse
import random

HEAD = """\
record Customer key id {
  id      : integer
  age     : integer in 18..99
  score   : integer in 300..849
  late    : integer in 0..180
  tenure  : integer in 0..600
  segment : one of { mass, affluent, private, student, staff, small_business }
  region  : one of { north, east, south, west }
  income  : money EUR in 0..20_000 EUR
  balance : money EUR in 0..50_000 EUR
  limit   : money EUR in 0..60_000 EUR
  spend   : money EUR in 0..20_000 EUR
}

"""
NUMBERS = {"age": (18, 99), "score": (300, 849), "late": (0, 180), "tenure": (0, 600)}
AMOUNTS = {"income": 20_000, "balance": 50_000, "limit": 60_000, "spend": 20_000}
MEMBERS = {"segment": ["mass", "affluent", "private", "student", "staff", "small_business"],
           "region": ["north", "east", "south", "west"]}
ACTIONS = ["offer", "hold", "call", "stop"]
RULES_A_DECISION = 100


def condition(rng, field):
    if field in MEMBERS:
        members = rng.sample(MEMBERS[field], rng.randrange(1, 3))
        return "%s is %s" % (field, members[0]) if len(members) == 1 else "%s in { %s }" % (field, ", ".join(members))
    if field in NUMBERS:
        low, high = NUMBERS[field]
        cut = rng.randrange(low + 1, high)
        return rng.choice(["%s >= %d", "%s < %d"]) % (field, cut)
    return rng.choice(["%s >= %d EUR", "%s < %d EUR"]) % (field, rng.randrange(1, AMOUNTS[field]))


def amount(rng):
    field = rng.choice(list(AMOUNTS))
    return rng.choice([
        "%s * %d%% rounded to 2 places" % (field, rng.randrange(1, 150)),
        "%s / %d rounded down to 100 EUR" % (field, rng.randrange(2, 12)),
        "smallest of { %s, %d EUR }" % (field, rng.randrange(1, 10_000)),
        "%d EUR" % rng.randrange(0, 10_000)])


def rule(rng, number):
    fields = rng.sample(list(NUMBERS) + list(AMOUNTS) + list(MEMBERS), rng.randrange(2, 5))
    conditions = " and ".join(condition(rng, field) for field in fields)
    return "  rule r%d when %s\n    then action = %s, amount = %s\n" % (number, conditions, rng.choice(ACTIONS), amount(rng))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rules", type=int, required=True)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--out", required=True)
    args = options.parse_args()
    rng = random.Random(args.seed * 1_000_003 + args.rules)
    with open(args.out, "w") as out:
        out.write(HEAD)
        for first in range(0, args.rules, RULES_A_DECISION):
            out.write("strategy Decision%d -> { action : one of { %s }, amount : money EUR } first match {\n"
                      % (first // RULES_A_DECISION + 1, ", ".join(ACTIONS)))
            # `otherwise` is one of the hundred.
            for number in range(first, min(first + RULES_A_DECISION, args.rules) - 1):
                out.write(rule(rng, number + 1))
            out.write("  otherwise then action = hold, amount = 0 EUR\n}\n\n")


if __name__ == "__main__":
    main()
