"""Why a task is proposed, and what about it should be looked at, in the window's words."""

from __future__ import annotations

from papidesk.domain.task_proposal import TaskProposal
from papidesk.i18n import _


def facts_of(proposal: TaskProposal) -> list[str]:
    """Return the reasons, then the doubts, each one short sentence."""
    return [
        *_filled(proposal.why, proposal.words),
        *_filled(proposal.doubts, proposal.doubt_words),
    ]


def _filled(sentences: tuple[str, ...], said: tuple[str, ...]) -> list[str]:
    found = []
    for place, sentence in enumerate(sentences):
        words = said[place] if place < len(said) else ""
        found.append(_(sentence).format(words=words))
    return found
