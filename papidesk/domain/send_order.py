"""What a person wants to send: the kind of bundle, to whom, and what goes into it."""

from __future__ import annotations

from typing import Literal

from papidesk.domain.bundle import BundleKind
from papidesk.domain.parcel import Profile
from papidesk.domain.record import Record

Chosen = Literal["all", "none"]


class Order(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What is to be sent. ``to`` are codes of units; empty means the superior (of a report, plan).

    ``period`` and ``duty`` say of which report; without a duty the first that asks for the period.
    ``documents`` are ids of papers to go with it. ``evidence`` is "all", "none", or ids of pieces
    of evidence. ``duties`` and ``templates`` narrow a directive: None is all of the office's own,
    ``remarks`` has remarks on its documents go with it. ``profile`` "email" splits what is larger
    than mail takes.
    """

    kind: BundleKind
    to: tuple[str, ...] = ()
    period: str = ""
    duty: str = ""
    documents: tuple[str, ...] = ()
    evidence: Chosen | tuple[str, ...] = "all"
    duties: tuple[str, ...] | None = None
    templates: tuple[str, ...] | None = None
    remarks: bool = False
    encrypt: bool = False
    profile: Profile = "stick"
    note: str = ""
