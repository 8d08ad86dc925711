"""Duties for communes in a superior's plan: in sections addressed to them, sentences, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from papidesk.domain.blocks import Block, Cell, Heading, PageBreak, Table
from papidesk.domain.document import Document
from papidesk.domain.duties import Duty
from papidesk.domain.record import replace
from papidesk.drafting import duty_words as words
from papidesk.text.fold import fold

# A heading longer than this is a numbered task, not the name of who it is for.
_LONGEST_ADDRESS = 200
_COLUMNS = {
    "task": ("nhiem vu", "noi dung", "cong viec", "giai phap"),
    "lead": ("chu tri",),
    "cooperating": ("phoi hop",),
    "time": ("thoi gian", "thoi han", "tien do", "hoan thanh"),
    "product": ("san pham", "ket qua"),
}


@dataclass
class _Place:
    """Where in the outline the reader is: headings above, and whom the section addresses."""

    headings: list[tuple[int, str]] = field(default_factory=list)
    addressed: str = ""
    level: int = 0
    lead: str = ""

    def enter(self, heading: Heading) -> None:
        while self.headings and self.headings[-1][0] >= heading.level:
            self.headings.pop()
        self.headings.append((heading.level, heading.text))
        if heading.level <= self.level:
            self.addressed, self.level, self.lead = "", 0, ""

    @property
    def section(self) -> str:
        return self.headings[0][1] if self.headings else ""


def find(document: Document) -> tuple[Duty, ...]:
    """Return the duties that ``document`` gives to communes, in reading order.

    Nothing is decided by it: each is a proposal that a person accepts, edits or declines.
    """
    found = list(_in_blocks(document.blocks, "blocks"))
    for index, annex in enumerate(document.annexes):
        found += _in_blocks(annex.blocks, f"annexes/{index}/blocks")
    return tuple(found)


def _in_blocks(blocks: tuple[Block, ...], path: str) -> Iterator[Duty]:
    place = _Place()
    waiting: list[Duty] = []
    for index, block in enumerate(blocks):
        at = f"{path}/{index}"
        if isinstance(block, PageBreak):
            continue
        if isinstance(block, Table):
            yield from waiting
            waiting = []
            yield from _in_table(block, at, place.section)
            continue
        detail = words.labelled(block.text)
        if detail is not None and waiting:
            waiting = [_detailed(duty, *detail) for duty in waiting]
            continue
        if isinstance(block, Heading) and _is_address(block, place):
            yield from waiting
            waiting = []
            continue
        new = _duty(block, at, place)
        if new is not None:
            # A labelled line below belongs to the duties of one heading together.
            if not place.addressed:
                yield from waiting
                waiting = []
            waiting.append(new)
    yield from waiting


def _is_address(heading: Heading, place: _Place) -> bool:
    """Take in a heading; tell whether it only says whom the section is for."""
    place.enter(heading)
    if heading.run_in or len(heading.text) > _LONGEST_ADDRESS:
        return False
    found = [one for one in words.addresses(heading.text) if one.part == "lead"]
    if found and (not place.level or heading.level <= place.level):
        place.addressed, place.level = heading.text.strip(" :."), heading.level
    elif not place.level:
        place.lead = _body(heading.text)
    return True


def _body(text: str) -> str:
    """Return the body a heading names ("Sở Nội vụ"), "" when it names a subject."""
    found = re.match(
        r"(?:Giám đốc )?((?:Các )?(?:Sở|sở|Ban|Văn phòng|Thanh tra|Công an|Bộ Chỉ huy|Thuế|Báo|Đài|"
        r"Trung tâm|Phòng|Chi cục)\b[^:;.]{0,100})",
        text.strip(),
    )
    return found[1].strip() if found else ""


def _duty(block: Block, path: str, place: _Place) -> Duty | None:
    text = " ".join(getattr(block, "text", "").split())
    if len(text) < 12 or text.startswith("("):
        return None
    base = Duty(path=path, text=text.rstrip(" ;"), section=place.section)
    if place.addressed:
        return _filled(replace(base, addressed=place.addressed))
    found = list(words.addresses(text))
    if not found:
        return None
    leading = next((one for one in found if one.part == "lead"), None)
    if leading is not None:
        return _filled(replace(base, addressed=leading.text, text=_own_words(text, leading)))
    lead = place.lead or words.leading(text)
    said = words.from_below(base.text, lead)
    return _filled(
        replace(
            base,
            text=said,
            addressed=found[0].text,
            part="cooperating",
            superior_lead=lead,
            sure=0.7,
        )
    )


def _own_words(text: str, address: words.Address) -> str:
    """Return the sentence of ``text`` that is about those addressed."""
    start = max(text.rfind(". ", 0, address.start), text.rfind("; ", 0, address.start)) + 1
    end = text.find(". ", address.end)
    sentence = text[start : end + 1 if end >= 0 else len(text)].strip()
    return sentence if len(sentence) > 40 else text


def _filled(duty: Duty) -> Duty:
    """Return ``duty`` with what its words tell: kind, time, periods, recipients, lead."""
    report = words.is_report(duty.text)
    return replace(
        duty,
        kind="report" if report else "task",
        time=duty.time or words.time_of(duty.text),
        periods=words.periods_of(duty.text) if report else (),
        recipients=words.recipients_of(duty.text) if report else (),
        lead_role="van_phong" if report else words.role_of(duty.text),
        dimensions=() if report else words.dimensions_of(duty.text),
    )


def _detailed(duty: Duty, name: str, value: str) -> Duty:
    match name:
        case "time":
            return replace(duty, time=value)
        case "product":
            return replace(duty, product=value)
        case "lead" if any(one.part == "lead" for one in words.addresses(value)):
            return duty
        case "lead":
            return replace(duty, superior_lead=value, part="cooperating")
        case _:
            return duty


def _in_table(table: Table, path: str, section: str) -> Iterator[Duty]:
    columns = _columns(table)
    if "task" not in columns or not columns.keys() & {"lead", "cooperating"}:
        return
    for index, row in enumerate(table.rows):
        if index < max(1, table.header_rows):
            continue
        cells = _by_column(row.cells)
        said = {name: cells.get(column, "") for name, column in columns.items()}
        leads, takes_part = (_names_below(said.get(name, "")) for name in ("lead", "cooperating"))
        if not said["task"] or not (leads or takes_part):
            continue
        yield _filled(
            Duty(
                path=f"{path}/rows/{index}",
                text=said["task"],
                section=section,
                part="lead" if leads else "cooperating",
                addressed=said.get("lead" if leads else "cooperating", ""),
                superior_lead="" if leads else said.get("lead", ""),
                time=said.get("time", ""),
                product=said.get("product", ""),
            )
        )


def _names_below(cell: str) -> bool:
    """Tell whether a cell, which holds names only, has communes among them."""
    return "địa phương" in cell.lower() or any(True for _ in words.addresses(cell))


def _columns(table: Table) -> dict[str, int]:
    found: dict[str, int] = {}
    if not table.rows:
        return found
    for column, text in _by_column(table.rows[0].cells).items():
        for name, known in _COLUMNS.items():
            if name not in found and any(word in fold(text) for word in known):
                found[name] = column
                break
    return found


def _by_column(cells: tuple[Cell, ...]) -> dict[int, str]:
    found: dict[int, str] = {}
    column = 0
    for cell in cells:
        found[column] = " ".join(cell.text.split())
        column += cell.colspan
    return found
