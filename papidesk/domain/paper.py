"""What is printed of a document, decided once for the printed page and the Word file.

:func:`paper` turns a document into the words of its paper, in the order of the form: lines of the
head, numbers of headings, end marks, lists, foot, annexes. Where each word stands on the sheet is
the business of :mod:`papidesk.domain.layout_profile`.
"""

from __future__ import annotations

from typing import Literal

from papidesk.domain import issuer_name, wording
from papidesk.domain.blocks import Block, Cell, PageBreak, Table
from papidesk.domain.document import Annex, Document, IssueDate
from papidesk.domain.kinds import LETTER, kinds
from papidesk.domain.numbering import roman
from papidesk.domain.paper_body import Line, body_lines, with_end_mark
from papidesk.domain.record import Record
from papidesk.domain.richtext import RichText

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
RECIPIENTS = "Nơi nhận:"
ADDRESSEES = "Kính gửi:"
# The left column of the head is 61 mm wide: this many times the type size of 13 points.
HEAD_WIDTH_EM = 13.3
# The signature's column is 85 mm wide: this many times 14 points.
SIGNATURE_WIDTH_EM = 16.8
MINUTES = "BB"

Printable = Line | Table | PageBreak


class Head(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The top of page 1; ``subject`` is a công văn's "V/v …", else ""."""

    superior: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    number: str = ""
    place_date: str = ""
    subject: str = ""
    urgency: str = ""


class Foot(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Recipients and signature; recipients are complete lines with dash and ending."""

    recipients: tuple[str, ...] = ()
    drafter_mark: str = ""
    titles: tuple[str, ...] = ()
    other_titles: tuple[str, ...] = ()
    name: str = ""


class PrintedAnnex(Record, frozen=True, kw_only=True, omit_defaults=True):
    """An annex as printed: "Phụ lục I", its title in capitals, "(Kèm theo …)", its body."""

    label: str
    title: str = ""
    note: str = ""
    landscape: bool = False
    body: tuple[Printable, ...] = ()


class PrintedNote(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A footnote with the number that its mark shows, counted from 1 in order of appearance."""

    id: str
    number: int
    text: RichText


class Paper(Record, frozen=True, kw_only=True, omit_defaults=True):
    """All words of a paper, in the order of the form.

    ``kind`` and ``abstract`` are "" for a công văn, whose subject stands in the head. One
    addressee stands on the line of "Kính gửi:", several are a list. ``body`` ends with the
    closing paragraphs. ``title`` and ``author`` are for the file's properties.
    """

    layout: Literal["named", "letter"] = "named"
    head: Head = Head()
    kind: str = ""
    abstract: str = ""
    authority_line: str = ""
    bases: tuple[str, ...] = ()
    enacting: str = ""
    addressees: tuple[str, ...] = ()
    body: tuple[Printable, ...] = ()
    foot: Foot = Foot()
    annexes: tuple[PrintedAnnex, ...] = ()
    notes: tuple[PrintedNote, ...] = ()
    address: str = ""
    title: str = ""
    author: str = ""


def paper(document: Document) -> Paper:
    """Return the paper of ``document`` (NĐ 30/2020, Phụ lục I, mục II and III; mẫu 1.1 to 1.5)."""
    letter = document.kind == LETTER
    abstract = wording.title_glue(_abstract(document.abstract))
    notes = _notes(document)
    numbers = {note.id: note.number for note in notes}
    bases = wording.bases_listed(document.bases)
    body = body_lines(document.blocks, document.scheme, document.closing, numbers)
    return Paper(
        layout="letter" if letter else "named",
        head=_head(document, f"V/v {abstract}" if letter and abstract else ""),
        kind="" if letter else kind_name(document.kind),
        abstract="" if letter else abstract,
        authority_line=document.authority_line.strip().upper(),
        bases=bases,
        enacting=_enacting(document),
        addressees=_addressees(document.addressees),
        body=with_end_mark(body),
        foot=_foot(document),
        annexes=tuple(
            _annex(document, annex, index, numbers) for index, annex in enumerate(document.annexes)
        ),
        notes=notes,
        address=wording.glue(" ".join(document.address.split())),
        title=_file_title(document),
        author=issuer_name.running(document.issuer),
    )


def kind_name(code: str) -> str:
    """Return the kind's name in capitals; "" for a code the catalogue does not have."""
    found = kinds().get(code)
    return found.name if found else ""


def _abstract(text: str) -> str:
    return " ".join(text.split()).removeprefix("V/v ").strip()


def _file_title(document: Document) -> str:
    number = wording.full_number(document.number, document.symbol) if document.number else ""
    found = kinds().get(document.kind)
    parts = (found.title if found else "", f"số {number}" if number else "", document.abstract)
    return " ".join(" ".join(part for part in parts if part).split())


def _head(document: Document, subject: str) -> Head:
    return Head(
        superior=issuer_name.lines(document.superior, HEAD_WIDTH_EM),
        issuer=issuer_name.lines(document.issuer, HEAD_WIDTH_EM),
        number=wording.number_line(document.number, document.symbol),
        place_date=_place_date(document),
        subject=subject,
        urgency=document.urgency,
    )


def _place_date(document: Document) -> str:
    """Return place and date; minutes without both have no such line (mẫu 1.9)."""
    if document.kind == MINUTES and not document.place and document.date == IssueDate():
        return ""
    return wording.place_date(document.place, document.date)


def _enacting(document: Document) -> str:
    """Return "QUYẾT ĐỊNH:" where a decision does not carry it in its body (mẫu 1.1, 1.2)."""
    word = {"QĐ": "QUYẾT ĐỊNH:", "NQ": "QUYẾT NGHỊ:"}.get(document.kind, "")
    if not word or not (document.bases or document.authority_line):
        return ""
    written = (getattr(block, "text", "").strip().upper() for block in document.blocks[:8])
    return "" if any(text.rstrip(":. ") == word.rstrip(":") for text in written) else word


def _addressees(addressees: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(item for item in map(wording.bare_item, addressees) if item)
    if len(kept) == 1:
        return (wording.glue(kept[0]),)
    return tuple(f"- {item}" for item in wording.listed(kept))


def _foot(document: Document) -> Foot:
    signature = document.signature
    return Foot(
        recipients=tuple(f"- {item}" for item in wording.listed(document.recipients)),
        drafter_mark=document.drafter_mark.strip(),
        titles=tuple(_signed(line) for line in signature.lines if line.strip()),
        other_titles=tuple(title.strip() for title in signature.titles if title.strip()),
        name=" ".join(signature.name.split()),
    )


def _signed(line: str) -> str:
    """Return a line of the authority in capitals; a long one breaks between phrases."""
    text = " ".join(line.upper().split())
    return issuer_name.tied(text) if issuer_name.width_em(text) > SIGNATURE_WIDTH_EM else text


def _annex(document: Document, annex: Annex, index: int, numbers: dict[str, int]) -> PrintedAnnex:
    single = len(document.annexes) == 1
    body = body_lines(annex.blocks, annex.scheme, annex.closing, numbers)
    return PrintedAnnex(
        label="Phụ lục" if single else f"Phụ lục{wording.NBSP}{roman(index + 1)}",
        title=wording.title_glue(" ".join(annex.title.split()).upper()),
        note=wording.glue_centred(" ".join(annex.note.split()) or annex_note(document)),
        landscape=annex.landscape,
        body=with_end_mark(body),
    )


def annex_note(document: Document) -> str:
    """Return "(Kèm theo Kế hoạch số 05/KH-UBND ngày … của Ủy ban nhân dân xã …)" (mục III.1d)."""
    found = kinds().get(document.kind)
    number = wording.full_number(document.number, document.symbol)
    issuer = issuer_name.running(document.issuer)
    return (
        f"(Kèm theo {found.title if found else 'Văn bản'} số {number} "
        f"{wording.day_text(document.date)}{f' của {issuer}' if issuer else ''})"
    )


def _notes(document: Document) -> tuple[PrintedNote, ...]:
    """Number the footnotes in the order their marks appear; those nobody refers to come last."""
    known = {note.id: note for note in document.footnotes}
    order: dict[str, None] = {}
    for blocks in (document.blocks, *(annex.blocks for annex in document.annexes)):
        for ref in _references(blocks):
            if ref in known:
                order.setdefault(ref)
    order.update(dict.fromkeys(known))
    return tuple(
        PrintedNote(id=ref, number=index, text=wording.glued(known[ref].text))
        for index, ref in enumerate(order, start=1)
    )


def _references(blocks: tuple[Block, ...]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        texts: list[RichText] = []
        if isinstance(block, Table):
            cells: list[Cell] = [cell for row in block.rows for cell in row.cells]
            texts = [part for cell in cells for part in cell.paragraphs if part.marks]
        elif not isinstance(block, PageBreak):
            texts = [RichText(text=block.text, marks=block.marks)]
        found += [mark.ref for text in texts for mark in text.marks if mark.style == "note"]
    return found
