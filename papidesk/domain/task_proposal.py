"""A task proposed from a plan's text, and what was decided about such proposals."""

from __future__ import annotations

import msgspec

from papidesk.domain.record import Record
from papidesk.domain.task import Task


class TaskProposal(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One proposal: the ``task`` as it would be, the words it rests on, and why.

    ``path`` is the block it stands in ("blocks/24", "annexes/0/blocks/0/rows/3"), ``quote`` that
    block's words. ``why`` are English sentences to be translated, ``{words}`` in one filled from
    ``words`` at the same place. ``sure`` is 0 to 1. ``doubts`` are what a person should look at.
    """

    id: str
    task: Task
    quote: str
    path: str
    why: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    doubt_words: tuple[str, ...] = ()
    sure: float = 1.0


class ProposalDecisions(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What became of a document's proposals: ids of tasks they were made into, "" for declined."""

    decided: dict[str, str] = msgspec.field(default_factory=dict)
