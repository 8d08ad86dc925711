"""Papers that come in, with the columns of their register (NĐ 30/2020, Điều 22; Phụ lục IV)."""

from __future__ import annotations

import datetime
from typing import Literal

from papidesk.domain.document import LANGUAGE, Urgency
from papidesk.domain.record import Record

Progress = Literal["new", "assigned", "answered", "done"]


class Opinion(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A word on how a paper is to be dealt with: who said it, when (UTC), what."""

    who: str
    at: str
    text: str


class Incoming(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the register of incoming papers.

    Columns: 1 arrived_on; 2 arrival_number; 3 author; 4 code (number and symbol as printed,
    "12/KH-UBND"); 5 dated; 6 kind and abstract; 7 assigned_to; 8 handed_on; 9 received_by; 10
    note. Beyond them: ``deadline``, ``progress``, ``reply_id`` (the document that answers it) of
    the register of how papers are dealt with, and the metadata of Phụ lục VI.
    """

    arrived_on: datetime.date
    year: int
    author: str
    abstract: str
    arrival_number: int = 0
    code: str = ""
    dated: datetime.date | None = None
    kind: str = ""
    assigned_to: str = ""
    handed_on: datetime.date | None = None
    received_by: str = ""
    note: str = ""
    urgency: Urgency = ""
    deadline: datetime.date | None = None
    progress: Progress = "new"
    reply_id: str | None = None
    opinions: tuple[Opinion, ...] = ()
    signer: str = ""
    signer_position: str = ""
    pages: int = 0
    language: str = LANGUAGE
    file_notation: str = ""
    file_year: int = 0
    file_ordinal: int = 0
    cancelled_at: str | None = None
    cancel_reason: str = ""
    id: str = ""
    entered_at: str = ""
    entered_by: str = ""
