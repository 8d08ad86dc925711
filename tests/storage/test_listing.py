"""Lists narrowed column by column, with counts beside the values."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from papidesk.domain.document import Document, Filing, IssueDate
from papidesk.domain.ids import new_id
from papidesk.domain.office import new_office
from papidesk.storage import documents, listing, trash
from papidesk.storage.listing import DocumentFilter, Span, Wording
from papidesk.storage.store import Store
from papidesk.workflow import lists, workspaces

DAY = datetime.date


def paper(kind: str, number: str, day: DAY, title: str, **more: object) -> Document:
    return Document(
        kind=kind,
        number=number,
        symbol=f"{kind}-UBND",
        date=IssueDate.of(day),
        abstract=title,
        **{"issuer": "ỦY BAN NHÂN DÂN XÃ AN HÒA", **more},  # type: ignore[arg-type]
    )


PAPERS = (
    paper("KH", "01", DAY(2025, 3, 1), "Bảo đảm an toàn giao thông"),
    paper("QĐ", "02", DAY(2026, 1, 5), "Thành lập Tổ công nghệ số"),
    paper("BC", "03", DAY(2026, 2, 7), "Kết quả ba tháng", filing=Filing(due=DAY(2026, 2, 20))),
    paper("KH", "04", DAY(2026, 5, 9), "Bao quát địa bàn", issuer="HỘI ĐỒNG NHÂN DÂN XÃ AN HÒA"),
)


@pytest.fixture
def filled(tmp_path: Path):  # type: ignore[no-untyped-def]
    office = new_office(id=new_id(), name="xã An Hòa", level="commune")
    workspace = workspaces.create(tmp_path / "w", office, who="")
    for one in PAPERS:
        documents.save(workspace.store, one)
    yield workspace.store
    workspace.close()


def numbers(store: Store, **narrowed: object) -> list[str | None]:
    chosen = DocumentFilter(**narrowed)  # type: ignore[arg-type]
    found = listing.rows(store, chosen, sort="number", descending=False)
    assert listing.count(store, chosen) == len(found)
    return [row.number for row in found]


def test_words_of_the_abstract_are_found_without_marks_and_with_them(filled: Store) -> None:
    assert numbers(filled, title=Wording(text="bao")) == ["01", "04"]
    assert numbers(filled, title=Wording(text="BẢO đảm", marks=True)) == ["01"]
    assert numbers(filled, title=Wording(text="Bao", marks=True)) == ["04"]
    # The issuer has "hoa" too, but the abstract has not.
    assert numbers(filled, title=Wording(text="an hoa")) == []


def test_the_column_of_numbers_is_searched_alone(filled: Store) -> None:
    assert numbers(filled, number=Wording(text="02/qd")) == ["02"]
    assert numbers(filled, number=Wording(text="02/qđ", marks=True)) == ["02"]
    assert numbers(filled, number=Wording(text="an toan")) == []


def test_days_are_from_one_to_the_other_both_inside(filled: Store) -> None:
    assert numbers(filled, dated=Span(first=DAY(2026, 1, 5), last=DAY(2026, 2, 7))) == ["02", "03"]
    assert numbers(filled, due=Span(last=DAY(2026, 2, 20))) == ["03"]
    assert numbers(filled, due=Span(blank=True)) == ["01", "02", "04"]
    today = datetime.date.today()
    assert numbers(filled, updated=Span(first=today, last=today)) == ["01", "02", "03", "04"]
    assert numbers(filled, updated=Span(last=today - datetime.timedelta(days=1))) == []


def test_counts_of_a_column_follow_the_other_columns_and_not_itself(filled: Store) -> None:
    chosen = DocumentFilter(kinds=("KH",), years=(2026,))
    kinds = {f.value: f.count for f in listing.facets(filled, chosen, "kind")}
    assert kinds == {"KH": 1, "QĐ": 1, "BC": 1}
    years = {f.value: f.count for f in listing.facets(filled, chosen, "year")}
    assert years == {"2025": 1, "2026": 1}
    issuers = {f.value: f.count for f in listing.facets(filled, DocumentFilter(), "issuer")}
    assert sorted(issuers.values()) == [1, 3]


def test_kinds_are_sorted_by_their_vietnamese_names(filled: Store) -> None:
    found = listing.rows(filled, sort="kind", descending=False)
    assert [row.kind for row in found] == ["BC", "KH", "KH", "QĐ"]


def test_a_document_is_deleted_for_good_only_out_of_the_trash(filled: Store) -> None:
    first = listing.rows(filled, sort="number", descending=False)[0]
    lists.delete(filled, [first.id], who="")
    assert listing.count(filled) == 4
    with filled.unit_of_work():
        trash.trash(filled, first.id)
    lists.delete(filled, [first.id], who="")
    assert listing.count(filled) == 3
    assert listing.count(filled, DocumentFilter(trashed=True)) == 0


def test_views_are_kept_renamed_made_the_first_and_forgotten(filled: Store) -> None:
    chosen = DocumentFilter(kinds=("KH",), dated=Span(first=DAY(2026, 1, 1)))
    mine = lists.keep_view(
        filled,
        lists.SavedView(name=" Kế hoạch  năm nay ", chosen=chosen, columns=("number", "title")),
        who="A",
    )
    assert lists.views(filled) == [mine]
    assert mine.name == "Kế hoạch năm nay"
    with pytest.raises(lists.ViewNameError):
        lists.keep_view(filled, lists.SavedView(name="kế hoạch NĂM NAY"), who="A")
    with pytest.raises(lists.ViewNameError):
        lists.keep_view(filled, lists.SavedView(name="  "), who="A")
    other = lists.keep_view(filled, lists.SavedView(name="Báo cáo"), who="A")
    lists.set_default_view(filled, mine.id, who="A")
    lists.set_default_view(filled, other.id, who="A")
    default = lists.default_view(filled)
    assert default is not None
    assert default.id == other.id
    assert lists.rename_view(filled, mine.id, "Của tôi", who="A").chosen == chosen
    lists.remove_view(filled, other.id, who="A")
    assert [view.name for view in lists.views(filled)] == ["Của tôi"]
    assert lists.default_view(filled) is None
