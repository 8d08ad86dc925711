"""A year of a commune: sixty tasks, six hundred entries, two printed reports, counted by hand.

Every figure of the printed annex is computed again from the entries, without the program.
"""

from __future__ import annotations

import datetime
import io
import random
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pdfplumber
import pytest

from papidesk.domain.activity import Activity, Amount
from papidesk.domain.task import Target, Task
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, figures, log, papers, reports, tasks
from papidesk.workflow.reports import ReportOrder
from tests.workflow.conftest import WHO
from tests.workflow.reports.test_issued_reports import out
from tests.workflow.reports.year_of_a_commune import day, plan

UNITS = ("Văn phòng - Thống kê", "Văn hóa - Xã hội", "Tài chính - Kế toán", "Đài truyền thanh")
DIMENSIONS = ("1.1", "1.2", "2.1", "2.2", "3.1", "4.1", "5.1", "6.1", "7.1", "8.1")
SUMS = (
    "tin-bai", "luot-phat-thanh", "hoi-nghi", "chao-co", "to-roi", "bai-facebook", "bai-zalo",
    "tap-huan", "phan-anh-tiep-nhan", "doi-thoai", "kiem-tra", "van-ban-chi-dao",
)  # fmt: skip
WINDOWS = {
    "2024-H1": (day(12, 15, 2023), day(6, 14)),
    "2024": (day(12, 15, 2023), day(12, 14)),
}
BEFORE = {"2024-H1": (day(6, 15, 2023), day(12, 14, 2023)), "2024": None}
YEAR_BEFORE = {
    "2024-H1": (day(12, 15, 2022), day(6, 14, 2023)),
    "2024": (day(12, 15, 2022), day(12, 14, 2023)),
}
Span = tuple[datetime.date, datetime.date]


def sixty_tasks(plan_id: str) -> list[Task]:
    chance = random.Random(60)

    def targets(number: int) -> tuple[Target, ...]:
        quantity = Decimal(chance.randint(5, 90))
        return (Target(counter=SUMS[number % len(SUMS)], quantity=quantity),) if number % 2 else ()

    return [
        Task(
            plan=plan_id, text=f"Nhiệm vụ số {number}: tuyên truyền, phổ biến.", year=2024,
            lead=chance.choice(UNITS), dimensions=(chance.choice(DIMENSIONS),),
            due=day(chance.randint(1, 12), 28), product="Báo cáo kết quả",
            targets=targets(number),
            state="stopped" if number == 7 else "open", stop_reason="Trùng" if number == 7 else "",
        )
        for number in range(1, 61)
    ]  # fmt: skip


def six_hundred_entries(given: list[Task]) -> list[Activity]:
    chance = random.Random(600)
    made = []
    for number in range(600):
        when = day(12, 1, 2022) + datetime.timedelta(days=chance.randint(0, 745))
        amounts = [Amount(counter=SUMS[number % len(SUMS)], quantity=Decimal(chance.randint(1, 9)))]
        if number % 10 == 0:
            received = chance.randint(50, 90)
            amounts = [
                Amount(counter="ho-so-dvc", quantity=Decimal(received)),
                Amount(counter="ho-so-toan-trinh", quantity=Decimal(chance.randint(10, received))),
            ]
        if number % 25 == 1:
            amounts = [Amount(counter="tthc-niem-yet", quantity=Decimal(chance.randint(150, 200)))]
        made.append(
            Activity(
                date=when, title=f"Hoạt động số {number}", amounts=tuple(amounts),
                people=chance.randint(10, 90), cost=chance.randint(0, 3) * 100_000,
                tasks=(chance.choice(given).id,) if number % 3 else (), unit=chance.choice(UNITS),
            )
        )  # fmt: skip
    return made


def by_hand(entries: list[Activity], code: str, span: Span) -> Decimal | None:
    """Count a counter as its catalogue says, from the entries alone."""
    counter = catalogues.counter(None, code)
    inside = [each for each in entries if span[0] <= each.date <= span[1]]

    def summed(name: str, chosen: list[Activity]) -> Decimal:
        amounts = (a.quantity for each in chosen for a in each.amounts if a.counter == name)
        return sum(amounts, Decimal(0))

    if counter.people_of:
        served = [
            each for each in inside if {a.counter for a in each.amounts} & set(counter.people_of)
        ]
        return Decimal(sum(each.people or 0 for each in served))
    if counter.cost:
        return Decimal(sum(each.cost or 0 for each in inside))
    if counter.adds_up == "ratio":
        below = summed(counter.denominator, inside)
        if not below:
            return None
        share = summed(counter.numerator, inside) * 100 / below
        return share.quantize(Decimal("0.1"), ROUND_HALF_UP)
    if counter.adds_up == "latest":
        known = [
            (each.date, each.id, a.quantity)
            for each in entries
            for a in each.amounts
            if a.counter == code and each.date <= span[1]
        ]
        return max(known)[2] if known else None
    return summed(code, inside)


def printed_rows(pdf: bytes) -> dict[str, list[str]]:
    """Return the cells of the printed annex of figures by the counter's name."""
    rows: dict[str, list[str]] = {}
    with pdfplumber.open(io.BytesIO(pdf)) as paper:
        for page in paper.pages:
            if page.width < page.height:
                continue
            for table in page.extract_tables():
                for row in table:
                    cells = [" ".join((cell or "").split()) for cell in row]
                    if len(cells) == 9 and cells[0].isdigit():
                        # A year has no column of its own for the period before.
                        cells.insert(4, "")
                    if len(cells) == 10 and cells[0].isdigit():
                        rows[cells[1]] = cells
    return rows


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    from papidesk.workflow import demo, workspaces

    folder: Path = tmp_path_factory.mktemp("year") / "xã"
    made = workspaces.create(folder, demo.sample_offices()[0], who=WHO)
    _live(made.store)
    printed = {}
    for period, today in (("2024-H1", day(6, 18)), ("2024", day(12, 16))):
        issued = out(made.store, ReportOrder(duty="papi", period=period), today)
        printed[period] = papers.pdf(issued)
    _State.entries = [row.activity for row in log.listing(made.store)]
    _State.tasks = [row.task for row in tasks.listing(made.store, today=day(12, 16))]
    made.close()
    return printed.__getitem__


class _State:
    """What the workspace of the module held."""

    entries: list[Activity]
    tasks: list[Task]


def _live(store: Store) -> None:
    issued = plan(store)
    given = tasks.save_many(store, sixty_tasks(issued.id), who=WHO)
    log.add_all(store, six_hundred_entries(given), who=WHO)


@pytest.mark.parametrize("period", ["2024-H1", "2024"])
def test_every_printed_figure_is_what_counting_by_hand_gives(
    written: Callable[[str], bytes], period: str
) -> None:
    rows = printed_rows(written(period))
    entries = _State.entries
    assert len(entries) == 600 and len(_State.tasks) == 60
    text = figures.number_text
    checked = 0
    for counter in catalogues.counters(None):
        now = by_hand(entries, counter.code, WINDOWS[period])
        last = by_hand(entries, counter.code, YEAR_BEFORE[period])
        row = rows.get(counter.name)
        if row is None:
            assert not now and not last, counter.code
            continue
        assert row[3] == text(now), counter.code
        assert row[5] == text(last), counter.code
        if now is not None and last is not None:
            assert row[6].replace("+", "") == text(now - last)
        span = BEFORE[period]
        previous = text(by_hand(entries, counter.code, span)) if span else ""
        assert row[4] == previous, counter.code
        wanted = [
            target.quantity
            for task in _State.tasks
            for target in task.targets
            if target.counter == counter.code and task.state != "stopped"
        ]
        assert row[7] == text(sum(wanted, Decimal(0)) if wanted else None), counter.code
        checked += 1
    assert checked >= 16


def test_figures_in_the_printed_text_are_those_of_the_annex(
    written: Callable[[str], bytes],
) -> None:
    with pdfplumber.open(io.BytesIO(written("2024-H1"))) as paper:
        words = " ".join(" ".join(page.extract_text().split()) for page in paper.pages[:4])
    span = WINDOWS["2024-H1"]
    for code, pattern in (
        ("tin-bai", r"đăng (\d[\d.]*) tin, bài"),
        ("hoi-nghi", r"tổ chức (\d[\d.]*) hội nghị"),
        ("nguoi-du", r"với (\d[\d.]*) lượt người dự"),
        ("ho-so-toan-trinh", r"trong đó có (\d[\d.]*) hồ sơ toàn trình"),
        ("ty-le-toan-trinh", r"tỷ lệ ([\d,]+)%"),
        ("to-roi", r"phát (\d[\d.]*) tờ rơi"),
    ):
        found = re.search(pattern, words)
        assert found is not None, code
        counted = figures.number_text(by_hand(_State.entries, code, span))
        assert found[1].lstrip("0") == counted, code
    assert "đã phân công 60 nhiệm vụ cho 04 đơn vị, bộ phận" in words


def test_the_year_is_its_two_halves(written: Callable[[str], bytes]) -> None:
    written("2024")
    for code in SUMS:
        halves = (WINDOWS["2024-H1"], (day(6, 15), day(12, 14)))
        parts = [by_hand(_State.entries, code, span) or Decimal(0) for span in halves]
        assert sum(parts, Decimal(0)) == by_hand(_State.entries, code, WINDOWS["2024"])


def test_reports_of_a_year_are_drafted_anew_with_what_changed(store: Store) -> None:
    _live(store)
    order = ReportOrder(duty="papi", period="2024")
    first = reports.draft(store, order, today=day(12, 16))
    assert figures.refreshed(store, first) == first
