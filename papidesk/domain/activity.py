"""An entry of the activity log: what was done on a day, how much of it, with which evidence."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal

from papidesk.domain.record import Record
from papidesk.domain.recurrence import Recurrence

# Quantities are kept in thousandths; more than this is a slip of the keys.
QUANTITY_LIMIT = Decimal(10) ** 12
PEOPLE_LIMIT = 10_000_000
COST_LIMIT = 10**13  # đồng
TITLE_LIMIT = 500
TEXT_LIMIT = 4_000

EvidenceOwner = Literal["activity", "task", "criterion"]
Came = Literal["hand", "series", "photos", "cells", "file", "command", "bundle"]


# Very many are held at once, and none can refer to itself: the collector need not look (gc=False).
class Amount(Record, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How much of a counter (by its code) an entry brings; never negative."""

    counter: str
    quantity: Decimal


class Activity(Record, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One entry. The first of ``amounts`` is the one it is about; an entry may have none.

    ``tasks`` are ids of the tasks it serves, ``dimensions`` sub-dimensions of its own beside those
    of its tasks. ``unit`` is who did it, ``channel`` a code of the channels. ``people`` is how many
    were reached, ``cost`` is đồng. ``series`` and ``series_day`` name the occurrence of a recurring
    series it confirms. ``came`` is how it was entered, ``batch`` the batch it came in with.
    """

    id: str = ""
    date: datetime.date
    title: str
    amounts: tuple[Amount, ...] = ()
    channel: str = ""
    unit: str = ""
    tasks: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    people: int | None = None
    cost: int | None = None
    place: str = ""
    note: str = ""
    series: str = ""
    series_day: datetime.date | None = None
    came: Came = "hand"
    batch: str = ""


class Evidence(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One piece of evidence of an entry, a task or a criterion: exactly one of file, link, paper.

    ``sha256`` is a file of the workspace, ``url`` a link, ``document`` an id of the workspace.
    ``name`` is the file's own name or what the link is called; ``taken_on`` the day of a photo.
    """

    id: str = ""
    owner: EvidenceOwner = "activity"
    owner_id: str
    sha256: str = ""
    url: str = ""
    document: str = ""
    name: str
    media_type: str = ""
    bytes: int = 0
    taken_on: datetime.date | None = None
    note: str = ""
    linked_at: str = ""


class SeriesException(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A day of a series that is otherwise: left out, or moved to ``moved_to``; ``reason`` why."""

    day: datetime.date
    moved_to: datetime.date | None = None
    reason: str = ""


class ActivitySeries(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What comes again by a rule (a broadcast schedule): each occurrence is confirmed to count.

    ``pattern`` is the entry an occurrence becomes, with its day put in. ``skip_holidays`` leaves
    public holidays out. ``former`` are the rules it had before, each until the day it was changed.
    """

    id: str = ""
    name: str
    rule: Recurrence
    pattern: Activity
    exceptions: tuple[SeriesException, ...] = ()
    skip_holidays: bool = False
    ended: bool = False
    former: tuple[Recurrence, ...] = ()
