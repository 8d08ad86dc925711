"""Records of bundles: what goes in comes out the same, what no honest program writes is refused."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.bundles import record_kinds, record_lines, references, totals, upgrades
from papidesk.bundles.failures import BundleError
from papidesk.bundles.limits import Limits
from papidesk.bundles.manifest_failures import NewerSchemaError, OldSchemaError, TotalsError
from papidesk.bundles.record_failures import (
    CycleError,
    NoSuchDayError,
    OrphanBlobError,
    RecordError,
    RecordMemberError,
    RecordTooLongError,
)
from papidesk.domain import default_catalogue
from papidesk.domain.activity import Activity, ActivitySeries, Amount, Evidence, SeriesException
from papidesk.domain.blocks import Cell, Row, Table
from papidesk.domain.bundle import (
    SCHEMA_NAME,
    STREAMS,
    Blob,
    BundleRecord,
    Covers,
    DataFile,
    Manifest,
    RecordKind,
    SchemaName,
    Sender,
    Version,
)
from papidesk.domain.bundle_records import (
    Decision,
    Figure,
    IssuedFile,
    KeyRecord,
    Paper,
    Receipt,
    ReceiptReason,
)
from papidesk.domain.chart import Chart, ChartPoint, ChartSeries
from papidesk.domain.closing import ClosedFigure, Closing, Correction, FigureChange
from papidesk.domain.document import Annex, Document
from papidesk.domain.ids import new_id
from papidesk.domain.life import RemarkNote
from papidesk.domain.links import DocumentLink
from papidesk.domain.record import Record, replace
from papidesk.domain.recurrence import Recurrence
from papidesk.domain.richtext import RichText
from papidesk.domain.task import Target, Task
from papidesk.domain.templates import Template
from papidesk.domain.version_vector import canonical, content_hash
from tests.bundles.test_schemas import validator
from tests.strategies import documents

DATABASE = "0197f000-0000-7000-8000-000000000002"
DAY = datetime.date(2026, 3, 2)
HASH = "ab" * 32


def told(record: Record, *, paper: Paper | None = None, **more: Any) -> BundleRecord:
    """Return a record as the program tells it."""
    fields = record_kinds.from_domain(record, paper=paper)
    made = BundleRecord(
        kind=record_kinds.kind_of(record), id=record_kinds.id_of(record), owner="xa-an-hoa",
        vv={DATABASE: 1}, hash=content_hash(fields), fields=fields,
    )  # fmt: skip
    return replace(made, **more)


def manifest(
    records: Iterable[BundleRecord] = (), *, kinds: tuple[RecordKind, ...] = (), **more: Any
) -> Manifest:
    """Return the manifest of an office bundle with these records."""
    found = list(records)
    files = [
        DataFile(path=f"data/{STREAMS[kind]}.jsonl", bytes=0, sha256=HASH,
                 records=sum(one.kind == kind for one in found))
        for kind in STREAMS if any(one.kind == kind for one in found)
    ]  # fmt: skip
    made = Manifest(
        version=Version(major=1, minor=0), bundle_id=new_id(), kind="office",
        sender=Sender(unit="xa-an-hoa", name="xã An Hòa", instance=new_id(), database=DATABASE),
        to=("xa-an-hoa",), stream="office:xa-an-hoa", seq=1, covers=Covers(kinds=kinds),
        created_at="2026-06-19T09:20:00Z", schema=SchemaName(name=SCHEMA_NAME, version=1),
        files=tuple(files), totals=totals.of(found),
    )  # fmt: skip
    return replace(made, **more)


def through_a_file(record: BundleRecord, tmp_path: Path) -> BundleRecord:
    """Return ``record`` written as a line and read again."""
    path = tmp_path / "stream"
    with path.open("wb") as file:
        record_lines.write([record], file)
    [again] = record_lines.read(path, record.kind, manifest([record]))
    return again


PATTERN = Activity(
    date=DAY, title="Phát thanh", amounts=(Amount(counter="luot", quantity=Decimal("1.5")),)
)
EXAMPLES: list[Record] = [
    Task(
        id=new_id(),
        text="Niêm yết công khai",
        due=DAY,
        progress=60,
        budget=1_000_000,
        recurring=Recurrence(every="month", days=(15,)),
        targets=(Target(counter="tin", quantity=Decimal(60)),),
    ),
    replace(PATTERN, id=new_id(), people=12, cost=5_000, tasks=(new_id(),)),
    Evidence(id=new_id(), owner_id=new_id(), sha256=HASH, name="ảnh.jpg", bytes=12, taken_on=DAY),
    Evidence(
        id=new_id(),
        owner="criterion",
        owner_id="2026/1.1",
        url="https://example.vn/a",
        name="Trang",
    ),
    ActivitySeries(
        id=new_id(),
        name="Phát thanh",
        rule=Recurrence(every="week", weekdays=(0,)),
        pattern=PATTERN,
        exceptions=(SeriesException(day=DAY, reason="Tết"),),
    ),
    Figure(
        duty="bao-cao",
        period="2026-H1",
        since=DAY,
        until=DAY,
        counter="tin",
        name="Tin",
        unit="tin",
        value=Decimal("156.5"),
        total=Decimal("156.5"),
        entries=3,
        last=Decimal(2),
        last_day=DAY,
    ),
    Figure(since=DAY, until=DAY, counter="ty-le", name="Tỷ lệ", unit="%", adds_up="ratio"),
    Correction(
        id=new_id(),
        closing=new_id(),
        activity=new_id(),
        day=DAY,
        kind="changed",
        title="Họp",
        changes=(FigureChange(counter="tin", before=Decimal(1), after=Decimal("-2.5")),),
        reason="Nhầm",
    ),
    Closing(
        id=new_id(),
        since=DAY,
        until=DAY,
        closed_at="2026-06-19T09:20:00Z",
        figures=(ClosedFigure(counter="tin", name="Tin", unit="tin", value=Decimal(3)),),
    ),
    Template(
        id="bao-cao-cua-toi", name="Báo cáo của tôi", kind="BC", source="Kính gửi {{ superior }}"
    ),
    RemarkNote(id=new_id(), document_id=new_id(), text="Bổ sung biểu 2", settled_at=None),
    Decision(bundle=new_id(), verdict="returned", reason="Thiếu biểu", due=DAY),
    Receipt(
        bundle=new_id(),
        manifest=HASH,
        outcome="applied",
        database=new_id(),
        counts={"new": 3},
        blobs=(HASH,),
        reasons=(ReceiptReason(code="day-impossible", title="Họp"),),
    ),
    KeyRecord(keyid=HASH, public=HASH, unit="xa-an-hoa", name="xã An Hòa", replaces="cd" * 32),
]


@pytest.mark.parametrize("record", EXAMPLES, ids=lambda one: type(one).__name__)
def test_a_record_comes_out_as_it_went_in(record: Record, tmp_path: Path) -> None:
    again = through_a_file(told(record), tmp_path)
    assert record_kinds.to_domain(again) == record
    assert again == told(record)
    record_kinds.check(again)
    assert validator("records").is_valid(json.loads(record_lines.dumps(again)))


@given(documents(state="issued"))
def test_any_document_comes_out_as_it_went_in(document: Document) -> None:
    document = replace(document, id=new_id())
    paper = Paper(pdf=IssuedFile(sha256=HASH, name="92.pdf"), duty="bao-cao", period="2026-H1")
    record = told(document, paper=paper)
    again = record_lines.loads(record_lines.dumps(record), "document", manifest(), place="1")
    assert record_kinds.to_domain(again) == document
    assert record_kinds.paper_of(again) == paper


def test_widths_and_heights_travel_as_text_and_come_back_exactly() -> None:
    width = 1 / 3
    cells = (Cell(paragraphs=(RichText(text="A"),)),)
    point = ChartPoint(value=Decimal("1.5"))
    chart = Chart(
        title="Tin", categories=("T1",), series=(ChartSeries(name="2026", points=(point,)),),
        height_mm=62.5,
    )  # fmt: skip
    table = Table(rows=(Row(cells=cells),), widths=(width, 2 / 3))
    document = Document(id=new_id(), blocks=(table,), annexes=(Annex(charts=(chart,)),))
    record = told(document)
    assert record.fields["blocks"][0]["widths"][0] == str(width)
    again = record_lines.loads(record_lines.dumps(record), "document", manifest(), place="1")
    assert record_kinds.to_domain(again) == document


def test_the_whole_catalogue_can_be_told() -> None:
    records = [
        told(one)
        for one in (
            *default_catalogue.counters(), *default_catalogue.channels(),
            *default_catalogue.report_duties(),
        )
    ]  # fmt: skip
    said = manifest(records, kinds=("counter", "channel", "duty"))
    for record in records:
        again = record_lines.loads(record_lines.dumps(record), record.kind, said, place="1")
        assert again == record and validator("records").is_valid(
            json.loads(record_lines.dumps(record))
        )
    assert all(problem is None for _, problem in references.judged(said, records))


@pytest.mark.parametrize("kind", list(record_kinds.KINDS))
def test_every_kind_has_a_title_and_never_fails_on_broken_fields(kind: RecordKind) -> None:
    broken: list[dict[str, Any]] = [
        {}, {"name": 5, "title": None, "text": [], "date": "x", "since": 3, "kind": "?"},
        {"name": " ", "number": "5", "date": {"day": 1}},
    ]  # fmt: skip
    for fields in broken:
        record = BundleRecord(
            kind=kind, id="some-id", owner="a", vv={DATABASE: 1}, hash=HASH, fields=fields
        )
        assert record_kinds.title(record).strip()


def test_titles_are_what_people_say() -> None:
    def said(record: Record) -> str:
        return record_kinds.title(told(record))

    from papidesk.domain.document import IssueDate

    paper = Document(id=new_id(), kind="BC", number="92", symbol="BC-UBND", date=IssueDate.of(DAY))
    assert said(paper) == "Báo cáo số 92/BC-UBND ngày 2/3/2026"
    assert said(Document(id=new_id(), kind="BC", abstract="Kết quả")) == "Kết quả"
    assert said(replace(PATTERN, id=new_id())) == "Phát thanh 02/03/2026"
    assert said(EXAMPLES[5]) == "Tin, 6 tháng đầu năm 2026"


def test_a_day_that_is_in_no_calendar_refuses_the_record_alone() -> None:
    record = told(replace(PATTERN, id=new_id()))
    fields = record.fields | {"date": "2026-02-31", "series_day": "2026-13-01"}
    broken = replace(record, fields=fields, hash=content_hash(fields))
    again = record_lines.loads(record_lines.dumps(broken), "activity", manifest(), place="1")
    with pytest.raises(NoSuchDayError) as told_as:
        record_kinds.check(again)
    assert "31/02/2026" in str(told_as.value) or "01/13/2026" in str(told_as.value)
    nested = told(EXAMPLES[4])
    fields = json.loads(json.dumps(nested.fields)) | {}
    fields["exceptions"][0]["day"] = "2026-02-30"
    nested = replace(nested, fields=fields, hash=content_hash(fields))
    record_lines.loads(record_lines.dumps(nested), "series", manifest(), place="1")
    with pytest.raises(NoSuchDayError):
        record_kinds.check(nested)


def test_a_day_that_does_not_exist_hides_nothing_else() -> None:
    record = told(replace(PATTERN, id=new_id()))
    for wrong in ({"people": -1}, {"people": "12"}, {"cost": True}, {"weather": "mưa"}):
        fields = record.fields | {"date": "2026-02-31"} | wrong
        broken = replace(record, fields=fields, hash=content_hash(fields))
        with pytest.raises(RecordError):
            record_lines.loads(record_lines.dumps(broken), "activity", manifest(), place="1")


def test_a_record_beyond_the_limit_is_refused_when_it_is_written() -> None:
    record = told(Task(id=new_id(), text="Dài", note="a" * 2000))
    for limits in (Limits(line=1024, record=1500), Limits(string=1500)):
        with pytest.raises(RecordTooLongError) as told_as:
            record_lines.write([record], io.BytesIO(), limits=limits)
        assert told_as.value.values["title"] == "Dài"


def long_paper(cells: int) -> Document:
    """Return a paper with a table of so many cells."""
    rows = tuple(
        Row(cells=(Cell(paragraphs=(RichText(text=f"Dòng {number}: ngân sách \\ “xã”"),)),))
        for number in range(cells)
    )
    return Document(id=new_id(), abstract="Bảng dài", blocks=(Table(rows=rows),))


def test_a_paper_with_a_big_table_goes_over_several_lines(tmp_path: Path) -> None:
    short, long = told(long_paper(10)), told(long_paper(5_000))
    assert len(record_lines.dumps(long)) > Limits().line
    path = tmp_path / "stream"
    with path.open("wb") as file:
        written = record_lines.write([short, long, short_again := told(long_paper(1))], file)
    lines = path.read_bytes().splitlines(keepends=True)
    assert written.records == 3 and written.bytes == path.stat().st_size
    assert len(lines) > 6 and max(len(line) for line in lines) <= Limits().line
    said = manifest([short, long, short_again])
    assert list(record_lines.read(path, "document", said)) == [short, long, short_again]
    assert all(validator("records").is_valid(json.loads(line)) for line in lines)


@pytest.mark.parametrize("bent", ["missing", "swapped", "twice", "other", "extra"])
def test_pieces_that_do_not_fit_together_are_refused(bent: str, tmp_path: Path) -> None:
    record = told(long_paper(5_000))
    path = tmp_path / "stream"
    with path.open("wb") as file:
        record_lines.write([record], file)
    lines = path.read_bytes().splitlines(keepends=True)
    match bent:
        case "missing":
            lines = lines[:-1]
        case "swapped":
            lines[1], lines[2] = lines[2], lines[1]
        case "twice":
            lines.insert(1, lines[1])
        case "other":
            lines[2] = lines[2].replace(record.id.encode(), new_id().encode())
        case _:
            lines[2] = lines[2].replace(b'"piece":2', b'"piece":true')
    path.write_bytes(b"".join(lines))
    with pytest.raises(RecordError):
        list(record_lines.read(path, "document", manifest([record])))


def test_a_record_no_receiver_would_take_is_not_written() -> None:
    for wrong in (
        Task(id=new_id(), text="Việc", progress=101),
        Task(id="nhiem-vu-1", text="Việc"),
        Evidence(id=new_id(), owner_id=new_id(), name="không có gì"),
    ):
        with pytest.raises(RecordError):
            record_lines.write([told(wrong)], io.BytesIO())


def test_text_is_cleaned_when_it_is_told() -> None:
    record = told(Task(id=new_id(), text="Nga\u0302n sa\u0301ch\x07\u200b", note="a\r\nb\tc"))
    assert record.fields["text"] == "Ngân sách" and record.fields["note"] == "a\nb\tc"
    again = record_lines.loads(record_lines.dumps(record), "task", manifest(), place="1")
    assert again == record


def test_a_tombstone_needs_no_fields_and_counts_in_no_sum() -> None:
    gone = BundleRecord(
        kind="activity", id=new_id(), owner="xa-an-hoa", vv={DATABASE: 2}, deleted=True,
        hash=content_hash({}, deleted=True),
    )  # fmt: skip
    here = told(replace(PATTERN, id=new_id(), cost=700))
    again = record_lines.loads(record_lines.dumps(gone), "activity", manifest(), place="1")
    record_kinds.check(again)
    assert again == gone and record_kinds.title(gone) == gone.id
    found = totals.of([gone, here, replace(here, id=new_id(), deleted=True)])
    assert (found.records, found.money, found.counters) == (3, 700, {"luot": "1.5"})


def test_totals_add_up_exactly() -> None:
    tenth = replace(PATTERN, amounts=(Amount(counter="tin", quantity=Decimal("0.1")),))
    records = [told(replace(tenth, id=new_id())) for _ in range(30)]
    assert totals.of(records).counters == {"tin": "3"}
    with pytest.raises(TotalsError) as told_as:
        totals.check(totals.of(records), totals.of(records[1:]))
    assert told_as.value.values["what"] == "records"


def test_a_long_line_of_successors_is_no_circle_and_a_closed_one_is() -> None:
    ids = [new_id() for _ in range(3_000)]
    tasks = [
        told(Task(id=id, text="Việc", superseded_by=later))
        for id, later in zip(ids, [*ids[1:], ""], strict=True)
    ]
    said = manifest(tasks, kinds=("task",))
    assert len(list(references.judged(said, tasks))) == 3_000
    closed = [*tasks[:-1], told(Task(id=ids[-1], text="Việc", superseded_by=ids[0]))]
    with pytest.raises(CycleError):
        list(references.judged(manifest(closed, kinds=("task",)), closed))


def test_documents_do_not_replace_themselves_in_a_circle() -> None:
    one, two = new_id(), new_id()

    def replacing(id: str, other: str) -> BundleRecord:
        link = DocumentLink(document_id=id, role="replaces", target_id=other)
        return told(Document(id=id, abstract="A"), paper=Paper(links=(link,)))

    records = [replacing(one, two), replacing(two, one)]
    with pytest.raises(CycleError):
        list(references.judged(manifest(records), records))


def test_references_are_asked_for_only_where_their_kind_is_covered() -> None:
    entry = told(replace(PATTERN, id=new_id(), tasks=(new_id(),)))
    assert len(list(references.judged(manifest([entry], kinds=("activity",)), [entry]))) == 1
    with pytest.raises(BundleError) as told_as:
        list(references.judged(manifest([entry], kinds=("activity", "task")), [entry]))
    assert told_as.value.code == "reference-dangling"


def test_an_attachment_of_a_deleted_record_belongs_to_nothing() -> None:
    evidence = told(Evidence(id=new_id(), owner_id=new_id(), sha256=HASH, name="ảnh"))
    gone = replace(evidence, deleted=True, hash=content_hash(evidence.fields, deleted=True))
    said = manifest([gone], blobs=(Blob(sha256=HASH, bytes=1),))
    with pytest.raises(OrphanBlobError):
        list(references.judged(said, [gone]))


def test_upgrades_go_from_version_to_version() -> None:
    steps = {
        1: lambda record: record | {"fields": record["fields"] | {"b": record["fields"]["a"]}},
        2: lambda record: record | {"fields": record["fields"] | {"c": record["fields"]["b"] + 1}},
    }
    old = {"fields": {"a": 1}}
    assert upgrades.upgrade(old, 1, upgrades=steps, to=3) == {"fields": {"a": 1, "b": 1, "c": 2}}
    assert upgrades.upgrade(old, 3, upgrades=steps, to=3) is old and old == {"fields": {"a": 1}}
    with pytest.raises(NewerSchemaError):
        upgrades.check_version(2)
    with pytest.raises(OldSchemaError):
        upgrades.check_version(0)


_PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), _PLAIN))
def test_the_canonical_bytes_are_those_of_the_specification(fields: dict[str, Any]) -> None:
    said = {"deleted": False, "fields": fields}
    written = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert canonical(fields) == written


def test_members_of_a_later_version_are_found_at_every_level() -> None:
    record = told(long_paper(2))
    for way in (("blocks", 0, "rows", 0, "cells", 0), ("blocks", 0), ()):
        fields = json.loads(json.dumps(record.fields))
        place: Any = fields
        for step in way:
            place = place[step]
        place["mood"] = "vui"
        bent = replace(record, fields=fields, hash=content_hash(fields))
        line = record_lines.dumps(bent)
        with pytest.raises(RecordMemberError):
            record_lines.loads(line, "document", manifest(), place="1")
        later = manifest(version=Version(major=1, minor=9))
        assert record_lines.loads(line, "document", later, place="1").fields == fields
