"""Decisions about conflicts: settled, opened again, and what came later is no false conflict."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from papidesk.domain.bundle import BundleRecord
from papidesk.domain.ids import new_id
from papidesk.domain.record import replace
from papidesk.domain.task import Task
from papidesk.domain.version_vector import content_hash, joined
from papidesk.storage import import_journal, received_records
from papidesk.storage.integrity import verify
from papidesk.storage.store import Store
from papidesk.workflow import receiving, settling, tasks
from papidesk.workflow.taking import ChangedSinceError
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import (
    later,
    logged,
    made_anew,
    pair,
    received,
    records_of,
    report,
    tables,
)
from tests.workflow.two_machines import OTHER, bundle_of, taken, told, two

Side = Literal["local", "other"]
REMEMBERED = frozenset({"audit"})


class Forked:
    """A superior that holds an entry of a unit whose two copies changed its title."""

    def __init__(self, commune: Store, superior: Store, stick: Path) -> None:
        self.superior, self._commune, self._stick = superior, commune, stick
        self._path = report(commune, stick)
        received(superior, self._path)
        self._number = 1
        records = records_of(self._path)
        self.first = next(one for one in records if one.kind == "activity")
        self._others = [each for each in records if each.id != self.first.id]
        self.left = later(self.first, new_id(), title="Họp chi bộ")
        self.right = later(self.first, new_id(), title="Họp tổ")
        self.told(self.left)
        self.told(self.right)

    def told(self, version: BundleRecord) -> None:
        """Take in a bundle with this version of the entry."""
        self._number += 1
        made = made_anew(
            self._commune, self._path, self._stick / f"{self._number}.papi", bundle_id=new_id(),
            seq=self._number, records=[*self._others, version],
        )  # fmt: skip
        received(self.superior, made, agree=True)

    @property
    def kept(self) -> BundleRecord:
        """The entry as it is held."""
        found = received_records.get(self.superior, "xa-an-hoa", "activity", self.first.id)
        assert found is not None
        return found.record


@pytest.fixture
def forked(tmp_path: Path) -> Iterator[Forked]:
    with pair(tmp_path) as (commune, superior):
        logged(commune)
        yield Forked(commune, superior, tmp_path / "USB")


@pytest.mark.parametrize("side", ["local", "other"])
def test_what_the_chosen_copy_changes_next_is_no_conflict(forked: Forked, side: Side) -> None:
    (conflict,) = receiving.conflicts(forked.superior)
    receiving.settle(forked.superior, [conflict.id], side, who=WHO)
    chosen = forked.right if side == "other" else forked.left
    database = (chosen.vv.keys() - forked.first.vv.keys()).pop()
    forked.told(later(chosen, database, title="Họp dân phố"))
    assert receiving.conflicts(forked.superior) == []
    assert forked.kept.fields["title"] == "Họp dân phố"


@pytest.mark.parametrize("side", ["local", "other"])
def test_the_copy_that_was_not_chosen_changes_its_own_value_and_that_is_shown(
    forked: Forked, side: Side
) -> None:
    (conflict,) = receiving.conflicts(forked.superior)
    receiving.settle(forked.superior, [conflict.id], side, who=WHO)
    given_up = forked.left if side == "other" else forked.right
    database = (given_up.vv.keys() - forked.first.vv.keys()).pop()
    forked.told(later(given_up, database, title="Họp khu dân cư"))
    (again,) = receiving.conflicts(forked.superior)
    assert again.other == "Họp khu dân cư"
    assert again.local == ("Họp tổ" if side == "other" else "Họp chi bộ")


@pytest.mark.parametrize("side", ["local", "other"])
def test_the_same_bundles_content_again_brings_no_conflict_back(forked: Forked, side: Side) -> None:
    (conflict,) = receiving.conflicts(forked.superior)
    receiving.settle(forked.superior, [conflict.id], side, who=WHO)
    kept = forked.kept
    for version in (forked.left, forked.right):
        forked.told(version)
    assert receiving.conflicts(forked.superior) == []
    assert forked.kept.fields == kept.fields


def test_another_field_of_the_copy_that_was_not_chosen_follows(forked: Forked) -> None:
    (conflict,) = receiving.conflicts(forked.superior)
    receiving.settle(forked.superior, [conflict.id], "other", who=WHO)
    database = (forked.left.vv.keys() - forked.first.vv.keys()).pop()
    forked.told(later(forked.left, database, place="Hội trường"))
    assert receiving.conflicts(forked.superior) == []
    assert (forked.kept.fields["title"], forked.kept.fields["place"]) == ("Họp tổ", "Hội trường")


def test_a_version_that_knows_of_both_goes_before_the_decision(forked: Forked) -> None:
    (conflict,) = receiving.conflicts(forked.superior)
    receiving.settle(forked.superior, [conflict.id], "other", who=WHO)
    both = replace(forked.left, vv=joined(forked.left.vv, forked.right.vv))
    forked.told(later(both, new_id(), title="Họp chung"))
    assert receiving.conflicts(forked.superior) == []
    assert forked.kept.fields["title"] == "Họp chung"


@pytest.mark.parametrize("side", ["local", "other"])
def test_a_decision_about_a_units_record_is_taken_back(forked: Forked, side: Side) -> None:
    store = forked.superior
    before = tables(store, but=REMEMBERED)
    (conflict,) = receiving.conflicts(store)
    receiving.settle(store, [conflict.id], side, who=WHO)
    (again,) = settling.unsettle(store, [conflict.id], who=WHO)
    assert again == conflict and receiving.conflicts(store) == [conflict]
    assert tables(store, but=REMEMBERED) == before and not verify(store)[1]
    receiving.settle(store, [conflict.id], "other", who=WHO)
    receiving.undo(store, conflict.received, who=WHO, backup=False)
    assert forked.kept.fields["title"] == "Họp chi bộ" and not receiving.conflicts(store)


def test_a_decision_is_not_taken_back_under_what_came_later(forked: Forked) -> None:
    store = forked.superior
    (conflict,) = receiving.conflicts(store)
    receiving.settle(store, [conflict.id], "other", who=WHO)
    database = (forked.right.vv.keys() - forked.first.vv.keys()).pop()
    forked.told(later(forked.right, database, title="Họp dân phố"))
    before = tables(store)
    with pytest.raises(ChangedSinceError):
        settling.unsettle(store, [conflict.id], who=WHO)
    assert tables(store) == before


def test_several_decisions_about_one_record_are_taken_back_in_one_go(tmp_path: Path) -> None:
    with two(tmp_path) as (one, other):
        task = tasks.save(one, Task(text="Họp dân", year=2026), who=WHO)
        told(one, other)
        tasks.save(one, replace(task, lead="Văn phòng", note="a"), who=WHO)
        mine = tasks.save(other, replace(task, lead="Công an", note="b"), who=OTHER)
        row = taken(other, bundle_of(one))
        first, second = receiving.conflicts(other)
        noted = import_journal.latest_first(other, row.id)
        # Decided one after the other, the later listed first.
        receiving.settle(other, [second.id], "other", who=OTHER)
        receiving.settle(other, [first.id], "other", who=OTHER)
        assert (tasks.get(other, task.id).lead, tasks.get(other, task.id).note) == (
            "Văn phòng",
            "a",
        )
        settling.unsettle(other, [first.id, second.id], who=OTHER)
        assert tasks.get(other, task.id) == mine
        assert receiving.conflicts(other) == [first, second]
        assert import_journal.latest_first(other, row.id) == noted
        assert not verify(other)[1]
        receiving.settle(other, [first.id, second.id], "other", who=OTHER)
        assert receiving.undo(other, row.id, who=OTHER, backup=False).state == "undone"
        assert tasks.get(other, task.id) == mine and not receiving.conflicts(other)
        taken(other, bundle_of(one))
        first, second = receiving.conflicts(other)
        # Decided anew, both PCs come to the same.
        receiving.settle(other, [first.id, second.id], "other", who=OTHER)
        told(other, one)
        assert tasks.get(one, task.id).lead == tasks.get(other, task.id).lead == "Văn phòng"
        assert not receiving.conflicts(one)


def test_what_came_along_with_a_conflict_stays_the_change_it_was(forked: Forked) -> None:
    """The other copy's place came along; what the first copy says of the place is a conflict."""
    more = later(
        forked.right, (forked.right.vv.keys() - forked.first.vv.keys()).pop(), place="Đình"
    )
    forked.told(more)
    (conflict,) = receiving.conflicts(forked.superior)
    receiving.settle(forked.superior, [conflict.id], "local", who=WHO)
    assert forked.kept.fields["place"] == "Đình"
    database = (forked.left.vv.keys() - forked.first.vv.keys()).pop()
    forked.told(later(forked.left, database, place="Sân vận động"))
    (again,) = receiving.conflicts(forked.superior)
    assert (again.field, again.local, again.other) == ("place", "Đình", "Sân vận động")


def test_a_deletion_that_was_chosen_stays_chosen_however_often_it_is_told(forked: Forked) -> None:
    (title,) = receiving.conflicts(forked.superior)
    receiving.settle(forked.superior, [title.id], "local", who=WHO)
    gone = replace(later(forked.first, new_id()), deleted=True, fields={})
    gone = replace(gone, hash=content_hash({}, deleted=True))
    forked.told(gone)
    (conflict,) = receiving.conflicts(forked.superior)
    assert conflict.field == "" and conflict.other is True
    receiving.settle(forked.superior, [conflict.id], "other", who=WHO)
    assert forked.kept.deleted
    forked.told(gone)
    assert receiving.conflicts(forked.superior) == [] and forked.kept.deleted
    settling.unsettle(forked.superior, [conflict.id], who=WHO)
    assert not forked.kept.deleted and forked.kept.fields["title"] == "Họp chi bộ"
