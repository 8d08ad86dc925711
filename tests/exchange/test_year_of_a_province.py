"""The year of a province: 104 communes report, are sent back, correct, merge, are consolidated.

Whatever the superior says is counted again from the communes' own book (:mod:`.province`).
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from papidesk.domain.consolidation import Remark
from papidesk.domain.record import replace
from papidesk.domain.unit_tree import BelowUnit
from papidesk.storage.store import Store
from papidesk.workflow import (
    consolidation,
    consolidation_locks,
    receipts,
    receiving,
    receiving_folder,
    sending,
    sent_history,
    unit_board,
    unit_decisions,
    units,
)
from tests.exchange import province as book
from tests.exchange.province import HALF, HALF_DUE, LATEST, RATIO, SUMS, WHO, WHOLE, Commune, noon
from tests.workflow.exchanged import received

COMMUNES = 104
LATE, NEVER, RETURNED, MERGED = range(90, 98), (98, 99), range(6), (100, 101, 102, 103)
HALF_DAY, LATE_DAY = datetime.date(2026, 6, 18), datetime.date(2026, 6, 29)
MERGER = datetime.date(2026, 7, 1)
YEAR_DAY = datetime.date(2026, 12, 17)


def _check(superior: Store, period: str, window: book.Window, counted: Sequence[Commune]) -> None:
    """Compare every total, and every commune's part in it, with the book."""
    lines = {one.counter.code: one.value for one in consolidation.totals(superior, "papi", period)}
    for counter in (*SUMS, *RATIO[1:]):
        assert lines.get(counter, Decimal(0)) == book.summed(counted, counter, window), counter
    assert lines.get(LATEST) == book.latest_summed(counted, window)
    ratio = book.ratio(counted, window)
    assert ratio is not None
    assert lines[RATIO[0]] == ratio.quantize(Decimal("0.1"), ROUND_HALF_UP)
    by_code = {one.code: one for one in counted}
    for counter in SUMS:
        parts = consolidation.parts(superior, "papi", period, counter, names="then")
        told = {one.unit: one.value for one in parts if not one.returned}
        assert {unit for unit, value in told.items() if value} <= by_code.keys()
        for commune in counted:
            expected = book.summed([commune], counter, window)
            assert (told.get(commune.code) or 0) == expected, (commune.code, counter)


def _take(superior: Store, stick: Path, day: datetime.date, count: int) -> list[str]:
    """Take a stick's bundles in as a night's run does; return the rows they are kept under."""
    results = list(receiving_folder.run(superior, stick, who=WHO, now=noon(day)))
    assert [one.state for one in results] == ["applied"] * count, [
        (one.path, one.reason) for one in results if one.state != "applied"
    ]
    return [one.received for one in results]


def _states(superior: Store, period: str, day: datetime.date) -> dict[str, str]:
    board = unit_board.board(superior, "papi", period, today=day)
    return {row.unit: row.state for row in board.rows}


def test_a_year_of_104_communes_adds_up_whatever_comes_between(tmp_path: Path) -> None:
    chance = random.Random(104)
    with book.province(tmp_path, COMMUNES) as (superior, communes):
        for commune in communes:
            commune.do(chance, HALF, chance.randint(8, 20))
        _first_half(superior, communes, tmp_path, chance)
        _corrections(superior, communes, tmp_path)
        _closed_period(superior, communes, tmp_path)
        _merger(superior, communes)
        _whole_year(superior, communes, tmp_path, chance)


def _first_half(
    superior: Store, communes: list[Commune], folder: Path, chance: random.Random
) -> None:
    good = [one for at, one in enumerate(communes) if at not in (*LATE, *NEVER)]
    for commune in communes:
        commune.report("2026-H1", HALF_DAY)
    for commune in good:
        commune.send("2026-H1", folder / "h1", HALF_DAY)
    rows = _take(superior, folder / "h1", HALF_DAY, len(good))
    late = [communes[at] for at in LATE]
    for commune in late:
        commune.send("2026-H1", folder / "late", HALF_DAY)
    # The same stick once more beside the late ones: nothing counts twice.
    for path in sorted((folder / "h1").iterdir())[:5]:
        (folder / "late" / path.name).write_bytes(path.read_bytes())
    results = list(receiving_folder.run(superior, folder / "late", who=WHO, now=noon(LATE_DAY)))
    assert sorted(one.state for one in results) == ["applied"] * len(late) + ["known"] * 5

    _check(superior, "2026-H1", HALF, [*good, *late])
    states = _states(superior, "2026-H1", LATE_DAY)
    assert [states[one.code] for one in good] == ["on_time"] * len(good)
    assert [states[one.code] for one in late] == ["late"] * len(late)
    assert [states[communes[at].code] for at in NEVER] == ["overdue"] * len(NEVER)
    board = unit_board.board(superior, "papi", "2026-H1", today=LATE_DAY)
    assert board.due == HALF_DUE
    rate = (Decimal(len(good)) * 100 / COMMUNES).quantize(Decimal("0.1"))
    assert board.on_time_rate == rate
    _receipts_home(superior, good, rows, folder)


def _receipts_home(superior: Store, sent: list[Commune], rows: list[str], folder: Path) -> None:
    """Bring each commune its receipt, the last ones twice and in another order."""
    stick = folder / "receipts"
    stick.mkdir()
    for commune, row in zip(sent, rows, strict=True):
        target = stick / f"{commune.code}.papi"
        receipts.make(superior, row, target, who=WHO)
        for _ in range(2 if commune is sent[-1] else 1):
            received(commune.store, target, now=noon(LATE_DAY))
        assert [one.state for one in sent_history.history(commune.store)][:1] == ["applied"]


def _corrections(superior: Store, communes: list[Commune], folder: Path) -> None:
    """Return six reports; five come again, corrected, one of them with a second correction."""
    wrong = [communes[at] for at in RETURNED]
    for commune in wrong:
        made = unit_decisions.send_back(
            superior, commune.code, "papi", "2026-H1", reason="Số liệu chưa khớp", who=WHO,
            remarks=(Remark(place="tin-bai", text="Số tin, bài cao bất thường"),),
            now=noon(LATE_DAY),
        )  # fmt: skip
        stick = folder / "back" / commune.code
        stick.mkdir(parents=True)
        paths = sending.export(superior, [one.id for one in made], stick, who=WHO)
        received(commune.store, paths[0], now=noon(LATE_DAY))
    others = [one for at, one in enumerate(communes) if at not in (*NEVER, *RETURNED)]
    _check(superior, "2026-H1", HALF, others)

    first: list[Path] = []
    for commune in wrong[:-1]:
        deed = next(one for one in commune.deeds if set(one.amounts) & set(SUMS))
        counter = next(name for name in SUMS if name in deed.amounts)
        commune.correct(deed, counter, deed.amounts[counter] + 7)
        commune.report("2026-H1", LATE_DAY)
        first.append(commune.send("2026-H1", folder / "again", LATE_DAY))
    # One corrects once more; its two files arrive in the wrong order.
    twice = wrong[0]
    deed = next(one for one in twice.deeds if "hoi-nghi" in one.amounts or "tin-bai" in one.amounts)
    counter = "hoi-nghi" if "hoi-nghi" in deed.amounts else "tin-bai"
    twice.correct(deed, counter, Decimal(1))
    twice.report("2026-H1", LATE_DAY)
    second = twice.send("2026-H1", folder / "second", LATE_DAY)
    received(superior, second, now=noon(LATE_DAY))
    for path in first:
        received(superior, path, now=noon(LATE_DAY))

    counted = [one for at, one in enumerate(communes) if at not in (*NEVER, RETURNED[-1])]
    _check(superior, "2026-H1", HALF, counted)
    assert _states(superior, "2026-H1", LATE_DAY)[wrong[-1].code] == "returned"


def _closed_period(superior: Store, communes: list[Commune], folder: Path) -> None:
    """Close the half-year; a report that comes afterwards waits until it is opened again."""
    consolidation_locks.lock(superior, "papi", "2026-H1", who=WHO)
    before = consolidation.totals(superior, "papi", "2026-H1")
    straggler = communes[NEVER[0]]
    path = straggler.send("2026-H1", folder / "straggler", LATE_DAY)
    waiting = list(
        receiving_folder.run(superior, folder / "straggler", who=WHO, now=noon(LATE_DAY))
    )
    assert [one.state for one in waiting] != ["applied"]
    assert consolidation.totals(superior, "papi", "2026-H1") == before

    consolidation_locks.unlock(superior, "papi", "2026-H1", reason="Nhận bổ sung", who=WHO)
    taken = received(superior, path, now=noon(LATE_DAY))
    assert taken.state == "applied"
    counted = [one for at, one in enumerate(communes) if at not in (NEVER[1], RETURNED[-1])]
    _check(superior, "2026-H1", HALF, counted)
    # Taken in by mistake: undone as a whole, and taken in again.
    receiving.undo(superior, taken.id, who=WHO)
    assert consolidation.totals(superior, "papi", "2026-H1") == before
    received(superior, path, now=noon(LATE_DAY))
    _check(superior, "2026-H1", HALF, counted)


def _merger(superior: Store, communes: list[Commune]) -> None:
    """Four communes become one on 1/7: their old figures stand under both names."""
    old = [communes[at] for at in MERGED]
    before = {counter: sum(book.summed([one], counter, HALF) for one in old) for counter in SUMS}
    units.merge(
        superior, [one.code for one in old], replace(units.get(superior, old[0].code)),
        day=MERGER, basis="Nghị quyết 1/NQ-HĐND", who=WHO,
    )  # fmt: skip
    for counter, expected in before.items():
        now = {
            one.unit: one
            for one in consolidation.parts(
                superior, "papi", "2026-H1", counter, names="now", on=LATE_DAY.replace(month=8)
            )
        }
        then = consolidation.parts(superior, "papi", "2026-H1", counter, names="then")
        if expected:
            assert now[old[0].code].value == expected
        assert not {one.code for one in old[1:]} & now.keys()
        told = [one.value or 0 for one in then if one.unit in {each.code for each in old}]
        assert sum(told) == expected


def _whole_year(
    superior: Store, communes: list[Commune], folder: Path, chance: random.Random
) -> None:
    """The second half: those that still exist report the year; what was merged goes on in one."""
    on = [one for at, one in enumerate(communes) if at not in MERGED[1:]]
    rest = (HALF[1] + datetime.timedelta(days=1), WHOLE[1])
    for commune in on:
        commune.do(chance, rest, chance.randint(2, 6))
        # The year's figures go without a paper: the half-year's went with one.
        commune.send("2026", folder / "year", YEAR_DAY)
    _take(superior, folder / "year", YEAR_DAY, len(on))

    _check(superior, "2026", WHOLE, on)
    states = _states(superior, "2026", YEAR_DAY)
    assert {states[one.code] for one in on} == {"on_time"}
    assert not {communes[at].code for at in MERGED[1:]} & {
        unit for unit, state in states.items() if state != "not_due"
    }
    assert isinstance(units.get(superior, communes[MERGED[1]].code), BelowUnit)
