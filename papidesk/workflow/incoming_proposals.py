"""What can be read off an incoming paper, so that a person only has to look it over."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from papidesk.domain.blocks import texts
from papidesk.domain.citing import office_name
from papidesk.domain.deadlines import stated, suggested
from papidesk.domain.document import Document
from papidesk.domain.holidays import OwnDay
from papidesk.domain.incoming import Incoming
from papidesk.domain.record import Record, replace
from papidesk.domain.wording import full_number

if TYPE_CHECKING:
    from papidesk.domain.recognise.recognise import Recognition

SCAN_SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
TEXT_SUFFIXES = (".docx", ".txt", ".md", ".html", ".htm")
# A text layer of fewer letters is a stamp or a page number on a scan.
_LEAST_TEXT = 80


class Proposal(Record, frozen=True, kw_only=True, omit_defaults=True):
    """An entry to look over: ``read`` names the fields that were read off the paper."""

    paper: Incoming
    read: tuple[str, ...] = ()

    @property
    def recognised(self) -> bool:
        """Tell whether anything could be read."""
        return bool(self.read)


def propose(
    path: Path | None,
    *,
    today: datetime.date,
    text: str = "",
    pages: int = 0,
    days: Sequence[OwnDay] = (),
) -> Proposal:
    """Return an entry for the paper in the file at ``path``, to be looked over by a person.

    Word and text files are recognised; of a PDF, ``text`` is its text layer where it has one. A
    scan gives an entry with nothing but today. The deadline is the one the paper states; ``days``
    are the office's own days off and made up.
    Raises what reading a Word file refuses with.
    """
    empty = Incoming(arrived_on=today, year=today.year, author="", abstract="", pages=pages)
    recognition = _recognition(path, text)
    if recognition is None:
        return Proposal(paper=replace(empty, deadline=suggested(today, extra=days)))
    paper = _entry(recognition.document, empty, days)
    blank = {"arrived_on", "year", "pages"}
    read = tuple(
        name
        for name in Incoming.__struct_fields__
        if name not in blank and getattr(paper, name) != getattr(empty, name)
    )
    if paper.deadline is None:
        paper = replace(paper, deadline=suggested(today, paper.urgency, days))
    return Proposal(paper=paper, read=read)


def _recognition(path: Path | None, text: str) -> Recognition | None:
    if len("".join(text.split())) >= _LEAST_TEXT:
        from papidesk.domain.recognise.from_text import read_text
        from papidesk.domain.recognise.recognise import recognise

        return recognise(read_text(text, path.name if path else "text"))
    if path is not None and path.suffix.lower() in TEXT_SUFFIXES:
        from papidesk.workflow.reading import recognise_file

        return recognise_file(path)
    return None


def _entry(document: Document, empty: Incoming, days: Sequence[OwnDay]) -> Incoming:
    from papidesk.domain.completing import complete

    whole = complete(document)
    # A symbol that was inferred is none the paper has.
    code = full_number(document.number, document.symbol) if document.number else ""
    lines = [line for block in document.blocks for line in texts(block)]
    day = document.date.date
    return replace(
        empty,
        author=office_name(whole.issuer) if whole.issuer else "",
        code=code,
        dated=day if day and day <= empty.arrived_on else None,
        kind=document.kind,
        abstract=" ".join(document.abstract.split()).rstrip(" .;,/"),
        signer=document.signature.name,
        signer_position=document.signature.position,
        urgency=document.urgency,
        deadline=stated([*lines, document.closing], empty.arrived_on, days),
    )
