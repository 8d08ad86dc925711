"""A unit's paper as its superior prints it."""

from __future__ import annotations

from pathlib import Path

from papidesk.domain.record import replace
from papidesk.storage import unit_reports
from papidesk.storage.store import Store
from papidesk.workflow import papers, received_papers
from tests.workflow.exchanged import PERIOD, pair, received, report
from tests.workflow.test_taking_decision import COMMUNE, reported


def told(superior: Store, duty: str) -> received_papers.UnitPaper:
    kept = unit_reports.get(superior, COMMUNE, duty, PERIOD)
    assert kept is not None
    return received_papers.paper(superior, kept)


def test_a_superior_prints_a_units_paper_byte_for_byte_as_the_unit_did(tmp_path: Path) -> None:
    with pair(tmp_path) as (commune, superior):
        made, duty = reported(commune)
        received(superior, report(commune, tmp_path / "USB"))
        own = papers.print_document(commune, made, tmp_path / "báo cáo.pdf").read_bytes()
        found = told(superior, duty)
        assert found.pdf
        assert received_papers.content(superior, found) == own
        # Where the PDF did not come along, the text that did is set anew: the same pages.
        assert received_papers.content(superior, replace(found, pdf="")) == own
