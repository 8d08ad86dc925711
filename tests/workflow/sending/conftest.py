"""A commune with an issued half-year report, and its superior, who know each other's keys."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from papidesk.domain.activity import Evidence
from papidesk.domain.record import replace
from papidesk.storage import attachments, evidence
from papidesk.storage.store import Store
from papidesk.workflow import demo, issuing, reports, workspaces
from papidesk.workflow.reports import ReportOrder
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import introduced
from tests.workflow.reports.half_year import TODAY, lived

PERIOD = "2024-H1"


class Offices(NamedTuple):
    """Both stores, the report's id, the entries of the log by title, and a folder for a stick."""

    commune: Store
    superior: Store
    report: str
    stick: Path

    def entry(self, title: str) -> str:
        """Return the id of the entry with this title."""
        found = self.commune.value("SELECT id FROM activities WHERE title = ?", (title,))
        return str(found)


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The two workspaces as every test begins with them, and the report's id."""
    folder = tmp_path_factory.mktemp("offices")
    below, above = demo.sample_offices()
    above = replace(above, name="tỉnh Bình Nguyên", level="province")
    with (
        workspaces.create(folder / "xã An Hòa", below, who=WHO) as commune,
        workspaces.create(folder / "Bình Nguyên", above, who=WHO) as superior,
    ):
        introduced(commune.store, superior.store, "subordinate")
        introduced(superior.store, commune.store, "superior")
        lived(commune.store)
        report = issued(commune.store, PERIOD)
    return folder, report


@pytest.fixture
def offices(begun: tuple[Path, str], tmp_path: Path) -> Iterator[Offices]:
    """The two workspaces, for one test to change."""
    folder, report = begun
    shutil.copytree(folder, tmp_path / "offices")
    stick = tmp_path / "USB"
    stick.mkdir()
    with (
        workspaces.open_workspace(tmp_path / "offices" / "xã An Hòa") as commune,
        workspaces.open_workspace(tmp_path / "offices" / "Bình Nguyên") as superior,
    ):
        yield Offices(commune.store, superior.store, report, stick)


def issued(store: Store, period: str) -> str:
    """Make and issue the report of a period; return its id."""
    made = reports.make(store, ReportOrder(duty="papi", period=period), today=TODAY, who=WHO)
    issuing.issue(
        store, made.id, day=TODAY, today=TODAY, override="Bài thử", reason="Bài thử", who=WHO
    )
    return made.id


def proved(store: Store, activity: str, content: bytes, name: str = "ảnh họp.jpg") -> Evidence:
    """Attach a file to an entry."""
    kept = attachments.add_bytes(store, content, media_type="image/jpeg")
    piece = Evidence(owner="activity", owner_id=activity, sha256=kept.sha256, name=name)
    return evidence.add(store, piece, who=WHO)
