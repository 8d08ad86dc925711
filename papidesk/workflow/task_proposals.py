"""Tasks proposed from a plan's text: accepted or changed one by one, declined ones remembered."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from papidesk.domain.blocks import PageBreak
from papidesk.domain.document import Document
from papidesk.domain.filters import TaskFilter
from papidesk.domain.record import replace
from papidesk.domain.task import Task
from papidesk.domain.task_annex import place_of
from papidesk.domain.task_proposal import ProposalDecisions, TaskProposal
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import catalogue, documents
from papidesk.storage import tasks as stored
from papidesk.storage.store import Store
from papidesk.text.fold import fold
from papidesk.workflow import tasks

__all__ = ["TaskProposal", "UnknownProposalError", "accept", "decline", "propose", "reconsider"]

_DECISIONS = "task_proposals"


class UnknownProposalError(PapiDeskError):
    """A decision about a proposal that the plan does not give."""

    message = N_("The plan gives no such proposal {id} any more. Have them made anew.")


def propose(store: Store, document_id: str, *, again: bool = False) -> list[TaskProposal]:
    """Return the tasks that the text of a document gives, in reading order.

    What was accepted and is still there, what was declined, and what a task of this plan says
    already is left out; ``again`` brings the declined ones back. Raises ``UnknownDocumentError``.
    """
    document = documents.get(store, document_id)
    known = _proposals(store, document)
    decided = _decisions(store, document_id).decided
    there = [task for task, _ in stored.listed(store, TaskFilter(plan=document_id))]
    ids = {task.id for task in there}
    said = {_said(task) for task in there}
    return [
        one
        for one in known
        if _said(one.task) not in said and not _settled(decided.get(one.id), ids, again=again)
    ]


def _settled(decision: str | None, ids: set[str], *, again: bool) -> bool:
    """Tell whether a proposal needs no answer: its task is there, or it was declined."""
    if decision is None:
        return False
    # A task that was deleted since is proposed anew: its place in the plan is empty again.
    return decision in ids if decision else not again


def _said(task: Task) -> str:
    """Return what a task is known by in its plan: its words and who leads."""
    plain = re.sub(r"\W+", " ", fold(task.text)).strip()
    return f"{plain}|{fold(task.lead)}|{task.due if task.due == task.start else ''}"


def _proposals(store: Store, document: Document) -> list[TaskProposal]:
    from papidesk.domain.forwarding.forward import year_of
    from papidesk.drafting.task_proposals import find
    from papidesk.workflow import catalogues

    year = year_of(document) or datetime.date.today().year
    written = _without_made_table(document)
    found = find(written, year=year, counters=catalogues.counters(store))
    return [
        replace(one, task=replace(one.task, plan=document.id, order=place))
        for place, one in enumerate(found, start=1)
    ]


def _without_made_table(document: Document) -> Document:
    """Return ``document`` without the rows made of its tasks: they follow the tasks, not lead."""
    at, block = place_of(document)
    if at < 0:
        return document
    annex = document.annexes[at]
    blocks = (*annex.blocks[:block], PageBreak(), *annex.blocks[block + 1 :])
    changed = replace(annex, blocks=blocks)  # the places of all else stay
    return replace(document, annexes=(*document.annexes[:at], changed, *document.annexes[at + 1 :]))


def accept(
    store: Store, document_id: str, proposals: Iterable[TaskProposal], *, who: str
) -> list[Task]:
    """Keep the tasks of ``proposals``, as they were changed, in one step; return them.

    Asking again proposes none of them twice; one that was accepted already is not kept again.
    Raises :class:`UnknownProposalError`, and what a task is refused with.
    """
    document = documents.get(store, document_id)
    known = {one.id for one in _proposals(store, document)}
    kept: list[Task] = []
    with store.joined():
        decided = dict(_decisions(store, document_id).decided)
        there = {task.id: task for task in stored.rows(store, TaskFilter(plan=document_id))}
        for one in proposals:
            if one.id not in known:
                raise UnknownProposalError(id=one.id[:40])
            before = there.get(decided.get(one.id, ""))
            if before is not None:
                kept.append(before)
                continue
            task = tasks.save(store, replace(one.task, id="", plan=document_id), who=who)
            decided[one.id] = task.id
            kept.append(task)
        _keep(store, document_id, decided, who)
    return kept


def decline(store: Store, document_id: str, ids: Iterable[str], *, who: str) -> None:
    """Remember that proposals are no tasks; raises :class:`UnknownProposalError`."""
    document = documents.get(store, document_id)
    known = {one.id for one in _proposals(store, document)}
    with store.joined():
        decided = dict(_decisions(store, document_id).decided)
        for id in ids:
            if id not in known:
                raise UnknownProposalError(id=id[:40])
            decided[id] = ""
        _keep(store, document_id, decided, who)


def reconsider(store: Store, document_id: str, ids: Iterable[str], *, who: str) -> None:
    """Forget what was decided on proposals, so that they are proposed again."""
    with store.joined():
        wanted = set(ids)
        decided = _decisions(store, document_id).decided
        left = {id: task for id, task in decided.items() if id not in wanted}
        _keep(store, document_id, left, who)


def _decisions(store: Store, document_id: str) -> ProposalDecisions:
    found = catalogue.get(store, _DECISIONS, document_id, ProposalDecisions)
    return found or ProposalDecisions()


def _keep(store: Store, document_id: str, decided: dict[str, str], who: str) -> None:
    catalogue.put(store, _DECISIONS, document_id, ProposalDecisions(decided=decided), who=who)
