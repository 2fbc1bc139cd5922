"""The twelve rules in DuckDB, Polars or pyarrow, from Arrow memory to Arrow memory, on one thread.

Called by tests/bench/run with the folder that twelve_rules_bench --dump has written. Compares the answers
with those of the hand-written program, then prints the median nanoseconds a record.
"""
import argparse

import measure

INPUTS = ["tenure_months", "days_past_due", "utilisation", "pd", "annual_margin", "credit_limit", "spend3",
          "spend6", "monthly_income", "months_inactive"]
OUTPUTS = ["stage", "cell", "action", "line"]

# As an analyst writes the rules down: names for what is needed, then CASE upon CASE.
AS_WRITTEN = """
with staged as (
  select *,
    case when months_inactive >= 6 or days_past_due > 90 then 4
         when months_inactive >= 3 or 4 * spend3 < spend6 then 3
         when tenure_months < 6 then 0
         when tenure_months < 24 and 5 * spend3 >= 3 * spend6 then 1
         else 2 end::tinyint as stage,
    case when pd < 0.0234375 and annual_margin >= 250 then 0
         when pd < 0.0234375 then 1
         when annual_margin >= 250 then 2
         else 3 end::tinyint as cell
  from book),
amounts as (
  select *, greatest(2 * spend3, spend6) as need,
    case cell when 0 then 6000000 when 1 then 3000000 when 2 then 1500000 else 500000 end::bigint as ceiling,
    5 * monthly_income as capacity
  from staged),
targets as (
  select *,
    case when capacity is not null then least(need, capacity, ceiling) end as target
  from amounts),
ruled as (
  select *,
    case when days_past_due > 60 or stage = 4 then 1
         when cell = 3 and utilisation < 0.25 then 2
         when days_past_due = 0 and utilisation >= 0.75 and stage in (1, 2) and cell in (0, 1)
              and target // 100000 * 100000 > credit_limit then 3
         when days_past_due = 0 and utilisation >= 0.5 and stage = 0 and tenure_months >= 3 and cell = 0
              and least(target, credit_limit * 5 // 4) // 100000 * 100000 > credit_limit and target is not null then 4
         else 5 end as rule
  from targets)
select stage, cell,
  case rule when 1 then 2 when 2 then 2 when 3 then 1 when 4 then 1 else 0 end::tinyint as action,
  case rule when 1 then least(credit_limit, need, ceiling) // 100000 * 100000
            when 2 then credit_limit // 2 // 100000 * 100000
            when 3 then target // 100000 * 100000
            when 4 then least(target, credit_limit * 5 // 4) // 100000 * 100000
            else credit_limit end as line
from ruled
"""

# The fastest form found: whole numbers from conditions in place of CASE, one rounding, unknown as 0.
TUNED = """
with facts as (
  select tenure_months, days_past_due, utilisation, credit_limit, spend3, spend6,
    (pd >= 0.0234375)::tinyint as risky, (annual_margin < 250)::tinyint as meagre,
    (months_inactive >= 6 or days_past_due > 90) as lost,
    (months_inactive >= 3 or 4 * spend3 < spend6) as decline,
    5 * coalesce(monthly_income, 0) as capacity
  from book),
staged as (
  select *, (risky * 2 + meagre)::tinyint as cell,
    case when lost then 4 when decline then 3 when tenure_months < 6 then 0
         when tenure_months < 24 and 5 * spend3 >= 3 * spend6 then 1 else 2 end::tinyint as stage
  from facts),
amounts as (
  select *, least(greatest(2 * spend3, spend6),
                  (6000000 - 4500000 * risky - (3000000 - 2000000 * risky) * meagre)::bigint) as bounded
  from staged),
ruled as (
  select *,
    case when days_past_due > 60 or lost then 1::tinyint
         when cell = 3 and utilisation < 0.25 then 2::tinyint
         when days_past_due = 0 and stage < 3 and cell < 2 and utilisation >= 0.5 then
           case when stage > 0 then case when utilisation >= 0.75 then 3::tinyint else 5::tinyint end
                when tenure_months >= 3 and cell = 0 then 4::tinyint else 5::tinyint end
         else 5::tinyint end as rule
  from amounts),
lines as (
  select *,
    case rule when 5 then 0
      when 1 then least(credit_limit, bounded) // 100000 * 100000
      when 2 then credit_limit // 200000 * 100000
      when 3 then least(bounded, capacity) // 100000 * 100000
      else least(bounded, capacity, credit_limit * 5 // 4) // 100000 * 100000 end as changed
  from ruled)
select stage, cell,
  case when rule < 3 then 2::tinyint when changed > credit_limit then 1::tinyint else 0::tinyint end as action,
  case when rule < 3 or changed > credit_limit then changed else credit_limit end as line
from lines
"""


def duckdb_query(sql):
    import duckdb

    connection = duckdb.connect(config={"threads": 1})

    def prepare(table):
        connection.register("book", table)
        return lambda: connection.sql(sql).to_arrow_table()

    return prepare


def polars_frame(table):
    import polars as pl

    frame = pl.from_arrow(table)
    col, lit = pl.col, pl.lit

    def down(cents):
        return cents // 100_000 * 100_000

    def code(value):
        return lit(value, pl.Int8)

    stage = (
        pl.when((col("months_inactive") >= 6) | (col("days_past_due") > 90)).then(code(4))
        .when((col("months_inactive") >= 3) | (4 * col("spend3") < col("spend6"))).then(code(3))
        .when(col("tenure_months") < 6).then(code(0))
        .when((col("tenure_months") < 24) & (5 * col("spend3") >= 3 * col("spend6"))).then(code(1))
        .otherwise(code(2)))
    cell = (col("pd") >= 0.0234375).cast(pl.Int8) * 2 + (col("annual_margin") < 250).cast(pl.Int8)
    ceiling = (pl.when(col("cell") == 0).then(lit(6_000_000, pl.Int64))
               .when(col("cell") == 1).then(lit(3_000_000, pl.Int64))
               .when(col("cell") == 2).then(lit(1_500_000, pl.Int64))
               .otherwise(lit(500_000, pl.Int64)))
    need = pl.max_horizontal(2 * col("spend3"), col("spend6"))
    # Unknown counts as 0, which raises nobody.
    target = pl.min_horizontal(col("bounded"), 5 * col("monthly_income").fill_null(0))
    limit = col("credit_limit")
    on_time = (col("days_past_due") == 0) & (col("cell") < 2)
    rule = (pl.when((col("days_past_due") > 60) | (col("stage") == 4)).then(code(1))
            .when((col("cell") == 3) & (col("utilisation") < 0.25)).then(code(2))
            .when(on_time & (col("utilisation") >= 0.75) & ((col("stage") == 1) | (col("stage") == 2))).then(code(3))
            .when(on_time & (col("utilisation") >= 0.5) & (col("stage") == 0) & (col("tenure_months") >= 3)
                  & (col("cell") == 0)).then(code(4))
            .otherwise(code(5)))
    changed = down(pl.when(col("rule") == 1).then(pl.min_horizontal(limit, col("bounded")))
                   .when(col("rule") == 2).then(limit // 2)
                   .when(col("rule") == 3).then(col("target"))
                   .when(col("rule") == 4).then(pl.min_horizontal(col("target"), limit * 5 // 4))
                   .otherwise(0))
    raised = col("changed") > limit
    plan = (frame.lazy()
            .with_columns(stage=stage, cell=cell)
            .with_columns(bounded=pl.min_horizontal(need, ceiling))
            .with_columns(target=target, rule=rule)
            .with_columns(changed=changed)
            .select("stage", "cell",
                    pl.when(col("rule") <= 2).then(code(2)).when(raised).then(code(1)).otherwise(code(0)).alias("action"),
                    pl.when((col("rule") <= 2) | raised).then(col("changed")).otherwise(limit).alias("line")))
    return lambda: plan.collect(engine="streaming").to_arrow()


def pyarrow_table(table):
    import pyarrow as pa
    import pyarrow.compute as pc

    pa.set_cpu_count(1)
    money, byte = (lambda value: pa.scalar(value, pa.int64())), (lambda value: pa.scalar(value, pa.int8()))

    def decide():
        column = {name: table.column(name) for name in INPUTS}
        limit, late, tenure = column["credit_limit"], column["days_past_due"], column["tenure_months"]
        spend3, spend6, use = column["spend3"], column["spend6"], column["utilisation"]
        times = lambda amount, factor: pc.multiply(amount, money(factor))
        down = lambda amount: times(pc.divide(amount, money(100_000)), 100_000)
        lost = pc.or_(pc.greater_equal(column["months_inactive"], 6), pc.greater(late, 90))
        decline = pc.or_(pc.greater_equal(column["months_inactive"], 3), pc.less(times(spend3, 4), spend6))
        fresh = pc.less(tenure, 6)
        growth = pc.and_(pc.less(tenure, 24), pc.greater_equal(times(spend3, 5), times(spend6, 3)))
        stage = pc.if_else(lost, byte(4), pc.if_else(decline, byte(3), pc.if_else(
            fresh, byte(0), pc.if_else(growth, byte(1), byte(2)))))
        risky = pc.greater_equal(column["pd"], 0.0234375)
        rewarding = pc.greater_equal(column["annual_margin"], 250.0)
        cell = pc.if_else(risky, pc.if_else(rewarding, byte(2), byte(3)), pc.if_else(rewarding, byte(0), byte(1)))
        ceiling = pc.if_else(risky, pc.if_else(rewarding, money(1_500_000), money(500_000)),
                             pc.if_else(rewarding, money(6_000_000), money(3_000_000)))
        bounded = pc.min_element_wise(pc.max_element_wise(times(spend3, 2), spend6), ceiling)
        # Unknown counts as 0, which raises nobody.
        target = pc.min_element_wise(bounded, times(pc.fill_null(column["monthly_income"], 0), 5))
        calm = pc.invert(pc.or_(lost, decline))
        on_time = pc.and_(pc.and_(pc.equal(late, 0), pc.invert(risky)), calm)
        need_cut = pc.or_(pc.greater(late, 60), lost)
        halve = pc.and_(pc.and_(risky, pc.invert(rewarding)), pc.less(use, 0.25))
        grow = pc.and_(on_time, pc.and_(pc.greater_equal(use, 0.75), pc.invert(fresh)))
        start = pc.and_(pc.and_(on_time, pc.greater_equal(use, 0.5)),
                        pc.and_(pc.and_(fresh, pc.greater_equal(tenure, 3)), rewarding))
        quarter_more = pc.divide(times(limit, 5), money(4))
        changed = down(pc.if_else(need_cut, pc.min_element_wise(limit, bounded), pc.if_else(
            halve, pc.divide(limit, money(2)), pc.if_else(grow, target, pc.if_else(
                start, pc.min_element_wise(target, quarter_more), money(0))))))
        cut = pc.or_(need_cut, halve)
        raised = pc.greater(changed, limit)
        action = pc.if_else(cut, byte(2), pc.if_else(raised, byte(1), byte(0)))
        line = pc.if_else(pc.or_(cut, raised), changed, limit)
        return pa.table([stage, cell, action, line], names=OUTPUTS)

    return decide


CONTENDERS = {
    "duckdb as written": lambda: duckdb_query(AS_WRITTEN),
    "duckdb tuned": lambda: duckdb_query(TUNED),
    "polars streaming": lambda: polars_frame,
    "pyarrow": lambda: pyarrow_table,
}


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", required=True, help="folder of twelve_rules_bench --dump")
    options.add_argument("--rows", type=int, required=True)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--contender", choices=CONTENDERS, required=True)
    args = options.parse_args()
    table = measure.arrow_table(args.data, args.rows, INPUTS)
    work = CONTENDERS[args.contender]()(table)
    measure.require_equal(args.contender, work(), measure.expected(args.data, OUTPUTS))
    measure.report({args.contender: measure.nanoseconds(work, args.rows, args.runs)})


if __name__ == "__main__":
    main()
