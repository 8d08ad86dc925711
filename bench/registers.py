"""The registers: first rows, filters, figures, a year as a book and as a workbook."""

from __future__ import annotations

import datetime
import io
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import workspaces
from bench.measure import OURS, Row, Side, each, in_turn
from papidesk.domain.incoming import Incoming
from papidesk.domain.register_book import RegisterBook
from papidesk.storage import incoming, registers
from papidesk.storage.registers import RegisterEntry
from papidesk.storage.store import Store
from papidesk.workflow import figures
from papidesk.workflow import incoming as papers
from papidesk.workflow import registers as outgoing

SIZES = (1_000, 10_000, 40_000)
BOOKS = (300, 1_000, 3_000)
PAGE, YEAR = 200, 2025
WORDS = (
    "tuyên truyền phổ biến nâng cao chỉ số hiệu quả quản trị và hành chính công cấp tỉnh trên địa "
    "bàn xã năm nay đôn đốc báo cáo kết quả thực hiện"
)


def rows() -> list[Row]:
    """Measure lists and figures over a workspace that grows, then books and workbooks."""
    measured: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        workspace = workspaces.full(Path(folder) / "workspace", 0)
        begin = 0
        for size in SIZES:
            fill(workspace.store, range(begin, size))
            begin = size
            measured += [*_lists(workspace.store, size), _figure(workspace.store, size)]
        workspace.close()
    measured += [_book(size) for size in BOOKS]
    measured.append(_large_book())
    measured += [_sheet(size) for size in (1_000, 3_000, 10_000)]
    return sorted(measured, key=lambda row: row.job)


def fill(store: Store, numbers: range) -> None:
    """Enter as many papers into both registers as ``numbers`` has."""
    chance = random.Random(numbers.start)
    first = datetime.date(YEAR, 1, 1)
    with store.unit_of_work():
        for number in numbers:
            day = first + datetime.timedelta(days=number * 364 // SIZES[-1])
            abstract = " ".join(chance.choices(WORDS.split(), k=chance.randint(8, 24)))
            registers.enter(store, _entry(day, abstract))
            paper = Incoming(
                arrived_on=day, year=YEAR, author="Ủy ban nhân dân tỉnh Mẫu",
                code=f"{number + 1}/KH-UBND", dated=day, kind="KH", abstract=abstract,
                deadline=day + datetime.timedelta(days=7),
            )  # fmt: skip
            incoming.enter(store, paper)


def _entry(day: datetime.date, abstract: str) -> RegisterEntry:
    return RegisterEntry(
        series="chung", year=YEAR, date=day.isoformat(), symbol="KH-UBND", kind="KH",
        abstract=f"Kế hoạch {abstract}", signer="Nguyễn Văn Mẫu",
        recipients="Như trên; Lưu: VT, VHXH", copies=12,
    )  # fmt: skip


def _lists(store: Store, size: int) -> Iterator[Row]:
    columns = "id, number, symbol, date, abstract, signer, recipients, copies, sent_on, note"
    bare = f"SELECT {columns} FROM register_outgoing WHERE year = {YEAR} "
    out = outgoing.OutgoingFilter(year=YEAR)
    typed = outgoing.OutgoingFilter(year=YEAR, text="hieu qua quan tri")
    came = papers.IncomingFilter(year=YEAR, text="hieu qua quan tri")
    likes = " ".join(f"AND folded LIKE '%{word}%'" for word in typed.text.split())
    for job, ours, theirs in (
        (f"the first {PAGE} rows by date",
         lambda: outgoing.listing(store, out, sort="date", descending=True, limit=PAGE),
         f"{bare} ORDER BY date DESC, number DESC LIMIT {PAGE}"),
        (f"outgoing, filter while typing, {PAGE} rows",
         lambda: outgoing.listing(store, typed, sort="date", descending=True, limit=PAGE),
         f"{bare} {likes} ORDER BY date DESC LIMIT {PAGE}"),
        (f"incoming, filter while typing, {PAGE} rows",
         lambda: papers.listing(store, came, descending=True, limit=PAGE),
         f"SELECT content FROM register_incoming WHERE year = {YEAR} {likes} "
         f"ORDER BY arrival_number DESC LIMIT {PAGE}"),
    ):  # fmt: skip
        sides = in_turn({OURS: ours, "bare SELECT": lambda sql=theirs: store.rows(sql)})
        yield _limited(f"Register: {job}", size, sides)


def _figure(store: Store, size: int) -> Row:
    bare = (
        "SELECT count(*) FROM register_outgoing WHERE date BETWEEN '2025-01-01' AND '2025-06-30' "
        "AND cancelled_at IS NULL"
    )
    sides = in_turn(
        {
            OURS: lambda: figures.value(store, "van-ban-di@2025-H1"),
            "bare SELECT": lambda: store.rows(bare),
        }
    )
    return _limited("Register: a live figure of a half-year", size, sides)


def _limited(job: str, size: int, sides: dict[str, Side]) -> Row:
    most = 0.05 if size <= 10_000 else None
    return Row(job, f"{size:,} papers", size, sides, most_seconds=most)


def book(count: int, edition: int) -> RegisterBook:
    """Return a register of ``count`` papers; another text for each ``edition``."""
    chance = random.Random(edition)
    day = datetime.date(YEAR, 3, 4)
    return RegisterBook(
        kind="outgoing",
        office="ỦY BAN NHÂN DÂN XÃ AN HÒA",
        year=YEAR,
        rows=tuple(
            (f"{n:02}/KH-UBND", day, "Kế hoạch " + " ".join(chance.choices(WORDS.split(), k=16)),
             "Nguyễn Văn Mẫu", "Như trên; Lưu: VT, VHXH", "Văn thư", 12, day, "", "")
            for n in range(1, count + 1)
        ),
    )  # fmt: skip


def _book(count: int) -> Row:
    from papidesk.printing.registers import register_pdf

    rounds = 3
    sides = in_turn(
        {
            OURS: each(register_pdf, lambda edition: book(count, edition), rounds),
            "bare ReportLab": each(_bare_book, lambda edition: book(count, edition), rounds),
        },
        rounds,
    )
    return Row("A register printed as a book", f"{count:,} papers", count, sides,
               reach={"bare ReportLab": 1.1})  # fmt: skip


def _large_book() -> Row:
    from papidesk.printing.registers import register_pdf

    sides = in_turn({OURS: each(register_pdf, lambda edition: book(10_000, edition), 3)}, 3)
    return Row("A register of a large year printed", "10,000 papers", 10_000, sides,
               most_seconds=6.0)  # fmt: skip


def _bare_book(made: RegisterBook) -> bytes:
    """Print the same table with ReportLab's own long table and paragraphs as cells."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

    from papidesk.domain.register_book import shown
    from papidesk.printing.fonts import face

    style = ParagraphStyle("cell", fontName=face(False, False).name, fontSize=11, leading=12.7)
    columns = made.form.columns
    cells = [[Paragraph(column.title, style) for column in columns]]
    for row in made.rows:
        cells.append([Paragraph(shown(v, c), style) for v, c in zip(row, columns, strict=True)])
    stream = io.BytesIO()
    table = LongTable(cells, colWidths=[c.width_mm * 2.7 for c in columns], repeatRows=1)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]))
    SimpleDocTemplate(stream, pagesize=landscape(A4)).build([table])
    return stream.getvalue()


def _sheet(count: int) -> Row:
    from papidesk.sheets.register_sheet import workbook

    rounds = 5
    sides = in_turn(
        {
            OURS: each(workbook, lambda edition: book(count, edition), rounds),
            "bare XlsxWriter": each(_bare_sheet, lambda edition: book(count, edition), rounds),
        },
        rounds,
    )
    return Row("A register as a workbook", f"{count:,} papers", count, sides,
               reach={"bare XlsxWriter": 1.5})  # fmt: skip


def _bare_sheet(made: RegisterBook) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as file:
        sheet = file.add_worksheet()
        day = file.add_format({"num_format": "dd/mm/yyyy"})
        for at, row in enumerate(made.rows):
            for column, value in enumerate(row):
                if isinstance(value, datetime.date):
                    sheet.write_datetime(at, column, value, day)
                else:
                    sheet.write(at, column, value)
    return stream.getvalue()
