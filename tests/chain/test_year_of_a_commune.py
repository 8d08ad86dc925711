"""A year of a commune: a superior's plan, 60 tasks, 600 entries, two reports issued and printed.

Every figure of the printed papers is counted again from the entries the test itself made.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pdfplumber
import pytest

from papidesk.domain.document import Document
from papidesk.domain.figures import parse_ref, refs
from papidesk.domain.filters import ActivityFilter
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.storage import documents as stored
from papidesk.workflow import closings, evidence, figures, issuing, life, log, papers, reports
from papidesk.workflow.closings import ClosedPeriodError
from tests.chain.recount import NAMES, PEOPLE, RATIO, recounted, said
from tests.chain.year import ENTRIES, TASKS, WHO, YEAR, Entry, Year, lived

HALF = (datetime.date(YEAR - 1, 12, 15), datetime.date(YEAR, 6, 14))
BEFORE_HALF = (datetime.date(YEAR - 1, 6, 15), datetime.date(YEAR - 1, 12, 14))
LAST_HALF = (datetime.date(YEAR - 2, 12, 15), datetime.date(YEAR - 1, 6, 14))
LAST_WHOLE = (datetime.date(YEAR - 2, 12, 15), datetime.date(YEAR - 1, 12, 14))
WHOLE = (datetime.date(YEAR - 1, 12, 15), datetime.date(YEAR, 12, 14))
HALF_DAY, YEAR_DAY = datetime.date(YEAR, 6, 18), datetime.date(YEAR, 12, 17)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    made = lived(tmp_path_factory.mktemp("year"))
    with made.workspace:
        yield made


@pytest.fixture(scope="module")
def half(year: Year) -> Document:
    return _issued(year, "2026-H1", HALF_DAY)


@pytest.fixture(scope="module")
def corrected(year: Year, half: Document) -> Entry:
    """After the half-year's report was issued an entry of it is found to be wrong."""
    entry = next(e for e in year.entries if "luot-phat-thanh" in e.amounts and _within(e, HALF))
    wrong = log.get(year.store, entry.id)
    more = entry.amounts["luot-phat-thanh"] + 7
    amounts = tuple(replace(amount, quantity=more) for amount in wrong.amounts)
    with pytest.raises(ClosedPeriodError):
        log.change(year.store, replace(wrong, amounts=amounts), who=WHO)
    assert log.get(year.store, entry.id) == wrong
    log.change(
        year.store, replace(wrong, amounts=amounts), who=WHO, reason="Sổ phát thanh ghi thiếu"
    )
    entry.amounts["luot-phat-thanh"] = more
    return entry


@pytest.fixture(scope="module")
def whole(year: Year, half: Document, corrected: Entry) -> Document:
    return _issued(year, "2026", YEAR_DAY)


def _within(entry: Entry, window: tuple[datetime.date, datetime.date]) -> bool:
    return window[0] <= entry.day <= window[1]


def _issued(year: Year, period: str, day: datetime.date) -> Document:
    """Make, approve and issue a report; a person fills in what was left blank."""
    order = reports.begin(year.store, "papi", period)
    draft = reports.make(year.store, order, today=day, who=WHO)
    for act in ("submit", "approve"):
        draft = life.perform(year.store, draft.id, act, who=WHO, today=day)  # type: ignore[arg-type]
    return issuing.issue(
        year.store, draft.id, day=day, today=day, who=WHO, override="Còn chỗ để trống (thử)"
    )


def _tables(document: bytes) -> list[list[list[str]]]:
    with pdfplumber.open(io.BytesIO(document)) as pdf:
        return [
            [[(cell or "").replace("\n", " ") for cell in row] for row in table]
            for page in pdf.pages
            for table in page.extract_tables()
        ]


def _figure_rows(tables: list[list[list[str]]], heads: tuple[int, ...]) -> dict[str, list[str]]:
    """Return the rows of the tables of figures with so many columns, by name, what is shown."""
    found: dict[str, list[str]] = {}
    for table in tables:
        if len(table[0]) in heads and "Nội dung" in table[0][1]:
            found |= {row[1]: row[3:] for row in table[1:] if row[0].strip().isdigit()}
    return found


def _places(name: str) -> int:
    return 1 if name == RATIO else 0


def _signed(now: Decimal | None, before: Decimal | None, name: str) -> str:
    if now is None or before is None:
        return "–"
    places = Decimal(1).scaleb(-_places(name))
    change = now.quantize(places, ROUND_HALF_UP) - before.quantize(places, ROUND_HALF_UP)
    return ("+" if change > 0 else "") + said(change, places=_places(name))


def _against_target(year: Year, name: str, so_far: Decimal | None) -> list[str]:
    """Return target, what the year has come to, and its share, as the annex has to say them."""
    codes = {name: code for code, name in _codes().items()}
    wanted = [t.quantity for task in year.tasks for t in task.targets if t.counter == codes[name]]
    target = sum(wanted, Decimal(0))
    if not target or so_far is None:
        return ["–", "–", "–"]
    share = (so_far * 100 / target).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return [said(target), said(so_far), said(share, places=1)]


def test_the_year_was_lived(year: Year) -> None:
    assert len(year.tasks) == TASKS
    assert len(year.entries) == ENTRIES
    assert sum(_within(entry, HALF) for entry in year.entries) > 100


def test_every_figure_of_the_half_years_annex_is_what_the_entries_come_to(
    year: Year, half: Document
) -> None:
    # Corrections come after this paper was frozen, whatever the order of the tests.
    printed = papers.frozen_pdf(year.store, half.id)
    assert printed is not None
    rows = _figure_rows(_tables(printed), (10,))
    frozen = _as_reported(year)
    now, before, last = (recounted(frozen, *span) for span in (HALF, BEFORE_HALF, LAST_HALF))
    for name, row in rows.items():
        expected = [said(span[name], places=_places(name)) for span in (now, before, last)]
        expected.append(_signed(now[name], last[name], name))
        assert row == [*expected, *_against_target(year, name, now[name])], name
    assert set(rows) == {name for name in NAMES if now[name]}


def _as_reported(year: Year) -> list[Entry]:
    """Return the entries as they were before the correction."""
    told = {one.activity: one for one in closings.corrections(year.store)}
    found = []
    for entry in year.entries:
        if entry.id in told:
            change = next(c for c in told[entry.id].changes if c.counter == "luot-phat-thanh")
            taken = entry.amounts["luot-phat-thanh"] - (change.after - change.before)
            entry = Entry(**{**vars(entry), "amounts": {"luot-phat-thanh": taken}})
        found.append(entry)
    return found


def test_the_table_in_the_text_says_the_same(year: Year, half: Document) -> None:
    printed = papers.frozen_pdf(year.store, half.id)
    assert printed is not None
    rows = _figure_rows(_tables(printed), (6,))
    now, last = (recounted(_as_reported(year), *span) for span in (HALF, LAST_HALF))
    assert len(rows) > 10
    for name, row in rows.items():
        expected = [said(span[name], places=_places(name)) for span in (now, last)]
        assert row == [*expected, _signed(now[name], last[name], name)], name


def test_every_live_field_of_the_text_is_counted_again(year: Year, half: Document) -> None:
    """Whatever aspect a field shows, the field's own words in the paper are the recount's."""
    codes = _codes()
    windows = {"": HALF, "previous": BEFORE_HALF, "last-year": LAST_HALF}
    counted = {key: recounted(_as_reported(year), *window) for key, window in windows.items()}
    checked = 0
    for text, ref in _fields(half):
        named = parse_ref(ref)
        assert named is not None, ref
        if named.which not in counted or named.counter not in codes:
            continue
        name = codes[named.counter]
        value = counted[named.which][name]
        plain = said(value, places=_places(name))
        # Below ten offices write "05"; the first of many may be said with its unit.
        assert text in {plain, f"0{plain}"}, ref
        checked += 1
    assert checked > 15
    assert len(refs(half)) > 15


def _codes() -> dict[str, str]:
    from tests.chain import recount

    return {code: name for name, code in recount.SUMMED.items()} | {
        "nguoi-du": recount.PEOPLE,
        "kinh-phi": recount.COST,
        "tthc-niem-yet": recount.LATEST,
        "ty-le-toan-trinh": recount.RATIO,
    }


def _fields(document: Document) -> Iterator[tuple[str, str]]:
    from papidesk.domain.blocks import PageBreak, Table

    for blocks in (document.blocks, *(annex.blocks for annex in document.annexes)):
        for block in blocks:
            if isinstance(block, PageBreak):
                continue
            texts = (
                [part for row in block.rows for cell in row.cells for part in cell.paragraphs]
                if isinstance(block, Table)
                else [block]
            )
            for text in texts:
                for mark in text.marks:
                    if mark.style == "figure":
                        yield text.text[mark.start : mark.end], mark.ref


def test_the_years_report_counts_the_whole_window_and_the_correction(
    year: Year, corrected: Entry, whole: Document
) -> None:
    printed = papers.frozen_pdf(year.store, whole.id)
    assert printed is not None
    # A year has no column of its own for the period before: that is last year.
    rows = _figure_rows(_tables(printed), (9,))
    now, last = recounted(year.entries, *WHOLE), recounted(year.entries, *LAST_WHOLE)
    assert set(rows) == set(NAMES)
    for name, row in rows.items():
        expected = [said(span[name], places=_places(name)) for span in (now, last)]
        expected.append(_signed(now[name], last[name], name))
        assert row == [*expected, *_against_target(year, name, now[name])], name
    text = _text(printed)
    assert "Số liệu điều chỉnh" in text or "SỐ LIỆU ĐIỀU CHỈNH" in text
    assert "Sổ phát thanh ghi thiếu" in text
    told = closings.corrections(year.store)
    assert [one.reported_in for one in told] == [whole.id]


def test_both_windows_are_closed_with_the_figures_as_printed(year: Year, whole: Document) -> None:
    known = {one.period: one for one in closings.every(year.store)}
    assert set(known) == {"2026-H1", "2026"}
    counted = recounted(year.entries, *WHOLE)
    kept = {one.name: one.value for one in known["2026"].figures}
    assert {name: kept[name] for name in NAMES if name != RATIO} == {
        name: counted[name] for name in NAMES if name != RATIO
    }


def test_the_issued_half_year_prints_the_same_after_the_correction(
    year: Year, half: Document, whole: Document
) -> None:
    again = stored.get(year.store, half.id)
    assert again.state == "issued"
    assert papers.frozen_pdf(year.store, half.id) == papers.frozen_pdf(year.store, again.id)
    assert figures.refreshed(year.store, again) == again


def test_every_figure_opens_the_entries_behind_it(year: Year, half: Document) -> None:
    by_id = {entry.id: entry for entry in year.entries}
    query = figures.query_of(year.store, "tin-bai@2026-H1:papi")
    assert query is not None
    for code in ("tin-bai", "hoi-nghi", "nguoi-du", "kinh-phi"):
        behind = {by_id[id].id for id in figures.entries(year.store, code, query)}
        if code in {"tin-bai", "hoi-nghi"}:
            inside = {e.id for e in year.entries if code in e.amounts and _within(e, HALF)}
        elif code == "nguoi-du":
            inside = {e.id for e in year.entries if e.people is not None and _within(e, HALF)}
        else:
            inside = {e.id for e in year.entries if e.cost is not None and _within(e, HALF)}
        assert behind == inside, code


def test_the_evidence_index_names_every_file_with_its_hash(year: Year, half: Document) -> None:
    printed = papers.frozen_pdf(year.store, half.id)
    assert printed is not None
    rows = [row for table in _tables(printed) for row in table if len(row) == 5]
    listed = {(row[3], re.sub(r"\s", "", row[4])) for row in rows}
    shown = 0
    for entry in year.entries:
        if _within(entry, HALF):
            for proof in evidence.of(year.store, "activity", entry.id):
                assert (proof.name, proof.sha256) in listed
                shown += 1
    assert shown > 10


def _text(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return "\n".join(page.extract_text() for page in opened.pages)


def test_a_wrong_entry_is_refused_and_nothing_is_lost(year: Year) -> None:
    before = log.count(year.store, ActivityFilter())
    with pytest.raises(PapiDeskError):
        log.add(
            year.store,
            replace(
                log.get(year.store, year.entries[0].id),
                id="",
                amounts=(),
                date=datetime.date(YEAR, 3, 1),
                title="",
            ),
            who=WHO,
        )
    assert log.count(year.store, ActivityFilter()) == before


def test_the_papers_are_printed_as_word_files_too(
    year: Year, whole: Document, tmp_path: Path
) -> None:
    papers.print_document(year.store, whole.id, tmp_path / "bao-cao.docx")
    assert (tmp_path / "bao-cao.docx").stat().st_size > 10_000


def test_figures_in_the_printed_text_are_those_of_the_annex(year: Year, half: Document) -> None:
    printed = papers.frozen_pdf(year.store, half.id)
    assert printed is not None
    words = " ".join(_text(printed).split())
    counted = recounted(_as_reported(year), *HALF)
    for name, pattern in (
        ("Tin, bài trên trang/cổng thông tin điện tử", r"đăng (\d[\d.]*) tin, bài"),
        ("Hội nghị, buổi quán triệt, lồng ghép", r"tổ chức (\d[\d.]*) hội nghị"),
        (PEOPLE, r"với (\d[\d.]*) lượt người dự"),
        (RATIO, r"tỷ lệ ([\d,]+)%"),
        ("Tờ rơi", r"phát (\d[\d.]*) tờ rơi"),
    ):
        found = re.search(pattern, words)
        assert found is not None, name
        assert found[1].lstrip("0") == said(counted[name], places=_places(name)), name
    assert f"phân công {TASKS} nhiệm vụ" in words
