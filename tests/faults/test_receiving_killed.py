"""The program is killed (kill -9) at each step of receiving: all of a bundle is there or none."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from papidesk.domain.receiving_steps import STEPS, Step
from papidesk.storage.integrity import verify
from papidesk.storage.store import Store
from papidesk.workflow import evidence, log, receiving, workspaces
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import NOW, logged, pair, report, tables

TIMES = 20
# Opening after a crash looks through the pages and says when.
_OPENED = frozenset({"workspace"})
# Numbers given to units and counters stay when what used them is undone.
_AFTER_UNDO = _OPENED | {
    "audit", "attachments", "bundles_received", "figure_counters", "figure_units",
    "figure_windows", "figure_totals",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """A superior's workspace, closed, and a bundle for it with figures, entries and photos."""
    folder = tmp_path_factory.mktemp("giết")
    with pair(folder) as (commune, _):
        logged(commune, 40)
        for number, row in enumerate(log.listing(commune)[:6]):
            photo = folder / f"{number}.jpg"
            photo.write_bytes(bytes([number]) * 30_000)
            evidence.attach_file(commune, "activity", row.activity.id, photo, who=WHO)
        path = report(commune, folder / "USB")
    yield folder / "Bình Nguyên", path


@pytest.fixture
def folder(made: tuple[Path, Path], tmp_path: Path) -> Path:
    """A place for copies of the workspace."""
    return tmp_path / "Bình Nguyên"


def receive(folder: Path, path: Path, step: Step, telling: int, skip: int) -> None:
    """Receive as a person does, in a process of its own, and tell when ``step`` begins."""
    seen = 0

    def reached(now: Step) -> None:
        nonlocal seen
        if now == step:
            seen += 1
            if seen == skip + 1:
                os.write(telling, b".")

    with workspaces.open_workspace(folder) as opened:
        store = opened.store
        with receiving.look(store, path, who=WHO, reached=reached, now=NOW) as incoming:
            receiving.take(store, incoming, who=WHO, reached=reached, backup=False, now=NOW)


def killed(folder: Path, path: Path, step: Step, delay: float, skip: int = 0) -> None:
    """Receive in another process and kill that ``delay`` s after ``step`` began."""
    told, telling = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(told)
            receive(folder, path, step, telling, skip)
            os._exit(0)
        except BaseException:  # noqa: BLE001 - a child must never go on as the test
            traceback.print_exc()
            os._exit(1)
    os.close(telling)
    assert os.read(told, 1) == b"."
    os.close(told)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0


def files(store: Store) -> set[str]:
    """Return the contents kept in the workspace."""
    return {path.name for path in (store.folder / "attachments").rglob("*") if path.is_file()}


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_a_step_all_of_the_bundle_is_there_or_nothing(
    made: tuple[Path, Path], folder: Path, step: Step
) -> None:
    pristine, path = made
    rng = random.Random(step)
    with workspaces.open_workspace(pristine) as opened:
        before, empty = tables(opened.store, but=_OPENED), tables(opened.store, but=_AFTER_UNDO)
    for turn in range(TIMES):
        shutil.copytree(pristine, folder)
        # At once, and somewhere behind; the transaction of S8 is told of at its end as well.
        delay = 0.0 if turn % 2 else rng.random() * 0.012
        killed(folder, path, step, delay, skip=turn % 2 if step == "S8" else 0)
        with workspaces.open_workspace(folder) as opened:
            store = opened.store
            assert verify(store)[1] == []
            assert list((folder / "staging").iterdir()) == []
            history = receiving.history(store)
            if not history:
                assert tables(store, but=_OPENED) == before
                assert files(store) == set()
            else:
                (row,) = history
                assert row.state == "applied" and row.counts == {"new": 47}
                assert len(files(store)) == 6
                receiving.undo(store, row.id, who=WHO, backup=False)
                assert tables(store, but=_AFTER_UNDO) == empty
        if step == "S9":
            assert history
        shutil.rmtree(folder)


def test_killed_anywhere_a_second_try_takes_the_bundle_in(
    made: tuple[Path, Path], folder: Path
) -> None:
    pristine, path = made
    rng = random.Random(9)
    shutil.copytree(pristine, folder)
    for _ in range(30):
        killed(folder, path, "S0", rng.random() * 0.06)
    with workspaces.open_workspace(folder) as opened:
        store = opened.store
        with receiving.look(store, path, who=WHO) as incoming:
            assert receiving.take(store, incoming, who=WHO).state == "applied"
        assert verify(store)[1] == [] and len(receiving.history(store)) == 1
        assert len(files(store)) == 6
