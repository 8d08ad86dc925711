"""A pack of evidence: what is asked for, what goes into it, and names that every system takes."""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Literal

from papidesk.domain.filters import FigureQuery
from papidesk.domain.record import Record

INDEX = "00 Danh mục tài liệu kiểm chứng"
LINKS = "00 Đường dẫn.txt"
SUMS = "SHA256SUMS"
ItemKind = Literal["file", "paper", "link"]
Problem = Literal["", "missing", "changed", "unprintable"]
# Windows takes 255 letters for a name, and often no more than 260 for the whole path.
NAME_LIMIT = 90
GROUP_LIMIT = 50
_BAD = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.I)
_ENDING = re.compile(r"\.[0-9A-Za-z]{1,10}$")


class TaskEvidence(
    Record, frozen=True, kw_only=True, omit_defaults=True, tag_field="of", tag="task"
):
    """The evidence of a task, its entries and those of the tasks it went on from."""

    task: str


class CounterEvidence(
    Record, frozen=True, kw_only=True, omit_defaults=True, tag_field="of", tag="counter"
):
    """The evidence of all that a figure was counted from."""

    counter: str
    query: FigureQuery


class CriterionEvidence(
    Record, frozen=True, kw_only=True, omit_defaults=True, tag_field="of", tag="criterion"
):
    """The evidence of one criterion in a year, of all of the set where ``criterion`` is ""."""

    set: str
    year: int
    criterion: str = ""


class EntryEvidence(
    Record, frozen=True, kw_only=True, omit_defaults=True, tag_field="of", tag="entries"
):
    """The evidence of entries of the log, by their ids."""

    entries: tuple[str, ...]
    title: str = ""


PackPart = TaskEvidence | CounterEvidence | CriterionEvidence | EntryEvidence


class PackItem(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the index. ``path`` is where it lies in the pack, "" for a link.

    ``day`` and ``subject`` are of the entry, task or criterion it proves; ``unit`` did it.
    ``problem`` says why its file is not in the pack.
    """

    number: int
    kind: ItemKind
    name: str
    path: str = ""
    day: datetime.date | None = None
    subject: str = ""
    unit: str = ""
    note: str = ""
    sha256: str = ""
    bytes: int = 0
    url: str = ""
    document: str = ""
    problem: Problem = ""

    @property
    def packed(self) -> bool:
        """Tell whether a file of it is written."""
        return bool(self.path) and not self.problem


class PackGroup(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What proves one task, counter or criterion; ``folder`` is "" where there is one group."""

    title: str
    folder: str = ""
    items: tuple[PackItem, ...] = ()


class PackPlan(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a pack will hold: nothing is written yet."""

    title: str
    office: str
    groups: tuple[PackGroup, ...] = ()
    made_on: datetime.date

    @property
    def items(self) -> tuple[PackItem, ...]:
        """All lines of the index, in order."""
        return tuple(item for group in self.groups for item in group.items)

    @property
    def files(self) -> tuple[PackItem, ...]:
        """What is written, each content once."""
        first: dict[str, PackItem] = {}
        for item in self.items:
            if item.packed:
                first.setdefault(item.path, item)
        return tuple(first.values())

    @property
    def links(self) -> tuple[PackItem, ...]:
        """What is only named, by its address."""
        return tuple(item for item in self.items if item.kind == "link")

    @property
    def problems(self) -> tuple[PackItem, ...]:
        """What cannot be packed."""
        return tuple(item for item in self.items if item.problem)

    @property
    def total_bytes(self) -> int:
        """How large all files are together; papers are printed later and count nothing yet."""
        return sum(item.bytes for item in self.files)


def safe_name(text: str, limit: int = NAME_LIMIT) -> str:
    """Return ``text`` as a name that Windows, Linux and ZIP programs take; an ending stays.

    Signs that names cannot have become "-", names of devices get a "_", blanks and dots at the end
    go, and what is too long is cut before the ending.
    """
    plain = unicodedata.normalize("NFC", text)
    plain = "".join(" " if letter.isspace() else letter for letter in plain)
    # Signs nobody sees, those that turn the direction of writing too, let a name look like another.
    plain = "".join(letter for letter in plain if letter.isprintable())
    bare = " ".join(_BAD.sub("-", plain).split()).strip(" .")
    found = _ENDING.search(bare)
    ending = found[0] if found else ""
    stem = bare[: len(bare) - len(ending)]
    stem = stem[: max(1, limit - len(ending))].rstrip(" .") or "tệp"
    made = stem + ending
    return f"_{made}" if _RESERVED.match(made) else made


def numbered(number: int, width: int, name: str) -> str:
    """Return a name with its number before it: "007 Ảnh hội nghị.jpg"."""
    return f"{number:0{width}} {safe_name(name, NAME_LIMIT - width - 1)}"
