"""An invented commune and its superior, each with its workspace, that trust each other's keys."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from papidesk.bundles import key_file
from papidesk.domain.exchange import KeyRole, ReceivedBundle
from papidesk.domain.record import replace
from papidesk.storage.store import Store
from papidesk.workflow import demo, identity, log, receiving, sending, trust, workspaces
from papidesk.workflow.sending import Order
from tests.workflow.conftest import WHO
from tests.workflow.logged import entry

TODAY = datetime.date(2026, 7, 2)
NOW = datetime.datetime(2026, 7, 2, 8, 30, tzinfo=datetime.UTC)
PERIOD = "2026-H1"
# What reading, refusing and undoing may change: who did what when is never taken back.
REMEMBERED = frozenset({"bundles_received", "audit", "attachments"})


def introduced(of: Store, to: Store, role: KeyRole) -> None:
    """Let ``to`` trust the key of ``of`` as ``role``."""
    key = key_file.read(identity.introduction(of), name="khóa")
    trust.add(to, key, role=role, who=WHO)


@contextmanager
def pair(folder: Path) -> Iterator[tuple[Store, Store]]:
    """Give the stores of commune and superior, who know each other."""
    below, above = demo.sample_offices()
    above = replace(above, name="tỉnh Bình Nguyên", level="province")
    with (
        workspaces.create(folder / "xã An Hòa", below, who=WHO) as commune,
        workspaces.create(folder / "Bình Nguyên", above, who=WHO) as superior,
    ):
        introduced(commune.store, superior.store, "subordinate")
        introduced(superior.store, commune.store, "superior")
        yield commune.store, superior.store


def logged(commune: Store, count: int = 3) -> None:
    """Enter meetings of spring 2026 in the log."""
    for number in range(count):
        log.add(commune, entry(f"Họp thôn {number + 1}", day=number % 28 + 1), who=WHO)


def report(commune: Store, target: Path, *, period: str = PERIOD, **order: object) -> Path:
    """Send the report of a period and return the file on the stick."""
    wanted = replace(Order(kind="report", period=period), **order)
    made = sending.make(commune, wanted, who=WHO, now=NOW)
    target.mkdir(parents=True, exist_ok=True)
    return sending.export(commune, [one.id for one in made], target, who=WHO)[0]


def received(
    store: Store, path: Path, *, agree: bool = False, now: datetime.datetime = NOW
) -> ReceivedBundle:
    """Take a file in as a person does who agrees with what is shown."""
    with receiving.look(store, path, who=WHO, now=now) as incoming:
        return receiving.take(store, incoming, who=WHO, agree=agree, backup=False, now=now)


def tables(
    store: Store, *, but: frozenset[str] = frozenset()
) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, to compare a whole database with another."""
    names = [
        name
        for (name,) in store.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' "
            "AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%' ORDER BY name"
        )
    ]
    return {
        name: sorted(store.rows(f"SELECT * FROM {name}"), key=repr)
        for name in names
        if name not in but
    }
