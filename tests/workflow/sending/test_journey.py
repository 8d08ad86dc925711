"""A report's whole journey: sent, returned with remarks, corrected, sent again, accepted."""

from __future__ import annotations

import datetime

from papidesk.domain.activity import Amount
from papidesk.domain.document import Document
from papidesk.domain.record import replace
from papidesk.storage import closings, documents
from papidesk.workflow import (
    consolidation,
    issuing,
    log,
    receipts,
    sending,
    unit_board,
    unit_decisions,
)
from papidesk.workflow.sending import Order
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import received
from tests.workflow.reports.half_year import TODAY
from tests.workflow.sending.conftest import PERIOD, Offices

ORDER = Order(kind="report", period=PERIOD, duty="papi")


def carried(offices: Offices, name: str) -> str:
    """Send the report up and take the superior's receipt back; return the bundle's id."""
    place = offices.stick / name
    place.mkdir()
    bundle = sending.make(offices.commune, ORDER, who=WHO, today=TODAY)[0]
    path = sending.export(offices.commune, [bundle.id], place, who=WHO)[0]
    sending.hand_over(offices.commune, [bundle.id], who=WHO)
    taken = received(offices.superior, path)
    receipts.make(offices.superior, taken.id, place, who=WHO)
    received(offices.commune, next(place.glob("*receipt*")))
    return bundle.id


def total(offices: Offices, counter: str) -> object:
    lines = consolidation.totals(offices.superior, "papi", PERIOD, compare=False)
    return next((one.value for one in lines if one.counter.code == counter), None)


def reopened(offices: Offices) -> Document:
    """Return the draft the commune got back."""
    found = offices.commune.value("SELECT id FROM documents WHERE state = 'returned'")
    return documents.get(offices.commune, str(found))


def test_a_report_is_returned_corrected_sent_again_and_accepted(offices: Offices) -> None:
    first = carried(offices, "một")
    assert sending.get(offices.commune, first).state == "applied"
    assert total(offices, "tin-bai") == 43

    sent = unit_decisions.send_back(
        offices.superior, "xa-an-hoa", "papi", PERIOD, reason="Rà lại số tin, bài", who=WHO
    )
    path = sending.export(offices.superior, [sent[0].id], offices.stick, who=WHO)[0]
    received(offices.commune, path)
    assert sending.get(offices.commune, first).state == "returned"
    assert closings.closed(offices.commune) == []
    assert total(offices, "tin-bai") is None, "what was returned does not count"

    entry = log.get(offices.commune, offices.entry("Đăng tin về cải cách hành chính số 1"))
    more = Amount(counter="tin-bai", quantity=entry.amounts[0].quantity + 4)
    log.change(offices.commune, replace(entry, amounts=(more,)), who=WHO)
    paper = reopened(offices)
    day = TODAY + datetime.timedelta(days=3)
    issuing.issue(
        offices.commune, paper.id, day=day, today=day, override="Bài thử", reason="Bài thử", who=WHO
    )
    assert documents.get(offices.commune, offices.report).state == "superseded"

    second = carried(offices, "hai")
    assert total(offices, "tin-bai") == 47
    unit_decisions.accept(offices.superior, ["xa-an-hoa"], "papi", PERIOD, who=WHO, tell=True)
    decision = next(
        one for one in sending.history(offices.superior, kind="return") if one.state == "drafted"
    )
    place = offices.stick / "ba"
    place.mkdir()
    path = sending.export(offices.superior, [decision.id], place, who=WHO)[0]
    received(offices.commune, path)
    assert sending.get(offices.commune, second).state == "applied"
    assert sending.get(offices.commune, first).state == "returned"
    assert documents.get(offices.commune, paper.id).state == "acknowledged"
    row = unit_board.board(offices.superior, "papi", PERIOD, today=TODAY).rows[0]
    assert row.report is not None
    assert row.report.state == "accepted"
