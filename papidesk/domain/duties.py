"""A duty that a superior's plan gives to those below: proposed, then taken over or declined."""

from __future__ import annotations

from typing import Literal

from papidesk.domain.record import Record
from papidesk.errors import N_

DutyKind = Literal["task", "report"]
Part = Literal["lead", "cooperating"]
DUTY_KINDS: dict[DutyKind, str] = {"task": N_("Task"), "report": N_("Duty to report")}
PARTS: dict[Part, str] = {"lead": N_("carries it out"), "cooperating": N_("takes part")}


class Duty(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One duty: ``text`` as the plan says it, ``path`` the block it stands in.

    ``superior_lead`` is who leads at the superior when the commune only takes part; ``lead`` and
    ``cooperating`` are units of the own office, ``lead_role`` what the lead is in charge of.
    ``recipients`` and ``periods`` belong to a duty to report. ``sure`` is 0 to 1.
    """

    path: str
    text: str
    kind: DutyKind = "task"
    part: Part = "lead"
    addressed: str = ""
    superior_lead: str = ""
    lead_role: str = ""
    lead: str = ""
    cooperating: tuple[str, ...] = ()
    time: str = ""
    product: str = ""
    periods: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    section: str = ""
    sure: float = 1.0

    @property
    def id(self) -> str:
        """What a decision names it by."""
        return self.path
