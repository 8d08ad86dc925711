"""How a paper is named in another one (NĐ 30/2020, Phụ lục I, mục II.6)."""

from __future__ import annotations

import datetime

import pytest

from papidesk.domain.citing import basis, document_basis, incoming_basis, office_name
from papidesk.domain.document import Document, IssueDate
from papidesk.domain.incoming import Incoming


def test_a_document_is_named_with_kind_number_day_issuer_and_abstract() -> None:
    document = Document(
        kind="KH",
        number="12",
        symbol="KH-UBND",
        issuer="ỦY BAN NHÂN DÂN TỈNH MẪU",
        date=IssueDate(day=5, month=1, year=2026),
        abstract="Tuyên truyền cải cách hành chính năm 2026",
    )
    assert document_basis(document) == (
        "Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Mẫu về tuyên "
        "truyền cải cách hành chính năm 2026"
    )


def test_a_law_has_neither_number_nor_issuer() -> None:
    paper = Incoming(
        arrived_on=datetime.date(2025, 7, 1),
        year=2025,
        author="Quốc hội",
        code="72/2025/QH15",
        dated=datetime.date(2025, 6, 16),
        kind="Luật",
        abstract="Tổ chức chính quyền địa phương",
    )
    assert incoming_basis(paper) == ("Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025")


@pytest.mark.parametrize(
    ("abstract", "kind", "end"),
    [
        ("Về việc kiểm tra", "CV", "về việc kiểm tra"),
        ("V/v Kiểm tra công vụ", "CV", "về việc kiểm tra công vụ"),
        ("Ban hành Quy chế làm việc", "QĐ", "về việc ban hành Quy chế làm việc"),
        ("PAPI năm 2026", "KH", "về PAPI năm 2026"),
        ("Ủy ban nhân dân xã họp", "TB", "về Ủy ban nhân dân xã họp"),
        ("Hội nghị tổng kết;", "BC", "về hội nghị tổng kết"),
    ],
)
def test_the_abstract_goes_on_within_the_sentence(abstract: str, kind: str, end: str) -> None:
    said = basis(kind=kind, code="1/X-Y", dated=IssueDate(), author="Sở Mẫu", abstract=abstract)
    assert said.endswith(f"của Sở Mẫu {end}")


def test_what_is_not_known_is_left_out() -> None:
    assert basis(kind="", code="", dated=IssueDate(year=2026), author="", abstract="Họp") == (
        "Văn bản về họp"
    )


def test_short_names_of_offices_are_written_in_full() -> None:
    assert office_name("UBND xã An Hòa") == "Ủy ban nhân dân xã An Hòa"
    assert office_name("HĐND tỉnh Mẫu") == "Hội đồng nhân dân tỉnh Mẫu"
    assert office_name("SỞ NỘI VỤ") == "Sở Nội vụ"
