"""How a person calls the places of a body: sections by their number, paragraphs by their count."""

from __future__ import annotations

from collections.abc import Sequence

from papidesk.domain.blocks import Block, Heading, Item, PageBreak, Table
from papidesk.domain.difference import Spot
from papidesk.domain.numbering import core, numbers
from papidesk.errors import N_

# As much of a title without number as names its section.
_TITLE = 40

_WITHIN = {
    "table": N_("table {count}"),
    "item": N_("item {count}"),
    "page_break": N_("page break {count}"),
    "paragraph": N_("paragraph {count}"),
}
_ALONE = {
    "table": N_("Table {count}"),
    "item": N_("Item {count}"),
    "page_break": N_("Page break {count}"),
    "paragraph": N_("Paragraph {count}"),
}


def spots(blocks: Sequence[Block], scheme: str, within: Spot | None = None) -> list[Spot]:
    """Return how each of ``blocks`` is called: "Section II.1", "Section II.1, paragraph 2".

    Blocks before the first section are counted alone: "Paragraph 1". ``within`` names the annex.
    """
    found = []
    path: list[tuple[int, str]] = []
    section: Spot | None = None
    counts: dict[str, int] = {}
    for block, printed in zip(blocks, numbers(blocks, scheme), strict=True):
        if isinstance(block, Heading):
            path = [part for part in path if part[0] < block.level]
            path.append((block.level, core(printed) or _short(block.text)))
            section, counts = _section(path, within), {}
            found.append(section)
            continue
        kind = _kind(block)
        counts[kind] = counts.get(kind, 0) + 1
        message = _WITHIN[kind] if section or within else _ALONE[kind]
        found.append(
            Spot(message=message, values={"count": counts[kind]}, within=section or within)
        )
    return found


def cell_spot(table: Spot, row: int, column: int) -> Spot:
    """Return how a cell is called; ``row`` and ``column`` count from 0."""
    values: dict[str, str | int] = {"row": row + 1, "column": column + 1}
    return Spot(message=N_("row {row}, column {column}"), values=values, within=table)


def row_spot(table: Spot, row: int) -> Spot:
    """Return how a row is called; ``row`` counts from 0."""
    return Spot(message=N_("row {row}"), values={"row": row + 1}, within=table)


def column_spot(table: Spot, column: int) -> Spot:
    """Return how a column is called; ``column`` counts from 0."""
    return Spot(message=N_("column {column}"), values={"column": column + 1}, within=table)


def _section(path: list[tuple[int, str]], within: Spot | None) -> Spot:
    names = [name for _, name in path]
    # "Điều 3" says itself what it is; "I", "1", "a" do not.
    own = [name for name in names if " " in name]
    if own:
        values: dict[str, str | int] = {"name": names[-1] if len(own) == 1 else own[-1]}
        if names[-1] != values["name"]:
            values["name"] = f"{values['name']}.{names[-1]}"
        return Spot(message="{name}", values=values, within=within)
    message = N_("section {number}") if within else N_("Section {number}")
    return Spot(message=message, values={"number": ".".join(names)}, within=within)


def _short(text: str) -> str:
    words = text.strip()
    return f"“{words if len(words) <= _TITLE else words[: _TITLE - 1].rstrip() + '…'}”"


def _kind(block: Block) -> str:
    match block:
        case Table():
            return "table"
        case Item():
            return "item"
        case PageBreak():
            return "page_break"
    return "paragraph"
