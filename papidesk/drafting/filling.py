"""A template, an office and answers: a new document."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from papidesk.domain.blocks import PageBreak, Table, rich
from papidesk.domain.document import Document, IssueDate
from papidesk.domain.kinds import kind as known_kind
from papidesk.domain.office import Office, recipients_for, symbol_for, valid_on
from papidesk.domain.papi import Dimension
from papidesk.domain.people import Authority, Signature, Signer
from papidesk.domain.record import Record, replace
from papidesk.domain.richtext import RichText
from papidesk.domain.wording import END_MARK, ended
from papidesk.drafting import inline, markup
from papidesk.drafting.report_parts import ReportPart
from papidesk.drafting.sandbox import BLANK, Value, filled, parsed
from papidesk.drafting.source import TemplateSource
from papidesk.drafting.values import answer_value, office_values
from papidesk.text.fold import fold

MINUTES = "minutes"


class Order(Record, frozen=True, kw_only=True, omit_defaults=True):
    """For whom and when a document is made; ``signer`` is an id of the office's, "" the first.

    ``dimensions`` are those of the index as the office calls them, ours when empty.
    """

    office: Office
    year: int
    today: datetime.date
    signer: str = ""
    dimensions: tuple[Dimension, ...] = ()


def fill(
    source: TemplateSource,
    order: Order,
    answers: Mapping[str, str],
    report: Mapping[str, ReportPart] | None = None,
) -> Document:
    """Return the document the template makes; what was not answered is a visible blank.

    ``report`` has the parts of a periodic report for the template's places for them. Raises a
    :class:`~papidesk.drafting.failures.TemplateError`.
    """
    values = _values(source, order, answers)
    text = filled(source.body, values, first_line=source.first_line)
    document = markup.read(
        text, begun(source.kind, order), first_line=source.first_line, report=report
    )
    return _completed(document, order)


def check(source: TemplateSource, order: Order) -> None:
    """Refuse a template that could not be filled; raises as :func:`fill`."""
    parsed(source.body, frozenset(_values(source, order, {})), first_line=source.first_line)
    fill(source, order, {})


def defaults(source: TemplateSource, order: Order) -> dict[str, str]:
    """Return what each question proposes as its answer."""
    values = _office_values(order)
    return {
        question.name: inline.plain(filled(question.default, values)) if question.default else ""
        for question in source.questions
    }


def begun(kind: str, order: Order) -> Document:
    """Return a document of ``kind`` that has its head, recipients and signature, and no text."""
    office = order.office
    known = known_kind(kind)
    day = _day(order)
    symbol = symbol_for(office, known.abbreviation) if office.symbol else ""
    signer = signer_of(order)
    document = Document(
        kind=kind,
        issuer=office.issuer,
        superior=office.superior_line,
        symbol=symbol,
        place=office.place,
        date=IssueDate(
            month=order.today.month if order.year == order.today.year else None, year=order.year
        ),
        recipients=recipients_for(office, kind, day),
        signature=signer.signature() if signer else Signature(),
        address=office.address if known.paper == "letter" else "",
    )
    if known.paper == MINUTES:
        # Minutes have no place and date line (mẫu 1.9): both stand in the text.
        return replace(document, place="", date=IssueDate())
    return document


def signer_of(order: Order) -> Signer | None:
    """Return who signs: the chosen signer, else the first who may on that day."""
    possible = valid_on(order.office.signers, _day(order))
    chosen = (signer for signer in possible if signer.id == order.signer)
    return next(chosen, possible[0] if possible else None)


def _day(order: Order) -> datetime.date:
    if order.year == order.today.year:
        return order.today
    return datetime.date(order.year, 12 if order.year < order.today.year else 1, 1)


def _values(source: TemplateSource, order: Order, answers: Mapping[str, str]) -> dict[str, Value]:
    values = _office_values(order)
    for question in source.questions:
        values[question.name] = answer_value(question, answers.get(question.name, ""))
    return values


def _office_values(order: Order) -> dict[str, Value]:
    signer = signer_of(order)
    values = office_values(
        order.office,
        year=order.year,
        today=order.today,
        signer=signer.name if signer else "",
        position=signer.position if signer else "",
        known=order.dimensions,
    )
    return values | {"ky_ca_nhan": _in_person(signer)}


def _in_person(signer: Signer | None) -> str:
    """Return the signature's lines of a head who decides alone: no TM. line (Phụ lục I, II.7)."""
    if signer is None:
        return ""
    chain: tuple[Authority, ...] = tuple(part for part in signer.chain if part.prefix != "TM.")
    return " / ".join(part.line for part in chain) + (" / " if chain else "") + signer.position


def _completed(document: Document, order: Order) -> Document:
    """Return ``document`` without blanks where an empty field says the same better, and ended."""
    changes: dict[str, object] = {}
    for name in ("signature", "second_signature"):
        signature = getattr(document, name)
        if signature.name == BLANK:
            changes[name] = replace(signature, name="")
    if not document.recipients:
        changes["recipients"] = recipients_for(order.office, document.kind, _day(order))
    document = replace(document, **changes)
    return _ended(replace(document, recipients=_as_above(document)))


def _as_above(document: Document) -> tuple[str, ...]:
    """Return the recipients, "Như trên" first where there is "Kính gửi" (mục II.9)."""
    recipients = document.recipients
    if not document.addressees or any(fold(line).startswith("nhu tren") for line in recipients):
        return recipients
    named = {_name_key(line) for line in document.addressees}
    return ("Như trên", *(line for line in recipients if _name_key(line) not in named))


def _name_key(line: str) -> str:
    return fold(line).replace("uy ban nhan dan", "ubnd").strip(" ;.-")


def _ended(document: Document) -> Document:
    """Return ``document`` with "./." after its last word, as every sample of the decree has it."""
    if document.closing:
        return replace(document, closing=_end(RichText(text=document.closing)).text)
    for index in range(len(document.blocks) - 1, -1, -1):
        block = document.blocks[index]
        if isinstance(block, Table | PageBreak):
            return document
        if block.text:
            text = _end(rich(block))
            changed = replace(block, text=text.text, marks=text.marks)
            before, after = document.blocks[:index], document.blocks[index + 1 :]
            return replace(document, blocks=(*before, changed, *after))
    return document


def _end(text: RichText) -> RichText:
    bare = text.text.rstrip(" .;")
    if not bare.endswith(BLANK):
        return ended(text)
    # A blank at the end is still to be filled in: it is not taken for the end's dots.
    return RichText(text=bare + END_MARK, marks=text.cut(0, len(bare)).marks)
