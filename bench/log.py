"""The activity log: first rows, filters, totals, heat of up to 200,000 entries."""

from __future__ import annotations

import datetime
import random
import tempfile
from decimal import Decimal
from pathlib import Path

from bench.measure import OURS, Row, in_turn
from papidesk.domain.activity import Activity, Amount
from papidesk.domain.filters import ActivityFilter
from papidesk.storage import activities
from papidesk.storage.store import Store
from papidesk.workflow import demo, log, log_counters, workspaces

SIZES = (5_000, 50_000, 200_000)
PAGE = 200
REACH = 0.05  # seconds, at 50,000 entries
_WORDS = (
    "tuyên truyền", "cải cách", "hành chính", "đối thoại", "nhân dân", "phát thanh", "hội nghị",
    "tập huấn", "niêm yết", "công khai", "thôn Đông", "thôn Đoài", "xóm Bến",
)  # fmt: skip
_YEAR = ActivityFilter(since=datetime.date(2025, 1, 1), until=datetime.date(2025, 12, 31))


def rows() -> list[Row]:
    """Measure the log at three sizes."""
    measured: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with workspaces.create(place / "workspace", demo.sample_offices()[0], who="bench") as made:
            begin = 0
            for size in SIZES:
                _fill(made.store, begin, size)
                begin = size
                measured += _looked_at(made.store, size)
    return sorted(measured, key=lambda row: row.job)


def _fill(store: Store, begin: int, end: int) -> None:
    codes = [one.code for one in log_counters.by_code(store).values() if one.adds_up == "sum"]
    channels = list(log_counters.channels_by_code(store))
    draw = random.Random(begin)
    made = (
        Activity(
            date=datetime.date(2024, 1, 1) + datetime.timedelta(days=draw.randrange(730)),
            title=" ".join(draw.choices(_WORDS, k=6)) + f" {number}",
            amounts=(Amount(counter=draw.choice(codes), quantity=Decimal(draw.randrange(50))),),
            channel=draw.choice(channels), unit=f"Đơn vị {draw.randrange(12)}",
            people=draw.randrange(200), cost=draw.randrange(10**6), note="Ghi chú " * 8,
        )
        for number in range(begin, end)
    )  # fmt: skip
    with store.unit_of_work():
        activities.add_many(store, made, log_counters.rules(store))


def _looked_at(store: Store, size: int) -> list[Row]:
    text = ActivityFilter(text="doi thoai thon dong 99")
    unit = ActivityFilter(units=("Đơn vị 3",), channels=("zalo",))
    jobs = {
        f"Log: the first {PAGE} entries": (
            lambda: log.listing(store, limit=PAGE),
            f"SELECT content FROM activities WHERE trashed_at IS NULL "
            f"ORDER BY date DESC, id DESC LIMIT {PAGE}",
        ),
        f"Log: the first {PAGE} by title": (
            lambda: log.listing(store, limit=PAGE, sort="title"),
            f"SELECT content FROM activities WHERE trashed_at IS NULL "
            f"ORDER BY title_key DESC, id DESC LIMIT {PAGE}",
        ),
        "Log: words without dấu": (
            lambda: log.listing(store, text, limit=PAGE),
            "SELECT content FROM activities WHERE folded LIKE '%doi%' AND folded LIKE '%thoai%' "
            "AND folded LIKE '%thon%' AND folded LIKE '%dong%' AND folded LIKE '%99%' "
            f"ORDER BY date DESC LIMIT {PAGE}",
        ),
        "Log: one unit, one channel, counted": (
            lambda: log.count(store, unit),
            "SELECT count(*) FROM activities WHERE unit_key = 'don vi 3' AND channel = 'zalo'",
        ),
        "Log: totals of a year": (
            lambda: log.totals(store, _YEAR),
            "SELECT counter, sum(quantity), count(*) FROM activity_amounts "
            "WHERE date BETWEEN '2025-01-01' AND '2025-12-31' GROUP BY counter",
        ),
        "Log: entries of each day": (
            lambda: log.heat(store),
            "SELECT date, count(*) FROM activities WHERE trashed_at IS NULL GROUP BY date",
        ),
    }
    measured = []
    for job, (work, sql) in jobs.items():
        sides = in_turn({OURS: work, "bare SELECT": lambda sql=sql: store.rows(sql)})  # type: ignore[misc]
        limit = REACH if size <= 50_000 else None
        measured.append(Row(job, f"{size:,} entries", size, sides, most_seconds=limit))
    return measured
