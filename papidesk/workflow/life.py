"""The life of a document: who may do what next, doing it, and what readers remarked."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from papidesk.domain.document import Document, State
from papidesk.domain.life import Act, ActName, RemarkNote, after
from papidesk.domain.life import possible as possible_in
from papidesk.domain.record import replace
from papidesk.domain.text_places import has_place
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import acts as stored_acts
from papidesk.storage import documents, drafts, registers, trash
from papidesk.storage import links as stored_links
from papidesk.storage import remarks as stored_remarks
from papidesk.storage.store import Store
from papidesk.text.clean import clean

__all__ = [
    "Act", "ActName", "RemarkNote", "acts", "add_remark", "follow", "perform", "possible",
    "remarks", "settle", "supersede", "unsettle",
]  # fmt: skip

# What begins from the text: nothing of it may be left unkept.
_TAKES_THE_TEXT: frozenset[ActName] = frozenset({"submit", "approve", "issue"})


class UnkeptTextError(PapiDeskError):
    """A document with a text that was autosaved and is no version yet."""

    message = N_(
        "“{title}” has text that was written but not kept yet. Open it and keep or discard that "
        "text first."
    )


class InTrashError(PapiDeskError):
    """A document that was deleted."""

    message = N_("“{title}” is in the trash. Bring it back first.")


class UnknownPlaceError(PapiDeskError):
    """A remark on a place the document does not have."""

    message = N_(
        "“{title}” has no place “{place}”. Give one as the check tells it, for example blocks/3."
    )


class ReplacementMissingError(PapiDeskError):
    """A document to be replaced, and nobody says by what."""

    message = N_("Say which document replaces “{title}”.")


class ReplacementNotIssuedError(PapiDeskError):
    """A draft, or a cancelled document, that should replace an issued one."""

    message = N_(
        "“{title}” is not issued or was cancelled, so it replaces nothing. Choose an issued "
        "document."
    )


class ReplacesItselfError(PapiDeskError):
    """A document that should replace itself."""

    message = N_("“{title}” cannot replace itself. Choose another document.")


def possible(store: Store, document: Document) -> tuple[ActName, ...]:
    """Return the acts that follow from where ``document`` is; none in the trash or unsaved."""
    if not document.id or trash.is_trashed(store, document.id):
        return ()
    return possible_in(document.state)


def perform(
    store: Store,
    id: str,
    act: ActName,
    *,
    reason: str = "",
    remarks: Sequence[RemarkNote] = (),
    based_on: int | None = None,
    who: str,
    today: datetime.date,
) -> Document:
    """Do ``act`` to a document and return it; all that belongs to the act happens, or nothing.

    ``reason`` stays on record: why it is returned or cancelled (must be given), who received it.
    ``remarks`` are kept with a return. ``based_on`` is the version a person looked at: raises
    :class:`~papidesk.storage.documents.ChangedMeanwhileError` when there is a later one. Sending
    enters the day in the register, cancelling cancels the number there and puts what the document
    replaced back in force, issuing is :func:`papidesk.workflow.issuing.issue` with what it
    proposes.

    Raises :class:`~papidesk.domain.life.NotPossibleNowError`,
    :class:`~papidesk.domain.life.ReasonMissingError`, :class:`UnkeptTextError`,
    :class:`InTrashError`, :class:`ReplacementMissingError`.
    """
    if act == "issue":
        from papidesk.workflow.issuing import issue

        return issue(store, id, today=today, override=reason, who=who)
    with store.unit_of_work():
        document = open_for(store, id, act)
        if based_on is not None:
            _check_version(store, document, based_on)
        if act == "supersede":
            after(act, document.state, title=document.title)
            raise ReplacementMissingError(title=document.title)
        done = record(store, document, act, reason=reason, who=who)
        if act == "return":
            for remark in remarks:
                stored_remarks.add(store, replace(remark, document_id=id, who=who))
        _into_register(store, id, act, reason=clean(reason).strip(), today=today, who=who)
        if act == "cancel":
            _reinstate_replaced(store, done, who=who)
            _open_window(store, done, clean(reason).strip(), who)
    return done


def follow(
    store: Store, id: str, act: ActName, *, reason: str, today: datetime.date, who: str
) -> Document:
    """Do an act that follows from a bundle's way ("send", "acknowledge") and return the document.

    Part of the running unit of work; ``reason`` says which bundle, or who received it. The register
    follows as in :func:`perform`. Raises :class:`~papidesk.domain.life.NotPossibleNowError`.
    """
    with store.joined():
        done = record(store, documents.get(store, id), act, reason=reason, who=who)
        _into_register(store, id, act, reason=clean(reason).strip(), today=today, who=who)
    return done


def _open_window(store: Store, cancelled: Document, reason: str, who: str) -> None:
    from papidesk.workflow import report_closing

    report_closing.cancelled(store, cancelled, reason=reason, who=who)


def open_for(store: Store, id: str, act: ActName) -> Document:
    """Return the document ``act`` is to be done to.

    Raises :class:`InTrashError`, and :class:`UnkeptTextError` where an autosaved text would be
    passed over.
    """
    document = outside_trash(store, id)
    if act in _TAKES_THE_TEXT and _has_unkept_text(store, document):
        raise UnkeptTextError(title=document.title)
    return document


def outside_trash(store: Store, id: str) -> Document:
    """Return a document somebody may still work on; raises :class:`InTrashError`."""
    document = documents.get(store, id)
    if trash.is_trashed(store, id):
        raise InTrashError(title=document.title)
    return document


def _has_unkept_text(store: Store, document: Document) -> bool:
    try:
        draft = drafts.get(store, document.id)
    except drafts.DamagedDraftError:
        return False  # nothing that could be kept; the last version stands
    return draft is not None and replace(draft.document, state=document.state) != document


def record(
    store: Store,
    document: Document,
    act: ActName,
    *,
    becomes: Document | None = None,
    reason: str = "",
    detail: str = "",
    who: str,
) -> Document:
    """Save ``document`` (or what it ``becomes``) in the state ``act`` leads to, and record it.

    Part of a running unit of work; returns the document as saved. Raises what
    :func:`papidesk.domain.life.after` refuses with.
    """
    reason = clean(reason).strip()
    state = after(act, document.state, title=document.title, reason=reason)
    done = replace(becomes or document, state=state)
    done = documents.save(store, done, who=who, reason=act, by_act=True)
    stored_acts.add(
        store,
        Act(
            document_id=done.id,
            name=act,
            before=document.state,
            after=state,
            reason=reason,
            who=who,
            version=documents.current_version(store, done.id),
        ),
        detail=detail,
    )
    return done


def _check_version(store: Store, document: Document, based_on: int) -> None:
    version = documents.current_version(store, document.id)
    if version != based_on:
        raise documents.ChangedMeanwhileError(
            path=store.path, title=document.title, found=version, expected=based_on
        )


def _into_register(
    store: Store, id: str, act: ActName, *, reason: str, today: datetime.date, who: str
) -> None:
    entry = registers.of_document(store, id)
    if entry is None:
        return
    if act == "cancel":
        registers.cancel(store, entry.id, reason=reason, who=who)
    elif act == "send" and not entry.sent_on:
        registers.complete(store, replace(entry, sent_on=today.isoformat()), who=who)
    elif act == "acknowledge" and reason and not entry.received_by:
        registers.complete(store, replace(entry, received_by=reason), who=who)


def supersede(store: Store, old_id: str, by_id: str, *, reason: str = "", who: str) -> Document:
    """Have the issued document ``by_id`` replace ``old_id``; return the old one, superseded.

    The link "replaces" from the new to the old one is kept. Raises
    :class:`ReplacesItselfError`, :class:`ReplacementNotIssuedError`,
    :class:`~papidesk.domain.life.NotPossibleNowError`.
    """
    from papidesk.workflow import links

    with store.joined():
        old, new = open_for(store, old_id, "supersede"), documents.get(store, by_id)
        if old_id == by_id:
            raise ReplacesItselfError(title=old.title)
        if not new.frozen or new.state == "cancelled":
            raise ReplacementNotIssuedError(title=new.title)
        links.link(store, by_id, "replaces", old_id, who=who)
        number = f"{new.number}/{new.symbol}"
        return record(store, old, "supersede", reason=reason, detail=number, who=who)


def _reinstate_replaced(store: Store, cancelled: Document, *, who: str) -> None:
    """Put what ``cancelled`` had replaced back where it was, unless another one replaces it too."""
    for link in stored_links.of_document(store, cancelled.id):
        if link.role != "replaces" or link.incoming:
            continue
        try:
            old = documents.get(store, link.target_id)
        except documents.UnknownDocumentError:
            continue
        if old.state == "superseded" and not _is_replaced(store, old.id):
            _reinstate(store, old, f"{cancelled.number}/{cancelled.symbol}", who=who)


def _is_replaced(store: Store, id: str) -> bool:
    """Tell whether a document in force replaces this one."""
    return any(
        link.role == "replaces" and new.frozen and new.state != "cancelled"
        for link in stored_links.to_target(store, id)
        if (new := documents.get(store, link.document_id))
    )


def _reinstate(store: Store, old: Document, number: str, *, who: str) -> None:
    last = next((act for act in acts(store, old.id) if act.name == "supersede"), None)
    before: State = last.before if last is not None else "issued"
    back = documents.save(
        store, replace(old, state=before), who=who, reason="reinstate", by_act=True
    )
    stored_acts.add(
        store,
        Act(
            document_id=old.id,
            name="reinstate",
            before=old.state,
            after=back.state,
            who=who,
            version=documents.current_version(store, old.id),
        ),
        detail=number,
    )


def acts(store: Store, id: str) -> list[Act]:
    """Return what was done to a document, the latest first."""
    return stored_acts.of_document(store, id)


def remarks(store: Store, id: str) -> list[RemarkNote]:
    """Return the remarks on a document, open ones first."""
    return stored_remarks.of_document(store, id)


def add_remark(
    store: Store, id: str, text: str, *, place: str = "", quote: str = "", who: str
) -> RemarkNote:
    """Keep a remark on a document or a place of it, and return it.

    Raises :class:`~papidesk.storage.remarks.EmptyRemarkError`, :class:`UnknownPlaceError`,
    :class:`InTrashError`.
    """
    remark = RemarkNote(document_id=id, text=text, place=place, quote=quote, who=who)
    with store.unit_of_work():
        document = outside_trash(store, id)
        if place and not has_place(document, place):
            raise UnknownPlaceError(place=place[:60], title=document.title)
        return stored_remarks.add(store, remark)


def settle(store: Store, remark_id: str, *, who: str) -> RemarkNote:
    """Tick a remark off and return it; raises UnknownRemarkError."""
    with store.unit_of_work():
        return stored_remarks.settle(store, remark_id, who=who)


def unsettle(store: Store, remark_id: str, *, who: str) -> RemarkNote:
    """Open a settled remark again and return it; raises UnknownRemarkError."""
    with store.unit_of_work():
        return stored_remarks.unsettle(store, remark_id, who=who)
