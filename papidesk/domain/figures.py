"""Live fields: figures in a text that follow what they count until the document is issued."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from typing import Literal

from papidesk.domain import chart as charts
from papidesk.domain.blocks import Block, PageBreak, Row, Table
from papidesk.domain.document import Document
from papidesk.domain.record import Record, replace
from papidesk.domain.richtext import Mark, RichText, from_runs, to_runs

Which = Literal[
    "", "previous", "last-year", "target", "so-far", "percent", "change", "change-previous"
]
WHICH: tuple[Which, ...] = (
    "", "previous", "last-year", "target", "so-far", "percent", "change", "change-previous",
)  # fmt: skip
# How a figure is written: as it is, in two digits ("05"), rounded down ("trên 40"); a change in
# words ("tăng 12").
How = Literal["", "two", "rounded", "words"]
HOW: tuple[How, ...] = ("", "two", "rounded", "words")
_QUERY = ("task", "unit", "channel", "dimension")
_DAYS = ("since", "until")
# What parts a name, what ends it in a markup, and what marks may not hold.
_SPECIAL = re.compile(r"[\s<>%&=?!:@\\{}|\"']")


class FigureRef(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Which figure a field shows: of a counter, in a period, and what narrows the log.

    Written "tin-bai@2024-H1:papi!last-year!two?channel=zalo&channel=facebook"; "van-ban-di@2024-H1"
    is the simplest one. With ``duty`` the window is the one that duty has for the period; ``since``
    and ``until`` are days chosen by hand, which go before.
    """

    counter: str
    period: str
    duty: str = ""
    which: Which = ""
    how: How = ""
    tasks: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None

    @property
    def ref(self) -> str:
        """How a mark names it."""
        duty = f":{_escaped(self.duty)}" if self.duty else ""
        aspects = "".join(f"!{aspect}" for aspect in (self.which, self.how) if aspect)
        lists = zip(_QUERY, (self.tasks, self.units, self.channels, self.dimensions), strict=True)
        pairs = [f"{name}={_escaped(value)}" for name, values in lists for value in values]
        days = zip(_DAYS, (self.since, self.until), strict=True)
        pairs += [f"{name}={day.isoformat()}" for name, day in days if day is not None]
        query = f"?{'&'.join(pairs)}" if pairs else ""
        return f"{_escaped(self.counter)}@{self.period}{duty}{aspects}{query}"


def parse_ref(ref: str) -> FigureRef | None:
    """Return the figure a mark names; None when ``ref`` is no such name."""
    head, _, query = ref.partition("?")
    named, *aspects = head.split("!")
    counter, at, when = named.partition("@")
    period, _, duty = when.partition(":")
    if not (counter and at and period):
        return None
    which: Which = next((each for each in WHICH if each and each in aspects), "")
    how: How = next((each for each in HOW if each and each in aspects), "")
    if len(aspects) != bool(which) + bool(how):
        return None
    given = _pairs(query)
    days = [_day(given.pop(name, [""])[0]) for name in _DAYS]
    if set(given) - set(_QUERY):
        return None
    lists = [tuple(given.get(name, ())) for name in _QUERY]
    return FigureRef(
        counter=_unescaped(counter),
        period=period,
        duty=_unescaped(duty),
        which=which,
        how=how,
        tasks=lists[0],
        units=lists[1],
        channels=lists[2],
        dimensions=lists[3],
        since=days[0],
        until=days[1],
    )


def _pairs(query: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for pair in query.split("&") if query else ():
        name, _, value = pair.partition("=")
        found.setdefault(name, []).append(_unescaped(value))
    return found


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _unescaped(text: str) -> str:
    from urllib.parse import unquote  # seldom needed: not at the start of the program

    return unquote(text) if "%" in text else text


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: "".join(f"%{b:02X}" for b in found[0].encode()), text)


def refs(document: Document) -> list[str]:
    """Return the names of all live fields in reading order, each once."""
    found: dict[str, None] = {}
    for text in _texts(document):
        found.update(dict.fromkeys(mark.ref for mark in text.marks if mark.style == "figure"))
    for annex in document.annexes:
        for chart in annex.charts:
            found.update(dict.fromkeys(chart.refs))
    return list(found)


def refreshed(document: Document, value: Callable[[str], str | None]) -> Document:
    """Return ``document`` with every live field showing ``value(ref)``; None leaves it as it is.

    An issued document is returned as it is: its figures are frozen.
    """
    if document.frozen or not refs(document):
        return document

    def one(block: Block) -> Block:
        return _block(block, value)

    annexes = tuple(
        replace(
            annex,
            blocks=tuple(map(one, annex.blocks)),
            charts=tuple(charts.refreshed(chart, value) for chart in annex.charts),
        )
        for annex in document.annexes
    )
    return replace(document, blocks=tuple(map(one, document.blocks)), annexes=annexes)


def _block(block: Block, value: Callable[[str], str | None]) -> Block:
    if isinstance(block, PageBreak):
        return block
    if isinstance(block, Table):
        rows = tuple(
            Row(
                cells=tuple(
                    replace(cell, paragraphs=tuple(_text(part, value) for part in cell.paragraphs))
                    for cell in row.cells
                )
            )
            for row in block.rows
        )
        return replace(block, rows=rows)
    text = _text(RichText(text=block.text, marks=block.marks), value)
    return replace(block, text=text.text, marks=text.marks)


def _text(text: RichText, value: Callable[[str], str | None]) -> RichText:
    if not any(mark.style == "figure" for mark in text.marks):
        return text
    runs = []
    shown = ""
    for run in to_runs(text):
        new = value(run.figure) if run.figure else None
        if new is not None:
            # A field cut into runs of several formats shows its value in the first of them.
            run = replace(run, text="" if run.figure == shown else new)
        shown = run.figure
        runs.append(run)
    return from_runs(run for run in runs if run.text)


def _texts(document: Document) -> Iterator[RichText]:
    for blocks in (document.blocks, *(annex.blocks for annex in document.annexes)):
        for block in blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    for cell in row.cells:
                        yield from cell.paragraphs
            elif not isinstance(block, PageBreak):
                yield RichText(text=block.text, marks=block.marks)


def field(text: str, ref: str) -> RichText:
    """Return ``text`` as one live field."""
    return RichText(text=text, marks=(Mark(start=0, end=len(text), style="figure", ref=ref),))
