"""Figures of a period beside a bare SQL aggregate, the entries behind one, a drafted report."""

from __future__ import annotations

import datetime
import random
import sqlite3
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from bench import workspaces
from bench.measure import OURS, Row, in_turn
from papidesk.domain.activity import Activity, Amount
from papidesk.storage import activities
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, duty_terms, figures, log_counters, reports
from papidesk.workflow.reports import ReportOrder

SIZES = (5_000, 50_000, 500_000)
YEARS = 5  # a log of this many years: a half-year is a tenth of it
FIRST = datetime.date(2020, 1, 1)
TODAY = datetime.date(2024, 6, 18)
RATE, LATEST = ("ho-so-toan-trinh", "ho-so-dvc"), ("tthc-niem-yet", "tthc-cap-nhat")
DUTY, PERIOD, COUNTER = "papi", "2024-H1", "tin-bai"


def rows() -> list[Row]:
    """Measure over a log that grows."""
    measured: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        workspace = workspaces.full(Path(folder) / "workspace", 0)
        begin = 0
        for size in SIZES:
            fill(workspace.store, range(begin, size))
            begin = size
            measured += _figures(workspace.store, size)
        workspace.close()
    return sorted(measured, key=lambda row: row.job)


def fill(store: Store, numbers: range) -> None:
    """Enter as many entries as ``numbers`` has, spread over the years and the counters."""
    chance = random.Random(numbers.start)
    codes = [each.code for each in catalogues.counters(store) if each.adds_up == "sum"]
    codes = [code for code in codes if code not in ("nguoi-du", "nguoi-tap-huan", "kinh-phi")]
    channels = [each.code for each in catalogues.channels(store)]
    days = 365 * YEARS

    def entry(number: int) -> Activity:
        code = COUNTER if chance.random() < 0.3 else chance.choice(codes)
        return Activity(
            date=FIRST + datetime.timedelta(days=number * 7919 % days),
            title=f"Hoạt động tuyên truyền số {number}",
            amounts=(Amount(counter=code, quantity=Decimal(chance.randint(1, 9))),),
            channel=chance.choice(channels),
            people=chance.randint(10, 90),
        )

    with store.unit_of_work():
        activities.add_many(store, map(entry, numbers), log_counters.rules(store))


def _figures(store: Store, size: int) -> Iterator[Row]:
    query = duty_terms.query(store, DUTY, PERIOD)
    bare = sqlite3.connect(f"{store.path.absolute().as_uri()}?mode=ro", uri=True)
    window = (query.since.isoformat(), query.until.isoformat())
    codes = [each.code for each in catalogues.counters(store)]
    marks = ", ".join("?" * len(codes))
    aggregate = (
        f"SELECT counter, COUNT(*), SUM(quantity) FROM activity_amounts WHERE counter IN ({marks}) "
        "AND date BETWEEN ? AND ? GROUP BY counter"
    )
    distinct = (
        "SELECT COUNT(DISTINCT activity_id) FROM activity_amounts WHERE counter IN (?, ?) "
        "AND date BETWEEN ? AND ?"
    )
    last = (
        "SELECT quantity FROM activity_amounts WHERE counter = ? AND date <= ? "
        "ORDER BY date DESC, activity_id DESC LIMIT 1"
    )
    listed = (
        "SELECT activity_id FROM activity_amounts WHERE counter = ? AND date BETWEEN ? AND ? "
        "ORDER BY date, activity_id"
    )

    def same_numbers() -> None:
        """Ask all that the figures are read off: sums, entries of the rate, latest values."""
        bare.execute(aggregate, (*codes, *window)).fetchall()
        bare.execute(distinct, (*RATE, *window)).fetchall()
        for code in LATEST:
            bare.execute(last, (code, window[1])).fetchall()

    shown = f"{size:,} entries"
    ours = in_turn(
        {
            OURS: lambda: figures.table(store, query, compare=False),
            "bare SQL": same_numbers,
        }
    )
    # Of a small log the catalogue takes longer than adding up.
    reach = {"bare SQL": 1.2} if size == SIZES[-1] else {}
    yield Row("Figures of a half-year", shown, size, ours, reach=reach)
    compared = in_turn({OURS: lambda: figures.table(store, query)})
    yield Row("Figures with the two periods they are compared with", shown, size, compared)
    behind = in_turn(
        {
            OURS: lambda: figures.entries(store, COUNTER, query),
            "bare SQL": lambda: bare.execute(listed, (COUNTER, *window)).fetchall(),
        }
    )
    yield Row("Entries behind a figure", shown, size, behind, most_seconds=0.05)
    order = ReportOrder(duty=DUTY, period=PERIOD)
    drafted = in_turn({OURS: lambda: reports.draft(store, order, today=TODAY)}, 3)
    yield Row("Draft of a half-year's report", shown, size, drafted)
    bare.close()
