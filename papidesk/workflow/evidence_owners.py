"""What evidence belongs to, in words: an entry of the log, a task, a criterion of a year."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from papidesk.domain.activity import Evidence, EvidenceOwner
from papidesk.domain.filters import TaskFilter
from papidesk.domain.record import Record
from papidesk.storage import tasks as stored_tasks
from papidesk.storage.store import Store
from papidesk.workflow import log


class Owner(Record, frozen=True, kw_only=True, omit_defaults=True):
    """An entry (with its ``day``), a task or a criterion that evidence belongs to.

    ``title`` is "" for what is in the trash or gone.
    """

    kind: EvidenceOwner
    id: str
    title: str = ""
    day: datetime.date | None = None


def owners(store: Store, evidence: Iterable[Evidence]) -> dict[str, Owner]:
    """Return what each piece of ``evidence`` belongs to, by the id of the owner."""
    found = {one.owner_id: Owner(kind=one.owner, id=one.owner_id) for one in evidence}
    entries = [one.id for one in found.values() if one.kind == "activity"]
    for row in log.by_ids(store, entries):
        entry = row.activity
        found[entry.id] = Owner(kind="activity", id=entry.id, title=entry.title, day=entry.date)
    tasks = tuple(one.id for one in found.values() if one.kind == "task")
    for listed in stored_tasks.listed(store, TaskFilter(ids=tasks)) if tasks else ():
        found[listed.task.id] = Owner(kind="task", id=listed.task.id, title=listed.task.text)
    for one in [each for each in found.values() if each.kind == "criterion"]:
        year, _, code = one.id.partition("/")[2].partition("/")
        found[one.id] = Owner(kind="criterion", id=one.id, title=f"{code} ({year})")
    return found
