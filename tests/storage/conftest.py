"""Fixtures of the storage tests: a workspace in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from papidesk.storage.store import Store
from papidesk.storage.workspace import Workspace
from tests.storage.stored import NOON


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "xã An Hòa"


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    with Workspace.create(folder, now=NOON) as made:
        yield made


@pytest.fixture
def store(workspace: Workspace) -> Store:
    return workspace.store
