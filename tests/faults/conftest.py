"""A workspace that is going to be treated badly, and programs that do it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from papidesk.domain.document import Document
from papidesk.domain.record import replace
from papidesk.workflow import demo, documents, workspaces
from tests.conftest import ROOT
from tests.workflow.conftest import WHO, sound

# A paper long enough that saving it takes more than one page of the database.
LONG = tuple(replace(block, id="") for block in sound().blocks) * 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with one long draft, closed."""
    path = tmp_path / "xã An Hòa"
    with workspaces.create(path, demo.sample_offices()[0], who=WHO) as made:
        documents.save(made.store, sound("0", blocks=LONG), who=WHO)
    return path


def only_document(folder: Path) -> Document:
    """Return the one document of a workspace nobody has open."""
    with workspaces.open_workspace(folder) as opened:
        return documents.get(opened.store, documents.listing(opened.store)[0].id)


def killed_after(program: str, folder: Path, lines: int, delay: float) -> list[str]:
    """Run ``program``, kill it ``delay`` s after its ``lines``-th line; return what it printed."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(folder)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    printed = [process.stdout.readline().strip() for _ in range(lines)]
    # Somewhere in the middle of what comes next, not always at its beginning.
    with_timeout(process, delay)
    os.kill(process.pid, signal.SIGKILL)
    # Not communicate(): with a time limit it passes over lines that were read ahead.
    rest = process.stdout.read()
    process.wait(timeout=30)
    return [line for line in (*printed, *rest.split("\n")) if line]


def with_timeout(process: subprocess.Popen[str], seconds: float) -> None:
    """Wait ``seconds`` unless the process ends before: then the program itself failed."""
    try:
        code = process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return
    raise AssertionError(f"the program ended by itself with {code}")


def run(program: str, folder: Path) -> str:
    """Run ``program`` to its end and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
