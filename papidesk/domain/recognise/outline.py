"""The body's blocks: headings with their levels, items, paragraphs, tables, page breaks."""

from __future__ import annotations

import msgspec

from papidesk.domain.blocks import Block, Heading, Item, PageBreak, Paragraph
from papidesk.domain.manuscript import Form, Piece
from papidesk.domain.numbering import level_format
from papidesk.domain.recognise import words
from papidesk.domain.recognise.levels import Ladder, key_of
from papidesk.domain.recognise.lost_numbers import find_lost
from papidesk.domain.recognise.marker import Marker, is_number_alone, marker_of
from papidesk.domain.recognise.strip import Strip, cut, replace
from papidesk.domain.recognise.tables import table_of
from papidesk.domain.recognise.titles import is_emphasised, tell_titles

_SIGNS = frozenset({"dash", "plus", "bullet"})
_CANONICAL = {"roman": "%I.", "arabic": "%1.", "letter": "%a)", "upper": "%A."}
_PLAIN = {"arabic)": "%1)", "paren1": "(%1)", "parena": "(%a)", "step": "Bước %1:"}
_NAMED = {
    "part": "Phần %I", "chapter": "Chương %I", "section": "Mục %1", "subsection": "Tiểu mục %1",
    "article": "Điều %1.",
}  # fmt: skip


class Entry(msgspec.Struct):
    """A strip with what it begins with, and what is inferred of it."""

    strip: Strip
    marker: Marker | None = None
    lost_level: int = 0


class Outline(msgspec.Struct, kw_only=True):
    """The blocks of a body, the scheme they follow, and where each stood (by path)."""

    blocks: tuple[Block, ...] = ()
    scheme: str = "roman"
    places: dict[str, tuple[Piece, ...]] = msgspec.field(default_factory=dict)


def read_outline(strips: list[Strip], form: Form, prefix: str = "") -> Outline:
    """Return the blocks of whole (already joined) strips; paths begin with ``prefix``."""
    entries = [_entry(strip) for strip in _with_numbers(strips)]
    _drop_doubtful(entries)
    _take_named_titles(entries)
    keys = [key_of(entry.marker) for entry in entries if entry.marker]
    scheme = _scheme(keys)
    for index, level in find_lost([(e.strip, e.marker) for e in entries]).items():
        entries[index].lost_level = level
    builder = _Builder(entries, scheme, form, prefix)
    return Outline(blocks=tuple(builder.run()), scheme=scheme, places=builder.places)


def _with_numbers(strips: list[Strip]) -> list[Strip]:
    """Give a number alone on its line ("I.") to the text below it, as columns of PDF part them."""
    result: list[Strip] = []
    for strip in strips:
        before = result[-1] if result else None
        alone = before is not None and before.grid is None and len(before.text) < 7
        if (
            before is not None
            and alone
            and not before.number
            and is_number_alone(before.text)
            and strip.grid is None
            and not strip.number
            and strip.text[:1].isupper()
            and marker_of(strip.text) is None
        ):
            result[-1] = replace(
                strip,
                number=before.text.strip(" *"),
                page_break=before.page_break,
                blank_before=before.blank_before,
            )
            continue
        result.append(strip)
    return result


def _entry(strip: Strip) -> Entry:
    if strip.grid is not None:
        return Entry(strip=strip)
    if strip.number and not strip.bullet:
        marker = marker_of(f"{strip.number.strip()} Xx")
        if marker is not None:
            return Entry(strip=strip, marker=_automatic(marker, strip.number.strip()))
        return Entry(strip=strip)
    if strip.bullet:
        sign = strip.number.strip() or "-"
        style = "plus" if sign == "+" or strip.list_level > 0 else "dash"
        return Entry(
            strip=strip, marker=Marker(style="plus" if style == "plus" else "dash", raw=sign)
        )
    return Entry(strip=strip, marker=marker_of(strip.text))


def _automatic(marker: Marker, raw: str) -> Marker:
    return Marker(
        style=marker.style, value=marker.value, raw=raw, end=0, sure=True, path=marker.path
    )


def _drop_doubtful(entries: list[Entry]) -> None:
    """Keep a doubtful number only where it is emphasised or the next of its kind."""
    last: dict[str, int] = {}
    _drop_bare(entries)
    for index, entry in enumerate(entries):
        marker = entry.marker
        if marker is None or marker.style in _SIGNS:
            continue
        key = key_of(marker)
        if not marker.sure:
            text = entry.strip.text
            next_one = last.get(key, 0) + 1 == marker.value
            short = len(text) < 140 and not text.rstrip().endswith((".", ";", ","))
            emphasised = is_emphasised(entry.strip)
            upper = marker.style == "upper"
            good = (emphasised and (next_one or marker.value == 1)) or (
                not upper and next_one and short and marker.value > 1
            )
            # A dotted number without a dot after it ("2.5 Công tác") only needs a neighbour.
            good = good or (short and marker.value == 1 and _second_follows(entries, index))
            good = good or (marker.style == "dotted" and (next_one or emphasised or short))
            if not good and not (emphasised and marker.raw != str(marker.value)):
                entry.marker = None
                continue
        last[key] = marker.value


def _drop_bare(entries: list[Entry]) -> None:
    """Take "1 Xã A", "2 Xã B" one below the other for rows of a table, not for headings.

    That holds in papers that set a dot behind their numbers; one bare number is a slip.
    """
    dotted = sum(
        e.marker is not None and e.marker.style == "arabic" and e.marker.sure for e in entries
    )
    bare = [e.marker is not None and e.marker.raw.isdigit() and not e.strip.number for e in entries]
    if dotted < 2:
        return
    for index, entry in enumerate(entries):
        beside = any(bare[max(0, index - 1) : index]) or any(bare[index + 1 : index + 2])
        if bare[index] and beside and not is_emphasised(entry.strip):
            entry.marker = None


def _second_follows(entries: list[Entry], index: int) -> bool:
    """Tell whether the number after a doubtful first one comes soon: "a. …", then "b. …"."""
    own = entries[index].marker
    for entry in entries[index + 1 : index + 14]:
        marker = entry.marker
        if marker is not None and own is not None and key_of(marker) == key_of(own):
            return marker.value == 2 and marker.raw[-1:] == own.raw[-1:].replace("1", "2")
    return False


def _take_named_titles(entries: list[Entry]) -> None:
    """Give "Chương I" alone on its line the title in capitals on the next one."""
    at = 0
    while at < len(entries) - 1:
        entry, after = entries[at], entries[at + 1]
        marker = entry.marker
        named = marker is not None and marker.style in ("part", "chapter", "section", "subsection")
        if (
            marker is not None
            and named
            and not entry.strip.text[marker.end :].strip()
            and after.marker is None
            and after.strip.grid is None
            and words.is_capitals(after.strip.text)
        ):
            number = entry.strip
            after.strip = replace(
                after.strip,
                number=marker.raw,
                page_break=number.page_break,
                blank_before=number.blank_before,
            )
            after.marker = _automatic(marker, marker.raw)
            del entries[at]
        at += 1


def _scheme(keys: list[str]) -> str:
    if keys.count("article") >= 1 and keys.count("roman") <= keys.count("article"):
        return "articles"
    for key in keys:
        if key in ("roman", "part", "upper"):
            return "roman"
    return "arabic" if any(key in ("arabic", "dotted2", "arabic)") for key in keys) else "roman"


class _Builder:
    """Turns entries into blocks one after the other."""

    def __init__(self, entries: list[Entry], scheme: str, form: Form, prefix: str) -> None:
        self.entries = entries
        self.scheme = scheme
        self.form = form
        self.prefix = prefix
        self.ladder = Ladder(articles=scheme == "articles")
        self.blocks: list[Block] = []
        self.places: dict[str, tuple[Piece, ...]] = {}
        self.titles = tell_titles([(entry.strip, entry.marker) for entry in entries])

    def run(self) -> list[Block]:
        for index, entry in enumerate(self.entries):
            if entry.strip.page_break and self.blocks and self.form == "docx":
                self.blocks.append(PageBreak())
            self._add(index, entry)
        return self.blocks

    def _add(self, index: int, entry: Entry) -> None:
        strip, marker = entry.strip, entry.marker
        path = f"{self.prefix}blocks/{len(self.blocks)}"
        if strip.grid is not None:
            table, places = table_of(strip.grid, path)
            self.places |= places
            self.blocks.append(table)
            return
        text = cut(strip, marker.end) if marker and not strip.number else strip
        self.places[path] = text.pieces
        if entry.lost_level:
            self.blocks.append(self._lost(entry))
        elif marker is not None and marker.style in _SIGNS:
            level = 2 if marker.style == "plus" else 1
            self.blocks.append(
                Item(level=level, text=text.text, marks=text.marks, marker=marker.raw)
            )
        elif marker is not None:
            self.blocks.append(self._heading(index, text, marker))
        else:
            self.blocks.append(paragraph_of(strip))

    def _lost(self, entry: Entry) -> Heading:
        style = "roman" if entry.lost_level == 1 and self.scheme == "roman" else "arabic"
        if entry.lost_level == 1:
            self.ladder.place(Marker(style=style, value=0), title=True)  # type: ignore[arg-type]
        return Heading(
            level=entry.lost_level, text=entry.strip.text, marks=entry.strip.marks, run_in=False
        )

    def _heading(self, index: int, text: Strip, marker: Marker) -> Heading:
        title = self.titles[index]
        level = self.ladder.place(marker, title)
        pattern = self._format(marker, level)
        return Heading(
            level=level,
            text=text.text,
            marks=text.marks,
            number_as_written=marker.raw,
            format=pattern,
            run_in=not title,
        )

    def _format(self, marker: Marker, level: int) -> str:
        """Return the number's pattern where it is not the scheme's own at this level."""
        expected = level_format(self.scheme, level).format
        style = marker.style
        if style == "dotted":
            pattern = "%d."
            if self.scheme != "arabic" or level != len(marker.path):
                pattern = ".".join(str(part) for part in marker.path[:-1]) + ".%1."
        elif style == "pareni":
            pattern = marker.raw.rstrip(".:")
        else:
            pattern = _CANONICAL.get(style) or _PLAIN.get(style) or _NAMED.get(style, "")
        return "" if pattern == expected else pattern


def paragraph_of(strip: Strip) -> Paragraph:
    """Return a strip as running text; a number nobody understood stays in it."""
    text, marks = strip.text, strip.marks
    if strip.number:
        text = f"{strip.number} {text}".strip()
        shift = len(text) - len(strip.text)
        marks = tuple(
            msgspec.structs.replace(m, start=m.start + shift, end=m.end + shift) for m in marks
        )
    if strip.align == "center" and len(text) < 300:
        return Paragraph(text=text, marks=marks, style="center")
    if strip.align == "right" and len(text) < 200:
        return Paragraph(text=text, marks=marks, style="right")
    return Paragraph(text=text, marks=marks)
