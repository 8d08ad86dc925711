"""The printed index of a pack: Danh mục tài liệu kiểm chứng, as lines and tables of a paper."""

from __future__ import annotations

from papidesk.domain import figure_text
from papidesk.domain.blocks import Cell, Row, Table
from papidesk.domain.evidence_pack import PackGroup, PackItem, PackPlan
from papidesk.domain.paper import Printable
from papidesk.domain.paper_body import Line
from papidesk.domain.richtext import RichText

TITLE = "DANH MỤC TÀI LIỆU KIỂM CHỨNG"
COLUMNS = ("TT", "Tên tài liệu", "Ngày", "Hoạt động, nhiệm vụ, tiêu chí", "Đơn vị", "Tệp",
           "Dung lượng", "SHA-256")  # fmt: skip
_WIDTHS = (0.04, 0.17, 0.075, 0.21, 0.115, 0.16, 0.07, 0.16)
PROBLEMS = {
    "missing": "Thiếu tệp: không còn trong dữ liệu",
    "changed": "Tệp đã bị thay đổi: không đưa vào",
    "unprintable": "Chưa in được văn bản",
}
_HASH_PIECE = 16  # letters of a hash in one line


def parts(plan: PackPlan) -> list[Printable]:
    """Return the lines and tables of the index, a table for each group."""
    made: list[Printable] = [
        Line(style="center", text=RichText(text=plan.office)),
        Line(style="kind", text=RichText(text=TITLE)),
        Line(style="abstract", text=RichText(text=plan.title)),
    ]
    for group in plan.groups:
        if len(plan.groups) > 1:
            place = f"{group.title} (thư mục “{group.folder}”)"
            made.append(Line(style="group", text=RichText(text=place), keep_next=True))
        made.append(_table(group))
    made.append(Line(style="body", text=RichText(text=summary(plan))))
    return made


def summary(plan: PackPlan) -> str:
    """Return the sentence below the tables: how many, how large, what is missing."""
    count = figure_text.two_digits
    parts = []
    if plan.files:
        parts.append(f"{count(len(plan.files))} tệp ({size_text(plan.total_bytes)})")
    if plan.links:
        parts.append(f"{count(len(plan.links))} đường dẫn")
    held = f", gồm {' và '.join(parts)}" if parts else ""
    day = figure_text.day(plan.made_on)
    said = f"Danh mục có {count(len(plan.items))} tài liệu{held}; lập ngày {day}."
    if plan.problems:
        missing = count(len(plan.problems))
        said += f" Có {missing} tài liệu không kèm được tệp, ghi rõ tại cột “Tệp”."
    return said


def file_text(item: PackItem) -> str:
    """Return what stands in the column of the file: its path, its address, or why it is missing."""
    if item.problem:
        return PROBLEMS[item.problem]
    return item.url if item.kind == "link" else item.path


def size_text(size: int) -> str:
    """Return a size as papers write it: "1,2 MB"."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000)) if size else 0} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def _table(group: PackGroup) -> Table:
    rows = [Row(cells=tuple(_cell(title) for title in COLUMNS))]
    if not group.items:
        rows.append(Row(cells=(Cell(paragraphs=(RichText(text="Chưa có tài liệu kiểm chứng."),),
                                    colspan=len(COLUMNS)),)))  # fmt: skip
    rows += [_row(item) for item in group.items]
    return Table(rows=tuple(rows), widths=_WIDTHS)


def _row(item: PackItem) -> Row:
    day = f"{item.day:%d/%m/%Y}" if item.day else ""
    name = f"{item.name}\n{item.note}" if item.note and item.note != item.subject else item.name
    size = size_text(item.bytes) if item.bytes and item.kind != "link" else ""
    pieces = [item.sha256[at : at + _HASH_PIECE] for at in range(0, len(item.sha256), _HASH_PIECE)]
    return Row(
        cells=(
            _cell(str(item.number), "center"),
            _cell(name),
            _cell(day, "center"),
            _cell(item.subject),
            _cell(item.unit),
            # The folder is told once above the table.
            _cell(file_text(item).rsplit("/", 1)[-1] if item.packed else file_text(item)),
            _cell(size, "right"),
            _cell("\n".join(pieces)),
        )
    )


def _cell(text: str, align: str = "") -> Cell:
    paragraphs = tuple(RichText(text=part) for part in text.split("\n") if part)
    return Cell(paragraphs=paragraphs, align=align)  # type: ignore[arg-type]
