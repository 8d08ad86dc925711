"""What is checked: a document, how it was read, and the facts about the office that writes."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from papidesk.checking.finding import Hit
from papidesk.domain.blocks import Block, Heading, PageBreak, Table
from papidesk.domain.document import Document
from papidesk.domain.glossary import Term
from papidesk.domain.manuscript import Reading, Zone, ZoneName
from papidesk.domain.record import Record
from papidesk.text.fold import fold

Role = Literal[
    "place", "abstract", "authority", "basis", "addressee", "heading", "paragraph", "item", "cell",
    "closing", "label", "recipient", "annex_title", "annex_note",
]  # fmt: skip
# Below this a zone was guessed, and a rule on it can only warn.
SURE = 0.7
UNIT_WORDS = "xã|phường|đặc khu|thị trấn|huyện|quận|thị xã|thành phố|tỉnh"
_UNIT = re.compile(rf"\b({UNIT_WORDS})\s+", re.IGNORECASE)
_PARTY_SYMBOL = re.compile(r"(?:^|[-/])(?:TW|TƯ|TU|HU|QU|ĐU|ĐUK|CB|BTGTU|BTCTU)$")
_PARTY_BODY = re.compile(
    r"đảng cộng sản việt nam|"
    r"^(?:t/m|tm\.?)\s*(?:ban thường vụ|ban chấp hành|đảng ủy|đảng uỷ|chi bộ)|"
    r"^(?:ban thường vụ|(?:đảng|tỉnh|huyện|thành) (?:ủy|uỷ)|chi bộ|đảng bộ)\b",
    re.IGNORECASE | re.MULTILINE,
)


class OfficeFacts(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What rules need to know of the office that writes: its unit ("xã An Hòa") and its place."""

    name: str = ""
    place: str = ""


class Passage(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One piece of a document's text with its path and what it is."""

    path: str
    text: str
    role: Role


@dataclass(frozen=True)
class Subject:
    """A document under check. ``reading`` is None for a paper written in the program.

    ``today`` is the day the paper is judged at. ``formatting`` holds what a reader of a file's
    formatting found (fonts, margins …); None where it was not read. ``terms`` are the office's own.
    """

    document: Document
    reading: Reading | None = None
    today: datetime.date | None = None
    office: OfficeFacts | None = None
    formatting: tuple[Hit, ...] | None = None
    terms: tuple[Term, ...] = ()

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All running text in reading order, without numbers."""
        passages = tuple(_passages(self.document))
        label = self.raw("recipients").split("\n", maxsplit=1)[0].strip(" *_")
        if not label.endswith(":") or len(label) > 14:
            return passages
        # The label of "Nơi nhận" as the file has it: the paper itself is printed with its own.
        first = next((i for i, p in enumerate(passages) if p.role == "recipient"), len(passages))
        read = Passage(path="recipients", text=label, role="label")
        return (*passages[:first], read, *passages[first:])

    @cached_property
    def body(self) -> tuple[Passage, ...]:
        """The passages of the body with its closing, annexes left out."""
        return tuple(p for p in self.passages if p.path.startswith(("blocks/", "closing")))

    @cached_property
    def everything(self) -> str:
        """The text of all passages, a line each: to see at once that a word is nowhere."""
        return "\n".join(passage.text for passage in self.passages)

    @cached_property
    def text_at(self) -> dict[str, str]:
        """The text of each path: passages and the single fields of head and foot."""
        document = self.document
        fields = {
            "superior": document.superior,
            "issuer": document.issuer,
            "number": document.number or "",
            "symbol": document.symbol,
            "place": document.place,
            "signature/position": document.signature.position,
            "signature/name": document.signature.name,
        }
        return fields | {passage.path: passage.text for passage in self.passages}

    @cached_property
    def line_of(self) -> dict[str, int]:
        """The number of each passage in reading order, from 1, by its path."""
        paths = (passage.path for passage in self.passages)
        return {path: number for number, path in enumerate(paths, start=1)}

    @cached_property
    def tables(self) -> dict[str, int]:
        """The number of each table that has any text, from 1, by its path."""
        cells = (passage.path.split("/rows/") for passage in self.passages)
        paths = dict.fromkeys(parts[0] for parts in cells if len(parts) == 2)
        return {path: number for number, path in enumerate(paths, start=1)}

    @cached_property
    def read_paths(self) -> tuple[str, ...]:
        """The paths whose places in the file are known, sorted."""
        return tuple(sorted(self.reading.places)) if self.reading else ()

    def zone(self, name: ZoneName) -> Zone | None:
        """Return where a zone stood in the file; None when not found or not read from a file."""
        return self.reading.zone(name) if self.reading else None

    def raw(self, name: ZoneName) -> str:
        """Return a zone's text as it stood in the file, "" when there is none."""
        zone = self.zone(name)
        return zone.text.strip() if zone else ""

    def guessed(self, path: str) -> bool:
        """Tell whether the zone that ``path`` belongs to was guessed (NĐ 30 rules only warn)."""
        names = _ZONES_OF.get(path.split("/", maxsplit=1)[0], ())
        zones = [zone for name in names if (zone := self.zone(name))]
        return any(zone.sure < SURE for zone in zones)

    @cached_property
    def draft(self) -> bool:
        """Tell whether blanks are still allowed."""
        return not self.document.frozen

    @cached_property
    def is_party(self) -> bool:
        """Tell whether it is a paper of the Party, which other rules than NĐ 30 govern."""
        document = self.document
        if _PARTY_SYMBOL.search(document.symbol):
            return True
        foot = (*document.signature.lines, *document.signature.as_written)
        head = (document.superior, document.issuer, self.raw("motto"), *foot)
        stray = tuple(aside.text for aside in document.asides)
        return any(_PARTY_BODY.search(text) for text in (*head, *stray))

    @cached_property
    def own_names(self) -> tuple[str, ...]:
        """The proper names the office goes by ("An Hòa"), the surest first, as written."""
        document = self.document
        named = [self.office.name, self.office.place] if self.office else []
        named += [_after_unit(document.issuer).title(), document.place]
        bare = (_UNIT.sub("", name, count=1).strip() for name in named)
        return tuple(dict.fromkeys(name for name in bare if name))

    @cached_property
    def level(self) -> str:
        """The unit word of the office in lower case: "xã", "huyện", "tỉnh"; "" when unknown."""
        document = self.document
        office = self.office.name if self.office else ""
        # A department's level is its superior's: "UBND TỈNH …" above "SỞ …".
        for text in (document.issuer, document.superior, document.place, document.abstract):
            found = _UNIT.search(text)
            if found:
                return found[1].lower()
        ours = self._level_of_body()
        own = _UNIT.search(office)
        return ours or (own[1].lower() if own else "")

    def _level_of_body(self) -> str:
        ours = re.compile(rf"\b(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+({UNIT_WORDS})\s")
        name = fold(self.document.place)
        for passage in self.passages:
            for found in ours.finditer(passage.text):
                if name and fold(passage.text[found.end() :]).startswith(name):
                    return found[1].lower()
        return ""


# Which zones of a reading the parts of a document came from.
_ZONES_OF: dict[str, tuple[ZoneName, ...]] = {
    "superior": ("superior",),
    "issuer": ("issuer",),
    "number": ("number", "symbol"),
    "symbol": ("symbol",),
    "place": ("place",),
    "date": ("date",),
    "kind": ("kind",),
    "abstract": ("abstract",),
    "authority_line": ("authority_line",),
    "bases": ("bases",),
    "addressees": ("addressees",),
    "recipients": ("recipients",),
    "signature": ("signature",),
    "annexes": ("annexes",),
    "closing": ("closing",),
}


def _after_unit(issuer: str) -> str:
    """Return what follows the unit word in a body's name in capitals."""
    found = _UNIT.search(issuer)
    return issuer[found.end() :] if found else ""


def _passages(document: Document) -> Iterator[Passage]:
    if document.place:
        yield Passage(path="place", text=document.place, role="place")
    if document.abstract:
        yield Passage(path="abstract", text=document.abstract, role="abstract")
    if document.authority_line:
        yield Passage(path="authority_line", text=document.authority_line, role="authority")
    for index, text in enumerate(document.bases):
        yield Passage(path=f"bases/{index}", text=text, role="basis")
    for index, text in enumerate(document.addressees):
        yield Passage(path=f"addressees/{index}", text=text, role="addressee")
    yield from _of_blocks("blocks", document.blocks)
    if document.closing:
        yield Passage(path="closing", text=document.closing, role="closing")
    for index, text in enumerate(document.recipients):
        yield Passage(path=f"recipients/{index}", text=text, role="recipient")
    for index, annex in enumerate(document.annexes):
        base = f"annexes/{index}"
        if annex.title:
            yield Passage(path=f"{base}/title", text=annex.title, role="annex_title")
        if annex.note:
            yield Passage(path=f"{base}/note", text=annex.note, role="annex_note")
        yield from _of_blocks(f"{base}/blocks", annex.blocks)
        if annex.closing:
            yield Passage(path=f"{base}/closing", text=annex.closing, role="closing")


def _of_blocks(base: str, blocks: tuple[Block, ...]) -> Iterator[Passage]:
    for index, block in enumerate(blocks):
        path = f"{base}/{index}"
        if isinstance(block, Table):
            yield from _of_table(path, block)
        elif not isinstance(block, PageBreak) and block.text:
            yield Passage(path=path, text=block.text, role=_role(block))


def _of_table(path: str, table: Table) -> Iterator[Passage]:
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells.cells):
            for index, part in enumerate(cell.paragraphs):
                if part.text:
                    at = f"{path}/rows/{row}/cells/{column}/{index}"
                    yield Passage(path=at, text=part.text, role="cell")


def _role(block: Block) -> Role:
    if isinstance(block, Heading):
        return "paragraph" if block.run_in else "heading"
    return "item" if block.__class__.__name__ == "Item" else "paragraph"
