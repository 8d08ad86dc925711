"""What a person must decide about waits: unknown keys, new databases, forks, conflicts, locks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from papidesk.bundles.failures import BundleError
from papidesk.domain.consolidation import UnitReport
from papidesk.domain.ids import new_id
from papidesk.domain.record import replace
from papidesk.storage import consolidations, received_records, unit_figures, unit_reports
from papidesk.storage.consolidations import Consolidation
from papidesk.storage.integrity import verify
from papidesk.storage.store import Store
from papidesk.workflow import log, receiving, taking, trust
from papidesk.workflow.receiving_refusals import (
    HeldError,
    NotAppliedError,
    NotTrustedYetError,
    PeriodLockedError,
    WholeWantedError,
)
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import (
    PERIOD,
    REMEMBERED,
    introduced,
    later,
    logged,
    made_anew,
    pair,
    received,
    records_of,
    report,
    tables,
)
from tests.workflow.logged import entry

Two = tuple[Store, Store]
Choice = Literal["local", "other"]
# Numbers given to units and counters stay when what used them is undone; one sum has several ways
# to be kept in two halves, and verify compares it with the figures.
NUMBERED = REMEMBERED | {"figure_counters", "figure_units", "figure_windows", "figure_totals"}


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    """Commune and superior that know each other; the commune has three meetings in its log."""
    with pair(tmp_path) as (commune, superior):
        logged(commune)
        yield commune, superior


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick to carry bundles on."""
    return tmp_path / "USB"


def held(store: Store, path: Path, hold: str, kind: type[HeldError] = HeldError) -> str:
    """See that a bundle is held for ``hold`` and nothing of it written; put it off."""
    # A key that came with it waits to be compared.
    but = REMEMBERED | {"trusted_keys"}
    before = tables(store, but=but)
    with receiving.look(store, path, who=WHO) as incoming:
        assert incoming.plan.hold == hold
        with pytest.raises(kind):
            receiving.take(store, incoming, who=WHO, backup=False)
        row = receiving.put_off(store, incoming, who=WHO)
    assert tables(store, but=but) == before
    assert (row.state, row.hold) == ("waiting", hold)
    assert [one.id for one in receiving.waiting(store)] == [row.id]
    return row.id


def value(store: Store, duty: str = "papi") -> object:
    """Return the meetings the superior has of the commune."""
    found = unit_figures.of_unit(store, "xa-an-hoa", duty, PERIOD)
    return found.figures[0].value if found else None


def test_an_unknown_key_waits_until_its_fingerprint_was_compared(
    tmp_path: Path, stick: Path
) -> None:
    with pair(tmp_path) as (commune, superior):
        logged(commune)
        path = report(commune, stick)
        with superior.unit_of_work():
            superior.write("DELETE FROM trusted_keys")
        id = held(superior, path, "unknown-key", NotTrustedYetError)
        with (
            receiving.reopen(superior, id, who=WHO) as again,
            pytest.raises(NotTrustedYetError),
        ):
            receiving.take(superior, again, who=WHO, agree=True, backup=False)
        introduced(commune, superior, "subordinate")
        with receiving.reopen(superior, id, who=WHO) as again:
            row = receiving.take(superior, again, who=WHO, backup=False)
        assert (row.id, row.state) == (id, "applied")
        assert receiving.waiting(superior) == []
        assert list((superior.folder / "inbox").iterdir()) == []


def test_another_database_of_the_unit_waits_and_must_send_everything(two: Two, stick: Path) -> None:
    commune, superior = two
    path = report(commune, stick)
    received(superior, path)
    part = made_anew(commune, path, stick / "a.papi", bundle_id=new_id(), database=new_id(),
                     full=False)  # fmt: skip
    held(superior, part, "new-database", HeldError)
    with receiving.look(superior, part, who=WHO) as incoming, pytest.raises(WholeWantedError):
        receiving.take(superior, incoming, who=WHO, agree=True, backup=False)
    whole = made_anew(commune, path, stick / "b.papi", bundle_id=new_id(), database=new_id(),
                      full=True)  # fmt: skip
    assert received(superior, whole, agree=True).state == "applied"


def test_two_bundles_of_one_number_are_a_fork_and_wait(two: Two, stick: Path) -> None:
    commune, superior = two
    path = report(commune, stick)
    received(superior, path)
    fork = made_anew(commune, path, stick / "a.papi", bundle_id=new_id(), figures={"hoi-nghi": "9"})
    id = held(superior, fork, "fork")
    assert value(superior) == 3
    with receiving.reopen(superior, id, who=WHO) as again:
        receiving.take(superior, again, who=WHO, agree=True, backup=False)
    assert value(superior) == 9


def test_a_report_of_a_locked_period_waits_until_it_is_opened_again(two: Two, stick: Path) -> None:
    commune, superior = two
    locked = consolidations.add(superior, Consolidation(duty="papi", period=PERIOD), who=WHO)
    path = report(commune, stick)
    id = held(superior, path, "locked", PeriodLockedError)
    with receiving.reopen(superior, id, who=WHO) as again, pytest.raises(PeriodLockedError):
        receiving.take(superior, again, who=WHO, agree=True, backup=False)
    consolidations.open_again(superior, locked, reason="bổ sung", who=WHO)
    with receiving.reopen(superior, id, who=WHO) as again:
        assert receiving.take(superior, again, who=WHO, backup=False).state == "applied"


def accepted(store: Store) -> None:
    """Accept the commune's report."""
    kept = unit_reports.get(store, "xa-an-hoa", "papi", PERIOD)
    assert kept is not None
    unit_reports.put(store, replace(kept, state="accepted", decided_by=WHO))


@pytest.mark.parametrize(("chosen", "comes_to"), [("local", 3), ("other", 4)])
def test_another_figure_for_an_accepted_report_is_a_conflict_until_settled(
    two: Two, stick: Path, chosen: Choice, comes_to: int
) -> None:
    commune, superior = two
    received(superior, report(commune, stick / "1"))
    accepted(superior)
    log.add(commune, entry("Họp thôn Tây", day=20), who=WHO)
    path = report(commune, stick / "2")
    before = tables(superior, but=NUMBERED)
    held(superior, path, "conflicts")
    row = received(superior, path, agree=True)
    (conflict,) = receiving.conflicts(superior)
    assert (conflict.local, conflict.other) == ("3", "4") and value(superior) == 3
    receiving.settle(superior, [conflict.id], chosen, who=WHO)
    assert value(superior) == comes_to and receiving.conflicts(superior) == []
    (decided,) = receiving.conflicts(superior, open_only=False)
    assert (decided.chosen, decided.settled_by) == (chosen, WHO)
    receiving.undo(superior, row.id, who=WHO, backup=False)
    assert tables(superior, but=NUMBERED) == before and verify(superior)[1] == []


def test_a_report_that_comes_anew_as_it_was_accepted_leaves_no_conflict_open(
    two: Two, stick: Path
) -> None:
    commune, superior = two
    received(superior, report(commune, stick / "1"))
    accepted(superior)
    kept = log.add(commune, entry("Họp thôn Tây", day=20), who=WHO)
    received(superior, report(commune, stick / "2"), agree=True)
    (conflict,) = receiving.conflicts(superior)
    log.remove(commune, [kept.id], who=WHO)
    row = received(superior, report(commune, stick / "3"))
    assert receiving.conflicts(superior) == [] and value(superior) == 3
    receiving.undo(superior, row.id, who=WHO, backup=False)
    assert receiving.conflicts(superior) == [conflict] and verify(superior)[1] == []


def test_a_returned_report_that_comes_anew_leaves_no_conflict_open(two: Two, stick: Path) -> None:
    commune, superior = two
    received(superior, report(commune, stick / "1"))
    accepted(superior)
    log.add(commune, entry("Họp thôn Tây", day=20), who=WHO)
    received(superior, report(commune, stick / "2"), agree=True)
    returned = unit_reports.get(superior, "xa-an-hoa", "papi", PERIOD)
    assert returned is not None
    unit_reports.put(superior, replace(returned, state="returned", reason="Thiếu một cuộc"))
    log.add(commune, entry("Họp thôn Nam", day=21), who=WHO)
    received(superior, report(commune, stick / "3"))
    assert receiving.conflicts(superior) == [] and value(superior) == 5


@pytest.mark.parametrize("chosen", ["local", "other"])
def test_a_field_two_copies_of_a_unit_changed_is_a_conflict_until_settled(
    two: Two, stick: Path, chosen: Choice
) -> None:
    commune, superior = two
    path = report(commune, stick)
    received(superior, path)
    one = next(one for one in records_of(path) if one.kind == "activity")
    others = [each for each in records_of(path) if each.id != one.id]
    pcs = new_id(), new_id()
    for number, (pc, title) in enumerate(zip(pcs, ("Họp chi bộ", "Họp tổ"), strict=True), 2):
        made = made_anew(
            commune, path, stick / f"{number}.papi", bundle_id=new_id(), seq=number,
            records=[*others, later(one, pc, title=title)],
        )  # fmt: skip
        row = received(superior, made, agree=True)
    (conflict,) = receiving.conflicts(superior)
    assert (conflict.field, conflict.local, conflict.other) == ("title", "Họp chi bộ", "Họp tổ")
    receiving.settle(superior, [conflict.id], chosen, who=WHO)
    kept = received_records.get(superior, row.unit, "activity", one.id)
    assert kept is not None
    assert kept.record.fields["title"] == ("Họp tổ" if chosen == "other" else "Họp chi bộ")
    assert set(kept.record.vv) >= set(pcs)


def test_a_version_that_knows_of_both_settles_the_conflict_by_itself(two: Two, stick: Path) -> None:
    commune, superior = two
    path = report(commune, stick)
    received(superior, path)
    one = next(one for one in records_of(path) if one.kind == "activity")
    others = [each for each in records_of(path) if each.id != one.id]
    left, right = later(one, new_id(), title="A"), later(one, new_id(), title="B")
    both = later(replace(left, vv=left.vv | right.vv), new_id(), title="C")
    for number, version in enumerate((left, right, both), 2):
        made = made_anew(
            commune, path, stick / f"{number}.papi", bundle_id=new_id(), seq=number,
            records=[*others, version],
        )  # fmt: skip
        row = received(superior, made, agree=True)
    assert receiving.conflicts(superior) == []
    kept = received_records.get(superior, row.unit, "activity", one.id)
    assert kept is not None and kept.record.fields["title"] == "C"
    receiving.undo(superior, row.id, who=WHO, backup=False)
    assert [one.field for one in receiving.conflicts(superior)] == ["title"]


def test_an_import_is_undone_as_a_whole_and_can_be_taken_in_again(two: Two, stick: Path) -> None:
    commune, superior = two
    first = report(commune, stick / "1")
    received(superior, first)
    before = tables(superior, but=NUMBERED)
    log.add(commune, entry("Họp thôn Tây", day=20), who=WHO)
    path = report(commune, stick / "2")
    row = received(superior, path)
    assert tables(superior, but=NUMBERED) != before
    assert receiving.undo(superior, row.id, who=WHO).state == "undone"
    assert tables(superior, but=NUMBERED) == before and verify(superior)[1] == []
    with pytest.raises(NotAppliedError):
        receiving.undo(superior, row.id, who=WHO)
    again = received(superior, path)
    assert again.state == "applied" and value(superior) == 4


def test_an_import_is_not_undone_over_a_later_one(two: Two, stick: Path) -> None:
    commune, superior = two
    first = received(superior, report(commune, stick / "1"))
    log.add(commune, entry("Họp thôn Tây", day=20), who=WHO)
    second = received(superior, report(commune, stick / "2"))
    before = tables(superior)
    with pytest.raises(taking.ChangedSinceError):
        receiving.undo(superior, first.id, who=WHO, backup=False)
    assert tables(superior) == before
    receiving.undo(superior, second.id, who=WHO, backup=False)
    receiving.undo(superior, first.id, who=WHO, backup=False)
    assert value(superior) is None


def test_a_report_that_was_decided_since_is_not_undone(two: Two, stick: Path) -> None:
    commune, superior = two
    row = received(superior, report(commune, stick))
    accepted(superior)
    with pytest.raises(taking.ChangedSinceError):
        receiving.undo(superior, row.id, who=WHO, backup=False)
    assert isinstance(unit_reports.get(superior, "xa-an-hoa", "papi", PERIOD), UnitReport)


def test_a_bundle_put_aside_is_in_the_history_and_nothing_else(two: Two, stick: Path) -> None:
    commune, superior = two
    before = tables(superior, but=REMEMBERED)
    with receiving.look(superior, report(commune, stick), who=WHO) as incoming:
        receiving.put_off(superior, incoming, who=WHO)
        row = receiving.decline(superior, incoming, who=WHO, reason="gửi nhầm")
    assert tables(superior, but=REMEMBERED) == before
    assert [step.state for step in row.steps] == ["waiting", "declined"]
    assert list((superior.folder / "inbox").iterdir()) == []
    assert trust.every(superior)[0].unit == row.unit


def test_a_forged_twin_does_not_keep_the_waiting_one_out(two: Two, stick: Path) -> None:
    commune, superior = two
    locked = consolidations.add(superior, Consolidation(duty="papi", period=PERIOD), who=WHO)
    path = report(commune, stick)
    id = held(superior, path, "locked", PeriodLockedError)
    twin = made_anew(commune, path, stick / "a.papi", note="khác")
    for _ in range(2):
        with pytest.raises(BundleError) as told, receiving.look(superior, twin, who=WHO):
            pass
        assert told.value.code == "same-id-other-content"
        with receiving.reopen(superior, id, who=WHO) as again:
            receiving.put_off(superior, again, who=WHO)
    consolidations.open_again(superior, locked, reason="bổ sung", who=WHO)
    with receiving.reopen(superior, id, who=WHO) as again:
        assert receiving.take(superior, again, who=WHO, backup=False).state == "applied"
