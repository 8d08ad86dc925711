"""A unit that takes another name or key goes on as the unit it was, and never counts twice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from papidesk.bundles import key_file
from papidesk.domain.ids import new_id
from papidesk.domain.record import replace
from papidesk.domain.unit_tree import BelowUnit
from papidesk.storage import places
from papidesk.storage.integrity import verify
from papidesk.storage.store import Store
from papidesk.workflow import (
    consolidation,
    identity,
    log,
    offices,
    receipts,
    receiving,
    sending,
    trust,
    unit_decisions,
    units,
)
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import (
    NOW,
    PERIOD,
    introduced,
    logged,
    made_anew,
    pair,
    received,
    report,
)
from tests.workflow.logged import entry

Two = tuple[Store, Store]


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


def line_duty(superior: Store) -> str:
    """Return the duty the one report of the period stands under."""
    return str(superior.value("SELECT duty FROM unit_reports WHERE period = ?", (PERIOD,)))


def renamed(commune: Store) -> None:
    """Call the commune otherwise: its bundles say another code from now on."""
    offices.save(commune, replace(offices.current(commune), name="xã Bình Minh"), who=WHO)


def test_a_renamed_office_with_its_key_goes_on_in_its_stream(two: Two, stick: Path) -> None:
    commune, superior = two
    received(superior, report(commune, stick / "1", period="2026-Q1"))
    older = report(commune, stick / "2")
    renamed(commune)
    path = report(commune, stick / "3")
    introduced(commune, superior, "subordinate")
    units.rename(superior, "xa-an-hoa", "xã Bình Minh", day=NOW.date(), who=WHO)
    assert [one.code for one in units.tree(superior).there()] == ["xa-an-hoa"]
    with receiving.look(superior, path, who=WHO) as incoming:
        assert [one.values for one in incoming.plan.warnings] == [{"missing": 1}]
    received(superior, path)
    assert received(superior, older).state == "superseded"
    log.add(commune, entry("Họp thôn Tây", day=20), who=WHO)
    with receiving.look(superior, report(commune, stick / "4"), who=WHO) as incoming:
        assert (incoming.plan.sequence, incoming.plan.warnings) == ("next", ())
        receiving.take(superior, incoming, who=WHO, backup=False)
    (line,) = consolidation.totals(superior, line_duty(superior), PERIOD)
    assert line.value == 4
    assert {one for (one,) in superior.rows("SELECT unit FROM unit_reports")} == {"xa-an-hoa"}


@pytest.mark.parametrize("signed", [True, False])
def test_a_new_key_and_a_new_name_in_one_period_are_one_unit(
    two: Two, stick: Path, signed: bool
) -> None:
    """The old key signed the new one, or its computer is gone and a person says it follows."""
    commune, superior = two
    received(superior, report(commune, stick / "1"))
    (old,) = trust.every(superior)
    renamed(commune)
    if not signed:
        shutil.rmtree(commune.folder / places.KEYS)
    identity.renew(commune, abandon=not signed, who=WHO)
    key = key_file.read(identity.introduction(commune), name="khóa")
    assert (key.unit, bool(key.previous)) == ("xa-binh-minh", signed)
    if signed:
        trust.add(superior, key, role="subordinate", who=WHO)
    else:
        trust.replace_key(superior, old.keyid, key, who=WHO)
    assert {(one.unit, one.state) for one in trust.every(superior)} == {
        ("xa-an-hoa", "replaced"), ("xa-binh-minh", "trusted"),
    }  # fmt: skip
    assert [one.code for one in units.tree(superior).there()] == ["xa-an-hoa"]
    log.add(commune, entry("Họp thôn Tây", day=20), who=WHO)
    with receiving.look(superior, report(commune, stick / "2"), who=WHO) as incoming:
        assert (incoming.plan.sequence, incoming.plan.warnings) == ("next", ())
        row = receiving.take(superior, incoming, who=WHO, backup=False)
    (line,) = consolidation.totals(superior, line_duty(superior), PERIOD)
    assert line.value == 4
    assert {one for (one,) in superior.rows("SELECT unit FROM unit_reports")} == {"xa-an-hoa"}
    (answer,) = receipts.make(superior, row.id, who=WHO, encrypt=True)
    assert received(commune, sending.file_of(superior, answer)).state == "applied"
    (back,) = unit_decisions.send_back(
        superior, "xa-an-hoa", line_duty(superior), PERIOD, reason="Rà lại", who=WHO
    )
    assert received(commune, sending.file_of(superior, back)).state == "applied"
    assert not verify(superior)[1]


def test_another_database_of_a_renamed_office_waits_as_before(two: Two, stick: Path) -> None:
    commune, superior = two
    received(superior, report(commune, stick / "1"))
    renamed(commune)
    introduced(commune, superior, "subordinate")
    path = made_anew(commune, report(commune, stick / "2"), stick / "b.papi", database=new_id())
    with receiving.look(superior, path, who=WHO) as incoming:
        assert incoming.plan.hold == "new-database"


def test_a_code_of_before_is_the_unit_in_the_list(two: Two, stick: Path) -> None:
    commune, superior = two
    units.put(superior, BelowUnit(code="H99.1", name="xã An Hòa", aliases=("xa-an-hoa",)), who=WHO)
    received(superior, report(commune, stick))
    assert {one for (one,) in superior.rows("SELECT unit FROM unit_reports")} == {"H99.1"}
    assert [one.code for one in units.tree(superior).there()] == ["H99.1"]


def test_a_unit_of_its_own_is_never_made_another_by_a_key(two: Two) -> None:
    """Somebody's key follows another unit's: the one it names is in the list and stays itself."""
    commune, superior = two
    units.put(superior, BelowUnit(code="xa-binh-minh", name="xã Bình Minh"), who=WHO)
    renamed(commune)
    introduced(commune, superior, "subordinate")
    assert units.codes(superior, "xa-binh-minh") == ("xa-binh-minh",)


def test_a_renamed_superior_s_receipt_of_what_was_sent_before_is_taken(
    two: Two, stick: Path
) -> None:
    commune, superior = two
    row = received(superior, report(commune, stick))
    office = replace(offices.current(superior), name="tỉnh Bình Minh")
    offices.save(superior, office, who=WHO)
    introduced(superior, commune, "superior")
    (answer,) = receipts.make(superior, row.id, who=WHO)
    path = sending.file_of(superior, answer)
    assert "tinh-binh-minh" in path.name
    with receiving.look(commune, path, who=WHO) as incoming:
        assert incoming.plan.counts["refused"] == 0 and not incoming.plan.warnings
        receiving.take(commune, incoming, who=WHO, backup=False)
    assert sending.history(commune)[0].state == "applied"
    (back,) = unit_decisions.send_back(
        superior, "xa-an-hoa", line_duty(superior), PERIOD, reason="Rà lại", who=WHO
    )
    assert received(commune, sending.file_of(superior, back)).counts.get("refused", 0) == 0
    assert sending.history(commune)[0].state == "returned"
