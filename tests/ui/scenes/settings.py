"""The sections of the settings."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from tests.ui.scenes.registry import Stage, scene
from ui.settings.sections import SETTINGS_SECTIONS
from ui.settings.settings_page import SettingsPage


def _section(code: str, stage: Stage) -> QWidget:
    stage.window.show_page("settings")
    page = stage.window.page("settings")
    assert isinstance(page, SettingsPage)
    page.show_named(code)
    page.give_focus()
    return stage.window


for _index, _one in enumerate(SETTINGS_SECTIONS, 1):
    scene(f"settings-{_index:02}-{_one.code}")(partial(_section, _one.code))
