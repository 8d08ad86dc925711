"""A report duty that is changed, ended or gone after reports of it were made and issued."""

from __future__ import annotations

import datetime

import pytest

from papidesk.domain.document import Document
from papidesk.domain.record import Validity, replace
from papidesk.domain.report_duty import DayOfYear
from papidesk.storage import documents
from papidesk.storage.store import Store
from papidesk.workflow import (
    catalogue_entries,
    catalogues,
    closings,
    duty_terms,
    figures,
    issuing,
    reports,
)
from papidesk.workflow.reports import ReportOrder
from tests.workflow.conftest import WHO
from tests.workflow.reports.half_year import TODAY, day, lived

HALF = ReportOrder(duty="papi", period="2024-H1")


@pytest.fixture
def issued(store: Store) -> Document:
    lived(store)
    made = reports.make(store, HALF, today=TODAY, who=WHO)
    return issuing.issue(
        store, made.id, day=TODAY, today=TODAY, override="Bài thử", reason="Bài thử", who=WHO
    )


def half(store: Store) -> duty_terms.DutyState | None:
    states = duty_terms.states(store, 2024, today=TODAY)
    return next(
        (one for one in states if (one.duty.code, one.term.period) == ("papi", "2024-H1")), None
    )


def later_window(store: Store) -> None:
    """Let the half year of the duty run from 1 January to 30 June."""
    duty = catalogues.report_duty(store, "papi")
    terms = tuple(
        replace(
            one, since=DayOfYear(month=1, day=1, year=0), until=DayOfYear(month=6, day=30, year=0)
        )
        if (one.kind, one.index) == ("half", 1)
        else one
        for one in duty.terms
    )
    catalogues.put(store, replace(duty, terms=terms), who=WHO)


def test_what_was_issued_stays_with_the_window_it_was_counted_in(
    store: Store, issued: Document
) -> None:
    before = documents.get(store, issued.id)
    later_window(store)
    assert documents.get(store, issued.id) == before
    (served,) = reports.duties_of(store, issued.id)
    assert (served.since, served.until) == (day(12, 15, 2023), day(6, 14))
    (closing,) = closings.every(store)
    assert (closing.since, closing.until) == (day(12, 15, 2023), day(6, 14))
    state = half(store)
    assert state is not None and (state.state, state.document) == ("issued", issued.id)
    # Figures asked for anew follow the duty as it is now.
    query = duty_terms.query(store, "papi", "2024-H1")
    assert (query.since, query.until) == (day(1, 1), day(6, 30))


def test_a_report_in_place_of_it_counts_and_closes_the_new_window(
    store: Store, issued: Document
) -> None:
    later_window(store)
    made = reports.make(store, HALF, today=TODAY, who=WHO)
    (served,) = reports.duties_of(store, made.id)
    assert (served.since, served.until) == (day(1, 1), day(6, 30))
    last = day(7, 2)
    issuing.issue(
        store, made.id, day=last, today=last, override="Bài thử", reason="Bài thử", who=WHO
    )
    standing = {(one.since, one.until) for one in closings.closed(store)}
    assert (day(1, 1), day(6, 30)) in standing


def test_a_draft_keeps_the_window_it_was_drafted_for(store: Store) -> None:
    lived(store)
    made = reports.make(store, HALF, today=TODAY, who=WHO)
    later_window(store)
    (served,) = reports.duties_of(store, made.id)
    assert (served.since, served.until) == (day(12, 15, 2023), day(6, 14))


def test_a_duty_that_was_removed_keeps_what_was_reported(store: Store, issued: Document) -> None:
    catalogue_entries.remove(
        store, "report-duties", "papi", who=WHO, today=datetime.date(2024, 7, 1)
    )
    assert reports.reported_by(store, "papi", "2024-H1") is not None
    state = half(store)
    assert state is not None and state.state == "issued"
    assert figures.table(store, duty_terms.query(store, "papi", "2024-H1"))
    kept = catalogues.report_duty(store, "papi")
    assert kept.validity == Validity(until=datetime.date(2024, 6, 30))
