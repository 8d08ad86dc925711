"""What the superior decided on a report: accepted is shown, returned is opened with its remarks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from papidesk.domain.closing import Closing
from papidesk.domain.consolidation import Remark
from papidesk.domain.filters import FigureQuery
from papidesk.storage import bundles_sent, documents, duty_reports
from papidesk.storage.integrity import verify
from papidesk.storage.store import Store
from papidesk.workflow import (
    closings,
    duty_terms,
    figures,
    issuing,
    life,
    links,
    log,
    receipts,
    receiving,
    reports,
    sending,
    taking_decision,
    unit_decisions,
)
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import PERIOD, TODAY, logged, pair, received, report, tables
from tests.workflow.logged import entry
from tests.workflow.test_taking_office import HISTORY, comparable

ABOVE = "Đỗ Thị Cấp Trên"
COMMUNE = "xa-an-hoa"


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """Commune and superior."""
    with pair(tmp_path) as stores:
        yield stores


def reported(commune: Store) -> tuple[str, str]:
    """Issue the report of the half year and return its id and duty."""
    logged(commune)
    duty = reports.default_duty(commune, PERIOD)
    made = reports.make(commune, reports.begin(commune, duty, PERIOD), today=TODAY, who=WHO)
    issuing.issue(commune, made.id, today=TODAY, override="đã xem", who=WHO)
    return made.id, duty


def decided(superior: Store, duty: str, **order: object) -> Path:
    """Return the file of the decision that sends the report back."""
    wanted: dict[str, object] = {"reason": "Số hội nghị chưa khớp.", "who": ABOVE} | order
    sent = unit_decisions.send_back(superior, COMMUNE, duty, PERIOD, **wanted)
    return sending.file_of(superior, sent[0])


def sent_up(commune: Store, superior: Store, folder: Path) -> str:
    """Send the report and have it taken in; return the id of its bundle."""
    path = report(commune, folder)
    received(superior, path)
    return bundles_sent.every(commune, kind="report")[0].id


def test_a_returned_report_is_opened_again_with_remarks_on_their_places(
    both: tuple[Store, Store], tmp_path: Path
) -> None:
    commune, superior = both
    paper, duty = reported(commune)
    bundle = sent_up(commune, superior, tmp_path)
    assert closings.closed(commune)
    remarks = (Remark(text="ghi lại 5 buổi", counter="hoi-nghi"), Remark(text="Thiếu phụ lục"))
    path = decided(superior, duty, remarks=remarks, wanted_by=datetime.date(2026, 7, 10))
    received(commune, path)

    assert bundles_sent.get(commune, bundle).state == "returned"
    assert "Số hội nghị chưa khớp." in bundles_sent.get(commune, bundle).steps[-1].reason
    assert not closings.closed(commune)
    standing = reports.reported_by(commune, duty, PERIOD)
    assert standing is not None and standing.document != paper
    copy = documents.get(commune, standing.document)
    assert (copy.state, copy.number) == ("returned", None)
    assert documents.get(commune, paper).frozen
    assert {one.link.role for one in links.links(commune, copy.id)} == {"copied_from", "replaces"}

    told = life.remarks(commune, copy.id)
    assert [one.who for one in told] == [ABOVE] * 3
    assert "10/07/2026" in told[0].text and "Số hội nghị chưa khớp." in told[0].text
    placed = next(one for one in told if "5 buổi" in one.text)
    assert placed.place and placed.quote
    states = duty_terms.states(commune, 2026, today=TODAY)
    shown = next(one for one in states if (one.duty.code, one.term.period) == (duty, PERIOD))
    assert (shown.document, shown.document_state) == (copy.id, "returned")
    assert not verify(commune)[1]


def test_entries_are_corrected_freely_and_the_new_report_replaces_the_old_one(
    both: tuple[Store, Store], tmp_path: Path
) -> None:
    commune, superior = both
    paper, duty = reported(commune)
    sent_up(commune, superior, tmp_path)
    received(commune, decided(superior, duty))
    log.add(commune, entry("Họp bị quên", day=9), who=WHO)  # no reason is asked for
    standing = reports.reported_by(commune, duty, PERIOD)
    assert standing is not None
    issuing.issue(commune, standing.document, today=TODAY, override="đã sửa", who=WHO)
    assert documents.get(commune, paper).state == "superseded"
    assert closings.closed(commune)
    received(superior, report(commune, tmp_path / "lần hai"))
    sums = FigureQuery(since=standing.since, until=standing.until)
    assert figures.figure(commune, "hoi-nghi", sums).value == 4


def test_a_return_with_remarks_alone_opens_the_report_though_its_receipt_came_first(
    both: tuple[Store, Store], tmp_path: Path
) -> None:
    commune, superior = both
    _paper, duty = reported(commune)
    path = report(commune, tmp_path)
    row = received(superior, path)
    remark = Remark(text="Số hội nghị chưa khớp", counter="hoi-nghi")
    sent = unit_decisions.send_back(
        superior, COMMUNE, duty, PERIOD, reason="", remarks=[remark], who=WHO
    )
    (told,) = receipts.make(superior, row.id, who=WHO)
    received(commune, sending.file_of(superior, told))
    assert bundles_sent.every(commune, kind="report")[0].state == "returned"
    received(commune, sending.file_of(superior, sent[0]))
    bundle = bundles_sent.every(commune, kind="report")[0]
    assert bundle.steps[-1].reason == "Xem các nhận xét."
    # A copy of the report is made, to be put right.
    assert commune.value("SELECT count(*) FROM documents") == 2


def test_a_report_without_a_paper_has_its_period_opened(
    both: tuple[Store, Store], tmp_path: Path
) -> None:
    commune, superior = both
    logged(commune)
    duty = reports.default_duty(commune, PERIOD)
    sent_up(commune, superior, tmp_path)
    window = Closing(
        since=datetime.date(2026, 1, 1), until=datetime.date(2026, 6, 30), duty=duty, period=PERIOD
    )
    closings.close(commune, window, who=WHO)
    received(commune, decided(superior, duty))
    assert not closings.closed(commune)
    assert reports.reported_by(commune, duty, PERIOD) is None


def test_an_accepted_report_is_shown_as_such(both: tuple[Store, Store], tmp_path: Path) -> None:
    commune, superior = both
    paper, duty = reported(commune)
    bundle = sent_up(commune, superior, tmp_path)
    sent = unit_decisions.accept(superior, [COMMUNE], duty, PERIOD, who=ABOVE, tell=True)
    decision = bundles_sent.get(superior, sent[0].decision)
    received(commune, sending.file_of(superior, decision))
    assert bundles_sent.get(commune, bundle).state == "applied"
    assert bundles_sent.get(commune, bundle).steps[-1].who == ABOVE
    assert documents.get(commune, paper).state == "acknowledged"
    assert closings.closed(commune)


def test_the_same_decision_again_opens_nothing_twice(
    both: tuple[Store, Store], tmp_path: Path
) -> None:
    commune, superior = both
    _, duty = reported(commune)
    sent_up(commune, superior, tmp_path)
    received(commune, decided(superior, duty))
    count = len(duty_reports.standing(commune))
    papers = commune.value("SELECT count(*) FROM documents")
    again = unit_decisions.send_again(superior, COMMUNE, duty, PERIOD, who=ABOVE)
    received(commune, sending.file_of(superior, again[0]))
    assert commune.value("SELECT count(*) FROM documents") == papers
    assert len(duty_reports.standing(commune)) == count


def test_a_decision_on_what_was_never_sent_is_refused_line_by_line(
    both: tuple[Store, Store], tmp_path: Path
) -> None:
    commune, superior = both
    _, duty = reported(commune)
    sent_up(commune, superior, tmp_path)
    path = decided(superior, duty, remarks=(Remark(text="Thiếu phụ lục"),))
    with pair(tmp_path / "khác") as (stranger, _):
        from tests.workflow.exchanged import introduced

        introduced(superior, stranger, "superior")
        with receiving.look(stranger, path, who=WHO) as incoming:
            lines = incoming.plan.of("refused")
    assert taking_decision.NOT_OURS in {one.reason for one in lines}


def test_a_return_is_undone_as_a_whole(both: tuple[Store, Store], tmp_path: Path) -> None:
    commune, superior = both
    _, duty = reported(commune)
    bundle = sent_up(commune, superior, tmp_path)
    receipt = receipts.make(superior, receiving.history(superior)[0].id, who=ABOVE)
    received(commune, sending.file_of(superior, receipt[0]))
    before = comparable(tables(commune, but=HISTORY))
    state = bundles_sent.get(commune, bundle)
    done = received(commune, decided(superior, duty, remarks=(Remark(text="Thiếu"),)))
    assert not closings.closed(commune)
    receiving.undo(commune, done.id, who=WHO, backup=False)
    assert comparable(tables(commune, but=HISTORY)) == before
    assert bundles_sent.get(commune, bundle) == state
    assert closings.closed(commune)
    assert not verify(commune)[1]


def test_the_office_is_told_by_order_of_its_other_pc_too(
    both: tuple[Store, Store], tmp_path: Path
) -> None:
    """A PC that did not send the report itself opens it all the same: the paper is there."""
    commune, superior = both
    paper, duty = reported(commune)
    sent_up(commune, superior, tmp_path)
    path = decided(superior, duty)
    sent = bundles_sent.every(commune, kind="report")[0]
    with commune.unit_of_work():
        commune.write("DELETE FROM bundles_sent WHERE id = ?", (sent.id,))
    received(commune, path)
    standing = reports.reported_by(commune, duty, PERIOD)
    assert standing is not None and standing.document != paper
