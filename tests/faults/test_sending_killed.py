"""Killed while bundles are made and copied: what is entered is there whole, what is not is not."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from papidesk.domain.record import replace
from papidesk.storage import places
from papidesk.storage.files import sha256_of
from papidesk.workflow import log, sending, workspaces
from papidesk.workflow.sending import Order
from tests.faults.conftest import killed_after
from tests.workflow.conftest import WHO
from tests.workflow.logged import entry

PROGRAM = """
import sys
from pathlib import Path
from papidesk.workflow import sending, workspaces
from papidesk.workflow.sending import Order
folder = Path(sys.argv[1])
stick = folder.parent / "USB"
with workspaces.open_workspace(folder) as opened:
    print("open", flush=True)
    while True:
        made = sending.make(opened.store, Order(kind="report", period="2026-H1"), who="x")
        print("made", made[0].id, flush=True)
        sending.export(opened.store, [made[0].id], stick, who="x")
        print("copied", made[0].id, flush=True)
"""
TIMES = 20


@pytest.fixture
def logged(folder: Path) -> Path:
    with workspaces.open_workspace(folder) as opened:
        log.add_all(
            opened.store, [entry(f"Họp thôn {n}", day=n % 28 + 1) for n in range(200)], who=WHO
        )
    (folder.parent / "USB").mkdir()
    return folder


def test_killed_at_any_moment_every_bundle_is_whole_or_not_there(logged: Path) -> None:
    chance = random.Random(5)
    for _ in range(TIMES):
        printed = killed_after(PROGRAM, logged, chance.randrange(1, 5), chance.random() * 0.15)
        with workspaces.open_workspace(logged) as opened:
            store = opened.store
            kept = {one.id: one for one in sending.history(store)}
            told = {line.split()[1]: line.split()[0] for line in printed if " " in line}
            assert told.keys() <= kept.keys(), "what was told is kept"
            for id, word in told.items():
                assert word == "made" or kept[id].state == "exported"
            assert sorted(one.seq for one in kept.values()) == list(range(1, len(kept) + 1))
            for bundle in kept.values():
                assert sha256_of(sending.file_of(store, bundle)) == bundle.file_sha256
            for path in (logged.parent / "USB").glob("*.papi"):
                known = next(one for one in kept.values() if one.file_name == path.name)
                assert sha256_of(path) == known.file_sha256, "a file with its name is whole"
            sending.make(store, Order(kind="report", period="2026-H1"), who=WHO)
            outbox = {path.name for path in (logged / places.OUTBOX).iterdir()}
            assert len(outbox) == len(sending.history(store)), "strays are swept away"
    with workspaces.open_workspace(logged):
        staging = logged / places.STAGING
        assert not staging.is_dir() or not list(staging.iterdir())


def test_a_copy_broken_off_by_a_kill_is_replaced_by_the_next(logged: Path) -> None:
    with workspaces.open_workspace(logged) as opened:
        made = sending.make(opened.store, Order(kind="report", period="2026-H1"), who=WHO)[0]
        part = logged.parent / "USB" / f"{made.file_name}.part"
        part.write_bytes(b"nua chung")
        path = sending.export(opened.store, [made.id], logged.parent / "USB", who=WHO)[0]
        assert sha256_of(path) == made.file_sha256
        assert not part.exists()
        assert replace(made, state="exported").state == sending.get(opened.store, made.id).state
