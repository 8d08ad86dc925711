"""The list of everything that may be stale, and the document once all of it is decided."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping

from papidesk.domain.blocks import Block, Heading
from papidesk.domain.document import Document, Filing, IssueDate
from papidesk.domain.forwarding import names, times
from papidesk.domain.forwarding.stale import Span, StalePlace, Years
from papidesk.domain.glossary import Term
from papidesk.domain.office import Office, superior_on, valid_on
from papidesk.domain.people import Signature
from papidesk.domain.record import Record, replace
from papidesk.domain.text_places import Edit, edited, texts
from papidesk.errors import N_, PapiDeskError

_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_OWN = re.compile(
    r"(?P<body>ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN) "
    r"(?P<unit>(?:XÃ|PHƯỜNG|ĐẶC KHU|THỊ TRẤN|HUYỆN|QUẬN|THỊ XÃ|THÀNH PHỐ|TỈNH) .+)"
)
_ORDINAL = re.compile(r"\s*\d{1,3}\.?\s*")


class SameYearError(PapiDeskError):
    """A document that should be carried to the year it is of."""

    message = N_("This document is of {year} already. Choose another year to copy it to.")


class UndecidedError(PapiDeskError):
    """Places nobody has confirmed or changed."""

    message = N_(
        "{count} places are still open, the first is “{text}”. Confirm or change each of them: "
        "nothing is taken over unseen."
    )


class UnknownPlaceError(PapiDeskError):
    """A decision about a place that the document does not have."""

    message = N_(
        "There is no place {place} in this document. Have the list made anew and decide again."
    )


class Forward(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A document on its way to another year, with all that may be stale in reading order."""

    document: Document
    years: Years
    places: tuple[StalePlace, ...] = ()


def year_of(document: Document) -> int | None:
    """Return the year a document is about: the last its abstract names, else that of its date.

    A plan for a year is often dated in the December before, a report on it in the January after.
    """
    named = [int(year) for year in _YEAR.findall(document.abstract)]
    dated = document.date.year
    if named and (dated is None or abs(named[-1] - dated) <= 1):
        return named[-1]
    return dated


def forward(
    document: Document, year: int, *, office: Office | None = None, terms: tuple[Term, ...] = ()
) -> Forward:
    """Return what may be stale in ``document`` when it is used again in ``year``.

    ``office`` knows signers, posts, superiors and what ended; ``terms`` are its own. Raises
    :class:`SameYearError`.
    """
    old = year_of(document) or year - 1
    if old == year:
        raise SameYearError(year=year)
    years = Years(old=old, new=year)
    facts = _facts(document, years, office, terms)
    found = (
        place
        for path, text in texts(document)
        if not path.endswith("/note")  # printing says anew what an annex belongs to
        for place in _places(path, text, facts)
    )
    return Forward(document=document, years=years, places=tuple(found))


class _Facts(Record, frozen=True, kw_only=True):
    """What is known of the new year: who took over, who signs, whose names to look for."""

    years: Years
    now: names.Successors
    terms: tuple[Term, ...]
    people: tuple[str, ...]
    signer: str
    head: dict[str, str]


def _facts(
    document: Document, years: Years, office: Office | None, terms: tuple[Term, ...]
) -> _Facts:
    day = datetime.date(years.new, 1, 15)
    known = {document.signature.name, document.second_signature.name}
    if office is None:
        people = tuple(sorted(known - {""}))
        now = names.Successors(day=day)
        return _Facts(years=years, now=now, terms=terms, people=people, signer="", head={})
    above = superior_on(office, day)
    known |= {signer.name for signer in office.signers} | {post.holder for post in office.posts}
    signers = valid_on(office.signers, day)
    return _Facts(
        years=years,
        now=names.Successors(
            day=day,
            above=above.name if above else "",
            own=office.name,
            ended=_ended(document, office, day),
        ),
        terms=terms,
        people=tuple(sorted(known - {""})),
        signer=next((signer.name for signer in signers if signer.name), ""),
        head={
            "issuer": office.issuer,
            "superior": office.superior_line,
            "place": office.place,
        },
    )


def _ended(document: Document, office: Office, day: datetime.date) -> dict[str, str]:
    """Return units that are no more, each with what took its place ("" where nobody knows)."""
    named = [(one.name, one.validity) for one in office.superiors]
    named += [(one.name, one.validity) for one in office.units]
    gone = {name: "" for name, valid in named if valid.until and valid.until < day}
    own = _OWN.match(document.issuer)
    if own and document.issuer != office.issuer and office.issuer.startswith(own["body"]):
        gone[own["unit"]] = office.name
    return dict(sorted(gone.items(), key=lambda pair: -len(pair[0])))


def _places(path: str, text: str, facts: _Facts) -> Iterator[StalePlace]:
    spans = _of_head(path, text, facts)
    if spans is None:
        ordinal = "/cells/0/" in path and _ORDINAL.fullmatch(text)
        spans = [] if ordinal else _of_text(text, facts)
    for span in spans:
        yield StalePlace(
            path=path,
            start=span.start,
            end=span.end,
            kind=span.kind,
            old=text[span.start : span.end],
            proposal=span.proposal,
            text=text,
            hint=span.hint,
        )


def _of_head(path: str, text: str, facts: _Facts) -> list[Span] | None:
    """Return what is stale in a field of head or foot that is one thing as a whole."""
    if path.endswith("signature/name"):
        proposal = facts.signer if path == "signature/name" and facts.signer else text
        return [Span(start=0, end=len(text), kind="name", proposal=proposal)]
    if path in ("issuer", "superior", "place"):
        new = facts.head.get(path, "")
        stale = bool(new) and new != text
        return [Span(start=0, end=len(text), kind="unit", proposal=new)] if stale else []
    return [] if path in ("signature/position", "second_signature/position") else None


def _of_text(text: str, facts: _Facts) -> list[Span]:
    """Return the spans of a text; where several overlap, the one that tells most stands."""
    kept: list[Span] = []
    for spans in (
        times.dates(text, facts.years),
        names.numbers(text, facts.years),
        _own_terms(text, facts.terms, facts.now.day),
        names.gone(text, facts.now),
        times.periods(text, facts.years),
        times.weekdays(text),
        names.people(text, facts.people),
        times.year_marks(text, facts.years),
        names.figures(text),
    ):
        for span in spans:
            if all(span.end <= other.start or span.start >= other.end for other in kept):
                kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _own_terms(text: str, terms: tuple[Term, ...], day: datetime.date) -> Iterator[Span]:
    for term in terms:
        if not term.holds_on(day):
            continue
        for wrong in term.wrong:
            for found in re.finditer(rf"(?<!\w){re.escape(wrong)}(?!\w)", text, re.IGNORECASE):
                yield Span(start=found.start(), end=found.end(), kind="term", proposal=term.right)


def decided(carried: Forward, decisions: Mapping[str, str]) -> Document:
    """Return the document of the new year: a draft in which every place is as it was decided.

    ``decisions`` maps the id of each place to the text that shall stand there; the old text
    confirms it. Raises :class:`UndecidedError`, :class:`UnknownPlaceError`.
    """
    known = {place.id for place in carried.places}
    for id in decisions:
        if id not in known:
            raise UnknownPlaceError(place=id[:80])
    undecided = [place for place in carried.places if place.id not in decisions]
    if undecided:
        raise UndecidedError(count=len(undecided), text=undecided[0].old)
    document = carried.document
    edits: dict[str, list[Edit]] = {}
    for place in carried.places:
        text = " ".join(decisions[place.id].split())
        if text != place.old:
            edit = Edit(start=place.start, end=place.end, text=text)
            edits.setdefault(place.path, []).append(edit)
    for path, changes in edits.items():
        document = edited(document, path, changes)
    return _fresh(document, carried.years.new)


def _fresh(document: Document, year: int) -> Document:
    """Return ``document`` as a draft of ``year`` without what belonged to the old paper alone."""
    minutes = document.date == IssueDate()
    annexes = tuple(
        replace(
            annex,
            label_as_written="",
            note="",
            blocks=tuple(_unmarked(block) for block in annex.blocks),
        )
        for annex in document.annexes
    )
    return replace(
        document,
        id="",
        state="draft",
        number=None,
        date=IssueDate() if minutes else IssueDate(year=year),
        blocks=tuple(_unmarked(block) for block in document.blocks),
        annexes=annexes,
        filing=Filing(),
        asides=(),
        guessed=(),
        signature=_signed(document.signature),
        second_signature=_signed(document.second_signature),
    )


def _unmarked(block: Block) -> Block:
    return replace(block, number_as_written="") if isinstance(block, Heading) else block


def _signed(signature: Signature) -> Signature:
    return replace(signature, as_written=())
