"""A letter a bad disk changed in what was exchanged: it is told, and the rest goes on."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from papidesk.domain.exchange import Conflict
from papidesk.domain.ids import new_id
from papidesk.domain.record import replace
from papidesk.storage import (
    conflicts,
    consolidations,
    import_journal,
    received_records,
    trusted_keys,
)
from papidesk.storage.conflicts import DamagedConflictError
from papidesk.storage.consolidations import Consolidation
from papidesk.storage.failures import StorageError
from papidesk.storage.integrity import verify
from papidesk.storage.store import Store
from papidesk.storage.trusted_keys import DamagedKeyRowError
from papidesk.storage.unit_reports import DamagedUnitReportError
from papidesk.storage.workspace import Workspace
from papidesk.workflow import (
    consolidation,
    consolidation_entries,
    log,
    publishing,
    receipts,
    receiving,
    sending,
    trust,
    unit_board,
    unit_decisions,
    units,
    workspaces,
)
from papidesk.workflow.sending import Order
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import (
    NOW,
    PERIOD,
    TODAY,
    introduced,
    logged,
    pair,
    received,
    report,
    tables,
)

DUTY = "papi"


@pytest.fixture(scope="session")
def lived_through(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a commune and its superior after one of everything was exchanged."""
    folder = tmp_path_factory.mktemp("trao đổi")
    with pair(folder) as (commune, superior):
        logged(commune)
        first = report(commune, folder / "USB", period=PERIOD, duty=DUTY)
        row = received(superior, first)
        for sent in receipts.make(superior, row.id, who=WHO, now=NOW):
            received(commune, sending.file_of(superior, sent))
        keys = sending.make(superior, Order(kind="keyset", to=("xa-an-hoa",)), who=WHO, now=NOW)
        received(commune, sending.file_of(superior, keys[0]))
        unit = row.unit
        unit_decisions.accept(superior, [unit], DUTY, PERIOD, who=WHO, now=NOW)
        with superior.unit_of_work():
            conflicts.add(superior, _conflict("title", row.id))
            conflicts.add(superior, _conflict("note", row.id))
            consolidations.add(superior, Consolidation(duty="khac", period=PERIOD), who=WHO)
    return folder


def _conflict(field: str, received_id: str) -> Conflict:
    return Conflict(
        kind="activity", record=f"xa-an-hoa/{new_id()}", field=field, title=f"Họp thôn {field}",
        local="ở đây", other="ở kia", received=received_id,
    )  # fmt: skip


class Pair:
    """Copies of both workspaces, that a test can damage."""

    def __init__(self, folder: Path) -> None:
        """Open both."""
        self.folder = folder
        self.commune = workspaces.open_workspace(folder / "xã An Hòa")
        self.superior = workspaces.open_workspace(folder / "Bình Nguyên")

    def hurt(self, which: str, statement: str) -> Store:
        """Change a letter behind the program's back and return the store."""
        workspace: Workspace = getattr(self, which)
        workspace.store.close()
        with sqlite3.connect(workspace.database) as disk:
            assert disk.execute(statement).rowcount >= 1
        disk.close()
        workspace.store = Store(workspace.database)
        return workspace.store

    def close(self) -> None:
        """Close both."""
        self.commune.close()
        self.superior.close()


@pytest.fixture
def both(lived_through: Path, tmp_path: Path) -> Iterator[Pair]:
    """The two workspaces, for one test to damage."""
    made = Pair(shutil.copytree(lived_through, tmp_path / "both"))
    yield made
    made.close()


def above(store: Store) -> dict[str, object]:
    """Ask for all that the superior's pages show; nothing of it may be refused."""
    board = unit_board.board(store, DUTY, PERIOD, today=TODAY)
    return {
        "history": len(receiving.history(store)),
        "waiting": len(receiving.waiting(store)),
        "conflicts": [(one.kind, one.record, one.field) for one in receiving.conflicts(store)],
        "sent": len(sending.history(store)),
        "unheard": len(sending.without_receipt(store, today=TODAY)),
        "board": [(row.unit, row.state) for row in board.rows],
        "totals": [(one.counter, one.value) for one in consolidation.totals(store, DUTY, PERIOD)],
        "behind": len(
            consolidation_entries.behind(store, "xa-an-hoa", "hoi-nghi", DUTY, PERIOD).entries
        ),
        "locked": len(consolidations.every(store)),
        "tree": units.tree(store) is not None,
    }


def test_all_that_was_exchanged_is_sound_before_it_is_damaged(both: Pair) -> None:
    assert verify(both.superior.store)[1] == [] and verify(both.commune.store)[1] == []
    whole = above(both.superior.store)
    assert whole["history"] == 1 and len(whole["conflicts"]) == 2  # type: ignore[arg-type]
    assert whole["behind"] == 3


ABOVE = {
    "received entry": "UPDATE bundles_received SET content = replace(content, 'xã An', 'xã Án')",
    "column of a received entry": "UPDATE bundles_received SET period = '2026-H2'",
    "record": "UPDATE received_records SET content = replace(content, 'Họp', 'Hop') "
    "WHERE id = (SELECT max(id) FROM received_records WHERE kind = 'activity')",
    "column of a record": "UPDATE received_records SET deleted = 1 WHERE kind = 'activity'",
    "day of a record": "UPDATE received_records SET day = '2026-05-05' WHERE kind = 'activity'",
    "amount": "UPDATE received_amounts SET quantity = quantity + 1000",
    "lost amount": "DELETE FROM received_amounts",
    "conflict": "UPDATE conflicts SET content = replace(content, 'ở kia', 'ờ kia') "
    "WHERE field = 'note'",
    "column of a conflict": "UPDATE conflicts SET record = 'x' WHERE field = 'note'",
    "report": "UPDATE unit_reports SET content = replace(content, 'xa-an', 'xa-am')",
    "figure": "UPDATE unit_figures SET total = total + 1000",
    "total": "UPDATE figure_totals SET total_low = total_low + 1000",
    "lock": "UPDATE consolidations SET content = replace(content, 'khac', 'khak')",
    "column of a lock": "UPDATE consolidations SET period = '2025-H1'",
    "key": "UPDATE trusted_keys SET content = replace(content, 'xa-an', 'xa-am')",
    "sent": "UPDATE bundles_sent SET content = replace(content, 'keyset', 'keyser') "
    "WHERE kind = 'keyset'",
    "set of keys": "UPDATE keysets SET content = replace(content, 'keyid', 'keyjd')",
    "journal": "UPDATE import_journal SET after_sha256 = replace(after_sha256, 'a', 'b')",
}


@pytest.mark.parametrize("case", ABOVE)
def test_damage_at_the_superior_is_told_and_its_pages_still_open(both: Pair, case: str) -> None:
    before = above(both.superior.store)
    store = both.hurt("superior", ABOVE[case])
    told = verify(store)[1]
    assert told and all(isinstance(one, StorageError) for one in told)
    after = above(store)
    for name in ("history", "sent", "locked", "waiting"):
        assert after[name] == before[name], name
    assert len(after["conflicts"]) == len(before["conflicts"])  # type: ignore[arg-type]
    assert trust.every(store) is not None


@pytest.mark.parametrize("case", ABOVE)
def test_with_such_damage_the_unit_s_next_report_is_still_taken_in(both: Pair, case: str) -> None:
    logged(both.commune.store, 5)
    path = report(both.commune.store, both.folder / "stick", duty=DUTY)
    store = both.hurt("superior", ABOVE[case])
    if case == "key":
        with pytest.raises(DamagedKeyRowError), receiving.look(store, path, who=WHO):
            pass
        return
    assert received(store, path, agree=True).state == "applied"


def test_the_same_file_again_is_known_though_its_entry_is_damaged(both: Pair) -> None:
    path = next((both.folder / "USB").iterdir())
    store = both.hurt("superior", ABOVE["received entry"])
    with receiving.look(store, path, who=WHO) as incoming:
        assert incoming.plan.already


def test_an_import_whose_journal_is_damaged_is_not_undone_and_nothing_changes(both: Pair) -> None:
    (row,) = receiving.history(both.superior.store)
    store = both.hurt("superior", ABOVE["journal"])
    before = tables(store)
    with pytest.raises(import_journal.DamagedJournalError) as refusal:
        receiving.undo(store, row.id, who=WHO, backup=False)
    assert row.file_name in str(refusal.value)
    assert tables(store) == before


def test_a_damaged_conflict_is_listed_and_cannot_be_decided(both: Pair) -> None:
    store = both.hurt("superior", ABOVE["conflict"])
    whole, lost = sorted(receiving.conflicts(store), key=lambda one: "hỏng" in one.title)
    assert "hỏng" in lost.title and lost.field == "note" and lost.received
    with pytest.raises(DamagedConflictError):
        receiving.settle(store, [lost.id], "local", who=WHO)
    assert whole.local == "ở đây"


def test_a_decision_is_not_made_on_a_damaged_report(both: Pair) -> None:
    store = both.hurt("superior", ABOVE["report"])
    with pytest.raises(DamagedUnitReportError):
        unit_decisions.send_back(store, "xa-an-hoa", DUTY, PERIOD, reason="thiếu", who=WHO)


def test_a_key_that_is_damaged_trusts_nobody_and_keeps_no_other_key_out(both: Pair) -> None:
    store = both.superior.store
    other = replace(trust.every(store)[0], keyid="ab" * 32, unit="xa-mau", name="xã Mẫu")
    trusted_keys.put(store, other, who=WHO)
    store = both.hurt("superior", ABOVE["key"] + " WHERE unit = 'xa-an-hoa'")
    assert [key.unit for key in trust.every(store)] == ["xa-mau"]
    # Its key file, compared once more, puts it right.
    introduced(both.commune.store, store, "subordinate")
    assert verify(store)[1] == []


def test_a_damaged_key_that_was_revoked_stays_so(both: Pair) -> None:
    key = trust.every(both.superior.store)[0]
    trust.revoke(both.superior.store, key.keyid, who=WHO)
    store = both.hurt("superior", ABOVE["key"])
    with pytest.raises(DamagedKeyRowError):
        introduced(both.commune.store, store, "subordinate")


BELOW = {
    "version": "UPDATE record_versions SET fields = replace(fields, 'Họp', 'Hop') "
    "WHERE kind = 'activity'",
    "version that is no JSON": "UPDATE record_versions SET fields = replace(fields, ':', ';') "
    "WHERE kind = 'activity'",
    "sent": "UPDATE bundles_sent SET content = replace(content, 'report', 'repört')",
    "receipt's entry": "UPDATE bundles_received SET content = replace(content, 'xa-', 'xb-')",
    "set of keys": "UPDATE keysets SET content = replace(content, 'issuer', 'isuser')",
}


@pytest.mark.parametrize("case", BELOW)
def test_with_damage_at_the_commune_its_next_report_is_still_sent_and_taken_in(
    both: Pair, case: str
) -> None:
    store = both.hurt("commune", BELOW[case])
    assert verify(store)[1]
    activity = log.listing(store)[0].activity
    log.change(store, replace(activity, title="Họp thôn đã sửa"), who=WHO, reason="sửa")
    path = report(store, both.folder / "stick", duty=DUTY)
    row = received(both.superior.store, path, agree=True)
    kept = received_records.get(both.superior.store, "xa-an-hoa", "activity", activity.id)
    assert kept is not None and kept.record.fields["title"] == "Họp thôn đã sửa"
    for sent in receipts.make(both.superior.store, row.id, who=WHO):
        received(store, sending.file_of(both.superior.store, sent))
    assert sending.history(store)[0].state in ("applied", "applied_with_remarks")
    if case.startswith("version"):
        assert verify(store)[1] == []


def test_the_receipt_of_a_bundle_whose_entry_is_damaged_is_refused_alone(both: Pair) -> None:
    (row,) = receiving.history(both.superior.store)
    (again,) = receipts.make(both.superior.store, row.id, who=WHO)
    store = both.hurt("commune", BELOW["sent"])
    with receiving.look(store, sending.file_of(both.superior.store, again), who=WHO) as incoming:
        assert [line.state for line in incoming.plan.lines] == ["refused"]
        assert receiving.take(store, incoming, who=WHO, backup=False).state == "applied"


def test_after_a_damaged_set_of_keys_comes_the_next(both: Pair) -> None:
    store = both.hurt("superior", ABOVE["set of keys"])
    (made,) = sending.make(store, Order(kind="keyset", to=("xa-an-hoa",)), who=WHO, now=NOW)
    assert received(both.commune.store, sending.file_of(store, made)).state == "applied"


@pytest.mark.parametrize("case", ["received entry", "record", "conflict", "sent", "amount"])
def test_with_such_damage_reports_are_still_decided_and_published(both: Pair, case: str) -> None:
    store = both.hurt("superior", ABOVE[case])
    (sent,) = unit_decisions.send_back(
        store, "xa-an-hoa", DUTY, PERIOD, reason="thiếu", who=WHO, now=NOW
    )
    row = received(both.commune.store, sending.file_of(store, sent))
    assert row.state == "applied"
    assert sending.history(both.commune.store, kind="report")[0].state == "returned"
    publishing.to_parquet(store, both.folder / "mirror")
