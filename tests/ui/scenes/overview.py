"""The overview: empty, a usual year, a crowded one."""

from __future__ import annotations

import datetime

from PySide6.QtWidgets import QWidget

from papidesk.workflow import life, papi
from tests.invented_year import fill
from tests.ui.scenes.registry import Stage, scene
from ui.overview.overview_page import OverviewPage


def _page(stage: Stage) -> OverviewPage:
    stage.window.show_page("overview")
    page = stage.window.page("overview")
    assert isinstance(page, OverviewPage)
    page.refresh()
    stage.wait(lambda: page.board is not None and not page.reading)
    stage.pause(200)
    return page


@scene("overview-first-steps")
def first_steps(stage: Stage) -> QWidget:
    """What an empty workspace shows: the steps, over whatever is there."""
    page = _page(stage)
    page.show_steps()
    return stage.window


@scene("overview")
def overview(stage: Stage) -> QWidget:
    """A usual year."""
    today = datetime.date.today()
    fill(stage.store, today, task_count=46, entry_count=420)
    papi.choose(stage.store, "Hưng Yên", who="")
    id = stage.draft().id
    life.perform(stage.store, id, "submit", who="", today=today)
    _page(stage)
    return stage.window


@scene("overview-crowded")
def crowded(stage: Stage) -> QWidget:
    """More than fits."""
    fill(stage.store, datetime.date.today(), task_count=300, entry_count=2_000, seed=9)
    papi.choose(stage.store, "Hưng Yên", who="")
    _page(stage)
    return stage.window
