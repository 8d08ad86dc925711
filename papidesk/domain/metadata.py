"""What is kept beside a paper for the archive: the metadata of NĐ 30/2020, Phụ lục VI, phần II."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Literal

from papidesk.domain.citing import office_name
from papidesk.domain.document import Document, Urgency
from papidesk.domain.incoming import Incoming, kind_title
from papidesk.domain.office import Office
from papidesk.domain.record import Record
from papidesk.errors import N_, PapiDeskError
from papidesk.paths import resource
from papidesk.text.fold import fold

Direction = Literal["outgoing", "incoming"]
FieldKind = Literal["String", "Number", "Date", "LongText"]
PRIORITIES: dict[Urgency, int] = {"": 0, "KHẨN": 1, "THƯỢNG KHẨN": 2, "HỎA TỐC": 3}
_STATES = {
    "new": "Chưa phân phối", "assigned": "Đang giải quyết", "answered": "Đã trả lời",
    "done": "Đã giải quyết",
}  # fmt: skip


class MetadataTooLongError(PapiDeskError):
    """A value longer than its field."""

    message = N_(
        "{paper}: the field “{title}” has {length} characters, and {limit} at most are taken "
        "(NĐ 30/2020, Phụ lục VI). Shorten it; nothing is cut off silently."
    )


class MetadataMissingError(PapiDeskError):
    """A field that must be filled in and is not."""

    message = N_("{paper}: the field “{title}” is empty. Fill it in first.")


class MetadataField(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One field of the decree; ``name`` is "group/name" inside a group."""

    number: str
    name: str
    title: str
    kind: FieldKind
    length: int
    required: bool = False
    auto: bool = False

    @property
    def group(self) -> str:
        """The group it is in, "" for none."""
        return self.name.rpartition("/")[0]


class Metadata(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The metadata of one paper: names with their values in the decree's order, blanks left out.

    A field of a repeated group ("To") comes once for each of its members.
    """

    direction: Direction
    id: str
    paper: str
    values: tuple[tuple[str, str], ...]

    def value(self, name: str) -> str:
        """Return the first value of a field, "" for none."""
        return next((text for known, text in self.values if known == name), "")


@cache
def fields(direction: Direction) -> tuple[MetadataField, ...]:
    """Return the fields of outgoing or incoming papers in the decree's order."""
    data = tomllib.loads(resource("catalogue", "metadata.toml").read_text(encoding="utf-8"))
    return tuple(MetadataField(**row) for row in data[direction])


def problems(metadata: Metadata) -> Iterator[PapiDeskError]:
    """Yield an error for every field that is too long, and every needed one that is empty."""
    known = {field.name: field for field in fields(metadata.direction)}
    given = set()
    for name, text in metadata.values:
        field = known[name]
        given.add(name)
        if len(text) > field.length:
            yield MetadataTooLongError(
                paper=metadata.paper, title=field.title, length=len(text), limit=field.length
            )
    for field in known.values():
        if field.required and field.name not in given:
            yield MetadataMissingError(paper=metadata.paper, title=field.title)


def of_document(
    document: Document,
    office: Office,
    *,
    number: str,
    dated: datetime.date | None,
    copies: int = 0,
    pages: int = 0,
    ordinal: int = 0,
) -> Metadata:
    """Return the metadata of an outgoing paper.

    ``number`` and ``dated`` are those of the register; ``copies``, ``pages`` and the ``ordinal``
    in its file come from there and from the printed paper.
    """
    filing = document.filing
    year = filing.year or (dated.year if dated else 0)
    values = [
        *_file(office, filing.notation, year, filing.ordinal or ordinal),
        ("TypeName", kind_title(document.kind)),
        ("CodeNumber", number),
        ("CodeNotation", document.symbol),
        ("IssuedDate", day_text(dated)),
        ("OrganName", office_name(document.issuer) if document.issuer else office.full_name),
        ("Subject", _line(document.abstract)),
        ("Language", filing.language),
        ("PageAmount", _number(pages)),
        ("Description", _line(filing.note)),
        ("SignerInfo/Position", document.signature.position),
        ("SignerInfo/FullName", document.signature.name),
        *(("To/OrganName", _line(name)) for name in _receivers(document)),
        ("Priority", str(PRIORITIES[document.urgency])),
        ("IssuedAmount", _number(filing.copies or copies)),
        ("DueDate", day_text(filing.due)),
    ]
    return Metadata(
        direction="outgoing",
        id=document.id,
        paper=f"{number}/{document.symbol}",
        values=tuple((name, text) for name, text in values if text),
    )


def of_incoming(paper: Incoming, office: Office, *, ordinal: int = 0) -> Metadata:
    """Return the metadata of an incoming paper."""
    number, _, symbol = paper.code.partition("/")
    year = paper.file_year or paper.year
    values = [
        *_file(office, paper.file_notation, year, paper.file_ordinal or ordinal),
        ("TypeName", kind_title(paper.kind)),
        ("CodeNumber", number.strip()),
        ("CodeNotation", symbol.strip()),
        ("IssuedDate", day_text(paper.dated)),
        ("OrganName", _line(paper.author)),
        ("Subject", _line(paper.abstract)),
        ("Language", paper.language),
        ("PageAmount", _number(paper.pages)),
        ("Description", _line(paper.note)),
        ("ArrivalDate", day_text(paper.arrived_on)),
        ("ArrivalNumber", str(paper.arrival_number)),
        ("SignerInfo/Position", paper.signer_position),
        ("SignerInfo/FullName", paper.signer),
        ("Priority", str(PRIORITIES[paper.urgency])),
        ("ToPlaces", _line(paper.assigned_to)),
        ("TraceHeaderList", _trace(paper)),
        ("DueDate", day_text(paper.deadline)),
    ]
    return Metadata(
        direction="incoming",
        id=paper.id,
        paper=f"{paper.arrival_number:02}/{paper.year}",
        values=tuple((name, text) for name, text in values if text),
    )


def day_text(day: datetime.date | None) -> str:
    """Return a day as the decree writes it in ten characters: 05/01/2026."""
    return f"{day:%d/%m/%Y}" if day else ""


def _file(office: Office, notation: str, year: int, ordinal: int) -> list[tuple[str, str]]:
    return [
        ("FileCode/OrganId", office.code),
        ("FileCode/FileCatalog", _number(year)),
        ("FileCode/FileNotation", notation),
        ("DocOrdinal", _number(ordinal) if notation else ""),
    ]


def _receivers(document: Document) -> Iterator[str]:
    """Yield who gets the paper: the addressees for "Như trên", nobody for the archive line."""
    for item in document.recipients:
        bare = fold(item).strip(" -;.")
        if bare.startswith("luu"):
            continue
        if bare in ("nhu tren", "nhu kinh gui"):
            yield from document.addressees
        elif bare:
            yield item.strip(" -;.")


def _trace(paper: Incoming) -> str:
    lines = [f"{said.at} {said.who}: {said.text}" for said in paper.opinions]
    state = _STATES[paper.progress]
    lines.append(f"{state} {day_text(paper.done_on)}".strip())
    return "\n".join(lines)


def _line(text: str) -> str:
    return " ".join(text.split())


def _number(value: int) -> str:
    return str(value) if value else ""
