"""Whatever is done to the catalogues, in whatever order: every version stays, a file has it all."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from papidesk.domain.activity import Activity
from papidesk.domain.counters import Channel, Counter
from papidesk.domain.filters import FigureQuery
from papidesk.domain.holidays import OwnDay
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.storage.integrity import verify
from papidesk.workflow import catalogue_entries as entries
from papidesk.workflow import catalogue_files, catalogues, demo, figures, log, workspaces
from papidesk.workflow.catalogue_entries import NotOursError, UnknownEntryError
from tests.workflow.conftest import WHO
from tests.workflow.logged import amount

TODAY = datetime.date(2026, 5, 4)
YEAR = FigureQuery(since=datetime.date(2026, 1, 1), until=datetime.date(2026, 12, 31))
Key = tuple[str, str]
KEYS: tuple[Key, ...] = (
    ("counters", "m-rieng"), ("counters", "m-theo"), ("counters", "hoi-nghi"),
    ("channels", "m-kenh"), ("channels", "zalo"), ("report-duties", "papi"),
    ("holidays", "2026-04-27"),
)  # fmt: skip
keys = st.sampled_from(KEYS)


def record_of(key: Key, number: int, now: Any) -> Any:
    """Return a record for ``key`` with another name each time."""
    name = f"Mẫu {number}"
    match key:
        case ("counters", "m-theo"):
            return Counter(code="m-theo", name=name, unit="lượt", people_of=("hoi-nghi",))
        case ("counters", code) if now is None:
            return Counter(code=code, name=name, unit="buổi")
        case ("channels", code) if now is None:
            return Channel(code=code, name=name)
        case ("holidays", _):
            return OwnDay(day=datetime.date(2026, 4, 27), name=name)
    return replace(now, name=name)


class Catalogues(RuleBasedStateMachine):
    """The catalogues of one office, and what each entry should be."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name)
        office = demo.sample_offices()[0]
        self.workspace = workspaces.create(self.path / "xã", office, who=WHO)
        self.store = self.workspace.store
        self.known: dict[Key, list[Any]] = {key: [] for key in KEYS}
        self.number = 0
        self.files: list[tuple[Path, dict[str, Any]]] = []
        self.taken: list[Any] = []

    def teardown(self) -> None:
        try:
            self._elsewhere()
        finally:
            self.workspace.close()
            self.folder.cleanup()

    def _elsewhere(self) -> None:
        """Take all of it into an empty workspace: it is the same there."""
        file = catalogues.export_file(self.store, self.path / "tất cả.papidm")
        office = demo.sample_offices()[1]
        with workspaces.create(self.path / "nơi khác", office, who=WHO) as other:
            found = catalogues.read_file(other.store, file)
            assert [line for line in found.lines if line.state == "refused"] == []
            catalogues.take(other.store, found, who=WHO)
            assert self._all(other.store) == self._all(self.store)
            again = catalogues.read_file(other.store, file)
            assert {line.state for line in again.lines} == {"unchanged"}

    def _all(self, store: Any) -> dict[str, Any]:
        return {name: entries.entries(store, name) for name in entries.KINDS}

    @initialize()
    def an_entry_uses_them(self) -> None:
        entry = Activity(
            date=datetime.date(2026, 3, 5), title="Họp", people=30,
            amounts=(amount("hoi-nghi", 2),),
        )  # fmt: skip
        log.add(self.store, entry, who=WHO)

    @rule(key=keys)
    def put(self, key: Key) -> None:
        self.number += 1
        before = self._all(self.store)
        record = record_of(key, self.number, entries.find(self.store, *key))
        kept = catalogues.put(self.store, record, who=WHO)
        assert kept.name == record.name
        self._others_stay(before, key)

    @rule(key=keys)
    def remove(self, key: Key) -> None:
        there = entries.find(self.store, *key)
        before = self._all(self.store)
        try:
            left = entries.remove(self.store, *key, who=WHO, today=TODAY)
        except UnknownEntryError:
            assert there is None
            return
        if left is None:
            assert key[1] not in entries.ours(key[0])
        self._others_stay(before, key)

    @rule(key=keys)
    def restore_ours(self, key: Key) -> None:
        ours = entries.ours(key[0]).get(key[1])
        try:
            assert entries.restore_ours(self.store, *key, who=WHO) == ours
        except NotOursError:
            assert ours is None
            return
        assert entries.find(self.store, *key) == ours

    @rule(key=keys, number=st.integers(0, 5))
    def go_back(self, key: Key, number: int) -> None:
        found = entries.history(self.store, *key)
        if not found:
            return
        version = found[number % len(found)]
        now = entries.go_back(self.store, version, who=WHO)
        if version.record is not None:
            assert replace(now, own=version.record.own) == version.record

    def _others_stay(self, before: dict[str, Any], key: Key) -> None:
        after = self._all(self.store)
        for name, kept in before.items():
            code = entries.kind(name).code
            mine = {code(one): one for one in kept if (name, code(one)) != key}
            now = {code(one): one for one in after[name] if (name, code(one)) != key}
            assert mine == now

    @rule()
    def export(self) -> None:
        file = self.path / f"{len(self.files)}.papidm"
        self.files.append((catalogues.export_file(self.store, file), self._all(self.store)))

    @rule(number=st.integers(0, 3))
    def take_in(self, number: int) -> None:
        if not self.files:
            return
        file, content = self.files[number % len(self.files)]
        found = catalogues.read_file(self.store, file)
        assert [line.reason for line in found.lines if line.state == "refused"] == []
        before = self._all(self.store)
        taken = catalogues.take(self.store, found, who=WHO)
        now = self._all(self.store)
        for name, kept in content.items():
            code = entries.kind(name).code
            there = {code(one): replace(one, own=False) for one in now[name]}
            # What the office that wrote the file had not touched changes nothing here.
            theirs = {code(one): replace(one, own=False) for one in kept if one.own}
            assert theirs.items() <= there.items()
        self.taken.append((taken, before, now))

    @rule()
    def take_back(self) -> None:
        if not self.taken:
            return
        taken, before, after = self.taken.pop()
        if self._all(self.store) == after:
            catalogue_files.take_back(self.store, taken, who=WHO)
            assert self._all(self.store) == before

    @rule(key=keys)
    def refused(self, key: Key) -> None:
        there = entries.find(self.store, *key)
        before = self._all(self.store)
        if isinstance(there, Counter):
            try:
                catalogues.put(self.store, replace(there, name=""), who=WHO)
            except PapiDeskError:
                pass
            else:
                raise AssertionError("an entry without a name was kept")
        assert self._all(self.store) == before

    @invariant()
    def no_version_is_ever_lost(self) -> None:
        for key in KEYS:
            found = entries.history(self.store, *key)
            before = self.known[key]
            assert found[len(found) - len(before) :] == before, "a version is gone or changed"
            assert [one.version for one in found] == list(range(len(found), 0, -1))
            self.known[key] = found
            now = entries.find(self.store, *key)
            if found and found[0].record is not None:
                assert replace(now, own=True) == replace(found[0].record, own=True)
            elif found:
                assert now == entries.ours(key[0]).get(key[1])

    @invariant()
    def figures_follow_and_nothing_is_damaged(self) -> None:
        assert verify(self.store)[1] == []
        assert figures.figure(self.store, "hoi-nghi", YEAR).value == 2
        follows = entries.find(self.store, "counters", "m-theo")
        if follows is not None:
            holds = follows.validity.covers(datetime.date(2026, 3, 5))
            assert figures.figure(self.store, "m-theo", YEAR).value == (30 if holds else 0)


Catalogues.TestCase.settings = settings(max_examples=6, stateful_step_count=20)
TestCatalogues = Catalogues.TestCase
