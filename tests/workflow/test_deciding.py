"""Decisions on units' reports: what was not seen is not decided, and what is undone leaves none."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from papidesk.domain.consolidation import UnitReport
from papidesk.storage import unit_reports
from papidesk.storage.store import Store
from papidesk.workflow import received_papers, sent_history, unit_board, unit_decisions
from papidesk.workflow.packing import kept_path
from papidesk.workflow.received_papers import ReportMovedOnError
from papidesk.workflow.sent_history import AlreadyOutError
from tests.workflow.below import DUTY, PERIOD
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import logged, pair, received, report

Two = tuple[Store, Store]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    """Give a commune and its superior, which has the commune's report."""
    with pair(tmp_path) as (commune, superior):
        logged(commune, 3)
        received(superior, report(commune, tmp_path / "USB", duty=DUTY))
        yield commune, superior


def stands(superior: Store) -> UnitReport:
    (unit,) = unit_reports.of_period(superior, DUTY, PERIOD)
    return unit_board.report_of(superior, unit, DUTY, PERIOD)


def accepted(superior: Store) -> UnitReport:
    before = stands(superior)
    return unit_decisions.accept(superior, [before.unit], DUTY, PERIOD, who=WHO, tell=True)[0]


def test_an_acceptance_taken_back_takes_its_unsent_bundle_with_it(two: Two) -> None:
    _commune, superior = two
    before = stands(superior)
    after = accepted(superior)
    file = kept_path(superior, sent_history.get(superior, after.decision))
    assert file.is_file()
    received_papers.take_back(superior, [before], who=WHO, after=[after])
    assert stands(superior) == before
    assert not sent_history.history(superior) and not file.exists()


def test_an_acceptance_the_unit_may_know_of_is_not_taken_back(two: Two, tmp_path: Path) -> None:
    _commune, superior = two
    before = stands(superior)
    after = accepted(superior)
    sent_history.export(superior, [after.decision], tmp_path / "ra.papi", who=WHO)
    with pytest.raises(AlreadyOutError):
        received_papers.take_back(superior, [before], who=WHO, after=[after])
    assert stands(superior) == after


def test_taking_a_decision_back_does_not_bring_an_older_report_back(
    two: Two, tmp_path: Path
) -> None:
    commune, superior = two
    before = stands(superior)
    after = accepted(superior)
    logged(commune, 5)
    received(superior, report(commune, tmp_path / "USB 2", duty=DUTY), agree=True)
    newer = stands(superior)
    assert newer.bundle != before.bundle
    with pytest.raises(ReportMovedOnError):
        received_papers.take_back(superior, [before], who=WHO, after=[after])
    assert stands(superior) == newer


def test_a_report_that_came_again_meanwhile_is_not_decided_on_unseen(
    two: Two, tmp_path: Path
) -> None:
    commune, superior = two
    seen = stands(superior)
    logged(commune, 5)
    received(superior, report(commune, tmp_path / "USB 2", duty=DUTY))
    newer = stands(superior)
    with pytest.raises(ReportMovedOnError):
        unit_decisions.accept(superior, [seen.unit], DUTY, PERIOD, who=WHO, seen=[seen], tell=True)
    with pytest.raises(ReportMovedOnError):
        unit_decisions.send_back(
            superior, seen.unit, DUTY, PERIOD, reason="Thiếu phụ lục", who=WHO, seen=seen
        )
    assert stands(superior) == newer and not sent_history.history(superior)


def test_accepting_that_is_broken_off_leaves_neither_decision_nor_bundle(two: Two) -> None:
    _commune, superior = two
    before = stands(superior)

    def stopped(done: int, total: int) -> None:
        if done:
            raise InterruptedError

    codes = [before.unit, before.unit]  # the second step is reached
    with pytest.raises(InterruptedError):
        unit_decisions.accept(
            superior, codes, DUTY, PERIOD, who=WHO, tell=True, progress=stopped,
            now=datetime.datetime(2026, 6, 25, 3, tzinfo=datetime.UTC),
        )  # fmt: skip
    assert stands(superior) == before and not sent_history.history(superior)
