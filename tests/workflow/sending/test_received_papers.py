"""What a unit sent can be looked at by the superior: the very PDF, its entries, its evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from papidesk.domain.consolidation import UnitReport
from papidesk.domain.document import Document
from papidesk.storage import places, unit_reports
from papidesk.storage.store import Store
from papidesk.workflow import consolidation_locks, papers, received_papers, unit_decisions
from papidesk.workflow.consolidation_locks import ConsolidatedError
from papidesk.workflow.received_papers import NoPaperError
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import received, report
from tests.workflow.sending.conftest import PERIOD, Offices, proved

DUTY = "papi"


def carried(offices: Offices, **order: object) -> Store:
    """Carry the commune's report up and return the superior's store."""
    path = report(offices.commune, offices.stick, period=PERIOD, duty=DUTY, **order)
    received(offices.superior, path)
    return offices.superior


def told(store: Store) -> UnitReport:
    """Return the one report that came."""
    return next(iter(unit_reports.of_period(store, DUTY, PERIOD).values()))


def test_the_pdf_the_unit_issued_is_shown_byte_for_byte(offices: Offices) -> None:
    superior = carried(offices, evidence="all")
    found = received_papers.paper(superior, told(superior))
    assert isinstance(found.document, Document) and found.pdf
    frozen = papers.frozen_pdf(offices.commune, offices.report)
    assert received_papers.content(superior, found) == frozen


def test_a_pdf_that_is_gone_is_replaced_by_its_text(offices: Offices) -> None:
    superior = carried(offices, evidence="all")
    found = received_papers.paper(superior, told(superior))
    Path(places.attachment(superior.folder, found.pdf)).unlink()
    again = received_papers.paper(superior, told(superior))
    assert again.pdf == ""
    assert received_papers.content(superior, again).startswith(b"%PDF")


def test_entries_come_with_the_names_of_their_evidence_and_figures_with_theirs(
    offices: Offices,
) -> None:
    id = str(offices.commune.value("SELECT id FROM activities WHERE date BETWEEN ? AND ? LIMIT 1",
                                   ("2024-01-01", "2024-05-31")))  # fmt: skip
    proved(offices.commune, id, b"\xff\xd8 anh", "họp thôn.jpg")
    superior = carried(offices, evidence="all")
    unit = told(superior).unit
    entries = received_papers.entries(superior, unit, DUTY, PERIOD)
    assert [one.day for one in entries] == sorted(one.day for one in entries)
    named = {one.id: one.evidence for one in entries if one.evidence}
    assert named[id] == ("họp thôn.jpg",)
    figures = received_papers.figures(superior, unit, DUTY, PERIOD)
    assert any(one.value for one in figures) and all(one.name for one in figures)
    assert received_papers.periods(superior) == [(DUTY, PERIOD)]


def test_a_decision_is_taken_back_unless_the_period_is_closed(offices: Offices) -> None:
    superior = carried(offices)
    before = told(superior)
    unit_decisions.accept(superior, [before.unit], DUTY, PERIOD, who=WHO)
    assert told(superior).state == "accepted"
    received_papers.take_back(superior, [before], who=WHO)
    assert told(superior) == before
    acts = [act for (act,) in superior.rows("SELECT act FROM audit ORDER BY rowid")]
    assert acts[-1] == "unit_report.undone"
    unit_decisions.accept(superior, [before.unit], DUTY, PERIOD, who=WHO)
    consolidation_locks.lock(superior, DUTY, PERIOD, who=WHO)
    with pytest.raises(ConsolidatedError):
        received_papers.take_back(superior, [before], who=WHO)
    assert told(superior).state == "accepted"


def test_a_report_of_figures_only_says_that_no_paper_came(offices: Offices) -> None:
    superior = carried(offices)
    day = told(superior).received_on
    without = UnitReport(unit="H99.1", duty=DUTY, period=PERIOD, received_on=day)
    with pytest.raises(NoPaperError):
        received_papers.paper(superior, without)
