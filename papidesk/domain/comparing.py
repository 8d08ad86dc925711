"""Comparing two versions of a document: head fields by name, text by section, tables by cell.

Readable for people who write papers: words, not letters; a section that was moved is told as
moved; what is only formatted otherwise is told as that. Texts are compared in NFC.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from papidesk.domain.alignment import steps
from papidesk.domain.body_difference import Body, body_changes
from papidesk.domain.difference import Change, ChangeKind, Difference, Piece, Spot
from papidesk.domain.document import Annex, Document, IssueDate
from papidesk.domain.kinds import kinds
from papidesk.domain.life import STATE_NAMES
from papidesk.domain.mark_difference import notes_of
from papidesk.domain.numbering import roman
from papidesk.domain.people import Signature
from papidesk.domain.record import replace
from papidesk.domain.word_difference import likeness, pieces
from papidesk.errors import N_
from papidesk.i18n import _

__all__ = ["Change", "ChangeKind", "Difference", "Piece", "Spot", "compare"]

_BEFORE_BODY = {
    "superior": N_("Superior office"),
    "issuer": N_("Issuing office"),
    "number": N_("Number"),
    "symbol": N_("Symbol"),
    "place": N_("Place"),
    "date": N_("Date"),
    "urgency": N_("Urgency"),
    "circulation": N_("Circulation"),
    "kind": N_("Kind of document"),
    "abstract": N_("Abstract"),
    "authority_line": N_("Authority line"),
}
_AFTER_BODY = {"drafter_mark": N_("Drafter's mark"), "address": N_("Address line")}
_LISTS = {
    "bases": N_("Legal basis {count}"),
    "addressees": N_("Addressee {count}"),
    "recipients": N_("Recipient {count}"),
}
_ALIKE = 0.4


def compare(old: Document, new: Document) -> Difference:
    """Return what changed from ``old`` to ``new``, in the order of the paper.

    Nothing changed gives no changes. The time grows with the length of the texts, not with its
    square, as long as blocks keep their ids or most of their words.
    """
    return Difference(changes=tuple(_changes(old, new)))


def _changes(old: Document, new: Document) -> Iterator[Change]:
    if old.state != new.state:
        yield _replaced("state", N_("State"), _(STATE_NAMES[old.state]), _(STATE_NAMES[new.state]))
    yield from _fields(old, new, _BEFORE_BODY)
    for name in ("bases", "addressees"):
        yield from _list(getattr(old, name), getattr(new, name), name)
    yield from body_changes(
        Body(blocks=old.blocks, scheme=old.scheme), Body(blocks=new.blocks, scheme=new.scheme)
    )
    if old.scheme != new.scheme:
        yield Change(kind="formatted", spot=_spot(N_("Numbering of the sections")), place="scheme")
    yield from _text(old.closing, new.closing, "closing", N_("Closing words"))
    yield from _list(old.recipients, new.recipients, "recipients")
    yield from _signature(old.signature, new.signature, "signature", N_("Signature"))
    yield from _signature(
        old.second_signature, new.second_signature, "second_signature", N_("Second signature")
    )
    yield from _fields(old, new, _AFTER_BODY)
    yield from _annexes(old.annexes, new.annexes)
    yield from _footnotes(old, new)
    if old.filing != new.filing:
        yield from _filing(old, new)


def _spot(message: str, within: Spot | None = None, **values: str | int) -> Spot:
    return Spot(message=message, values=values, within=within)


def _fields(old: Document, new: Document, names: dict[str, str]) -> Iterator[Change]:
    for name, message in names.items():
        before, after = _shown(name, old), _shown(name, new)
        # A number or a name is replaced as a whole; only running text is compared by words.
        if name in ("abstract", "authority_line"):
            yield from _text(before, after, name, message)
        elif before != after:
            yield _replaced(name, message, before, after)


def _shown(name: str, document: Document) -> str:
    value = getattr(document, name)
    if isinstance(value, IssueDate):
        parts = (value.day, value.month)
        known = "/".join(f"{part:02}" if part else "…" for part in parts)
        return f"{known}/{value.year or '…'}" if value != IssueDate() else ""
    if name == "kind":
        known_kind = kinds().get(str(value))
        return known_kind.title if known_kind else str(value)
    return str(value or "")


def _replaced(
    place: str, message: str, before: str, after: str, within: Spot | None = None
) -> Change:
    parts = (Piece(text=before, kind="removed"), Piece(text=after, kind="added"))
    kind: ChangeKind = "added" if not before else "removed" if not after else "changed"
    shown = tuple(part for part in parts if part.text)
    return Change(
        kind=kind, spot=_spot(message, within), pieces=shown, place=place, old_place=place
    )


def _text(
    before: str, after: str, place: str, message: str, within: Spot | None = None
) -> Iterator[Change]:
    if before == after:
        return
    if not before or not after:
        yield _replaced(place, message, before, after, within)
        return
    yield Change(
        kind="changed",
        spot=_spot(message, within),
        pieces=pieces(before, after),
        place=place,
        old_place=place,
    )


def _list(old: Sequence[str], new: Sequence[str], name: str) -> Iterator[Change]:
    message = _LISTS[name]
    for code, i, k, m, n in steps(old, new):
        if code == "equal":
            continue
        here, there = list(range(i, k)), list(range(m, n))
        while here and there and likeness(old[here[0]], new[there[0]]) >= _ALIKE:
            at, to = here.pop(0), there.pop(0)
            yield Change(
                kind="changed", spot=_spot(message, count=to + 1), place=f"{name}/{to}",
                old_place=f"{name}/{at}", pieces=pieces(old[at], new[to]),
            )  # fmt: skip
        for at in here:
            yield Change(
                kind="removed", spot=_spot(message, count=at + 1), old_place=f"{name}/{at}",
                pieces=(Piece(text=old[at], kind="removed"),),
            )  # fmt: skip
        for to in there:
            yield Change(
                kind="added", spot=_spot(message, count=to + 1), place=f"{name}/{to}",
                pieces=(Piece(text=new[to], kind="added"),),
            )  # fmt: skip


def _signature(old: Signature, new: Signature, place: str, message: str) -> Iterator[Change]:
    if old == new:
        return
    before, after = _signed(old), _signed(new)
    if before == after:
        yield Change(kind="formatted", spot=_spot(message), place=place, old_place=place)
    else:
        yield _replaced(place, message, before, after)


def _signed(signature: Signature) -> str:
    return "\n".join(part for part in (*signature.lines, signature.name) if part)


def _annexes(old: Sequence[Annex], new: Sequence[Annex]) -> Iterator[Change]:
    before, after = [annex.title for annex in old], [annex.title for annex in new]
    for code, i, k, m, n in steps(before, after):
        common = min(k - i, n - m) if code in ("equal", "replace") else 0
        for step in range(common):
            yield from _annex(old[i + step], new[m + step], m + step, i + step, len(new))
        for at in range(i + common, k):
            spot = _annex_spot(at, len(old))
            words = (Piece(text=old[at].title, kind="removed"),) if old[at].title else ()
            yield Change(kind="removed", spot=spot, pieces=words, old_place=f"annexes/{at}")
        for to in range(m + common, n):
            spot = _annex_spot(to, len(new))
            words = (Piece(text=new[to].title, kind="added"),) if new[to].title else ()
            yield Change(kind="added", spot=spot, pieces=words, place=f"annexes/{to}")


def _annex_spot(index: int, count: int) -> Spot:
    if count == 1:
        return _spot(N_("Annex"))
    return _spot(N_("Annex {number}"), number=roman(index + 1))


def _annex(old: Annex, new: Annex, to: int, at: int, count: int) -> Iterator[Change]:
    within = _annex_spot(to, count)
    place = f"annexes/{to}"
    yield from _text(old.title, new.title, f"{place}/title", N_("title"), within)
    yield from _text(old.note, new.note, f"{place}/note", N_("line below the title"), within)
    yield from body_changes(
        Body(blocks=old.blocks, scheme=old.scheme, path=f"annexes/{at}/blocks", within=within),
        Body(blocks=new.blocks, scheme=new.scheme, path=f"{place}/blocks", within=within),
    )
    yield from _text(old.closing, new.closing, f"{place}/closing", N_("closing words"), within)
    notes = []
    if old.landscape != new.landscape:
        notes.append(N_("upright or across"))
    if old.scheme != new.scheme:
        notes.append(N_("numbering"))
    if (old.kind, old.label_as_written) != (new.kind, new.label_as_written):
        notes.append(N_("kind of annex"))
    if notes:
        yield Change(kind="formatted", spot=within, notes=tuple(notes), place=place)


def _footnotes(old: Document, new: Document) -> Iterator[Change]:
    before = {note.id: note.text for note in old.footnotes}
    after = {note.id: note.text for note in new.footnotes}
    for count, (id, text) in enumerate(after.items(), start=1):
        spot = _spot(N_("Footnote {count}"), count=count)
        was = before.get(id)
        if was is None:
            shown = (Piece(text=text.text, kind="added"),)
            yield Change(kind="added", spot=spot, pieces=shown, place=f"footnotes/{id}")
        elif was.text != text.text:
            words = pieces(was.text, text.text)
            yield Change(kind="changed", spot=spot, pieces=words, place=f"footnotes/{id}")
        elif was.marks != text.marks:
            shown = (Piece(text=text.text),)
            notes = notes_of(was, text)
            yield Change(kind="formatted", spot=spot, pieces=shown, notes=notes)
    for count, (id, text) in enumerate(before.items(), start=1):
        if id not in after:
            shown = (Piece(text=text.text, kind="removed"),)
            spot = _spot(N_("Footnote {count}"), count=count)
            yield Change(kind="removed", spot=spot, pieces=shown, old_place=f"footnotes/{id}")


def _filing(old: Document, new: Document) -> Iterator[Change]:
    before, after = (_day(one.filing.due) for one in (old, new))
    if before != after:
        yield _replaced("filing/due", N_("Answer wanted by"), before, after)
    if replace(old.filing, due=None) != replace(new.filing, due=None):
        yield Change(kind="changed", spot=_spot(N_("Filing data")), place="filing")


def _day(day: datetime.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
