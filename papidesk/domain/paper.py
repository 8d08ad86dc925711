"""What is printed of a document, decided once for the printed page and the Word file.

:func:`paper` turns a document into the words of its paper, in the order of the form: lines of the
head, numbers of headings, end marks, lists, foot, annexes. Where each word stands on the sheet is
the business of :mod:`papidesk.domain.layout_profile`.
"""

from __future__ import annotations

from collections.abc import Sequence

from papidesk.domain import issuer_name, wording
from papidesk.domain.blocks import Block, Cell, PageBreak, Table
from papidesk.domain.chart import Chart, text_of
from papidesk.domain.document import Annex, Document
from papidesk.domain.kinds import LETTER, kinds
from papidesk.domain.numbering import roman
from papidesk.domain.paper_body import Line, body_lines, with_end_mark
from papidesk.domain.paper_opening import CONFIRMATION, layout_of, opening_lines
from papidesk.domain.people import Signature
from papidesk.domain.record import Record, replace
from papidesk.domain.richtext import Mark, RichText

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
RECIPIENTS = "Nơi nhận:"
ADDRESSEES = "Kính gửi:"
# The left column of the head is 61 mm wide: this many times the type size of 13 points.
HEAD_WIDTH_EM = 13.3
# The signature's column is 85 mm wide: this many times 14 points.
SIGNATURE_WIDTH_EM = 16.8

Printable = Line | Table | PageBreak


class Head(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The top of page 1; ``subject`` is a công văn's "V/v …", else "".

    Without ``number`` and ``place_date`` there is no row for them (mẫu 1.3, 1.9). ``circulation``
    stands in a frame in the top margin.
    """

    superior: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    number: str = ""
    place_date: str = ""
    subject: str = ""
    urgency: str = ""
    circulation: str = ""


class Signed(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Who signs: lines of the authority in capitals, other titles, name."""

    titles: tuple[str, ...] = ()
    other_titles: tuple[str, ...] = ()
    name: str = ""

    @property
    def given(self) -> bool:
        """Tell whether anybody signs here."""
        return bool(self.titles or self.other_titles or self.name)


class Foot(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Recipients and signature; recipients are complete lines with dash and ending.

    ``second`` signs at the left (the secretary of minutes, mẫu 1.9): then the recipients stand
    below both signatures.
    """

    recipients: tuple[str, ...] = ()
    drafter_mark: str = ""
    titles: tuple[str, ...] = ()
    other_titles: tuple[str, ...] = ()
    name: str = ""
    second: Signed = Signed()

    @property
    def first(self) -> Signed:
        """The signature at the right."""
        return Signed(titles=self.titles, other_titles=self.other_titles, name=self.name)


class PrintedChart(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A chart as printed: the line that names it, the drawing below, what it says in words."""

    title: Line
    chart: Chart
    words: str


class PrintedAnnex(Record, frozen=True, kw_only=True, omit_defaults=True):
    """An annex as printed: "Phụ lục I", its title in capitals, "(Kèm theo …)", its body.

    A document issued with a decision has no label but a ``head`` and a ``kind`` ("QUY CHẾ"); its
    title is the abstract below it (mẫu 1.3). ``ending`` is the end mark below ``charts``.
    """

    label: str = ""
    head: Head | None = None
    kind: str = ""
    title: str = ""
    note: str = ""
    landscape: bool = False
    body: tuple[Printable, ...] = ()
    charts: tuple[PrintedChart, ...] = ()
    ending: tuple[Line, ...] = ()


class PrintedNote(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A footnote with the number that its mark shows, counted from 1 in order of appearance."""

    id: str
    number: int
    text: RichText


class Paper(Record, frozen=True, kw_only=True, omit_defaults=True):
    """All words of a paper, in the order of the form.

    ``layout`` names the sample of Phụ lục III that is followed (``paper`` of the catalogue of
    kinds). ``kind`` and ``abstract`` are "" for a công văn, whose subject stands in the head. One
    addressee stands on the line of "Kính gửi:", several are a list. ``body`` begins with the
    receivers of an invitation or a telegram and ends with the closing paragraphs.
    ``confirmation`` stands in a frame below the foot of a leave slip. ``title`` and ``author`` are
    for the file's properties.
    """

    layout: str = "named"
    head: Head = Head()
    kind: str = ""
    abstract: str = ""
    addressees: tuple[str, ...] = ()
    authority_line: str = ""
    bases: tuple[str, ...] = ()
    enacting: str = ""
    body: tuple[Printable, ...] = ()
    foot: Foot = Foot()
    annexes: tuple[PrintedAnnex, ...] = ()
    notes: tuple[PrintedNote, ...] = ()
    address: str = ""
    confirmation: tuple[str, ...] = ()
    title: str = ""
    author: str = ""


def paper(document: Document) -> Paper:
    """Return the paper of ``document`` (NĐ 30/2020, Phụ lục I, mục II, III; mẫu 1.1 to 1.10)."""
    layout = layout_of(document)
    letter = document.kind == LETTER
    abstract = wording.title_glue(_abstract(document.abstract))
    notes = _notes(document)
    numbers = {note.id: note.number for note in notes}
    bases = wording.bases_listed(document.bases)
    opening = opening_lines(document)
    body = body_lines(document.blocks, document.scheme, document.closing, numbers)
    told = layout in ("invitation", "telegram")
    return Paper(
        layout=layout,
        head=_head(document, f"V/v {abstract}" if letter and abstract else ""),
        kind="" if letter else kind_name(document.kind),
        abstract="" if letter else abstract,
        authority_line="" if layout == "telegram" else document.authority_line.strip().upper(),
        bases=bases,
        enacting=_enacting(document),
        addressees=() if told else _addressees(document.addressees),
        body=(*opening, *with_end_mark(body)),
        foot=_foot(document),
        annexes=tuple(
            _annex(document, annex, label, numbers)
            for annex, label in zip(document.annexes, annex_labels(document.annexes), strict=True)
        ),
        notes=notes,
        address=wording.glue(" ".join(document.address.split())),
        confirmation=CONFIRMATION if layout == "leave" else (),
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
    about = wording.lowered(document.abstract) if found else document.abstract
    parts = (found.title if found else "", f"số {number}" if number else "", about)
    return " ".join(" ".join(part for part in parts if part).split())


def _head(document: Document, subject: str) -> Head:
    return Head(
        superior=issuer_name.lines(document.superior, HEAD_WIDTH_EM),
        issuer=issuer_name.lines(document.issuer, HEAD_WIDTH_EM),
        number=wording.number_line(document.number, document.symbol),
        place_date=_place_date(document),
        subject=subject,
        urgency=document.urgency,
        circulation=document.circulation,
    )


def _place_date(document: Document) -> str:
    """Return place and date; minutes tell them in their text instead (mẫu 1.9)."""
    if layout_of(document) == "minutes":
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
    first = signed(document.signature)
    return Foot(
        recipients=tuple(f"- {item}" for item in wording.listed(document.recipients)),
        drafter_mark=document.drafter_mark.strip(),
        titles=first.titles,
        other_titles=first.other_titles,
        name=first.name,
        second=signed(document.second_signature),
    )


def signed(signature: Signature) -> Signed:
    """Return a signature as it is printed (mục II.7)."""
    return Signed(
        titles=tuple(_signed(line) for line in signature.lines if line.strip()),
        other_titles=tuple(title.strip() for title in signature.titles if title.strip()),
        name=" ".join(signature.name.split()),
    )


def _signed(line: str) -> str:
    """Return a line of the authority in capitals; a long one breaks between phrases."""
    text = " ".join(line.upper().split())
    return issuer_name.tied(text) if issuer_name.width_em(text) > SIGNATURE_WIDTH_EM else text


def annex_labels(annexes: Sequence[Annex]) -> list[str]:
    """Return the label of each annex: "Phụ lục I", "Phụ lục" for the only one (mục III.1).

    Documents issued with a decision have none and are not counted with the others.
    """
    total = sum(not annex.kind for annex in annexes)
    labels = []
    counted = 0
    for annex in annexes:
        counted += not annex.kind
        number = f" {roman(counted)}" if total > 1 else ""
        labels.append("" if annex.kind else f"Phụ lục{number}")
    return labels


def _annex(document: Document, annex: Annex, label: str, numbers: dict[str, int]) -> PrintedAnnex:
    title = " ".join(annex.title.split())
    printed = PrintedAnnex(
        note=wording.glue_centred(" ".join(annex.note.split()) or annex_note(document)),
        landscape=annex.landscape,
        body=with_end_mark(body_lines(annex.blocks, annex.scheme, annex.closing, numbers)),
    )
    if annex.charts:
        # The end mark stands below the last chart.
        printed = replace(
            printed,
            body=body_lines(annex.blocks, annex.scheme, annex.closing, numbers),
            charts=tuple(map(_chart, annex.charts)),
            ending=(Line(style="body", text=RichText(text=wording.END_MARK)),),
        )
    if annex.kind:
        # Bound with the decision: bodies and Quốc hiệu anew, number and date are the decision's.
        head = replace(_head(document, ""), number="", place_date="", urgency="", circulation="")
        name = kind_name(annex.kind)
        return replace(printed, head=head, kind=name, title=wording.title_glue(title))
    tied = label.replace("Phụ lục ", f"Phụ lục{wording.NBSP}")
    return replace(printed, label=tied, title=wording.title_glue(title.upper()))


def _chart(chart: Chart) -> PrintedChart:
    unit = f" ({chart.unit})" if chart.unit else ""
    title = wording.glue_centred(" ".join(f"{chart.title}{unit}".split()))
    bold = RichText(text=title, marks=(Mark(start=0, end=len(title), style="b"),))
    line = Line(style="center", text=bold, keep_next=True)
    return PrintedChart(title=line, chart=chart, words=text_of(chart))


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
