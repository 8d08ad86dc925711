"""The parts of a document while its markup is read, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from papidesk.domain.blocks import Block, Paragraph, Row, Table
from papidesk.domain.document import Annex, Document, Footnote
from papidesk.domain.people import Signature
from papidesk.domain.record import replace
from papidesk.domain.richtext import RichText
from papidesk.drafting.fields import IN_ANNEX, LISTS, scheme_from
from papidesk.drafting.report_parts import ANY_BODY, CONSOLIDATED, ReportPart
from papidesk.errors import N_

# Where a report's part stands while there is no log to write it from.
_BLANK = Paragraph(text="………… (viết từ nhật ký hoạt động và nhiệm vụ của kỳ báo cáo)")
_BLANK_TOTAL = Paragraph(text="………… (viết từ báo cáo của các đơn vị trực thuộc trong kỳ)")
_ParagraphStyle = Literal["body", "center", "right", "note"]
_URGENCIES = ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC")
_CIRCULATIONS = ("XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ")


@dataclass
class AnnexParts:
    """An annex that is being read."""

    annex: Annex
    blocks: list[Block] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    left_out: bool = False

    def made(self) -> Annex:
        """Return the annex."""
        return replace(self.annex, blocks=tuple(self.blocks), closing="\n".join(self.closing))


@dataclass
class Parts:
    """What has been read so far; ``annexes`` are filled from the first "@Phụ lục:" on."""

    fields: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    annexes: list[AnnexParts] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    table: Table | None = None
    rows: list[Row] = field(default_factory=list)
    report: Mapping[str, ReportPart] | None = None

    @property
    def in_table(self) -> bool:
        """Tell whether rows of a table may follow."""
        return self.table is not None

    def begin_table(self, table: Table) -> None:
        """Begin a table whose rows follow."""
        self.table, self.rows = table, []

    def row(self, row: Row) -> None:
        """Add a row to the table."""
        self.rows.append(row)

    def end_table(self) -> None:
        """Put the table that was being read among the blocks."""
        if self.table is not None:
            table, self.table = self.table, None
            self.block(replace(table, rows=tuple(self.rows)))

    def block(self, block: Block) -> None:
        """Add a block to the annex that was begun last, else to the body."""
        (self.annexes[-1].blocks if self.annexes else self.blocks).append(block)

    def paragraph(self, text: RichText, style: str) -> None:
        """Add a paragraph in one of the official styles."""
        self.block(Paragraph(text=text.text, marks=text.marks, style=cast(_ParagraphStyle, style)))

    def report_part(self, name: str) -> None:
        """Add a part of a report; raises ``ValueError`` with a message id for an unknown one."""
        if name not in ANY_BODY:
            raise ValueError(N_("“@Phần báo cáo:” names no part of a report"))
        part = _blank(name) if self.report is None else self.report.get(name)
        for block in part.blocks if part else ():
            self.block(block)

    def report_annex(self, name: str) -> None:
        """Fill the annex that was begun; one with nothing in it is left out of the paper."""
        own = self.annexes[-1]
        part = _blank(name) if self.report is None else self.report.get(name)
        if part is None or not part.blocks:
            own.left_out = True
            return
        own.blocks += part.blocks
        own.annex = replace(own.annex, charts=part.charts)

    def footnote(self, id: str, text: RichText) -> None:
        """Add a footnote; raises ``ValueError`` with a message id when it has no name."""
        if not id:
            raise ValueError(N_("a footnote needs a name: “@Cuối trang[1]: text”"))
        self.footnotes.append(Footnote(id=id, text=text))

    def once(self, name: str, value: Signature) -> None:
        """Keep a part that a document has once."""
        self._not_in_annex(name)
        self.fields[name] = value

    def text(self, name: str, value: str) -> None:
        """Keep a line of the head, foot or annex; raises ``ValueError`` with a message id."""
        self._not_in_annex(name)
        if name == "annex_note" and not self.annexes:
            raise ValueError(N_("“@Kèm theo:” stands in an annex only"))
        if name == "urgency" and value not in _URGENCIES:
            raise ValueError(N_("the urgency is KHẨN, THƯỢNG KHẨN or HỎA TỐC"))
        if name == "circulation" and value not in _CIRCULATIONS:
            raise ValueError(N_("the circulation is XEM XONG TRẢ LẠI or LƯU HÀNH NỘI BỘ"))
        if self.annexes:
            self._annex_text(self.annexes[-1], name, value)
        elif name in LISTS:
            self.lists.setdefault(name, []).append(value)
        else:
            self.fields[name] = scheme_from(value) if name == "scheme" else value

    def _annex_text(self, parts: AnnexParts, name: str, value: str) -> None:
        if name == "closing":
            parts.closing.append(value)
        elif name == "scheme":
            parts.annex = replace(parts.annex, scheme=scheme_from(value))
        else:
            parts.annex = replace(parts.annex, note=value)

    def _not_in_annex(self, name: str) -> None:
        if self.annexes and name not in IN_ANNEX:
            raise ValueError(N_("this part belongs to the paper itself: write it before the annex"))

    def document(self, document: Document) -> Document:
        """Return ``document`` with the parts that were read."""
        changes: dict[str, Any] = dict(self.fields)
        titles = tuple(self.lists.pop("titles", ()))
        second = tuple(self.lists.pop("second_titles", ()))
        if titles:
            signature = changes.get("signature", document.signature)
            changes["signature"] = replace(signature, titles=titles)
        if second:
            signature = changes.get("second_signature", document.second_signature)
            changes["second_signature"] = replace(signature, titles=second)
        for name, values in self.lists.items():
            changes[name] = "\n".join(values) if name == "closing" else tuple(values)
        return replace(
            document,
            **changes,
            blocks=tuple(self.blocks),
            annexes=tuple(parts.made() for parts in self.annexes if not parts.left_out),
            footnotes=tuple(self.footnotes),
        )


def _blank(name: str) -> ReportPart:
    return ReportPart(blocks=(_BLANK_TOTAL if name in CONSOLIDATED else _BLANK,))
