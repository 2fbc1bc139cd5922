"""The eight rules from a file to a Parquet file, in DuckDB, Polars or pyarrow. Called by tests/bench/run.

Prints the seconds from opening the input to the closed output; starting Python and loading the engine
are left out. Outputs are the columns id, rule and new_limit, snappy Parquet, rows in the order of the input.
"""
import argparse
import json
import time

COLUMNS = ["ID", "LIMIT_BAL", "EDUCATION", "AGE", "PAY_0", "PAY_2", "PAY_3", "BILL_AMT1", "BILL_AMT2", "BILL_AMT3",
           "PAY_AMT1", "PAY_AMT2", "PAY_AMT3"]

# Some of the extract's amounts are written `5e+05`, which only DuckDB reads as a whole number.
AMOUNTS = [name for name in COLUMNS if name.startswith(("LIMIT", "BILL", "PAY_AMT"))]

SQL = """
copy (
  select ID as id, rule, case rule when 1 then 0 when 2 then LIMIT_BAL // 2 // 1000 * 1000
      when 5 then LIMIT_BAL * 6 // 5 // 1000 * 1000 else LIMIT_BAL // 1000 * 1000 end as new_limit
  from (select ID, LIMIT_BAL,
      case when PAY_0 >= 3 or PAY_2 >= 3 then 1
           when PAY_0 >= 1 and PAY_2 >= 1 then 2
           when BILL_AMT1 > LIMIT_BAL then 3
           when BILL_AMT1 <= 0 and BILL_AMT2 <= 0 and BILL_AMT3 <= 0 then 4
           when PAY_0 <= 0 and PAY_2 <= 0 and PAY_3 <= 0 and PAY_AMT1 >= BILL_AMT2 and 2 * BILL_AMT1 >= LIMIT_BAL then 5
           when PAY_AMT1 + PAY_AMT2 + PAY_AMT3 >= BILL_AMT1 + BILL_AMT2 then 6
           when AGE < 25 and EDUCATION in (1, 2) then 7
           else 8 end::tinyint as rule
    from %s)
) to '%s' (format parquet, compression snappy)
"""


def run_duckdb(data, out, threads):
    import duckdb

    connection = duckdb.connect(config={"threads": threads})
    start = time.perf_counter()
    if data.endswith(".csv"):
        header = open(data).readline().strip().replace('"', "").split(",")
        types = ", ".join("'%s': 'BIGINT'" % name for name in header)
        source = "read_csv('%s', header = true, auto_detect = false, columns = {%s})" % (data, types)
    else:
        source = "'%s'" % data
    connection.sql(SQL % (source, out))
    return time.perf_counter() - start


def run_polars(data, out, threads):
    import polars as pl

    start = time.perf_counter()
    if data.endswith(".csv"):
        types = {name: pl.Float64 if name in AMOUNTS else pl.Int64 for name in COLUMNS}
        frame = pl.scan_csv(data, schema_overrides=types).with_columns(pl.col(AMOUNTS).cast(pl.Int64))
    else:
        frame = pl.scan_parquet(data)
    col = pl.col

    def code(value):
        return pl.lit(value, pl.Int8)

    rule = (pl.when((col("PAY_0") >= 3) | (col("PAY_2") >= 3)).then(code(1))
            .when((col("PAY_0") >= 1) & (col("PAY_2") >= 1)).then(code(2))
            .when(col("BILL_AMT1") > col("LIMIT_BAL")).then(code(3))
            .when((col("BILL_AMT1") <= 0) & (col("BILL_AMT2") <= 0) & (col("BILL_AMT3") <= 0)).then(code(4))
            .when((col("PAY_0") <= 0) & (col("PAY_2") <= 0) & (col("PAY_3") <= 0)
                  & (col("PAY_AMT1") >= col("BILL_AMT2")) & (2 * col("BILL_AMT1") >= col("LIMIT_BAL"))).then(code(5))
            .when(col("PAY_AMT1") + col("PAY_AMT2") + col("PAY_AMT3") >= col("BILL_AMT1") + col("BILL_AMT2")).then(code(6))
            .when((col("AGE") < 25) & ((col("EDUCATION") == 1) | (col("EDUCATION") == 2))).then(code(7))
            .otherwise(code(8)))
    limit = col("LIMIT_BAL")
    new_limit = (pl.when(col("rule") == 1).then(pl.lit(0, pl.Int64)).when(col("rule") == 2).then(limit // 2)
                 .when(col("rule") == 5).then(limit * 6 // 5).otherwise(limit)) // 1000 * 1000
    (frame.with_columns(rule=rule).select(col("ID").alias("id"), "rule", new_limit.alias("new_limit"))
     .sink_parquet(out, compression="snappy"))
    return time.perf_counter() - start


def run_pyarrow(data, out, threads):
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.csv as csv
    import pyarrow.parquet as pq

    pa.set_cpu_count(threads)
    start = time.perf_counter()
    if data.endswith(".csv"):
        convert = csv.ConvertOptions(include_columns=COLUMNS, column_types={
            name: pa.float64() if name in AMOUNTS else pa.int64() for name in COLUMNS})
        table = csv.read_csv(data, csv.ReadOptions(use_threads=threads > 1), convert_options=convert)
    else:
        table = pq.read_table(data, columns=COLUMNS, use_threads=threads > 1)
    table = table.cast(pa.schema([(name, pa.int64()) for name in COLUMNS]))
    ident, limit, education, age, late1, late2, late3, bill1, bill2, bill3, paid1, paid2, paid3 = (
        table.column(name) for name in COLUMNS)
    both = lambda *parts: parts[0] if len(parts) == 1 else pc.and_(parts[0], both(*parts[1:]))
    conditions = [
        pc.or_(pc.greater_equal(late1, 3), pc.greater_equal(late2, 3)),
        both(pc.greater_equal(late1, 1), pc.greater_equal(late2, 1)),
        pc.greater(bill1, limit),
        both(pc.less_equal(bill1, 0), pc.less_equal(bill2, 0), pc.less_equal(bill3, 0)),
        both(pc.less_equal(late1, 0), pc.less_equal(late2, 0), pc.less_equal(late3, 0),
             pc.greater_equal(paid1, bill2), pc.greater_equal(pc.multiply(bill1, 2), limit)),
        pc.greater_equal(pc.add(pc.add(paid1, paid2), paid3), pc.add(bill1, bill2)),
        both(pc.less(age, 25), pc.or_(pc.equal(education, 1), pc.equal(education, 2)))]
    rule = pa.scalar(8, pa.int8())
    for number, condition in reversed(list(enumerate(conditions, 1))):
        rule = pc.if_else(condition, pa.scalar(number, pa.int8()), rule)
    new_limit = pc.if_else(pc.equal(rule, 1), 0, pc.if_else(pc.equal(rule, 2), pc.divide(limit, 2), pc.if_else(
        pc.equal(rule, 5), pc.divide(pc.multiply(limit, 6), 5), limit)))
    new_limit = pc.multiply(pc.divide(new_limit, 1000), 1000)
    pq.write_table(pa.table([ident, rule, new_limit], names=["id", "rule", "new_limit"]), out, compression="snappy")
    return time.perf_counter() - start


CONTENDERS = {"duckdb": run_duckdb, "polars": run_polars, "pyarrow": run_pyarrow}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--contender", choices=CONTENDERS, required=True)
    options.add_argument("--data", required=True)
    options.add_argument("--out", required=True)
    options.add_argument("--threads", type=int, default=1)
    args = options.parse_args()
    print(json.dumps({"seconds": CONTENDERS[args.contender](args.data, args.out, args.threads)}))


if __name__ == "__main__":
    main()
