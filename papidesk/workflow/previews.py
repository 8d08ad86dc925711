"""The page and the findings of a text that is being written, made in a process of their own.

The window asks with an edition of the document; the process prints it, then checks it, and tells
both. Of several editions that wait only the latest is made.
"""

from __future__ import annotations

import datetime
import signal
import time
from typing import TYPE_CHECKING

import msgspec

from papidesk import i18n
from papidesk.domain.document import Document
from papidesk.domain.glossary import Judging
from papidesk.domain.office import Office
from papidesk.domain.record import Record
from papidesk.errors import PapiDeskError
from papidesk.workflow.checks import Checked, Watcher

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from papidesk.printing.render import BlockPlace

PATIENCE = 1.0  # seconds: so long a check gives way to newer editions, then it is their turn


class Asked(Record, frozen=True, kw_only=True, tag="asked"):
    """An edition to be printed and, where ``check`` says so, checked as the office wants it."""

    edition: int
    document: Document
    office: Office | None = None
    judging: Judging = Judging()
    language: str = i18n.DEFAULT_LANGUAGE
    check: bool = True


class Ready(Record, frozen=True, kw_only=True, tag="ready"):
    """The process has loaded what it needs."""


class Shown(Record, frozen=True, kw_only=True, tag="shown"):
    """The PDF of an edition, its number of pages, and where each block stands as JSON."""

    edition: int
    pdf: bytes
    pages: int
    places: bytes


class Judged(Record, frozen=True, kw_only=True, tag="judged"):
    """What the rules say of an edition."""

    edition: int
    checked: Checked


class Refused(Record, frozen=True, kw_only=True, tag="refused"):
    """Why an edition cannot be printed: one sentence in the language asked for."""

    edition: int
    sentence: str


Answer = Ready | Shown | Judged | Refused


def encode(message: Asked | Answer) -> bytes:
    """Return a message as bytes for the other process."""
    return msgspec.msgpack.encode(message)


def decode_answer(data: bytes) -> Answer:
    """Return what the process told."""
    answer: Answer = msgspec.msgpack.decode(data, type=Answer)
    return answer


def places_of(shown: Shown) -> tuple[BlockPlace, ...]:
    """Return where each block is printed."""
    from papidesk.printing.render import BlockPlace

    return msgspec.json.decode(shown.places, type=tuple[BlockPlace, ...])


def serve(connection: Connection) -> None:
    """Answer until the other end of ``connection`` is closed; what the process runs."""
    # Ctrl+C in a terminal is the window's business; this process ends with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _serve(connection)
    except (EOFError, OSError):
        return  # the window is gone


def _serve(connection: Connection) -> None:
    from papidesk.workflow.papers import printed

    printed(Document(blocks=()))  # fonts and libraries are loaded before anybody waits
    connection.send_bytes(encode(Ready()))
    judging, watcher = Judging(), Watcher()
    checked_at = time.monotonic()
    while True:
        asked: Asked = msgspec.msgpack.decode(connection.recv_bytes(), type=Asked)
        i18n.use(asked.language)
        connection.send_bytes(encode(_printed(asked)))
        waits = connection.poll() and time.monotonic() - checked_at < PATIENCE
        if asked.judging != judging:
            judging, watcher = asked.judging, Watcher(asked.judging)
        if asked.check and not waits:
            checked = watcher.check(asked.document, asked.office, today=datetime.date.today())
            connection.send_bytes(encode(Judged(edition=asked.edition, checked=checked)))
            checked_at = time.monotonic()


def _printed(asked: Asked) -> Shown | Refused:
    from papidesk.workflow.papers import printed

    try:
        made = printed(asked.document)
    except PapiDeskError as error:
        return Refused(edition=asked.edition, sentence=i18n.say(error))
    places = msgspec.json.encode(made.places)
    return Shown(edition=asked.edition, pdf=made.pdf, pages=made.pages, places=places)
