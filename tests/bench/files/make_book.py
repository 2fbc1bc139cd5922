#!/usr/bin/env python3
"""Makes the file benchmark's inputs by repeating the 30,000 rows of a card extract.

    make_book.py --extract uci_credit_card.csv --times 100 --out FOLDER [--big-rows 100000000]

Into FOLDER go book.csv and book.parquet (snappy, all columns int64), and, when asked for, big.parquet of so
many rows, written in parts so that no more than one of them is in memory. What is there already is kept.
"""
import argparse
import pathlib

import pyarrow as pa
import pyarrow.csv as csv
import pyarrow.parquet as pq


def whole_numbers(extract):
    table = csv.read_csv(extract)
    return table.cast(pa.schema([(name, pa.int64()) for name in table.column_names]))


def write_csv(extract, times, path):
    header, rows = pathlib.Path(extract).read_bytes().split(b"\n", 1)
    with open(path, "wb") as out:
        out.write(header + b"\n")
        for _ in range(times):
            out.write(rows)


def write_parquet(table, rows, path):
    part = pa.concat_tables([table] * 34).combine_chunks()  # about a million rows
    with pq.ParquetWriter(path, table.schema, compression="snappy") as writer:
        while rows > 0:
            writer.write_table(part.slice(0, min(rows, len(part))))
            rows -= min(rows, len(part))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--extract", required=True)
    options.add_argument("--times", type=int, default=100)
    options.add_argument("--big-rows", type=int, default=0)
    options.add_argument("--out", required=True)
    args = options.parse_args()
    folder = pathlib.Path(args.out)
    folder.mkdir(parents=True, exist_ok=True)
    table = whole_numbers(args.extract)
    if not (folder / "book.csv").exists():
        write_csv(args.extract, args.times, folder / "book.csv")
    if not (folder / "book.parquet").exists():
        write_parquet(table, len(table) * args.times, folder / "book.parquet")
    if args.big_rows and not (folder / "big.parquet").exists():
        write_parquet(table, args.big_rows, folder / "big.parquet")


if __name__ == "__main__":
    main()
