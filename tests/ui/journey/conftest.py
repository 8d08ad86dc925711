"""The program before anything is set up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from papidesk import i18n
from papidesk.settings import Settings
from tests.ui.person import Answers
from ui.start import Start
from ui.theme import Theme


@pytest.fixture
def start(theme: Theme, answers: Answers, tmp_path: Path) -> Iterator[Start]:
    """The first start, with its window closed at the end."""
    i18n.use("vi")
    begun = Start(
        theme=theme, settings=Settings(), settings_path=tmp_path / "settings.json", ask=answers
    )
    yield begun
    if begun.window is not None:
        begun.window.close()
    begun.stop()
    i18n.use("vi")
