"""A first-match table in DuckDB or Polars, from Arrow memory to Arrow memory, on one thread.

Called by tests/bench/run with the folder of the table and the one that tables_bench --dump has written.
Compares the answers with those of the hand-written program, then prints the median nanoseconds a record.
DuckDB takes a table of up to 1,000 rows as CASE and a larger one as a join over the ranges; Polars takes
one of up to 100 rows.
"""
import argparse
import pathlib

import numpy as np
import pyarrow as pa

import measure

INPUTS = ["age", "score", "dpd", "segment", "income", "balance"]
DOMAINS = {"age": (18, 100), "score": (300, 850), "dpd": (0, 180), "income": (0, 2_000_000), "balance": (0, 5_000_000)}
SEGMENT = INPUTS.index("segment")
SEGMENTS = 16


def bounds(folder):
    """bounds[row][column] is (low, high); of `segment` the bits of its members and 0."""
    return np.fromfile(pathlib.Path(folder) / "bounds.int64", dtype=np.int64).reshape(-1, len(INPUTS), 2)


def cells(row):
    """(column, low, high) of what is no dash; `segment` as its list of members and None."""
    for column, (low, high) in zip(INPUTS, row.tolist()):
        if column == "segment":
            if low != 2 ** SEGMENTS - 1:
                yield column, [member for member in range(SEGMENTS) if low >> member & 1], None
        elif (low, high) != DOMAINS[column]:
            yield column, (low if low != DOMAINS[column][0] else None), (high if high != DOMAINS[column][1] else None)


def sql_condition(row):
    parts = []
    for column, low, high in cells(row):
        if column == "segment":
            parts.append("segment in (%s)" % ", ".join(map(str, low)))
            continue
        if low is not None:
            parts.append("%s >= %d" % (column, low))
        if high is not None:
            parts.append("%s < %d" % (column, high))
    return " and ".join(parts) or "true"


def case_sql(table):
    rows = "\n".join("when %s then %d" % (sql_condition(row), number) for number, row in enumerate(table))
    return "select (case %s else %d end)::int as hit from book" % (rows, len(table))


def duckdb_case(table, book):
    import duckdb

    connection = duckdb.connect(config={"threads": 1, "max_expression_depth": 100_000})
    connection.sql("pragma disable_optimizer")  # it takes minutes over long CASEs and gains nothing
    connection.register("book", book)
    sql = case_sql(table)
    return lambda: connection.sql(sql).to_arrow_table()


# The one condition that DuckDB can join by is a range over one column: balance, which most rows restrict.
JOIN = """
select coalesce(hit, %d)::int as hit from
  (select number as record, * from book) b left join
  (select b.number as record, min(r.row) as hit from book b join ranges r
     on b.balance >= r.balance_low and b.balance < r.balance_high and b.income >= r.income_low
    and b.income < r.income_high and b.score >= r.score_low and b.score < r.score_high and b.dpd >= r.dpd_low
    and b.dpd < r.dpd_high and b.age >= r.age_low and b.age < r.age_high and (r.segments >> b.segment) & 1 = 1
   group by b.number) h using (record) order by record
"""


def duckdb_join(table, book):
    import duckdb

    ranges = {"row": np.arange(len(table))}
    for place, column in enumerate(INPUTS):
        if column == "segment":
            ranges["segments"] = table[:, place, 0]
        else:
            ranges[column + "_low"], ranges[column + "_high"] = table[:, place, 0], table[:, place, 1]
    connection = duckdb.connect(config={"threads": 1})
    connection.register("book", book.append_column("number", pa.array(np.arange(len(book)))))
    connection.register("ranges", pa.table({name: pa.array(values) for name, values in ranges.items()}))
    return lambda: connection.sql(JOIN % len(table)).to_arrow_table()


def polars_when(table, book):
    import functools
    import operator

    import polars as pl

    def condition(row):
        parts = []
        for column, low, high in cells(row):
            value = pl.col(column)
            if column == "segment":
                parts.append(value.is_in(low))
                continue
            if low is not None:
                parts.append(value >= low)
            if high is not None:
                parts.append(value < high)
        return functools.reduce(operator.and_, parts)

    chain = pl
    for number, row in enumerate(table):
        chain = chain.when(condition(row)).then(pl.lit(number, pl.Int32))
    plan = pl.from_arrow(book).lazy().select(hit=chain.otherwise(pl.lit(len(table), pl.Int32)))
    return lambda: plan.collect(engine="streaming").to_arrow()


CONTENDERS = {"duckdb case": duckdb_case, "duckdb join": duckdb_join, "polars": polars_when}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--table", required=True, help="folder of make_table.py")
    options.add_argument("--data", required=True, help="folder of tables_bench --dump")
    options.add_argument("--rows", type=int, required=True, help="records, of those in --data")
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--contender", choices=CONTENDERS, required=True)
    args = options.parse_args()
    book = measure.arrow_table(args.data, args.rows, INPUTS)
    work = CONTENDERS[args.contender](bounds(args.table), book)
    measure.require_equal(args.contender, work(), measure.expected(args.data, ["hit"]))
    measure.report({args.contender: measure.nanoseconds(work, args.rows, args.runs)})


if __name__ == "__main__":
    main()
