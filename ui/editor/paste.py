"""What a clipboard brings becomes blocks: structure recognised, foreign formatting dropped."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from papidesk.domain.blocks import Block, Cell, Heading, Paragraph, Row, Table
from papidesk.domain.document import Footnote
from papidesk.domain.ids import new_id
from papidesk.domain.manuscript import Manuscript
from papidesk.domain.numbering import level_format
from papidesk.domain.recognise.from_html import read_html
from papidesk.domain.recognise.from_text import read_text
from papidesk.domain.recognise.joining import habit_of, joined
from papidesk.domain.recognise.outline import read_outline
from papidesk.domain.recognise.strip import flatten
from papidesk.domain.record import Record, from_json, replace
from papidesk.domain.richtext import RichText
from papidesk.text.clean import clean, clean_line
from ui.editor.find import texts_of
from ui.editor.story_edits import Edit, deleted, edit, inserted_blocks, inserted_text, settled
from ui.editor.story_places import GAP, Place, Selection
from ui.editor.story_tables import MOST_COLUMNS, MOST_ROWS, filled, grid_of, table_of, with_column
from ui.editor.story_tables import with_row as row_added
from ui.editor.story_text import is_text, text_of, with_paragraphs, with_text_at

Blocks = tuple[Block, ...]
_COUNTS = re.compile("%.")
_BLANKS = re.compile(r"[ \t\n]+")
MOST_LETTERS = 5_000_000  # more than any paper: what is longer is pasted as one text


class Clip(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What is copied inside the program: blocks, or a part of one text (``inline``).

    ``notes`` are the footnotes it refers to.
    """

    blocks: tuple[Block, ...] = ()
    scheme: str = ""
    inline: bool = False
    notes: tuple[Footnote, ...] = ()


class Pasted(NamedTuple):
    """What a clipboard holds: blocks, or one text that goes into the line; footnotes of both."""

    blocks: Blocks = ()
    line: RichText | None = None
    notes: tuple[Footnote, ...] = ()


def from_clip(data: bytes, scheme: str, known: Sequence[Footnote] = ()) -> Pasted:
    """Return what was copied in this program, numbers told by its own scheme; nothing is lost.

    ``notes`` are the footnotes that the document it comes to, with those ``known``, has not yet.
    """
    clip = _with_own_notes(from_json(Clip, data), {note.id: note for note in known})
    if clip.inline and len(clip.blocks) == 1 and is_text(clip.blocks[0]):
        return Pasted(line=text_of(clip.blocks[0]), notes=clip.notes)
    blocks = _in_scheme(clip.blocks, clip.scheme, scheme, keep=True)
    return Pasted(blocks=blocks, notes=clip.notes)


def _with_own_notes(clip: Clip, known: Mapping[str, Footnote]) -> Clip:
    """Return ``clip`` with new ids for notes of another document that has used the same ones."""
    new = {n.id: new_id() for n in clip.notes if n.id in known and known[n.id] != n}
    missing = [n for n in clip.notes if n.id not in known or n.id in new]
    notes = tuple(replace(n, id=new.get(n.id, n.id)) for n in missing)
    if not new:
        return replace(clip, notes=notes)

    def renamed(text: RichText) -> RichText:
        marks = [
            replace(m, ref=new.get(m.ref, m.ref)) if m.style == "note" else m for m in text.marks
        ]
        return RichText(text=text.text, marks=tuple(marks))

    blocks = clip.blocks
    for place, text in list(texts_of(blocks)):
        if any(m.style == "note" and m.ref in new for m in text.marks):
            blocks = with_text_at(blocks, place, renamed(text))
    return replace(clip, blocks=blocks, notes=notes)


def from_html(html: str, scheme: str) -> Pasted:
    """Return what Word, LibreOffice, Excel or a browser copied."""
    return _recognised(read_html(html[:MOST_LETTERS], ""), scheme)


def from_text(text: str, scheme: str) -> Pasted:
    """Return plain text: rows of tabs as a table, numbered lines as headings and items."""
    grid = _tabbed(text)
    if grid is not None:
        return Pasted(blocks=(grid,))
    if "\n" not in text.strip("\r\n"):
        # A blank at its ends is meant: the words around it would touch.
        line = _BLANKS.sub(" ", _converted(text.strip("\r\n")))
        return Pasted(line=RichText(text=line)) if line else Pasted()
    return _recognised(read_text(text[:MOST_LETTERS], ""), scheme)


def _converted(text: str) -> str:
    manuscript = read_text(text, "")
    parts = [part.text.text for part in manuscript.parts if hasattr(part, "text")]
    # Markdown signs in one line are letters: only the encoding is taken from the reader.
    return parts[0] if manuscript.encoding and len(parts) == 1 else clean(text)


def _recognised(manuscript: Manuscript, scheme: str) -> Pasted:
    strips = flatten(manuscript)
    outline = read_outline(joined(strips, habit_of(strips)), manuscript.form)
    blocks = tuple(_without_own_style(block) for block in outline.blocks)
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return Pasted(line=text_of(blocks[0]))
    return Pasted(blocks=_in_scheme(blocks, outline.scheme, scheme, keep=False))


def _without_own_style(block: Block) -> Block:
    """Return ``block`` without bold over all of it: the official style decides that."""
    if not isinstance(block, Heading):
        return block
    text = text_of(block)
    gone = [name for name in ("b", "i", "u") if text.covered(name)]  # type: ignore[arg-type]
    kept = text.without(*gone)  # type: ignore[arg-type]
    return replace(block, text=kept.text, marks=kept.marks)


def _in_scheme(blocks: Blocks, source: str, target: str, *, keep: bool) -> Blocks:
    """Return ``blocks`` with the numbers of the story they come to."""
    made = []
    for block in blocks:
        if isinstance(block, Heading):
            if source and source != target and not block.format:
                pattern = level_format(source, block.level).format
                own = level_format(target, block.level).format
                block = replace(block, format="" if pattern == own else pattern)
            elif not keep and _sort(block.format) in (
                "",
                _sort(level_format(target, block.level).format),
            ):
                block = replace(block, format="")
            if not keep:
                block = replace(block, number_as_written="")
        made.append(block)
    return tuple(made)


def _sort(pattern: str) -> str:
    """Return what a pattern counts with: "%I", "%1", "%a"; "" for no pattern."""
    found = _COUNTS.search(pattern)
    return found[0] if found else ""


def _tabbed(text: str) -> Table | None:
    """Return rows of cells as Excel copies them in plain text; None when it is no such table."""
    if "\t" not in text:
        return None
    text = text.rstrip("\r\n").replace("\r\n", "\n")
    lines = [line.split("\t") for line in text.split("\n")]
    if len({len(line) for line in lines}) > 1:
        lines = _quoted_rows(text)  # a cell of several lines stands in quotes
    rows = [[clean_line(cell) for cell in line] for line in lines]
    width = max(map(len, rows))
    if min(map(len, rows)) != width or width > MOST_COLUMNS or len(rows) > MOST_ROWS:
        return None
    made = tuple(
        Row(cells=tuple(Cell(paragraphs=(RichText(text=t),) if t else ()) for t in row))
        for row in rows
    )
    return Table(rows=made, header_rows=0)


def _quoted_rows(text: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    except csv.Error:  # a cell beyond all measure
        return [[]]


def pasted(blocks: Blocks, selection: Selection, what: Pasted) -> Edit:
    """Return ``blocks`` with ``what`` in place of the selection."""
    place = selection.caret
    table = _only_table(what)
    if table is not None and place.in_cell and place.cell >= 0:
        return _into_cells(blocks, selection.start, table)
    if not selection.empty:
        blocks, after = deleted(blocks, selection.start, selection.end)
        place = after.caret
    if what.line is not None:
        return inserted_text(blocks, place, what.line)
    if not what.blocks:
        return edit(blocks, place)
    return inserted_blocks(blocks, place, _fresh(blocks, what.blocks))


def _only_table(what: Pasted) -> Table | None:
    found = [block for block in what.blocks if not (is_text(block) and not text_of(block).text)]
    return found[0] if len(found) == 1 and isinstance(found[0], Table) else None


def _fresh(blocks: Blocks, new: Blocks) -> Blocks:
    """Return ``new`` without the keys that blocks of the story have already."""
    known = {block.id for block in blocks if block.id}
    return tuple(replace(block, id="") if block.id in known else block for block in new)


def _into_cells(blocks: Blocks, place: Place, new: Table) -> Edit:
    """Return the table at ``place`` with the cells of ``new`` from that cell on; it grows."""
    table = blocks[place.block]
    if not isinstance(table, Table) or place.offset == GAP:
        return edit(blocks, place)
    table = filled(table)
    origin = grid_of(table).of_cell(place.row, place.cell)
    source = grid_of(new)
    if origin is None:
        return edit(blocks, place)
    while grid_of(table).rows < min(origin.row + source.rows, MOST_ROWS):
        table = row_added(table, grid_of(table).rows)
    while grid_of(table).columns < min(origin.column + source.columns, MOST_COLUMNS):
        table = with_column(table, grid_of(table).columns)
    grid = grid_of(table)
    words = {(s.row + origin.row, s.column + origin.column): s.cell for s in source.spreads}
    spreads = [
        s
        if (s.row, s.column) not in words
        else s._replace(
            cell=with_paragraphs(s.cell, words[s.row, s.column].paragraphs or (RichText(),))
        )
        for s in grid.spreads
    ]
    changed = table_of(table, spreads, grid.rows, grid.columns)
    result = (*blocks[: place.block], changed, *blocks[place.block + 1 :])
    return edit(result, settled(result, place._replace(paragraph=0, offset=0)))
