"""One invented commune on two PCs that exchange what they have."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from papidesk.domain.exchange import ReceivedBundle
from papidesk.domain.import_plan import ImportPlan
from papidesk.storage.store import Store
from papidesk.workflow import demo, receiving, sending, workspaces
from papidesk.workflow.sending import Order
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import introduced

NOW = datetime.datetime(2026, 7, 2, 8, 30, tzinfo=datetime.UTC)
OTHER = "Lê Văn Thí Nghiệm"


@contextmanager
def two(folder: Path) -> Iterator[tuple[Store, Store]]:
    """Give the stores of the office's two PCs, which trust each other."""
    office = demo.sample_offices()[0]
    with (
        workspaces.create(folder / "máy một", office, who=WHO) as one,
        workspaces.create(folder / "máy hai", office, who=OTHER) as other,
    ):
        introduced(one.store, other.store, "same_office")
        introduced(other.store, one.store, "same_office")
        yield one.store, other.store


def bundle_of(store: Store) -> Path:
    """Make the bundle for the office's other PC and return its file."""
    made = sending.make(store, Order(kind="office"), who=WHO, now=NOW)
    return sending.file_of(store, made[0])


def taken(to: Store, path: Path, *, agree: bool = True, who: str = WHO) -> ReceivedBundle:
    """Take a file in as a person does who agrees with what is shown."""
    with receiving.look(to, path, who=who) as incoming:
        return receiving.take(to, incoming, who=who, agree=agree, backup=False)


def plan_of(to: Store, path: Path) -> ImportPlan:
    """Return what a file would change."""
    with receiving.look(to, path, who=WHO) as incoming:
        return incoming.plan


def told(of: Store, to: Store) -> ReceivedBundle:
    """Have ``to`` take in all that ``of`` has."""
    return taken(to, bundle_of(of))


def exchanged(one: Store, other: Store, *, times: int = 2) -> None:
    """Let both tell each other, one after the other, as often as wanted."""
    for _ in range(times):
        told(one, other)
        told(other, one)
