"""Papers that come in: entered with their scan, handed to who deals with them, answered, done."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from pathlib import Path

from papidesk.domain.cleaning import cleaned
from papidesk.domain.deadlines import near_days
from papidesk.domain.document import Document
from papidesk.domain.incoming import Incoming, Opinion
from papidesk.domain.issuing import number_text
from papidesk.domain.links import DocumentLink
from papidesk.domain.record import replace
from papidesk.domain.wording import full_number
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import documents, incoming_listing, links
from papidesk.storage import incoming as stored
from papidesk.storage.clock import stored_time
from papidesk.storage.incoming_files import IncomingFile
from papidesk.storage.incoming_listing import IncomingFilter, IncomingSort
from papidesk.storage.registers import AlreadyCancelledError
from papidesk.storage.store import Store
from papidesk.text.clean import clean
from papidesk.workflow.incoming_checks import (
    ABSTRACT_LIMIT,
    AUTHOR_LIMIT,
    ArrivalInFutureError,
    DatedAfterArrivalError,
    DeadlineBeforeArrivalError,
    IncompleteError,
    OtherYearError,
    TooLongError,
    check,
)
from papidesk.workflow.incoming_files import (
    attach,
    files,
    link_file,
    read_file,
    same_file,
    save_files,
)
from papidesk.workflow.incoming_proposals import Proposal, propose
from papidesk.workflow.issuing import ClockBehindError

__all__ = [
    "ABSTRACT_LIMIT", "AUTHOR_LIMIT", "ArrivalInFutureError", "DatedAfterArrivalError",
    "DeadlineBeforeArrivalError", "Incoming", "IncomingFile", "IncomingFilter", "IncomingSort",
    "IncompleteError", "OtherYearError", "Proposal", "TooLongError", "add_opinion", "answer",
    "answered_by", "assign", "attach", "authors", "cancel", "change", "check", "count", "done",
    "due", "duplicate", "files", "find_id", "get", "is_entry", "listing", "next_number", "propose",
    "read_file", "reopen", "same_file", "save_files", "take_in", "years",
]  # fmt: skip


class AmbiguousEntryError(PapiDeskError):
    """The beginning of an id that several entries share."""

    message = N_("Several entries' ids begin with “{id}”. Give more of it.")


class NoFileError(PapiDeskError):
    """An entry that should be shown or stamped and has no scan."""

    message = N_("Arrival number {number} has no scan or file yet. Attach one first.")


def take_in(
    store: Store,
    paper: Incoming,
    paths: Iterable[Path] = (),
    *,
    today: datetime.date,
    allow_duplicate: bool = False,
    who: str,
) -> Incoming:
    """Enter a paper with its scans and return it with its arrival number: all of it, or nothing.

    Raises what :func:`check` refuses with,
    :class:`~papidesk.workflow.issuing.ClockBehindError`, and what
    :func:`papidesk.storage.incoming.enter` refuses with: a number that is taken or leaves a gap,
    and a duplicate unless ``allow_duplicate``.
    """
    paper = cleaned(replace(paper, year=paper.arrived_on.year))
    latest = incoming_listing.latest_arrival(store)
    if latest is not None and latest > today:
        raise ClockBehindError(today=f"{today:%d/%m/%Y}", last=f"{latest:%d/%m/%Y}")
    check(paper, today=today)
    with store.unit_of_work():
        entered = stored.enter(store, paper, allow_duplicate=allow_duplicate, who=who)
        for path in paths:
            link_file(store, entered.id, path, who=who)
    return entered


def change(
    store: Store,
    paper: Incoming,
    *,
    seen: Incoming | None = None,
    today: datetime.date,
    who: str,
) -> Incoming:
    """Correct an entry and return it; ``seen`` is the entry as it was when the change began.

    Raises what :func:`check` refuses with, :class:`OtherYearError` included.
    """
    paper = cleaned(paper)
    check(paper, today=today)
    if paper.arrived_on.year != paper.year:
        raise OtherYearError(year=paper.year, number=number_text(paper.arrival_number))
    return stored.change(store, paper, seen=seen, who=who)


def assign(
    store: Store,
    id: str,
    to: str,
    *,
    deadline: datetime.date | None = None,
    opinion: str = "",
    today: datetime.date,
    who: str,
) -> Incoming:
    """Hand a paper to a unit or a person; an ``opinion`` is kept with who said it and when."""
    paper = _standing(store, id)
    changed = replace(
        paper,
        assigned_to=to.strip(),
        handed_on=paper.handed_on if paper.assigned_to == to.strip() else today,
        deadline=deadline or paper.deadline,
        progress="assigned" if paper.progress == "new" and to.strip() else paper.progress,
        opinions=(*paper.opinions, *_opinion(opinion, who)),
    )
    return change(store, changed, today=today, who=who)


def _standing(store: Store, id: str) -> Incoming:
    """Return an entry that is dealt with; raises AlreadyCancelledError for one that is not."""
    paper = stored.get(store, id)
    if paper.cancelled_at is not None:
        number = number_text(paper.arrival_number)
        raise AlreadyCancelledError(path=store.path, number=number, year=paper.year)
    return paper


def add_opinion(store: Store, id: str, text: str, *, who: str) -> Incoming:
    """Keep what a leader says on how a paper is dealt with."""
    paper = stored.get(store, id)
    return stored.change(
        store, replace(paper, opinions=(*paper.opinions, *_opinion(text, who))), who=who
    )


def _opinion(text: str, who: str) -> tuple[Opinion, ...]:
    said = " ".join(text.split())
    return (Opinion(who=who, at=stored_time(), text=said),) if said else ()


def answer(
    store: Store,
    id: str,
    *,
    document_id: str | None = None,
    code: str = "",
    today: datetime.date,
    who: str,
) -> Incoming:
    """Note what answers a paper: a document from here, or one that was written elsewhere.

    The document is linked to the paper as its answer.
    """
    with store.joined():
        paper = _standing(store, id)
        if document_id is not None:
            document = documents.get(store, document_id)
            code = full_number(document.number, document.symbol) if document.number else code
            links.add(
                store,
                DocumentLink(
                    document_id=document_id, role="reply_to", target_id=id, incoming=True, who=who
                ),
            )
        answered = replace(
            paper, reply_id=document_id, reply_code=code, progress="answered", done_on=today
        )
        return stored.change(store, answered, who=who)


def answered_by(
    store: Store, document: Document, *, today: datetime.date, who: str
) -> list[Incoming]:
    """Note that an issued ``document`` answers the papers it is linked to as their answer.

    Returns those that were still to be dealt with.
    """
    found = []
    for link in links.of_document(store, document.id):
        if link.role == "reply_to" and link.incoming:
            paper = stored.get(store, link.target_id)
            if paper.open:
                found.append(answer(store, paper.id, document_id=document.id, today=today, who=who))
    return found


def done(store: Store, id: str, *, today: datetime.date, who: str) -> Incoming:
    """Note that a paper was dealt with today; one that is dealt with stays as it is."""
    paper = _standing(store, id)
    if not paper.open:
        return paper
    return stored.change(store, replace(paper, progress="done", done_on=today), who=who)


def reopen(store: Store, id: str, *, who: str) -> Incoming:
    """Take back that a paper was dealt with."""
    paper = _standing(store, id)
    back = replace(
        paper,
        progress="assigned" if paper.assigned_to else "new",
        done_on=None,
        reply_id=None,
        reply_code="",
    )
    return stored.change(store, back, who=who)


def cancel(store: Store, id: str, *, reason: str, who: str) -> Incoming:
    """Cancel an arrival number with its reason; it stays and is not given again."""
    return stored.cancel(store, id, reason=clean(reason).strip(), who=who)


def due(store: Store, *, today: datetime.date, within: int | None = None) -> list[Incoming]:
    """Return open papers that are overdue or due in ``within`` days, the most urgent first."""
    days = near_days() if within is None else within
    chosen = IncomingFilter(due_before=today + datetime.timedelta(days=days + 1))
    return incoming_listing.rows(store, chosen, sort="deadline")


def get(store: Store, id: str) -> Incoming:
    """Return an entry."""
    return stored.get(store, id)


def find_id(store: Store, beginning: str) -> str:
    """Return the one id that is or begins with ``beginning``; also "12/2026" by arrival number."""
    if numbered := re.fullmatch(r"([0-9]{1,6})/([0-9]{4})", beginning):
        named = stored.find(store, int(numbered[2]), int(numbered[1]))
        if named is not None:
            return named.id
    found = incoming_listing.ids_beginning(store, beginning) if beginning else []
    if len(found) > 1 and beginning not in found:
        raise AmbiguousEntryError(id=beginning)
    if not found:
        stored.get(store, beginning)
    return beginning if beginning in found else found[0]


def is_entry(store: Store, text: str) -> bool:
    """Tell whether ``text`` names an entry: the beginning of its id, or "12/2026"."""
    number, _, year = text.partition("/")
    if number.isdigit() and year.isdigit():
        return stored.find(store, int(year), int(number)) is not None
    return bool(text) and bool(incoming_listing.ids_beginning(store, text))


def duplicate(store: Store, paper: Incoming) -> Incoming | None:
    """Return the entry that is the same paper: number, symbol and author are equal."""
    return stored.duplicate(store, paper)


def next_number(store: Store, year: int) -> int:
    """Return the arrival number the next paper of ``year`` gets."""
    return stored.next_number(store, year)


def listing(
    store: Store,
    chosen: IncomingFilter = IncomingFilter(),
    *,
    sort: IncomingSort = "number",
    descending: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> list[Incoming]:
    """Return the entries ``chosen``, sorted; ``limit`` and ``offset`` cut out a page."""
    return incoming_listing.rows(
        store, chosen, sort=sort, descending=descending, limit=limit, offset=offset
    )


def count(store: Store, chosen: IncomingFilter = IncomingFilter()) -> int:
    """Return how many entries are ``chosen``."""
    return incoming_listing.count(store, chosen)


def authors(store: Store) -> list[str]:
    """Return who papers come from, the most frequent first."""
    return incoming_listing.authors(store)


def years(store: Store) -> list[int]:
    """Return the years the register has, the latest first."""
    return incoming_listing.years(store)
