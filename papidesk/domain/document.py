"""A document: its head, body, foot and annexes, and the states it goes through."""

from __future__ import annotations

import datetime
from typing import Literal

from papidesk.domain.blocks import Block
from papidesk.domain.chart import Chart
from papidesk.domain.numbering import DEFAULT_SCHEME
from papidesk.domain.people import Signature
from papidesk.domain.record import Record
from papidesk.domain.richtext import RichText

State = Literal[
    "draft", "submitted", "returned", "approved", "issued", "sent", "acknowledged",
    "superseded", "cancelled", "archived",
]  # fmt: skip
FROZEN_STATES: frozenset[State] = frozenset(
    {"issued", "sent", "acknowledged", "superseded", "cancelled", "archived"}
)
Urgency = Literal["", "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"]
Circulation = Literal["", "XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ"]
LANGUAGE = "Tiếng Việt"


class IssueDate(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Day, month and year as far as they are known: drafts leave day or month blank."""

    day: int | None = None
    month: int | None = None
    year: int | None = None

    @property
    def date(self) -> datetime.date | None:
        """The full date; None while a part is blank or the day does not exist."""
        if self.day is None or self.month is None or self.year is None:
            return None
        try:
            return datetime.date(self.year, self.month, self.day)
        except ValueError:
            return None

    @classmethod
    def of(cls, day: datetime.date) -> IssueDate:
        """Return the parts of ``day``."""
        return cls(day=day.day, month=day.month, year=day.year)


class Footnote(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A note at the page's foot; a mark of style "note" with this id refers to it."""

    id: str
    text: RichText


class Aside(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A line of an imported paper that is not its text: page number, running head, stray mark."""

    kind: Literal["page_number", "header", "footer", "stamp", "other"]
    text: str
    line: int = 0


class Filing(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What the archive keeps beside the text (NĐ 30/2020, Phụ lục VI, phần II).

    ``notation`` is the number and symbol of the file the document lies in, ``year`` the year that
    file was opened, ``ordinal`` its place there; 0 while unknown. ``copies`` is how many are sent
    out. ``due`` is the day an answer is wanted by.
    """

    notation: str = ""
    year: int = 0
    ordinal: int = 0
    language: str = LANGUAGE
    note: str = ""
    copies: int = 0
    due: datetime.date | None = None


class Annex(Record, frozen=True, kw_only=True, omit_defaults=True):
    """An annex: title, its own blocks, pages and numbering (NĐ 30, Phụ lục I, mục III.1).

    The printed label ("Phụ lục I", or "Phụ lục" when there is one) is computed;
    ``label_as_written`` is what an imported paper had. ``note`` is the "(Kèm theo …)" line as
    written; printing computes it when it is empty. ``kind`` is set when it is a document issued
    with a decision (quy chế, quy định …: mẫu 1.3): then it has a head and a kind of its own, and
    ``title`` is its abstract. ``charts`` are drawn below its blocks.
    """

    title: str = ""
    kind: str = ""
    note: str = ""
    label_as_written: str = ""
    landscape: bool = False
    scheme: str = DEFAULT_SCHEME
    blocks: tuple[Block, ...] = ()
    closing: str = ""
    charts: tuple[Chart, ...] = ()


class Document(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One administrative document, as data; what is printed follows from it alone.

    ``kind`` is a code of :mod:`papidesk.domain.kinds` ("" when unknown). ``number`` is the number
    as printed ("05"), None while not given. ``issuer`` and ``superior`` are single lines in
    capitals. ``abstract`` is without "V/v" and in one line. ``bases`` are the "Căn cứ" lines and
    ``recipients`` the items of "Nơi nhận", each without dash; the archive line is the last one.
    ``closing`` is the last paragraph ("Trên đây là …"); several are separated by a newline.
    ``second_signature`` stands at the left of the first one: the secretary of minutes (mẫu 1.9).
    ``guessed`` names the fields that an imported paper did not have and that were inferred from
    its text (:mod:`papidesk.domain.completing`).
    """

    id: str = ""
    kind: str = ""
    state: State = "draft"
    issuer: str = ""
    superior: str = ""
    number: str | None = None
    symbol: str = ""
    place: str = ""
    date: IssueDate = IssueDate()
    abstract: str = ""
    authority_line: str = ""
    bases: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    scheme: str = DEFAULT_SCHEME
    blocks: tuple[Block, ...] = ()
    closing: str = ""
    recipients: tuple[str, ...] = ()
    signature: Signature = Signature()
    second_signature: Signature = Signature()
    annexes: tuple[Annex, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    urgency: Urgency = ""
    circulation: Circulation = ""
    filing: Filing = Filing()
    drafter_mark: str = ""
    address: str = ""
    asides: tuple[Aside, ...] = ()
    guessed: tuple[str, ...] = ()

    @property
    def frozen(self) -> bool:
        """Tell whether it is issued: a snapshot nobody changes."""
        return self.state in FROZEN_STATES

    @property
    def title(self) -> str:
        """What a list shows: the abstract, else the first words of the body."""
        if self.abstract:
            return self.abstract
        for block in self.blocks:
            text = getattr(block, "text", "")
            if text:
                return str(text)[:120]
        return ""
