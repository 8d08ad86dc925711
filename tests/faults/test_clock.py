"""The clock is set back a year, or runs ahead: numbers, periods and history hold."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from papidesk.domain import periods
from papidesk.domain.issuing import FutureDateError
from papidesk.domain.life import Act
from papidesk.domain.record import replace
from papidesk.storage import acts, registers, trash
from papidesk.storage import documents as stored
from papidesk.storage.store import Store
from papidesk.workflow import documents, figures, issuing, life, workspaces
from papidesk.workflow.issuing import ClockBehindError
from tests.workflow.conftest import WHO, kept

TODAY = datetime.date(2026, 11, 20)
YEAR_AGO = datetime.date(2025, 11, 20)


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with workspaces.open_workspace(folder) as opened:
        yield opened.store


def issue(store: Store, today: datetime.date) -> tuple[str | None, int | None]:
    done = issuing.issue(store, kept(store).id, today=today, who=WHO)
    return done.number, done.date.year


def test_a_clock_set_back_a_year_gives_no_number_and_the_next_one_follows(store: Store) -> None:
    assert issue(store, TODAY) == ("01", 2026)
    assert issue(store, TODAY) == ("02", 2026)
    before = registers.entries(store, 2026)
    with pytest.raises(ClockBehindError):
        issue(store, YEAR_AGO)
    assert registers.entries(store, 2026) == before
    assert registers.entries(store, 2025) == []
    assert issue(store, TODAY) == ("03", 2026)


def test_a_clock_that_runs_ahead_numbers_nothing_in_the_future(store: Store) -> None:
    draft = kept(store)
    with pytest.raises(FutureDateError):
        issuing.issue(store, draft.id, day=TODAY + datetime.timedelta(days=1), today=TODAY, who=WHO)
    assert documents.get(store, draft.id).state == "draft"


def test_figures_of_a_period_do_not_move_with_the_clock(store: Store) -> None:
    issue(store, datetime.date(2025, 12, 30))
    issue(store, TODAY)
    issue(store, TODAY)
    counted = {
        (counter.code, period): figures.value(store, f"{counter.code}@{period}")
        for counter in figures.counters()
        for period in ("2025", "2026", "2026-H2", "2026-M11")
    }
    with pytest.raises(ClockBehindError):
        issue(store, YEAR_AGO)
    assert counted == {
        (code, period): figures.value(store, f"{code}@{period}") for code, period in counted
    }
    assert periods.parse("2026-H2").start == datetime.date(2026, 7, 1)


def test_the_history_keeps_its_order_when_the_clock_goes_back(store: Store) -> None:
    draft = kept(store)
    late = datetime.datetime(2026, 11, 20, 8, tzinfo=datetime.UTC)
    early = late - datetime.timedelta(days=365)
    changed = stored.save(store, replace(draft, abstract="hai"), who=WHO, now=late)
    stored.save(store, replace(changed, abstract="ba"), who=WHO, now=early)
    assert [version.version for version in stored.versions(store, draft.id)] == [3, 2, 1]
    with store.unit_of_work():
        for version, moment in ((2, late), (3, early)):
            act = Act(
                document_id=draft.id, name="submit", before="draft", after="submitted",
                version=version,
            )  # fmt: skip
            acts.add(store, act, now=moment)
    assert [act.version for act in life.acts(store, draft.id)] == [3, 2]


def test_a_clock_set_back_throws_nothing_out_of_the_trash(store: Store) -> None:
    draft = kept(store)
    documents.trash(store, [draft.id], who=WHO)
    now = datetime.datetime.now(datetime.UTC)
    assert trash.purge(store, now=now - datetime.timedelta(days=365)) == 0
    assert trash.is_trashed(store, draft.id)
