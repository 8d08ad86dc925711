"""Figures that the registers know: papers issued, received, dealt with in time or late."""

from __future__ import annotations

import datetime
import tomllib
from functools import cache
from typing import Literal

from papidesk.domain.incoming import Incoming
from papidesk.domain.kinds import kinds
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


def count(
    store: Store, counter: RegisterCounter, since: datetime.date, until: datetime.date
) -> int:
    """Return how many papers from ``since`` to ``until`` ``counter`` counts; cancelled ones never.

    Outgoing papers are counted by their date, incoming ones by the day they arrived.
    """
    if counter.of == "outgoing":
        return outgoing_listing.count(store, _outgoing(counter, since, until))
    if counter.of == "incoming":
        return incoming_listing.count(store, _incoming(since, until))
    in_time = incoming_listing.in_time(store, since, until)
    if counter.of == "incoming_in_time":
        return in_time
    done = incoming_listing.count(store, _incoming(since, until, done=True))
    return done if counter.of == "incoming_done" else done - in_time


def behind(
    store: Store, counter: RegisterCounter, since: datetime.date, until: datetime.date
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the papers :func:`count` counts: ids of documents, ids of incoming papers.

    Numbers entered without a document of the workspace have no id.
    """
    if counter.of == "outgoing":
        rows = outgoing_listing.rows(store, _outgoing(counter, since, until), sort="date")
        return tuple(row.document_id for row in rows if row.document_id), ()
    every = counter.of == "incoming"
    papers = incoming_listing.rows(store, _incoming(since, until, done=not every))
    if counter.of in ("incoming_in_time", "incoming_late"):
        late = counter.of == "incoming_late"
        papers = [paper for paper in papers if _is_late(paper) == late]
    return (), tuple(paper.id for paper in papers)


def _is_late(paper: Incoming) -> bool:
    if paper.deadline is None:
        return False
    return paper.done_on is None or paper.done_on > paper.deadline


def _outgoing(
    counter: RegisterCounter, since: datetime.date, until: datetime.date
) -> OutgoingFilter:
    kinds = (counter.kind,) if counter.kind else ()
    return OutgoingFilter(since=since, until=until, kinds=kinds, cancelled=False)


def _incoming(since: datetime.date, until: datetime.date, *, done: bool = False) -> IncomingFilter:
    if done:
        return IncomingFilter(
            since=since, until=until, cancelled=False, progress=("answered", "done")
        )
    return IncomingFilter(since=since, until=until, cancelled=False)
