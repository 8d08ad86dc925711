"""Papers that come in, with the columns of their register (NĐ 30/2020, Điều 22; Phụ lục IV)."""

from __future__ import annotations

import datetime
import re
from typing import Literal

from papidesk.domain.document import LANGUAGE, Urgency
from papidesk.domain.kinds import kinds
from papidesk.domain.record import Record
from papidesk.domain.wording import lowered
from papidesk.text.fold import fold

# Kinds whose titles are names: "Luật Tổ chức …", folded.
LAWS = ("luat", "bo luat", "phap lenh", "hien phap")
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
    note. Beyond them: ``deadline``, ``progress``, ``done_on`` (when it was answered or dealt with),
    ``reply_id`` (the document that answers it) or ``reply_code`` (an answer that was not written
    here) of the register of how papers are dealt with, and the metadata of Phụ lục VI. ``kind`` is
    a code of :mod:`papidesk.domain.kinds`, or a name in words ("Nghị định"). ``gap_reason`` tells
    why numbers before it were left out.
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
    done_on: datetime.date | None = None
    reply_id: str | None = None
    reply_code: str = ""
    opinions: tuple[Opinion, ...] = ()
    signer: str = ""
    signer_position: str = ""
    pages: int = 0
    language: str = LANGUAGE
    file_notation: str = ""
    file_year: int = 0
    file_ordinal: int = 0
    gap_reason: str = ""
    cancelled_at: str | None = None
    cancel_reason: str = ""
    id: str = ""
    entered_at: str = ""
    entered_by: str = ""

    @property
    def open(self) -> bool:
        """Tell whether somebody still has to deal with it."""
        return self.cancelled_at is None and self.progress in ("new", "assigned")

    @property
    def title(self) -> str:
        """Column 6: kind and abstract ("Kế hoạch tuyên truyền …")."""
        return titled(self.kind, self.abstract)


def kind_title(kind: str) -> str:
    """Return the name of a kind in running text: "Kế hoạch"; a name in words stays."""
    known = kinds().get(kind)
    return known.title if known else kind


def titled(kind: str, abstract: str) -> str:
    """Return kind and abstract as column 6 has them; a kind that stands there is not repeated."""
    name = kind_title(kind)
    if not name or fold(abstract).startswith(fold(name)):
        return abstract
    if fold(name) not in LAWS:  # "Luật Tổ chức …" is a name
        abstract = lowered(abstract)
    return f"{name} {abstract}".strip()


def days_left(paper: Incoming, today: datetime.date) -> int | None:
    """Return the days until the deadline, negative when it is past; None where nothing is due."""
    if not paper.open or paper.deadline is None:
        return None
    return (paper.deadline - today).days


_SHORT = ((r"\bubnd\b", "uy ban nhan dan"), (r"\bhdnd\b", "hoi dong nhan dan"))


def same_key(author: str, code: str) -> str:
    """Return what two papers share that are the same: author and code without case, dấu, spaces.

    "UBND" and "Ủy ban nhân dân" are one, and "05" is "5". "" for a paper without a code.
    """
    bare = re.sub(r"\s+", "", fold(code)).lstrip("0").removeprefix("so:").lstrip("0")
    if not bare:
        return ""
    name = " ".join(re.sub(r"[^\w]+", " ", fold(author)).split())
    for short, long in _SHORT:
        name = re.sub(short, long, name)
    return f"{name}|{bare}"
