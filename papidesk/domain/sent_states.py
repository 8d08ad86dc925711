"""The way of a bundle that was sent: which news changes its state, whatever order news comes in."""

from __future__ import annotations

from papidesk.domain.exchange import SentBundle, SentState, StateChange
from papidesk.domain.record import replace

# Later news of a lower rank is noted as a step and changes nothing: receipts come late and twice.
_RANK: dict[SentState, int] = {
    "drafted": 0,
    "exported": 1,
    "handed_over": 2,
    "received": 3,
    "refused": 4,
    "applied": 5,
    "applied_with_remarks": 5,
    "superseded": 6,
    "returned": 7,
}
# Out of the house, and nothing heard of it yet.
UNHEARD: frozenset[SentState] = frozenset({"exported", "handed_over"})
# The receiver has told what became of it.
ANSWERED: frozenset[SentState] = frozenset(
    {"refused", "applied", "applied_with_remarks", "superseded", "returned"}
)
_NEWS: frozenset[str] = ANSWERED | {"received"}


def after(bundle: SentBundle, step: StateChange, *, decided: bool = False) -> SentBundle:
    """Return ``bundle`` after the news ``step``; the very same news twice changes nothing.

    Its state goes on where the news says more than what is known: a returned report stays
    returned when the receipt of its first taking in comes late. "applied" and
    "applied_with_remarks" take each other's place. What was ``decided`` on a report holds until
    it is decided otherwise: decisions come in their order.
    """
    looked_at = bundle.steps if step.state in _NEWS and not decided else bundle.steps[-1:]
    if any(_said(known) == _said(step) for known in looked_at):
        return bundle
    state = next((name for name in _RANK if name == step.state), bundle.state)
    goes_on = decided or _RANK[state] >= _RANK[bundle.state]
    return replace(bundle, state=state if goes_on else bundle.state, steps=(*bundle.steps, step))


def _said(step: StateChange) -> tuple[str, str, str]:
    return step.state, step.who, step.reason
