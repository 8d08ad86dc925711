"""A window's context without the window: dialogs of new documents in an invented workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from papidesk.settings import Settings
from papidesk.storage import documents as stored
from papidesk.workflow import workspaces
from tests.drafting.offices_made import superior_plan
from tests.ui.conftest import WHO
from tests.ui.person import Answers
from ui.context import Context
from ui.theme import Theme


@pytest.fixture
def context(full: Path, theme: Theme, answers: Answers, tmp_path: Path) -> Iterator[Context]:
    """The commune with its three samples."""
    workspace = workspaces.open_workspace(full)
    made = Context(
        workspace=workspace,
        settings=Settings(who=WHO),
        settings_path=tmp_path / "settings.json",
        theme=theme,
        ask=answers,
    )
    yield made
    workspace.close()


@pytest.fixture
def superior(context: Context) -> str:
    """The id of a province's plan with duties for communes."""
    return stored.save(context.workspace.store, superior_plan(), who=WHO).id
