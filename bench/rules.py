"""All rules over a plan: the whole, and again after one edit."""

from __future__ import annotations

import datetime

from bench import content
from bench.measure import OURS, Row, in_turn
from papidesk.checking.check import Watch, check
from papidesk.checking.subject import Subject
from papidesk.domain.blocks import Paragraph
from papidesk.domain.document import Document
from papidesk.domain.record import replace

# Pages of the printed plan, by how often its body is repeated.
SIZES = {3: 1, 9: 3, 48: 16}
DAY = datetime.date(2024, 6, 20)


def rows() -> list[Row]:
    """Measure three lengths; the ten pages of the goal are nine here."""
    whole = [_whole(pages, repeat) for pages, repeat in SIZES.items()]
    return whole + [_edited(pages, repeat) for pages, repeat in SIZES.items()]


def _whole(pages: int, repeat: int) -> Row:
    subject = Subject(content.document(repeat), today=DAY)
    sides = in_turn({OURS: lambda: check(Subject(subject.document, today=DAY))})
    return Row(
        "Check of a document, whole", f"{pages} pages", pages, sides,
        most_seconds=0.06 if pages < 10 else None,
    )  # fmt: skip


def _edited(pages: int, repeat: int) -> Row:
    document, watch, count = content.document(repeat), Watch(), 0
    watch.check(Subject(document, today=DAY))

    def edit() -> None:
        nonlocal count
        count += 1
        watch.check(Subject(_typed(document, count), today=DAY))

    return Row(
        "Check of a document, after one edit", f"{pages} pages", pages, in_turn({OURS: edit}),
        most_seconds=0.01 if pages < 10 else None,
    )  # fmt: skip


def _typed(document: Document, count: int) -> Document:
    middle = len(document.blocks) // 2
    changed = Paragraph(text=f"{content.SENTENCES[0]} Lần {count}.")
    return replace(
        document, blocks=(*document.blocks[:middle], changed, *document.blocks[middle + 1 :])
    )
