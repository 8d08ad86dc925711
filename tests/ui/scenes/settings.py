"""The sections of the settings."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from papidesk.workflow import offices
from tests.ui.scenes.registry import Stage, scene
from ui.lock.lock_dialog import LockDialog
from ui.settings.form_change_dialog import FormChangeDialog
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


@scene("dialog-form-change", FormChangeDialog)
def form_change(stage: Stage) -> QDialog:
    """The office gets another form: a merger, another name."""
    context = stage.context
    office = offices.current(stage.store)
    return FormChangeDialog(office, context.theme, context.jobs, stage.window)


@scene("dialog-lock", LockDialog, alone=True)
def lock(stage: Stage) -> QDialog:
    """The password for opening the program."""
    context = stage.context
    office = offices.current(stage.store).full_name
    return LockDialog(context.workspace, office, context.theme, context.jobs, context.who)
