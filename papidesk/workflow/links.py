"""How documents hang together: what each rests on, answers, replaces; and copies of them."""

from __future__ import annotations

from typing import get_args

from papidesk.domain.document import Document, Filing, IssueDate, State
from papidesk.domain.links import DocumentLink, LinkRole
from papidesk.domain.record import Record, replace
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import documents, incoming_listing, listing
from papidesk.storage import links as stored
from papidesk.storage.incoming_listing import IncomingFilter
from papidesk.storage.listing import DocumentFilter, by_ids
from papidesk.storage.store import Store
from papidesk.workflow.life import outside_trash

__all__ = [
    "ROLES",
    "ROLE_NAMES",
    "ROLE_NAMES_BACK",
    "Candidate",
    "DocumentLink",
    "LinkRole",
    "Linked",
    "candidates",
    "duplicate",
    "link",
    "linked_to",
    "links",
    "unlink",
]  # fmt: skip

ROLES: tuple[LinkRole, ...] = get_args(LinkRole)
ROLE_NAMES: dict[LinkRole, str] = {
    "basis": N_("Rests on"),
    "reply_to": N_("Answers"),
    "replaces": N_("Replaces"),
    "copied_from": N_("Copied from"),
    "attached_to": N_("Attached to"),
}
# The same links, as the other document has them.
ROLE_NAMES_BACK: dict[LinkRole, str] = {
    "basis": N_("Basis of"),
    "reply_to": N_("Answered by"),
    "replaces": N_("Replaced by"),
    "copied_from": N_("Copied into"),
    "attached_to": N_("Has attached"),
}


class LinkToItselfError(PapiDeskError):
    """A document linked to itself."""

    message = N_("“{title}” cannot be linked to itself. Choose another document.")


class UnknownTargetError(PapiDeskError):
    """A link to something that is not there."""

    message = N_("There is no paper {id} to link to. Refresh the list and choose again.")


class ReplacesInCircleError(PapiDeskError):
    """A document that would replace what replaced it."""

    message = N_(
        "“{title}” was replaced by “{other}” itself, or by what that one replaced: it cannot "
        "replace it in turn. Choose another document."
    )


class UnknownRoleError(PapiDeskError):
    """A kind of link there is none of."""

    message = N_("“{role}” is no kind of link. The kinds are: {roles}.")


class Linked(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A link and how the paper at its other end is known.

    ``number`` is number and symbol as printed ("05/KH-UBND", "" without), ``state`` None for a
    paper that came in; ``gone`` says that the paper is not there any more, or in the trash.
    """

    link: DocumentLink
    id: str
    number: str = ""
    title: str = ""
    state: State | None = None
    gone: bool = False


def links(store: Store, id: str) -> list[Linked]:
    """Return what a document rests on, answers, replaces, in the order it was entered."""
    return [_linked(store, link, link.target_id) for link in stored.of_document(store, id)]


def linked_to(store: Store, id: str) -> list[Linked]:
    """Return the documents that rest on, answer or replace the paper ``id``."""
    return [_linked(store, link, link.document_id) for link in stored.to_target(store, id)]


def link(
    store: Store, id: str, role: LinkRole, target_id: str, *, incoming: bool = False, who: str
) -> DocumentLink:
    """Link document ``id`` to a document, or with ``incoming`` to a paper that came in.

    A link that is there already is returned. Raises :class:`LinkToItselfError`,
    :class:`UnknownTargetError`, :class:`UnknownRoleError`, :class:`ReplacesInCircleError`,
    :class:`~papidesk.workflow.life.InTrashError` for either of them and
    :class:`~papidesk.storage.documents.UnknownDocumentError`.
    """
    if role not in ROLES:
        raise UnknownRoleError(role=role, roles=", ".join(ROLES))
    with store.joined():
        document = outside_trash(store, id)
        if target_id == id:
            raise LinkToItselfError(title=document.title)
        if incoming:
            known = stored.incoming_label(store, target_id) is not None
        else:
            known = bool(by_ids(store, [target_id]))
            if known:
                # A copy may be made of what was thrown away; nothing else rests on that.
                target = (
                    documents.get(store, target_id)
                    if role == "copied_from"
                    else outside_trash(store, target_id)
                )
                if role == "replaces" and id in _replaced_by(store, target_id):
                    raise ReplacesInCircleError(title=document.title, other=target.title)
        if not known:
            raise UnknownTargetError(id=target_id)
        new = DocumentLink(
            document_id=id, role=role, target_id=target_id, incoming=incoming, who=who
        )
        return stored.add(store, new)


def _replaced_by(store: Store, id: str) -> set[str]:
    """Return the ids of all that ``id`` replaces, and what they replace."""
    found: set[str] = set()
    ahead = [id]
    while ahead:
        for one in stored.of_document(store, ahead.pop()):
            if one.role == "replaces" and not one.incoming and one.target_id not in found:
                found.add(one.target_id)
                ahead.append(one.target_id)
    return found


def unlink(store: Store, link_id: str, *, who: str) -> DocumentLink:
    """Take a link away and return what it was."""
    with store.joined():
        return stored.remove(store, link_id, who=who)


class Candidate(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A paper to link to: number and symbol as printed, title, and its state where it is ours."""

    id: str
    number: str = ""
    title: str = ""
    state: State | None = None
    incoming: bool = False


def candidates(
    store: Store,
    text: str,
    *,
    without: str = "",
    states: tuple[State, ...] = (),
    incoming: bool = False,
    limit: int = 50,
) -> list[Candidate]:
    """Return papers that ``text`` fits, with or without dấu, the latest first.

    ``without`` is left out: the document that is linked. With ``incoming`` papers that came in.
    """
    words = text.replace("/", " ")
    if incoming:
        came = incoming_listing.rows(
            store, IncomingFilter(text=words, cancelled=False), limit=limit
        )
        return [
            Candidate(
                id=paper.id, number=paper.code, title=f"{paper.author}: {paper.abstract}",
                incoming=True,
            )
            for paper in came
        ]  # fmt: skip
    rows = listing.rows(store, DocumentFilter(text=words, states=states), limit=limit + 1)
    return [
        Candidate(
            id=row.id, number=_number(row.number, row.symbol), title=row.title, state=row.state
        )
        for row in rows
        if row.id != without
    ][:limit]


def _number(number: str | None, symbol: str) -> str:
    return f"{number or '…'}/{symbol}" if number or symbol else ""


def duplicate(store: Store, id: str, *, who: str) -> Document:
    """Return a clean new draft with the text of a document: no number, no date, no life.

    What it was copied from stays known as a link of role "copied_from".
    """
    with store.unit_of_work():
        original = documents.get(store, id)
        clean = replace(
            original,
            id="",
            state="draft",
            number=None,
            date=IssueDate(),
            filing=Filing(language=original.filing.language),
            asides=(),
            guessed=(),
        )
        made = documents.save(store, clean, who=who, reason="duplicate")
        link(store, made.id, "copied_from", id, who=who)
    return made


def _linked(store: Store, link: DocumentLink, other: str) -> Linked:
    if link.incoming and other == link.target_id:
        came = stored.incoming_label(store, other)
        if came is None:
            return Linked(link=link, id=other, gone=True)
        title = f"{came.author}: {came.abstract}" if came.author else came.abstract
        return Linked(link=link, id=other, number=came.code, title=title)
    for row in by_ids(store, [other]):
        return Linked(
            link=link,
            id=other,
            number=_number(row.number, row.symbol),
            title=row.title,
            state=row.state,
            gone=row.trashed_at is not None,
        )
    return Linked(link=link, id=other, gone=True)
