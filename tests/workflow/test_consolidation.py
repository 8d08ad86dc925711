"""Totals over the units, their parts, mergers, comparison, returned reports, closed periods."""

from __future__ import annotations

import datetime
import random
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from papidesk.domain.counters import Counter
from papidesk.domain.record import replace
from papidesk.domain.unit_tree import BelowUnit, UnitError, UnitTree
from papidesk.storage import consolidations, unit_reports
from papidesk.storage.store import Store
from papidesk.workflow import (
    catalogues,
    consolidation,
    consolidation_entries,
    consolidation_locks,
    demo,
    figures,
    unit_decisions,
    units,
    workspaces,
)
from papidesk.workflow.consolidation_locks import (
    ConsolidatedError,
    NotConsolidatedError,
    NothingToLockError,
    UnlockReasonError,
)
from papidesk.workflow.unit_decisions import Remark
from tests.workflow import below
from tests.workflow.below import BEFORE, DUTY, PERIOD, reported, told
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import logged, pair, received, report

MERGED = datetime.date(2026, 7, 1)


def value(store: Store, counter: str = "tin-bai", **asked: object) -> Decimal | None:
    lines = consolidation.totals(store, DUTY, PERIOD, **asked)  # type: ignore[arg-type]
    return next((line.value for line in lines if line.counter.code == counter), None)


def shown(store: Store, **asked: object) -> dict[str, Decimal | None]:
    parts = consolidation.parts(store, DUTY, PERIOD, "tin-bai", **asked)  # type: ignore[arg-type]
    return {part.name: part.value for part in parts}


def test_a_provinces_totals_are_those_of_an_independent_recount(store: Store) -> None:
    last = below.everybody(store)
    expected: dict[str, int] = defaultdict(int)
    for row in last.values():
        for code, number in row.items():
            expected[code] += number
    lines = consolidation.totals(store, DUTY, PERIOD)
    assert {line.counter.code: line.value for line in lines} == expected
    assert all(line.units == line.previous_units == 104 for line in lines)
    for line in lines:
        parts = consolidation.parts(store, DUTY, PERIOD, line.counter.code)
        assert {part.unit: part.value for part in parts} == {
            unit: row[line.counter.code] for unit, row in last.items()
        }
        assert line.previous is not None and line.change == line.value - line.previous  # type: ignore[operator]
        assert sum(part.previous or 0 for part in parts) == line.previous


def test_rates_means_and_latest_values_of_units_come_together_exactly(store: Store) -> None:
    below.below(store, 2)
    mean = Counter(code="diem", name="Điểm hài lòng", unit="điểm", adds_up="average", decimals=2)
    catalogues.put(store, mean, who=WHO, new=True)
    reported(store, "H99.1", [told("ty-le-truc-tuyen", 9, below=10), told("diem", 10)])
    other = told("diem", 5)
    other = replace(other, part=replace(other.part, entries=1))
    reported(store, "H99.2", [told("ty-le-truc-tuyen", 10, below=100), other])
    assert value(store, "diem") == Decimal("3.75")
    for line in consolidation.totals(store, DUTY, PERIOD):
        if line.counter.code == "ty-le-truc-tuyen" and line.counter.adds_up == "ratio":
            assert line.value == Decimal("17.3") or line.value == Decimal("17.27")
    ways = {one.code: one.adds_up for one in catalogues.counters(store)}
    latest = next(code for code, way in ways.items() if way == "latest")
    reported(store, "H99.1", {latest: 400})
    reported(store, "H99.2", {latest: 380})
    assert value(store, latest) == 780


def test_a_counter_only_units_know_is_told_under_their_name_for_it(store: Store) -> None:
    below.below(store, 1)
    reported(store, "H99.1", {"cua-xa": 4, "tin-bai": 2})
    lines = consolidation.totals(store, DUTY, PERIOD)
    assert [(line.counter.name, line.value, line.known) for line in lines][-1] == (
        "Chỉ tiêu cua-xa", 4, False,
    )  # fmt: skip


def test_a_returned_report_does_not_count_until_it_comes_again(store: Store) -> None:
    below.below(store, 2)
    reported(store, "H99.1", {"tin-bai": 10})
    reported(store, "H99.2", {"tin-bai": 5}, state="returned")
    assert value(store) == 10
    assert [part.returned for part in consolidation.parts(store, DUTY, PERIOD, "tin-bai")] == [
        False, True,
    ]  # fmt: skip
    reported(store, "H99.2", {"tin-bai": 6})
    assert value(store) == 16


def test_merged_units_figures_stand_under_the_new_name_and_under_the_old_ones(
    store: Store,
) -> None:
    below.below(store, 4)
    for number in range(1, 5):
        reported(store, f"H99.{number}", {"tin-bai": number})
    new = BelowUnit(code="H99.10", name="xã Đại Mẫu")
    kept = units.merge(
        store, ["H99.1", "H99.2", "H99.3"], new, day=MERGED, basis="Nghị quyết 12", who=WHO
    )
    assert kept.validity.since == MERGED and kept.basis == "Nghị quyết 12"
    later = MERGED + datetime.timedelta(days=30)
    assert shown(store, on=later) == {"xã Mẫu 4": 4, "xã Đại Mẫu": 6}
    assert shown(store, names="then", on=later) == {
        "xã Mẫu 1": 1, "xã Mẫu 2": 2, "xã Mẫu 3": 3, "xã Mẫu 4": 4,
    }  # fmt: skip
    assert value(store) == 10
    # Before the day of the merger it has not happened.
    assert set(shown(store, on=MERGED - datetime.timedelta(days=1))) == {
        "xã Mẫu 1", "xã Mẫu 2", "xã Mẫu 3", "xã Mẫu 4",
    }  # fmt: skip
    units.take_merger_back(store, "H99.2", who=WHO)
    assert shown(store, on=later) == {"xã Mẫu 2": 2, "xã Mẫu 4": 4, "xã Đại Mẫu": 4}


def test_a_unit_that_takes_others_in_and_is_renamed_keeps_its_old_name_before(
    store: Store,
) -> None:
    below.below(store, 2)
    for number in (1, 2):
        reported(store, f"H99.{number}", {"tin-bai": number})
    into = replace(units.get(store, "H99.1"), name="phường Mẫu Mới")
    units.merge(store, ["H99.1", "H99.2"], into, day=MERGED, who=WHO)
    later = MERGED + datetime.timedelta(days=1)
    assert shown(store, on=later) == {"phường Mẫu Mới": 3}
    assert shown(store, names="then", on=later) == {"xã Mẫu 1": 1, "xã Mẫu 2": 2}
    assert [one.unit.name for one in units.history(store, "H99.1") if one.unit] == [
        "phường Mẫu Mới", "xã Mẫu 1",
    ]  # fmt: skip


MERGERS = some.lists(
    some.tuples(some.sets(some.integers(1, 9), min_size=1, max_size=4), some.integers(1, 9)),
    max_size=4,
)


@settings(max_examples=25)
@given(MERGERS, some.integers(0, 10**6))
def test_no_merger_changes_a_total_or_loses_a_unit(
    tmp_path_factory: pytest.TempPathFactory, mergers: list[tuple[set[int], int]], seed: int
) -> None:
    office = demo.sample_offices()[1]
    folder = tmp_path_factory.mktemp("superior") / "w"
    with workspaces.create(folder, office, who=WHO) as workspace:
        store, chance = workspace.store, random.Random(seed)
        below.below(store, 9)
        told = {f"H99.{at}": chance.randint(0, 99) for at in range(1, 10)}
        for unit, number in told.items():
            reported(store, unit, {"tin-bai": number})
        day = MERGED
        for merged, into in mergers:
            day += datetime.timedelta(days=10)
            codes = [f"H99.{at}" for at in sorted(merged)]
            try:
                units.merge(store, codes, units.get(store, f"H99.{into}"), day=day, who=WHO)
            except UnitError:
                continue
        assert value(store) == sum(told.values())
        tree = units.tree(store, day)
        recount: dict[str, int] = defaultdict(int)
        for unit, number in told.items():
            recount[_end(tree, unit)] += number
        parts = consolidation.parts(store, DUTY, PERIOD, "tin-bai", on=day)
        assert {part.unit: part.value for part in parts} == recount
        then = consolidation.parts(store, DUTY, PERIOD, "tin-bai", names="then", on=day)
        assert {part.unit: part.value for part in then} == told


def _end(tree: UnitTree, code: str) -> str:
    """Follow the mergers naively."""
    while tree.units[code].successor and tree.units[code].merged_on <= tree.on:  # type: ignore[operator]
        code = tree.units[code].successor
    return code


def test_totals_of_a_unit_and_those_below_it(store: Store) -> None:
    units.put_many(
        store,
        [
            BelowUnit(code="huyen", name="huyện Bình Giang", level="district"),
            *(replace(one, parent="huyen") for one in below.named(2)),
            BelowUnit(code="khac", name="xã Khác"),
        ],
        who=WHO,
    )
    for unit, number in (("H99.1", 1), ("H99.2", 2), ("khac", 4)):
        reported(store, unit, {"tin-bai": number})
    assert value(store) == 7
    assert value(store, below="huyen") == 3
    assert consolidation.codes_below(store, "huyen") == {"huyen", "H99.1", "H99.2"}


def test_a_closed_period_stays_until_it_is_opened_with_a_reason(store: Store) -> None:
    below.below(store, 2)
    with pytest.raises(NothingToLockError):
        consolidation_locks.lock(store, DUTY, PERIOD, who=WHO)
    reported(store, "H99.1", {"tin-bai": 10})
    closed = consolidation_locks.lock(store, DUTY, PERIOD, who=WHO)
    assert (closed.units, closed.totals) == (("H99.1",), {"tin-bai": "10.000"})
    for act in (
        lambda: consolidation_locks.lock(store, DUTY, PERIOD, who=WHO),
        lambda: unit_decisions.accept(store, ["H99.1"], DUTY, PERIOD, who=WHO),
        lambda: unit_decisions.send_back(store, "H99.1", DUTY, PERIOD, reason="Sai số", who=WHO),
    ):
        with pytest.raises(ConsolidatedError):
            act()
    with pytest.raises(UnlockReasonError):
        consolidation_locks.unlock(store, DUTY, PERIOD, reason="  ", who=WHO)
    opened = consolidation_locks.unlock(store, DUTY, PERIOD, reason="Xã Mẫu 2 gửi bù", who=WHO)
    assert opened.reason == "Xã Mẫu 2 gửi bù" and opened.opened_by == WHO
    with pytest.raises(NotConsolidatedError):
        consolidation_locks.unlock(store, DUTY, PERIOD, reason="nữa", who=WHO)
    reported(store, "H99.2", {"tin-bai": 5})
    consolidation_locks.lock(store, DUTY, PERIOD, who=WHO)
    assert [bool(one.opened_at) for one in consolidations.every(store)] == [False, True]


def test_figures_that_stand_out_are_told_for_units_as_they_reported(store: Store) -> None:
    last = below.everybody(store, 30)
    reported(store, "H99.7", last["H99.7"] | {"tin-bai": 900})
    reported(store, "H99.8", last["H99.8"] | {"tin-bai": 900}, state="returned")
    found = consolidation_entries.outliers(store, DUTY, PERIOD)
    assert [(one.unit, one.counter) for one in found[:1]] == [("H99.7", "tin-bai")]
    assert "H99.8" not in {one.unit for one in found}
    before = dict(zip(last["H99.9"], range(30, 60, 4), strict=False))
    for period in (BEFORE, PERIOD):
        reported(store, "H99.9", before, period=period)
    found = consolidation_entries.outliers(store, DUTY, PERIOD)
    assert ("H99.9", "copied") in {(one.unit, one.kind) for one in found}


def test_a_unit_without_reports_can_be_removed_and_one_with_some_cannot(store: Store) -> None:
    below.below(store, 2)
    reported(store, "H99.1", {"tin-bai": 10})
    with pytest.raises(units.UnitInUseError):
        units.remove(store, "H99.1", who=WHO)
    gone = units.remove(store, "H99.2", who=WHO)
    assert [one.code for one in units.tree(store).there()] == ["H99.1"]
    units.put_back(store, gone.code, gone, who=WHO)
    assert len(units.tree(store).there()) == 2


Two = tuple[Store, Store]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    with pair(tmp_path) as (commune, superior):
        logged(commune)
        yield commune, superior


def test_behind_a_units_figure_are_the_entries_it_sent(two: Two, tmp_path: Path) -> None:
    commune, superior = two
    received(superior, report(commune, tmp_path / "USB"))
    unit = units.tree(superior).there()[0]  # its key is trusted: it stands in the tree
    assert unit.name.endswith("xã An Hòa")
    code = consolidation.default_duty(superior, PERIOD)
    for line in consolidation.totals(superior, code, PERIOD):
        if line.entries:
            found = consolidation_entries.behind(
                superior, unit.code, line.counter.code, code, PERIOD
            )
            assert found.told == found.sent == line.entries and not found.differs
            assert sum(one.quantity for one in found.entries) == line.value
            assert {one.title for one in found.entries} == {f"Họp thôn {n}" for n in (1, 2, 3)}
            break
    else:
        pytest.fail("the commune reported nothing")


def test_a_returned_report_reaches_the_commune_with_its_remarks_and_comes_again(
    two: Two, tmp_path: Path
) -> None:
    from papidesk.workflow import sending

    commune, superior = two
    received(superior, report(commune, tmp_path / "USB"))
    unit = units.tree(superior).there()[0].code
    duty = consolidation.default_duty(superior, PERIOD)
    counter = consolidation.totals(superior, duty, PERIOD)[0].counter
    sent = unit_decisions.send_back(
        superior, unit, duty, PERIOD, reason="Số liệu chưa khớp", who=WHO,
        remarks=[Remark(counter=counter.code, text="Kiểm tra lại số cuộc họp")],
        wanted_by=datetime.date(2026, 7, 10),
    )  # fmt: skip
    kept = unit_reports.get(superior, unit, duty, PERIOD)
    assert kept is not None and (kept.state, kept.decision) == ("returned", sent[0].id)
    assert value(superior, counter.code) in (None, 0)
    path = sending.export(superior, [sent[0].id], tmp_path / "USB", who=WHO)[0]
    received(commune, path)
    went = next(one for one in sending.history(commune) if one.id == kept.bundle)
    assert went.state == "returned" and "Số liệu chưa khớp" in went.steps[-1].reason
    again = received(superior, report(commune, tmp_path / "USB 2"))
    assert again.state == "applied"
    now = unit_reports.get(superior, unit, duty, PERIOD)
    assert now is not None and (now.state, now.times) == ("received", 2)


def test_accepting_tells_the_unit_where_it_is_asked_to(two: Two, tmp_path: Path) -> None:
    from papidesk.workflow import sending

    commune, superior = two
    received(superior, report(commune, tmp_path / "USB"))
    unit = units.tree(superior).there()[0].code
    duty = consolidation.default_duty(superior, PERIOD)
    kept = unit_decisions.accept(superior, [unit], duty, PERIOD, who=WHO, tell=True)
    path = sending.export(superior, [kept[0].decision], tmp_path / "USB", who=WHO)[0]
    received(commune, path)
    assert sending.history(commune)[0].state == "applied"


def test_a_report_is_not_returned_without_a_word(store: Store) -> None:
    below.below(store, 1)
    reported(store, "H99.1", {"tin-bai": 1})
    with pytest.raises(unit_decisions.NoReasonError):
        unit_decisions.send_back(store, "H99.1", DUTY, PERIOD, reason=" ", who=WHO)


def test_totals_stand_in_papers_as_live_fields(store: Store) -> None:
    below.below(store, 2)
    reported(store, "H99.1", {"tin-bai": 10})
    reported(store, "H99.2", {"tin-bai": 5})
    ref = "don-vi.tin-bai@2026-H1:papi"
    assert figures.value(store, ref) == "15"
    assert figures.value(store, f"{ref}?unit=H99.2") == "5"
    assert figures.value(store, f"{ref}!previous") == "–"
    reported(store, "H99.2", {"tin-bai": 7})
    assert figures.value(store, ref) == "17"
    query = figures.query_of(store, ref)
    assert query is not None
    assert figures.behind(store, "don-vi.tin-bai", query).units == ("H99.1", "H99.2")
