"""A CSV file of up to 100,000 rows looked through and taken into the log, beside rows unseen."""

from __future__ import annotations

import csv
import resource
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from bench.measure import OURS, ROOT, Row, processes_in_turn, python

SIZES = (1_000, 10_000, 100_000)
SCRIPT = Path(__file__)
BARE = "bare csv + executemany"
MOST = 200  # MiB; an office's computer has 4 GB for all
# Each row is read, checked, compared with the log, kept with its hash, and added to its counters.
REACH = 40
ROUNDS = 3
_HEAD = "Ngày,Nội dung,Chỉ tiêu,Số lượng,Đơn vị,Số người,Kinh phí,Ghi chú"


def rows() -> list[Row]:
    """Measure tables of three sizes; each is taken in by a process of its own."""
    measured = []
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder) / f"{size}.csv"
            write(path, size)
            sides = processes_in_turn(
                {
                    OURS: python("-m", "bench.log_import", "ours", path),
                    BARE: python("-m", "bench.log_import", "bare", path),
                },
                rounds=ROUNDS,
            )
            largest = size == SIZES[-1]
            measured.append(
                Row(
                    "Log: a CSV file looked through and taken in",
                    f"{size:,} rows",
                    size,
                    sides,
                    reach={BARE: REACH} if largest else {},
                    most_mebibytes=MOST if largest else None,
                )
            )
    return measured


def write(path: Path, size: int) -> None:
    """Write a table of ``size`` rows."""
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEAD + "\n")
        for number in range(size):
            file.write(
                f"{1 + number % 28:02}/{1 + number % 12:02}/2025,Họp thôn lần {number},hoi-nghi,"
                f"{number % 9},Thôn Đông,{number % 100},{number * 10},ghi chú\n"
            )


def ours(path: Path, folder: Path) -> float:
    """Take the table in; return the seconds from opening it."""
    from papidesk.workflow import demo, log_import, workspaces

    with workspaces.create(folder / "workspace", demo.sample_offices()[0], who="bench") as made:
        began = time.perf_counter()
        table = log_import.read(path)
        preview = log_import.preview(made.store, table, log_import.guess(made.store, table))
        log_import.take(made.store, preview, who="bench")
        return time.perf_counter() - began


def bare(path: Path, folder: Path) -> float:
    """Put the rows into one table as they are; return the seconds."""
    began = time.perf_counter()
    connection = sqlite3.connect(folder / "bare.db")
    connection.execute(
        "CREATE TABLE entries (day, title, counter, quantity, unit, people, cost, note)"
    )
    with path.open(encoding="utf-8") as file:
        read = csv.reader(file)
        next(read)
        connection.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)", read)
    connection.commit()
    connection.close()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as place:
        work = {"ours": ours, "bare": bare}[sys.argv[1]]
        seconds = work(Path(sys.argv[2]), Path(place))
        print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
