"""Figures that the registers know: papers issued, received, dealt with in time or late."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Literal

from papidesk.domain.kinds import kinds
from papidesk.domain.periods import Period
from papidesk.domain.record import Record
from papidesk.paths import resource
from papidesk.storage import incoming_listing, outgoing_listing
from papidesk.storage.incoming_listing import IncomingFilter
from papidesk.storage.outgoing_listing import OutgoingFilter
from papidesk.storage.store import Store

Counted = Literal["outgoing", "incoming", "incoming_done", "incoming_in_time", "incoming_late"]


class RegisterCounter(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A counter of the registers: what it counts, and of which kind of paper ("" for all)."""

    code: str
    name: str
    unit: str
    of: Counted
    kind: str = ""


@cache
def counters() -> dict[str, RegisterCounter]:
    """Return the counters by code, those of single kinds after the one of all."""
    data = tomllib.loads(
        resource("catalogue", "register_counters.toml").read_text(encoding="utf-8")
    )
    found: dict[str, RegisterCounter] = {}
    for row in data["counter"]:
        whole = RegisterCounter(**row)
        found[whole.code] = whole
        if whole.of != "outgoing":
            continue
        for kind in kinds().values():
            code = f"{whole.code}-{kind.code}"
            found[code] = RegisterCounter(
                code=code, name=f"{kind.title} đã ban hành", unit=whole.unit, of="outgoing",
                kind=kind.code,
            )  # fmt: skip
    return found


def count(store: Store, counter: RegisterCounter, period: Period) -> int:
    """Return how many papers of the period ``counter`` counts; cancelled ones never.

    Outgoing papers are counted by their date, incoming ones by the day they arrived.
    """
    since, until = period.start, period.end
    if counter.of == "outgoing":
        chosen = OutgoingFilter(
            since=since,
            until=until,
            kinds=(counter.kind,) if counter.kind else (),
            cancelled=False,
        )
        return outgoing_listing.count(store, chosen)
    arrived = IncomingFilter(since=since, until=until, cancelled=False)
    if counter.of == "incoming":
        return incoming_listing.count(store, arrived)
    in_time = incoming_listing.in_time(store, since, until)
    if counter.of == "incoming_in_time":
        return in_time
    done = incoming_listing.count(
        store,
        IncomingFilter(since=since, until=until, cancelled=False, progress=("answered", "done")),
    )
    return done if counter.of == "incoming_done" else done - in_time
