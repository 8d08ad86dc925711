"""The office over the years: names, series, versions; the glossary it brings to the check."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from papidesk.domain.glossary import Term
from papidesk.domain.number_series import SeriesOverlapError, SeriesRepeatError
from papidesk.domain.office import BadOfficeError, NumberSeries, OfficeForm
from papidesk.domain.office_history import change_form
from papidesk.domain.record import Validity, replace
from papidesk.storage.store import Store
from papidesk.workflow import checks, documents, glossary, issuing, offices, workspaces
from papidesk.workflow.demo import commune_files, sample_offices

WHO = "Trần Thị Thí Dụ"
TODAY = datetime.date.today()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    workspace = workspaces.create(tmp_path / "An Hòa", sample_offices()[0], who=WHO)
    yield workspace.store
    workspace.close()


def test_a_paper_of_the_past_is_written_with_the_office_of_its_day(store: Store) -> None:
    since = datetime.date(2025, 7, 1)
    office = change_form(offices.current(store), OfficeForm(name="xã Đông Mẫu"), since)
    offices.save(store, office, who=WHO)
    assert offices.on(store, datetime.date(2025, 6, 30)).name == "xã An Hòa"
    assert offices.on(store, since).name == offices.current(store).name == "xã Đông Mẫu"


def test_every_form_the_office_was_kept_in_can_be_brought_back(store: Store) -> None:
    first = offices.current(store)
    offices.save(store, replace(first, address="Thôn Đông"), who=WHO)
    assert [one.version for one in offices.versions(store)] == [2, 1]
    assert offices.go_back(store, 1, who=WHO) == offices.current(store) == first
    assert len(offices.versions(store)) == 3


@pytest.mark.parametrize("change", [{"name": ""}, {"code": "h 53"}])
def test_what_no_office_can_be_is_not_kept(store: Store, change: dict[str, str]) -> None:
    before = offices.current(store)
    with pytest.raises(BadOfficeError):
        offices.save(store, replace(before, **change), who=WHO)
    assert offices.current(store) == before


def test_series_may_not_count_a_kind_twice_nor_give_its_numbers_again(store: Store) -> None:
    taken = documents.import_file(store, commune_files()[0], who=WHO).document
    done = issuing.issue(store, taken.id, today=TODAY, who=WHO)
    year, kind = done.date.year, done.kind
    assert year is not None
    office = offices.current(store)
    twice = (NumberSeries(id="a", kinds=(kind,)), NumberSeries(id="b", kinds=(kind,)))
    with pytest.raises(SeriesOverlapError):
        offices.save(store, replace(office, series=twice), who=WHO)
    own = NumberSeries(id="own", name="Sổ riêng", kinds=(kind,))
    new = replace(office, series=(*office.series, own))
    with pytest.raises(SeriesRepeatError):
        offices.check(store, new, office, year=year)
    from_next = replace(own, validity=Validity(since=datetime.date(year + 1, 1, 1)))
    offices.check(store, replace(office, series=(*office.series, from_next)), office, year=year)
    goes_on = replace(own, start=int(done.number or "0") + 1, start_year=year)
    offices.check(store, replace(office, series=(*office.series, goes_on)), office, year=year)


def test_a_series_says_what_it_gave_and_gives_next(store: Store) -> None:
    taken = documents.import_file(store, commune_files()[0], who=WHO).document
    done = issuing.issue(store, taken.id, today=TODAY, who=WHO)
    year = done.date.year or 0
    office = offices.current(store)
    (state,) = offices.series_states(store, office, year)
    assert (state.given, state.next_number) == (1, int(done.number or "0") + 1)
    assert offices.held(store, state.series.id)
    assert not offices.held(store, "own")
    begun = replace(office, series=(NumberSeries(id="x", start=58, start_year=2030),))
    assert offices.series_states(store, begun, 2030)[0].next_number == 58
    assert offices.series_states(store, begun, 2031)[0].next_number == 1


def test_own_terms_are_found_in_the_offices_papers(store: Store) -> None:
    document = documents.import_file(store, commune_files()[0], who=WHO).document
    text = next(b.text for b in document.blocks if len(getattr(b, "text", "")) > 60)
    wrong = " ".join(text.split()[2:4]).strip(",.;:")
    kept = glossary.put(store, Term(id="", right="Từ đúng", wrong=(wrong,)), who=WHO)
    report = checks.check_document(document, judging=glossary.judging(store)).report
    assert "THUAT_NGU_RIENG" in {finding.rule for finding in report.findings}
    glossary.remove(store, kept.id, who=WHO)
    assert glossary.terms(store) == []


def test_a_term_of_tomorrow_leaves_the_papers_of_today_alone() -> None:
    term = Term(id="t", right="a", wrong=("b",), since=datetime.date(2026, 1, 1))
    assert not term.holds_on(datetime.date(2025, 12, 31))
    assert term.holds_on(datetime.date(2026, 1, 1))
    assert not term.holds_on(None)


def test_terms_that_say_nothing_or_contradict_each_other_are_refused(store: Store) -> None:
    with pytest.raises(glossary.EmptyTermError):
        glossary.put(store, Term(id="", right="a"), who=WHO)
    glossary.put(store, Term(id="", right="thôn", wrong=("ấp",)), who=WHO)
    with pytest.raises(glossary.TermLoopError):
        glossary.put(store, Term(id="", right="ấp", wrong=("xóm",)), who=WHO)


def test_rules_of_style_can_be_switched_off_and_those_of_the_decree_cannot(store: Store) -> None:
    style = next(rule for rule in glossary.rules() if glossary.may_be_off(rule))
    fixed = next(rule for rule in glossary.rules() if rule.family == "form")
    glossary.switch(store, style.id, on=False, who=WHO)
    assert glossary.judging(store).off == (style.id,)
    with pytest.raises(glossary.FixedRuleError):
        glossary.switch(store, fixed.id, on=False, who=WHO)
    glossary.switch(store, style.id, on=True, who=WHO)
    assert glossary.off(store) == ()


def test_a_series_goes_on_from_the_register_on_paper(store: Store) -> None:
    taken = documents.import_text(store, _plan(), "ke-hoach.txt", who=WHO).document
    day = datetime.date(2026, 1, 12)
    office = offices.current(store)
    begun = replace(office.series[0], start=58, start_year=day.year)
    offices.save(store, replace(office, series=(begun,)), who=WHO)
    offered = issuing.proposal(store, taken, today=day)
    assert offered.number == 58
    done = issuing.issue(store, taken.id, today=TODAY, day=day, override="thử", who=WHO)
    assert done.number == "58"
    assert offices.series_states(store, offices.current(store), day.year)[0].next_number == 59


def _plan() -> str:
    """A plan without a number."""
    text = commune_files()[0].read_text(encoding="utf-8")
    return text.replace("Số: 05/KH-UBND", "Số:      /KH-UBND")
