"""Last year's document: everything that may be stale is listed, nothing goes over unseen."""

from __future__ import annotations

import datetime
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.blocks import Cell, Heading, Item, Paragraph, Row, Table
from papidesk.domain.document import Annex, Document, IssueDate
from papidesk.domain.forwarding.forward import (
    Forward,
    SameYearError,
    UndecidedError,
    UnknownPlaceError,
    decided,
    forward,
)
from papidesk.domain.forwarding.stale import StalePlace
from papidesk.domain.glossary import Term
from papidesk.domain.office import Superior
from papidesk.domain.people import Authority, Signature
from papidesk.domain.record import Validity, replace
from papidesk.domain.richtext import Mark, RichText
from papidesk.domain.text_places import texts
from tests.drafting.offices_made import office
from tests.strategies import documents


def listed(text: str, year: int = 2027, **changes: object) -> list[tuple[str, str, str]]:
    document = Document(kind="KH", date=IssueDate(year=2026), blocks=(Paragraph(text=text),))
    carried = forward(document, year, office=office(), **changes)  # type: ignore[arg-type]
    return [(place.kind, place.old, place.proposal) for place in carried.places]


CASES = [
    ("tuyên truyền năm 2026", [("year", "2026", "2027")]),
    ("so với năm 2025", [("year", "2025", "2026")]),
    ("từ năm 2019 đến nay", [("year", "2019", "2019")]),
    (
        "ngày 15 tháng 6 năm 2026",
        [("date", "ngày 15 tháng 6 năm 2026", "ngày 15 tháng 6 năm 2027")],
    ),
    ("thứ Hai, ngày 15/6/2026", [("date", "thứ Hai, ngày 15/6/2026", "thứ Ba, ngày 15/6/2027")]),
    ("Báo cáo trước ngày 10/12", [("deadline", "10/12", "10/12")]),
    ("xong trước ngày 29/02/2024", [("deadline", "ngày 29/02/2024", "ngày 29/02/2024")]),
    ("trước ngày 15 hằng tháng", [("deadline", "ngày 15", "ngày 15")]),
    ("tháng 6/2026", [("period", "tháng 6/2026", "tháng 6/2027")]),
    ("6 tháng đầu năm 2026", [("period", "6 tháng đầu năm 2026", "6 tháng đầu năm 2027")]),
    ("quý II/2026", [("period", "quý II/2026", "quý II/2027")]),
    ("GIAI ĐOẠN 2026-2030", [("period", "GIAI ĐOẠN 2026-2030", "GIAI ĐOẠN 2026-2030")]),
    ("thời kỳ 2021-2030", [("period", "thời kỳ 2021-2030", "thời kỳ 2021-2030")]),
    ("năm học 2025-2026", [("period", "năm học 2025-2026", "năm học 2026-2027")]),
    ("thưởng 2025 – 2026", [("period", "2025 – 2026", "2026 – 2027")]),
    ("(tháng …/2026)", [("year", "2026", "2027")]),
    ("QUÝ II/2026", [("period", "QUÝ II/2026", "QUÝ II/2027")]),
    ("giai đoạn 2021 - 2026", [("period", "giai đoạn 2021 - 2026", "giai đoạn 2021 - 2026")]),
    (
        "Kế hoạch số 05/KH-UBND ngày 16/01/2026 của UBND xã",
        [
            ("number", "05/KH-UBND", "…………/KH-UBND"),
            ("date", "ngày 16/01/2026", "ngày ………… tháng ………… năm 2027"),
        ],
    ),
    (
        "Nghị định số 150/2025/NĐ-CP ngày 12 tháng 6 năm 2025 của Chính phủ",
        [
            ("number", "150/2025/NĐ-CP", "150/2025/NĐ-CP"),
            ("date", "ngày 12 tháng 6 năm 2025", "ngày 12 tháng 6 năm 2025"),
        ],
    ),
    (
        "Đề án số 08-ĐA/TU ngày 29/12/2025 của Tỉnh ủy",
        [
            ("figure", "08", "08"),
            ("date", "ngày 29/12/2025", "ngày 29/12/2025"),
        ],
    ),
    (
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
        [("date", "ngày 16 tháng 6 năm 2025", "ngày 16 tháng 6 năm 2025")],
    ),
    ("giao ông Trần Văn Ví Dụ phụ trách", [("name", "Trần Văn Ví Dụ", "Trần Văn Ví Dụ")]),
    ("đường Trần Hưng Đạo", []),
    ("gửi UBND huyện Bình Giang", [("unit", "UBND huyện Bình Giang", "UBND tỉnh Bình Nguyên")]),
    ("qua Phòng Nội vụ huyện", [("unit", "Phòng Nội vụ huyện", "Sở Nội vụ")]),
    ("dịch vụ công trực tuyến mức độ 3, 4", [("term", "trực tuyến mức độ 3, 4", "…………")]),
    ("đăng trên 40 tin, bài", [("figure", "40", "40")]),
    (
        "đạt 98,5% và 1.250.000 đồng",
        [("figure", "98,5%", "98,5%"), ("figure", "1.250.000", "1.250.000")],
    ),
    ("theo Điều 5 và khoản 2", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_a_place_is_found_with_its_proposal(text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert listed(text) == wanted


def test_the_last_day_of_february_stays_a_day() -> None:
    document = Document(
        date=IssueDate(year=2024), blocks=(Paragraph(text="họp ngày 29 tháng 02 năm 2024"),)
    )
    assert forward(document, 2025).places[0].proposal == "ngày 28 tháng 02 năm 2025"


def test_the_weekday_of_a_due_date_in_the_new_year_is_said() -> None:
    document = Document(date=IssueDate(year=2026), blocks=(Paragraph(text="trước ngày 10/6/2026"),))
    assert forward(document, 2028).places[0].hint == "thứ Bảy"


def test_terms_of_the_office_and_units_that_ended_are_found() -> None:
    term = Term(id="t", right="thôn Đông", wrong=("xóm Đông",))
    assert listed("tại xóm Đông", terms=(term,)) == [("term", "xóm Đông", "thôn Đông")]
    ended = Superior(name="thành phố Cũ", validity=Validity(until=datetime.date(2025, 6, 30)))
    merged = replace(office(), superiors=(*office().superiors, ended))
    document = Document(date=IssueDate(year=2026), blocks=(Paragraph(text="ở thành phố Cũ"),))
    assert forward(document, 2027, office=merged).places[0].old == "thành phố Cũ"


def whole() -> Document:
    return Document(
        kind="KH",
        issuer="ỦY BAN NHÂN DÂN XÃ CŨ",
        number="05",
        symbol="KH-UBND",
        place="Cũ",
        date=IssueDate(day=8, month=1, year=2026),
        abstract="Tuyên truyền trên địa bàn xã Cũ năm 2026",
        bases=("Căn cứ Kế hoạch số 192/KH-UBND ngày 26/12/2025 của UBND tỉnh",),
        blocks=(
            Heading(level=1, text="Mục tiêu 2026", number_as_written="I."),
            Item(text="Đạt 95% trong năm 2026", marks=(Mark(start=4, end=7, style="b"),)),
            Table(rows=(
                Row(cells=(Cell(paragraphs=(RichText(text="1"),)),
                           Cell(paragraphs=(RichText(text="40 tin"),)))),
            )),
        ),
        closing="Trên đây là Kế hoạch năm 2026./.",
        recipients=("UBND tỉnh", "Lưu: VT"),
        signature=Signature(
            chain=(Authority(prefix="TM.", body="ỦY BAN NHÂN DÂN"),),
            position="CHỦ TỊCH", name="Lê Văn Cũ", as_written=("TM.UBND",),
        ),
        annexes=(Annex(title="Chỉ tiêu 2026", note="(Kèm theo Kế hoạch số 05)"),),
        state="issued",
    )  # fmt: skip


def accepted(carried: Forward) -> dict[str, str]:
    return {place.id: place.proposal for place in carried.places}


def test_a_copy_is_a_draft_of_the_new_year_with_every_decision_done() -> None:
    carried = forward(whole(), 2027, office=office())
    copy = decided(carried, accepted(carried))
    assert (copy.id, copy.state, copy.number, copy.date) == (
        "",
        "draft",
        None,
        IssueDate(year=2027),
    )
    assert (copy.issuer, copy.place) == ("ỦY BAN NHÂN DÂN XÃ AN HÒA", "An Hòa")
    assert copy.abstract == "Tuyên truyền trên địa bàn xã An Hòa năm 2027"
    assert copy.bases[0].startswith("Căn cứ Kế hoạch số …………/KH-UBND ngày …………")
    item = copy.blocks[1]
    assert isinstance(item, Item)
    assert (item.text, item.marks) == ("Đạt 95% trong năm 2027", whole().blocks[1].marks)  # type: ignore[union-attr]
    assert copy.blocks[0] == Heading(level=1, text="Mục tiêu 2027")
    assert copy.signature.name == "Nguyễn Văn Mẫu" and copy.signature.as_written == ()
    assert copy.annexes == (Annex(title="Chỉ tiêu 2027"),)
    assert not any("2026" in text for path, text in texts(copy) if path != "bases/0")


def test_a_person_may_confirm_or_write_something_else() -> None:
    carried = forward(whole(), 2027, office=office())
    choices = {place.id: place.old for place in carried.places}
    figure = next(place for place in carried.places if place.old == "40")
    copy = decided(carried, choices | {figure.id: "  60 "})
    table = copy.blocks[2]
    assert isinstance(table, Table)
    assert table.rows[0].cells[1].text == "60 tin"
    assert copy.abstract == whole().abstract


def test_nothing_is_copied_while_one_place_is_open() -> None:
    carried = forward(whole(), 2027, office=office())
    choices = accepted(carried)
    choices.pop(carried.places[-1].id)
    with pytest.raises(UndecidedError):
        decided(carried, choices)
    with pytest.raises(UndecidedError):
        decided(carried, {})


def test_a_decision_about_something_else_is_refused() -> None:
    carried = forward(whole(), 2027, office=office())
    with pytest.raises(UnknownPlaceError):
        decided(carried, accepted(carried) | {"blocks/99@0": "x"})


def test_a_document_is_not_copied_to_its_own_year() -> None:
    with pytest.raises(SameYearError):
        forward(whole(), 2026)


@given(documents(), st.integers(2036, 2060))
def test_confirming_everything_changes_no_word(document: Document, year: int) -> None:
    carried = forward(document, year)
    copy = decided(carried, {place.id: place.old for place in carried.places})
    bare = {path: text for path, text in texts(document) if not path.endswith("/note")}
    assert dict(texts(copy)) == {
        path: " ".join(text.split()) if path.endswith("name") else text
        for path, text in bare.items()
    }


@given(documents(), st.integers(2036, 2060))
def test_places_lie_in_their_text_and_never_overlap(document: Document, year: int) -> None:
    known = dict(texts(document))
    by_path: dict[str, list[StalePlace]] = {}
    for place in forward(document, year).places:
        assert known[place.path][place.start : place.end] == place.old != ""
        by_path.setdefault(place.path, []).append(place)
    for places in by_path.values():
        for left, right in pairwise(places):
            assert left.end <= right.start


@given(documents())
def test_no_year_near_the_old_one_is_left_out(document: Document) -> None:
    places = forward(document, 2060).places
    covered = {(p.path, n) for p in places for n in range(p.start, p.end)}
    for path, text in texts(document):
        for found in re.finditer(r"(?<![\w/.-])20\d\d(?![\w/.,])", text):
            assert (path, found.start()) in covered or path.endswith("/note"), (path, text)
