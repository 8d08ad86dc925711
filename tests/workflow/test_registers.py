"""Papers that come in, from the scan to the answer; registers, figures, bases, metadata."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import etree

from papidesk.domain.blocks import Paragraph
from papidesk.domain.document import Document, Filing, IssueDate
from papidesk.domain.figures import field
from papidesk.domain.incoming import Incoming, days_left
from papidesk.domain.metadata import MetadataTooLongError
from papidesk.domain.record import replace
from papidesk.paths import resource
from papidesk.storage import links
from papidesk.storage.incoming import DuplicateError
from papidesk.storage.registers import RegisterEntry
from papidesk.storage.store import Store
from papidesk.workflow import (
    documents,
    figures,
    incoming,
    issuing,
    metadata,
    papers,
    registers,
    stamping,
    workspaces,
)
from papidesk.workflow.demo import commune_files, sample_offices
from papidesk.workflow.register_papers import UnknownBookError, book, write_register
from papidesk.workflow.scans import NoPagesError
from tests.printing.measured import Measured

WHO = "Trần Thị Thí Dụ"
TODAY = datetime.date(2026, 11, 20)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    workspace = workspaces.create(tmp_path / "An Hòa", sample_offices()[0], who=WHO)
    yield workspace.store
    workspace.close()


def paper(code: str = "12/KH-UBND", **changes: object) -> Incoming:
    made = Incoming(
        arrived_on=TODAY,
        year=2026,
        author="Ủy ban nhân dân tỉnh Mẫu",
        code=code,
        dated=datetime.date(2026, 1, 5),
        kind="KH",
        abstract="Tuyên truyền cải cách hành chính năm 2026",
    )
    return replace(made, **changes)


def entered(store: Store, code: str = "12/KH-UBND", **changes: object) -> Incoming:
    return incoming.take_in(store, paper(code, **changes), today=TODAY, who=WHO)


def issued(store: Store, **changes: object) -> Document:
    taken = documents.import_file(store, commune_files()[0], who=WHO).document
    draft = replace(taken, number=None, date=IssueDate(), **changes)
    saved = documents.save(store, draft, who=WHO)
    return issuing.issue(store, saved.id, today=TODAY, who=WHO, override="Thử sổ")


# Taking in


def test_what_a_word_or_text_paper_says_is_proposed_with_its_deadline(tmp_path: Path) -> None:
    letter = next(path for path in resource("sample").iterdir() if path.name.startswith("04"))
    proposal = incoming.propose(Path(str(letter)), today=datetime.date(2026, 6, 8))
    found = proposal.paper
    assert (found.author, found.code, found.kind) == ("Sở Nội vụ", "412/SNV-CCHC", "CV")
    assert found.dated == datetime.date(2026, 6, 5)
    assert found.deadline is not None
    assert {"author", "code", "dated", "kind", "abstract"} <= set(proposal.read)


def test_the_text_layer_of_a_scan_is_read_and_a_bare_scan_is_not(tmp_path: Path) -> None:
    document = documents.recognised(commune_files()[0]).document
    text = "\n".join(Measured(papers.pdf(document)).raw)
    found = incoming.propose(tmp_path / "quét.pdf", today=TODAY, text=text).paper
    assert found.code == f"{document.number}/{document.symbol}"
    assert found.abstract == document.abstract
    bare = incoming.propose(tmp_path / "quét.pdf", today=TODAY, text=" 3 ")
    assert (bare.recognised, bare.paper.author) == (False, "")
    # Five working days later: 24/11 is a public holiday since 2026.
    assert bare.paper.deadline == datetime.date(2026, 11, 30)


def test_a_paper_is_entered_with_its_scan_or_not_at_all(store: Store, tmp_path: Path) -> None:
    scan = tmp_path / "công văn.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    made = incoming.take_in(store, paper(), [scan], today=TODAY, who=WHO)
    [file] = incoming.files(store, made.id)
    assert (file.name, incoming.read_file(store, file)) == ("công văn.pdf", b"%PDF-1.4 scan")
    known = incoming.same_file(store, scan)
    assert known is not None
    assert known.id == made.id
    from papidesk.workflow.reading import NotReadError

    with pytest.raises(NotReadError):
        incoming.take_in(store, paper("13/KH"), [tmp_path / "không có.pdf"], today=TODAY, who=WHO)
    assert incoming.count(store) == 1


def test_a_duplicate_is_told_and_may_be_overruled(store: Store) -> None:
    entered(store)
    with pytest.raises(DuplicateError):
        entered(store, author="UBND tỉnh Mẫu")
    again = incoming.take_in(store, paper(), today=TODAY, allow_duplicate=True, who=WHO)
    assert again.arrival_number == 2


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"author": " "}, incoming.IncompleteError),
        ({"abstract": ""}, incoming.IncompleteError),
        ({"abstract": "x" * 501}, incoming.TooLongError),
        ({"author": "x" * 201}, incoming.TooLongError),
        ({"arrived_on": TODAY + timedelta(days=1)}, incoming.ArrivalInFutureError),
        ({"dated": TODAY + timedelta(days=1)}, incoming.DatedAfterArrivalError),
        ({"deadline": TODAY - timedelta(days=1)}, incoming.DeadlineBeforeArrivalError),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_entered(
    store: Store, changes: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        entered(store, **changes)
    assert incoming.count(store) == 0


def test_a_clock_that_was_set_back_gives_no_numbers(store: Store) -> None:
    entered(store)
    last_year = TODAY - timedelta(days=365)
    with pytest.raises(issuing.ClockBehindError):
        incoming.take_in(store, paper("13/KH", arrived_on=last_year), today=last_year, who=WHO)
    assert incoming.next_number(store, 2025) == 1


# Dealing with it


def test_a_paper_is_handed_on_followed_and_answered(store: Store) -> None:
    made = entered(store, deadline=TODAY + timedelta(days=2))
    assert [found.id for found in incoming.due(store, today=TODAY)] == [made.id]
    handed = incoming.assign(
        store, made.id, "Phòng Văn hóa - Xã hội", opinion="Giao chủ trì", today=TODAY, who=WHO
    )
    assert (handed.progress, handed.handed_on) == ("assigned", TODAY)
    assert [(said.who, said.text) for said in handed.opinions] == [(WHO, "Giao chủ trì")]
    answer = issued(store)
    done = incoming.answer(store, made.id, document_id=answer.id, today=TODAY, who=WHO)
    assert done.reply_code == f"{answer.number}/{answer.symbol}"
    assert (done.progress, done.reply_id, done.done_on) == ("answered", answer.id, TODAY)
    [link] = links.of_document(store, answer.id)
    assert (link.role, link.target_id, link.incoming) == ("reply_to", made.id, True)
    assert incoming.due(store, today=TODAY) == []
    again = incoming.reopen(store, made.id, who=WHO)
    assert (again.progress, again.reply_id, again.done_on) == ("assigned", None, None)


def test_issuing_an_answer_notes_the_paper_as_answered(store: Store) -> None:
    from papidesk.workflow.links import link

    made = entered(store)
    taken = documents.import_file(store, commune_files()[0], who=WHO).document
    link(store, taken.id, "reply_to", made.id, incoming=True, who=WHO)
    done = issuing.issue(store, taken.id, today=TODAY, who=WHO, override="Thử sổ")
    kept = incoming.get(store, made.id)
    assert (kept.progress, kept.reply_id, kept.done_on) == ("answered", done.id, TODAY)
    assert kept.reply_code == f"{done.number}/{done.symbol}"


def test_days_left_are_counted_until_it_is_dealt_with(store: Store) -> None:
    made = entered(store, deadline=TODAY + timedelta(days=2))
    assert days_left(made, TODAY) == 2
    assert days_left(made, TODAY + timedelta(days=5)) == -3
    assert days_left(incoming.done(store, made.id, today=TODAY, who=WHO), TODAY) is None


def test_two_people_at_one_entry_lose_nothing_of_each_other(store: Store) -> None:
    seen = entered(store)
    incoming.assign(store, seen.id, "Phòng Kinh tế", opinion="Giao", today=TODAY, who="Lãnh đạo")
    incoming.change(
        store, replace(seen, abstract="Tuyên truyền PAPI"), seen=seen, today=TODAY, who=WHO
    )
    kept = incoming.get(store, seen.id)
    assert (kept.abstract, kept.assigned_to) == ("Tuyên truyền PAPI", "Phòng Kinh tế")
    assert len(kept.opinions) == 1
    [entry] = [registers.enter(store, RegisterEntry(series="KH", year=2026, date="2026-03-02"),
                               who=WHO)]  # fmt: skip
    registers.complete(store, replace(entry, copies=5), seen=entry, who=WHO)
    both = registers.complete(store, replace(entry, note="gửi lại"), seen=entry, who=WHO)
    assert (both.copies, both.note) == (5, "gửi lại")


def test_a_day_of_another_year_needs_another_number(store: Store) -> None:
    made = entered(store)
    other = replace(made, arrived_on=datetime.date(2025, 12, 31), dated=None)
    with pytest.raises(incoming.OtherYearError):
        incoming.change(store, other, today=TODAY, who=WHO)


def test_an_entry_is_named_by_its_id_or_its_number_and_year(store: Store) -> None:
    made = entered(store)
    assert incoming.find_id(store, "01/2026") == incoming.find_id(store, made.id[:20]) == made.id
    assert incoming.is_entry(store, "1/2026")
    assert not incoming.is_entry(store, "9/2026")


# Figures


def test_figures_count_what_the_registers_hold_in_the_period(store: Store) -> None:
    entered(store, deadline=TODAY + timedelta(days=2))
    late = entered(store, "13/KH", deadline=TODAY)
    gone = entered(store, "14/KH")
    incoming.cancel(store, gone.id, reason="Nhầm", who=WHO)
    incoming.done(store, late.id, today=TODAY + timedelta(days=1), who=WHO)
    issued(store)
    said = {
        code: figures.value(store, f"{code}@2026-H2")
        for code in ("van-ban-di", "van-ban-di-KH", "van-ban-di-BC", "van-ban-den",
                     "van-ban-den-da-giai-quyet", "van-ban-den-dung-han", "van-ban-den-qua-han")
    }  # fmt: skip
    assert list(said.values()) == ["1", "1", "0", "2", "1", "0", "1"]
    assert figures.value(store, "van-ban-den@2026-H1") == "0"


@pytest.mark.parametrize("ref", ["khong-co@2026", "van-ban-di@nay", "van-ban-di", ""])
def test_a_counter_or_period_nobody_knows_gives_no_figure(store: Store, ref: str) -> None:
    assert figures.value(store, ref) is None


def test_every_counter_has_a_name_a_unit_and_a_figure(store: Store) -> None:
    known = figures.counters(store)
    assert len({info.code for info in known}) == len(known) > 30
    assert all(info.name and info.unit for info in known)
    said = {figures.value(store, f"{info.code}@2026-Q4") for info in known}
    assert said == {"0", "–"}  # nothing can be said of a rate without entries
    assert figures.label("van-ban-di@2026-H1") == "Văn bản đã ban hành, 6 tháng đầu năm 2026"
    assert figures.number_text(1234567) == "1.234.567"


def test_live_fields_follow_the_registers_until_the_paper_is_issued(store: Store) -> None:
    text = field("0", "van-ban-den@2026")
    draft = Document(blocks=(Paragraph(text=text.text, marks=text.marks),))
    entered(store)
    fresh = figures.refreshed(store, draft)
    assert fresh.blocks[0].text == "1"  # type: ignore[union-attr]
    frozen = replace(draft, state="issued")
    assert figures.refreshed(store, frozen) == frozen


# Bases


def test_bases_are_offered_from_documents_and_incoming_papers(store: Store) -> None:
    entered(store)
    own = issued(store)
    lines = [one.line for one in registers.search_bases(store, "")]
    assert lines[1] == (
        "Căn cứ Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Mẫu về "
        "tuyên truyền cải cách hành chính năm 2026"
    )
    assert lines[0].startswith(f"Căn cứ Kế hoạch số {own.number}/{own.symbol} ngày 20 tháng 11")
    found = registers.search_bases(store, "cai cach 12/kh")
    assert [(one.incoming, one.line) for one in found] == [(True, lines[1])]
    for text in ("ke hoach 12", "Kế hoạch số 12/KH-UBND", "Căn cứ kế hoạch cải cách hành chính"):
        assert lines[1] in [one.line for one in registers.search_bases(store, text)], text
    assert len(registers.search_bases(store, "kế hoạch")) == 2
    assert registers.search_bases(store, "quyết định 12") == []
    assert registers.search_bases(store, "không có gì như vậy") == []


def test_drafts_and_cancelled_papers_are_no_bases(store: Store) -> None:
    taken = documents.import_file(store, commune_files()[1], who=WHO).document
    documents.save(store, replace(taken, number=None), who=WHO)
    gone = entered(store)
    incoming.cancel(store, gone.id, reason="Nhầm", who=WHO)
    assert registers.search_bases(store, "") == []


# Books


def test_a_book_has_every_number_of_its_year_cancelled_ones_with_the_reason(store: Store) -> None:
    entered(store)
    gone = entered(store, "13/KH")
    incoming.cancel(store, gone.id, reason="Vào sổ nhầm", who=WHO)
    made = book(store, "incoming", 2026)
    assert (made.first, made.last, made.office) == ("01", "02", sample_offices()[0].issuer)
    assert [row[1] for row in made.rows] == [1, 2]
    assert made.rows[1][9] == "Hủy số: Vào sổ nhầm"
    tracking = book(store, "tracking", 2026)
    assert [len(row) for row in tracking.rows] == [7, 7]
    assert book(store, "incoming", 2025).rows == ()


def test_papers_of_several_series_run_by_date(store: Store) -> None:
    for series, day in (("KH", "2026-03-02"), ("BC", "2026-03-01"), ("KH", "2026-03-03")):
        entry = RegisterEntry(series=series, year=2026, date=day, symbol=f"{series}-UBND")
        registers.enter(store, entry, who=WHO)
    made = book(store, "outgoing", 2026)
    assert [row[0] for row in made.rows] == ["01/BC-UBND", "01/KH-UBND", "02/KH-UBND"]
    assert (made.first, made.span) == ("", "Gồm 3 văn bản")


def test_a_register_is_written_by_the_ending_of_its_name(store: Store, tmp_path: Path) -> None:
    entered(store)
    pdf = write_register(store, tmp_path / "sổ.pdf", kind="incoming", year=2026)
    sheet = write_register(store, tmp_path / "sổ.xlsx", kind="tracking", year=2026)
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert sheet.read_bytes().startswith(b"PK")
    words = write_register(store, tmp_path / "sổ.docx", kind="incoming", year=2026)
    assert words.read_bytes().startswith(b"PK")
    with pytest.raises(UnknownBookError):
        write_register(store, tmp_path / "sổ.doc", kind="incoming", year=2026)


# Stamp


def test_a_scan_is_stamped_into_a_new_file_and_stays_as_it_was(
    store: Store, tmp_path: Path
) -> None:
    scan = tmp_path / "quét.pdf"
    scan.write_bytes(papers.pdf(documents.recognised(commune_files()[0]).document))
    before = hashlib.sha256(scan.read_bytes()).hexdigest()
    made = incoming.take_in(store, paper(assigned_to="Phòng Kinh tế"), [scan], today=TODAY, who=WHO)
    target = stamping.stamp(store, made.id, tmp_path / "đã đóng dấu.pdf")
    assert "Chuyển: Phòng Kinh tế" in Measured(target.read_bytes()).raw[0]
    [file] = incoming.files(store, made.id)
    assert hashlib.sha256(incoming.read_file(store, file)).hexdigest() == before == file.sha256


def test_what_cannot_be_stamped_is_told(store: Store, tmp_path: Path) -> None:
    bare = entered(store)
    with pytest.raises(incoming.NoFileError):
        stamping.stamp(store, bare.id, tmp_path / "x.pdf")
    sheet = tmp_path / "bảng.xlsx"
    sheet.write_bytes(b"PK")
    incoming.attach(store, bare.id, sheet, who=WHO)
    with pytest.raises(NoPagesError):
        stamping.stamp(store, bare.id, tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()


# Metadata


def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(resource("metadata", "papidesk-metadata.xsd"))))


def test_the_metadata_of_a_year_fit_their_schema(store: Store) -> None:
    own = issued(store, filing=Filing(notation="01.VHXH"))
    for code in ("12/KH", "13/KH"):
        entered(store, code, file_notation="02.VP", assigned_to="Văn phòng", deadline=TODAY)
    made = metadata.xml(store, metadata.of_year(store, 2026))
    root = etree.fromstring(made)
    schema().assertValid(root)
    space = {"m": metadata.NAMESPACE}
    assert root.xpath("m:Outgoing/@id", namespaces=space) == [own.id]
    assert root.xpath("m:Outgoing/m:PageAmount/text()", namespaces=space) == ["4"]
    assert root.xpath("m:Incoming/m:DocOrdinal/text()", namespaces=space) == ["1", "2"]
    assert root.xpath("//m:Subject/text()", namespaces=space)[0] == own.abstract


def test_the_file_named_in_the_register_after_issue_is_exported(store: Store) -> None:
    own = issued(store)
    [entry] = registers.listing(store)
    registers.complete(store, replace(entry, file_notation="05.VP", copies=15), who=WHO)
    found = metadata.of_document(store, own.id)
    assert found.value("FileCode/FileNotation") == "05.VP"
    assert (found.value("DocOrdinal"), found.value("IssuedAmount")) == ("1", "15")


def test_one_too_long_value_is_told_and_no_file_is_written(store: Store, tmp_path: Path) -> None:
    made = entered(store, "123456789012/KH")
    target = tmp_path / "x.xml"
    with pytest.raises(MetadataTooLongError):
        metadata.write_incoming(made.id, store, target)
    entered(store, "2/" + "K" * 40)
    with pytest.raises(metadata.MetadataProblemsError) as told:
        metadata.write_year(store, target, year=2026)
    assert "2 fields" in str(told.value)
    assert not target.exists()


def test_a_draft_has_no_metadata_yet(store: Store) -> None:
    draft = documents.import_file(store, commune_files()[0], who=WHO).document
    with pytest.raises(metadata.NotIssuedError):
        metadata.of_document(store, draft.id)


def test_the_schema_has_the_lengths_of_the_catalogue() -> None:
    from papidesk.domain.metadata import fields

    space = {"xs": "http://www.w3.org/2001/XMLSchema"}
    tree = etree.parse(str(resource("metadata", "papidesk-metadata.xsd")))
    for direction, group in (("outgoing", "OutgoingFields"), ("incoming", "IncomingFields")):
        known = [field for field in fields(direction) if field.kind != "Date"]  # type: ignore[arg-type]
        lengths = tree.xpath(
            f"//xs:group[@name='{group}']//xs:maxLength/@value | "
            f"//xs:group[@name='{group}']//xs:totalDigits/@value",
            namespaces=space,
        )
        assert lengths == [str(field.length) for field in known]
