"""What the peers' scripts share: columns from the benchmark's raw files, and timing."""
import json
import pathlib
import statistics
import time

import numpy as np
import pyarrow as pa

TYPES = {"int8": pa.int8(), "int32": pa.int32(), "int64": pa.int64(), "float64": pa.float64()}


def arrow_table(folder, rows, columns):
    """The files COLUMN.TYPE of `folder` as an Arrow table; COLUMN.bits tells which values are known."""
    arrays = []
    for column in columns:
        file = next(path for path in pathlib.Path(folder).glob(column + ".*") if path.suffix[1:] in TYPES)
        bits = file.with_suffix(".bits")
        validity = pa.py_buffer(bits.read_bytes()) if bits.exists() else None
        arrays.append(pa.Array.from_buffers(TYPES[file.suffix[1:]], rows, [validity, pa.py_buffer(file.read_bytes())]))
    return pa.table(dict(zip(columns, arrays)))


def expected(folder, columns):
    """The answers that the hand-written program wrote to COLUMN.TYPE."""
    files = {column: next(pathlib.Path(folder).glob(column + ".*")) for column in columns}
    return {column: np.fromfile(file, dtype=file.suffix[1:]) for column, file in files.items()}


def require_equal(name, table, answers):
    """Ends the program unless the Arrow table `table` holds exactly `answers`."""
    for column, values in answers.items():
        found = table.column(column)
        if found.null_count or not np.array_equal(found.to_numpy(), values[: len(found)]) or len(found) > len(values):
            raise SystemExit("%s: the answers of column `%s` differ" % (name, column))


def nanoseconds(work, rows, runs):
    """Median time of `work()` over `runs` runs after one that is not timed, per row."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1e9 / rows


def report(figures):
    print(json.dumps({"ns_per_record": figures}))
