"""The metadata of Phụ lục VI: every field, its length, and that nothing is cut off silently."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.document import Document, Filing, IssueDate
from papidesk.domain.incoming import Incoming, Opinion
from papidesk.domain.metadata import (
    Direction,
    MetadataMissingError,
    MetadataTooLongError,
    fields,
    of_document,
    of_incoming,
    problems,
)
from papidesk.domain.office import new_office
from papidesk.domain.people import Signature

OFFICE = new_office(id="1", name="xã An Hòa", level="commune", place="An Hòa", code="H01.02.03")
DAY = datetime.date(2026, 1, 5)
LINE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1)


def document(**changes: object) -> Document:
    values: dict[str, object] = {
        "kind": "KH", "symbol": "KH-UBND", "issuer": "ỦY BAN NHÂN DÂN XÃ AN HÒA",
        "date": IssueDate.of(DAY), "abstract": "Tuyên truyền", "addressees": ("Sở Nội vụ",),
        "recipients": ("Như trên", "Đảng ủy xã", "Lưu: VT, VHXH"), "urgency": "KHẨN",
        "signature": Signature(position="CHỦ TỊCH", name="Nguyễn Văn Mẫu"),
        "filing": Filing(notation="01.VHXH", due=datetime.date(2026, 2, 1)),
    }  # fmt: skip
    return Document(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(("direction", "count"), [("outgoing", 20), ("incoming", 21)])
def test_every_field_of_the_decree_is_there(direction: Direction, count: int) -> None:
    known = fields(direction)
    assert len(known) == len({field.name for field in known}) == count
    lengths = {field.name: field.length for field in known}
    assert (lengths["Subject"], lengths["OrganName"], lengths["CodeNumber"]) == (500, 200, 11)


def test_the_fields_of_an_outgoing_paper_come_from_document_register_and_office() -> None:
    found = of_document(document(), OFFICE, number="05", dated=DAY, copies=12, pages=3, ordinal=2)
    assert dict(found.values) == {
        "FileCode/OrganId": "H01.02.03", "FileCode/FileCatalog": "2026",
        "FileCode/FileNotation": "01.VHXH", "DocOrdinal": "2", "TypeName": "Kế hoạch",
        "CodeNumber": "05", "CodeNotation": "KH-UBND", "IssuedDate": "05/01/2026",
        "OrganName": "Ủy ban nhân dân xã An Hòa", "Subject": "Tuyên truyền",
        "Language": "Tiếng Việt", "PageAmount": "3", "SignerInfo/Position": "CHỦ TỊCH",
        "SignerInfo/FullName": "Nguyễn Văn Mẫu", "To/OrganName": "Đảng ủy xã", "Priority": "1",
        "IssuedAmount": "12", "DueDate": "01/02/2026",
    }  # fmt: skip
    receivers = [text for name, text in found.values if name == "To/OrganName"]
    assert receivers == ["Sở Nội vụ", "Đảng ủy xã"]
    assert list(problems(found)) == []


def test_the_fields_of_an_incoming_paper_tell_how_it_was_dealt_with() -> None:
    paper = Incoming(
        arrived_on=DAY,
        year=2026,
        arrival_number=7,
        author="Sở Nội vụ",
        code="72/2025/QH15",
        abstract="Đôn đốc",
        progress="done",
        done_on=DAY,
        opinions=(Opinion(who="Lê Thị Mẫu", at="2026-01-05T02:00:00Z", text="Giao VHXH"),),
    )
    found = of_incoming(paper, OFFICE)
    assert (found.value("CodeNumber"), found.value("CodeNotation")) == ("72", "2025/QH15")
    assert (found.value("ArrivalNumber"), found.value("ArrivalDate")) == ("7", "05/01/2026")
    assert found.value("TraceHeaderList") == (
        "2026-01-05T02:00:00Z Lê Thị Mẫu: Giao VHXH\nĐã giải quyết 05/01/2026"
    )
    assert list(problems(found)) == []


@given(LINE)
def test_a_long_abstract_is_told_and_never_cut(text: str) -> None:
    found = of_document(document(abstract=text), OFFICE, number="05", dated=DAY)
    kept = " ".join(text.split())
    assert found.value("Subject") == kept
    told = [one for one in problems(found) if isinstance(one, MetadataTooLongError)]
    assert bool(told) == (len(kept) > 500)


@given(st.sampled_from([f for f in fields("incoming") if f.kind == "String"]), st.integers(0, 40))
def test_every_text_may_be_as_long_as_the_decree_says_and_no_longer(
    field: object, over: int
) -> None:
    from papidesk.domain.metadata import Metadata, MetadataField

    assert isinstance(field, MetadataField)
    text = "ệ" * (field.length + over)
    needed = (("OrganName", "x"), ("Subject", "x"), ("ArrivalDate", "05/01/2026"),
              ("ArrivalNumber", "1"))  # fmt: skip
    values = tuple((name, value) for name, value in needed if name != field.name)
    found = Metadata(
        direction="incoming", id="1", paper="01/2026", values=(*values, (field.name, text))
    )
    told = list(problems(found))
    assert [type(one) for one in told] == ([MetadataTooLongError] if over else [])
    if over:
        assert str(field.length) in str(told[0])


def test_a_needed_field_that_is_empty_is_told() -> None:
    told = list(problems(of_document(document(abstract=""), OFFICE, number="05", dated=DAY)))
    assert [type(one) for one in told] == [MetadataMissingError]
    assert "Trích yếu nội dung" in str(told[0])
