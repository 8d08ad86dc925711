"""Who did what when: every act of sending, receiving, trusting and consolidating is noted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from papidesk.bundles.failures import BundleError
from papidesk.domain.exchange import Conflict
from papidesk.storage import conflicts
from papidesk.storage.store import Store
from papidesk.workflow import (
    consolidation_locks,
    publishing,
    receipts,
    receiving,
    sending,
    trust,
    unit_decisions,
)
from papidesk.workflow.sending import Order
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import NOW, PERIOD, logged, pair, received, report

DUTY = "papi"


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """Commune and superior."""
    with pair(tmp_path) as stores:
        logged(stores[0])
        yield stores


def acts(store: Store) -> dict[str, str]:
    """Return every act of the audit log with who did it last."""
    return dict(store.rows("SELECT act, who FROM audit ORDER BY rowid"))


def test_what_the_commune_does_is_noted(both: tuple[Store, Store], tmp_path: Path) -> None:
    commune, superior = both
    drafted = sending.make(commune, Order(kind="report", period=PERIOD), who=WHO, now=NOW)
    sending.withdraw(commune, [one.id for one in drafted], who=WHO)
    path = report(commune, tmp_path / "USB", duty=DUTY)
    (bundle,) = sending.history(commune)
    sending.hand_over(commune, [bundle.id], who=WHO, how="văn thư")
    row = received(superior, path)
    (receipt,) = receipts.make(superior, row.id, who=WHO)
    taken = received(commune, sending.file_of(superior, receipt))
    receiving.undo(commune, taken.id, who=WHO, backup=False)
    received(commune, sending.file_of(superior, receipt))
    sending.forget(commune, [bundle.id], who=WHO)
    noted = acts(commune)
    wanted = {
        "bundle.made", "bundle.withdrawn", "bundle.exported", "bundle.handed_over",
        "bundle.applied", "bundle.undone", "bundle.file_deleted", "key.trusted",
    }  # fmt: skip
    assert wanted - noted.keys() == set()
    assert {noted[act] for act in wanted} == {WHO}


def test_what_the_superior_does_is_noted(both: tuple[Store, Store], tmp_path: Path) -> None:
    commune, superior = both
    path = report(commune, tmp_path / "USB", duty=DUTY)
    bad = tmp_path / "hỏng.papi"
    bad.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(BundleError), receiving.look(superior, bad, who=WHO):
        pass
    with receiving.look(superior, path, who=WHO) as incoming:
        receiving.put_off(superior, incoming, who=WHO)
    with receiving.look(superior, path, who=WHO) as incoming:
        receiving.decline(superior, incoming, who=WHO, reason="nhầm kỳ")
    row = received(superior, path)
    with superior.unit_of_work():
        open_one = conflicts.add(
            superior,
            Conflict(kind="task", record=f"{row.unit}/task/x", field="text", received=row.id),
        )
    receiving.settle(superior, [open_one.id], "local", who=WHO)
    unit_decisions.accept(superior, [row.unit], DUTY, PERIOD, who=WHO)
    unit_decisions.send_back(superior, row.unit, DUTY, PERIOD, reason="thiếu", who=WHO)
    consolidation_locks.lock(superior, DUTY, PERIOD, who=WHO)
    consolidation_locks.unlock(superior, DUTY, PERIOD, reason="sửa", who=WHO)
    sending.make(superior, Order(kind="keyset", to=(row.unit,)), who=WHO, now=NOW)
    publishing.to_parquet(superior, tmp_path / "mirror", who=WHO)
    trust.revoke(superior, trust.every(superior)[0].keyid, reason="lộ khóa", who=WHO)
    noted = acts(superior)
    wanted = {
        "bundle.refused", "bundle.waiting", "bundle.declined", "bundle.applied",
        "conflict.settled", "unit_report.accepted", "unit_report.returned",
        "consolidation.locked", "consolidation.opened", "bundle.made", "key.revoked",
        "figures.published",
    }  # fmt: skip
    assert wanted - noted.keys() == set()
    assert {noted[act] for act in wanted} == {WHO}
