"""Two columns made one after the other: layout tables, tabs and runs of blanks in head and foot."""

from __future__ import annotations

import re
from itertools import pairwise

from papidesk.domain.manuscript import Grid
from papidesk.domain.recognise import issue_line, words
from papidesk.domain.recognise.packed_cells import holds_country, packed_cuts
from papidesk.domain.recognise.post_and_name import post_cuts
from papidesk.domain.recognise.recipients import ARCHIVE
from papidesk.domain.recognise.strip import Strip, cut, join, replace, strips_of
from papidesk.domain.recognise.vocabulary import POSITIONS
from papidesk.text.fold import fold

_GAP = re.compile(r"\t\s*|\s{3,}")
_SOME_GAP = re.compile(r"\t|\s{2,}")
_AFTER_RECIPIENT = re.compile(r"(?<=[:;.)*])\s+(?=[A-ZĐ])")
_OPEN_NUMBER = re.compile(r"\W*S[ốôo]\s*[:.]?[\s\d.…_]*")
_BARE_SYMBOL = re.compile(r"\d{0,5}\s*[/-]\s*[A-ZĐ][\w.&-]*[-/]\S{1,30}")
_OPEN_DATE = re.compile(r"[Nn]gày[\s\d.…_]*(?:tháng[\s\d.…_]*)?$")
_DATE_GOES_ON = re.compile(r"[\s\d.…_]*(?:tháng|năm)(?:[\s\d.…_]|$)")
_PREFIX = re.compile(r"(?:TM|KT|TL|TUQ|Q)\s*[.:]$")
_VV = re.compile(r"\s(?=V/v\s)")
_NUMBER = re.compile(r"\W*S[ốôo]\s*[:.;]?\s*(?=[\d/.…_\s])")
_SYMBOL_END = re.compile(r"/\s*[^\s,]+(?=\s)")
# How far from the top a head reaches, and from "Nơi nhận" a foot.
_HEAD = 60
_FOOT = 40
_TWO_SIGN = 12
# Tables among the first strips may be heads whose lines were packed into one.
_PACKED = 12


def untangle(strips: list[Strip]) -> list[Strip]:
    """Return the strips with layout tables and two-column lines of head and foot taken apart.

    Data tables and tabs in the body stay. The left column comes before the right one.
    """
    result: list[Strip] = []
    foot = 0
    for index, strip in enumerate(strips):
        if strip.grid is not None:
            parts = _dissolved(strip, strip.grid, index)
        elif index < _HEAD or foot or "\t" in strip.text or "   " in strip.text:
            parts = _split(strip, top=index < 16, foot=foot > 0)
        else:
            parts = [strip]
        result += parts
        foot = max(0, foot - 1)
        if any(len(p.text) < 90 and words.is_recipients_label(p.text) for p in parts):
            foot = _FOOT
        elif len(parts) == 2 and _are_posts([part.text for part in parts]):
            # Two posts side by side sign minutes: their names follow side by side.
            foot = max(foot, _TWO_SIGN)
    return _mended(result)


def _mended(strips: list[Strip]) -> list[Strip]:
    """Join number and date lines of a head that a blank left open parted: "Số:" and "/KH-UBND"."""
    result: list[Strip] = []
    waiting = -1
    for index, strip in enumerate(strips):
        before = result[-1] if result else None
        if waiting >= 0 and len(result) - waiting < 6 and _BARE_SYMBOL.fullmatch(strip.text):
            # Lines of the right column came in between.
            result[waiting] = join([result[waiting], strip], [" "])
            waiting = -1
            continue
        if index < _HEAD and len(strip.text) < 20 and _OPEN_NUMBER.fullmatch(strip.text):
            waiting = len(result)
        if before is not None and index < _HEAD and strip.grid is None and len(strip.text) < 80:
            date = len(before.text) < 70 and _OPEN_DATE.search(before.text)
            if date and _DATE_GOES_ON.match(strip.text):
                result[-1] = join([before, strip], [" "])
                continue
        result.append(strip)
    return result


def _dissolved(strip: Strip, grid: Grid, index: int) -> list[Strip]:
    if not is_layout_grid(grid, near_top=index < _PACKED):
        return [strip]
    columns: dict[int, list[Strip]] = {}
    for row in grid.rows:
        at = 0
        for cell in row:
            own = columns.setdefault(at, [])
            blank = bool(own)
            for line in cell.lines:
                found = [
                    part
                    for piece in strips_of(line, at)
                    for packed in (_unpacked(piece) if index < _PACKED else [piece])
                    for part in _split(packed, top=False, foot=index >= 8)
                ]
                if not found:
                    blank = True
                    continue
                own.append(replace(found[0], blank_before=blank or found[0].blank_before))
                own += found[1:]
                blank = False
            at += cell.colspan
    parts = [part for at in sorted(columns) for part in columns[at]]
    if parts:
        parts[0] = replace(
            parts[0], blank_before=True, page_break=strip.page_break or parts[0].page_break
        )
    return parts


def _unpacked(strip: Strip) -> list[Strip]:
    edges = [0, *packed_cuts(strip), len(strip.text)]
    parts = [cut(strip, a, b) for a, b in pairwise(edges)]
    return [part if i == 0 else _second(part) for i, part in enumerate(p for p in parts if p.text)]


def is_layout_grid(grid: Grid, near_top: bool = False) -> bool:
    """Tell whether a table lays out a head, addressees or a foot instead of holding data."""
    if len(grid.rows) > 12:
        return False
    width = max((sum(cell.colspan for cell in row) for row in grid.rows), default=0)
    if width > 6:
        return False
    texts = [
        part
        for row in grid.rows
        for cell in row
        for line in cell.lines
        for part in line.text.text.split("\n")
        if part.strip()
    ]
    if not texts:
        return not grid.borders
    telling = [
        words.is_country(text)
        or words.is_motto(text)
        or words.is_recipients_label(text.strip())
        or words.addressees_label(text.strip(" *-")) is not None
        or words.authority(text.strip()) is not None
        or (near_top and holds_country(text))
        for text in texts
    ]
    if any(telling):
        return True
    if len(grid.rows) == 1 and len(texts) == 1:
        # A body alone in its row signs: "| | VĂN PHÒNG UBND TỈNH |".
        return words.is_capitals(texts[0]) and words.opens_organisation(texts[0].strip(" *"))
    if near_top and any(issue_line.number_and_symbol(text) for text in texts):
        return True
    if any(words.is_position(text.strip()) for text in texts) and len(grid.rows) <= 3:
        return len(texts) <= 12 and sum(map(len, texts)) < 500
    return (
        not grid.borders
        and len(grid.rows) <= 4
        and width <= 3
        and (len(grid.rows) == 1 or near_top)
        and all(words.is_capitals(text) or len(text) < 40 for text in texts)
    )


def _split(strip: Strip, top: bool, foot: bool) -> list[Strip]:
    """Return the parts of a line that belong to different columns."""
    text = strip.text
    if len(text) > 260:
        return [strip]
    cuts = _date_cut(text) or _layout_cuts(text, top, foot)
    if not cuts:
        return [strip]
    edges = [0, *cuts, len(text)]
    parts = [cut(strip, a, b) for a, b in pairwise(edges)]
    kept = [part for part in parts if part.text]
    return [part if i == 0 else _second(part) for i, part in enumerate(kept)]


def _second(part: Strip) -> Strip:
    return replace(part, blank_before=False, page_break=False, heading=0, number="", soft=False)


def _date_cut(text: str) -> list[int]:
    """Return where the date begins in a line that begins with number or abstract."""
    at = issue_line.date_start(text)
    if at <= 0:
        return []
    left = text[:at]
    gaps = [m for m in _SOME_GAP.finditer(left) if left[m.end() :].strip()]
    if _NUMBER.match(text):
        vv = _VV.search(text)
        symbol = _SYMBOL_END.search(left)
        if symbol is None:
            start = gaps[-1].end() if gaps and "/" in left[: gaps[-1].start()] else -1
        else:
            later = [gap for gap in gaps if gap.start() >= symbol.end()]
            start = later[-1].end() if later else symbol.end()
        cuts = [start] if start > 0 else []
        if vv and start < 0:
            cuts = [vv.end()]
        return cuts if issue_line.place_and_date(text[start:]) and start > 0 else []
    wide = [gap for gap in gaps if len(gap[0]) >= 3 or "\t" in gap[0]]
    if wide and issue_line.place_and_date(text[wide[-1].end() :]):
        return [wide[-1].end()]
    return []


def _layout_cuts(text: str, top: bool, foot: bool) -> list[int]:
    if cuts := post_cuts(text):
        return cuts
    if issue_line.place_and_date(text) or _NUMBER.match(text):
        vv = _VV.search(text) if _NUMBER.match(text) else None
        if vv:
            return [vv.end()]
        tabs = [m.end() for m in re.finditer(r"\t\s*", text)]
        return [at for at in tabs if words.is_layout(text[at:])]
    gaps = list(_GAP.finditer(text))
    if gaps:
        edges = [0, *(gap.end() for gap in gaps), len(text)]
        parts = [text[a:b] for a, b in pairwise(edges)]
        if len(parts) == 2 and _are_posts(parts):
            return [gaps[0].end()]
        if (foot and len(parts) <= 4) or any(map(words.is_layout, parts)):
            return _worth_cutting(edges[1:-1], parts, foot)
    if (foot or words.is_recipients_label(text)) and (at := _signature_at(text)) > 0:
        return [at]
    if top and (at := words.country_at(text)) > 0 and text[:at].strip(" *"):
        return [at]
    return []


def _are_posts(parts: list[str]) -> bool:
    """Tell two posts side by side: "THƯ KÝ      CHỦ TỌA", "Người báo cáo      Trưởng trạm"."""
    bare = [part.strip(" *_\t") for part in parts]
    return all(
        len(part) < 60 and part[-1:].isalpha() and fold(part).startswith(POSITIONS) for part in bare
    )


def _signature_at(text: str) -> int:
    """Return where a line of the signature begins right behind a recipient: "VT. KT. CHỦ TỊCH"."""
    for gap in _AFTER_RECIPIENT.finditer(text):
        rest = text[gap.end() :]
        if _PREFIX.search(text[: gap.start()]):
            continue
        if words.authority(rest) or words.is_position(rest):
            return gap.end()
        # The signer's name ran into the last recipient: "- Lưu: VT. Nguyễn Văn Mẫu".
        ended = ARCHIVE.match(text) is not None and text[gap.start() - 1] == "."
        if ended and len(rest.split()) >= 3 and words.is_name(rest) and words.has_surname(rest):
            return gap.end()
    return -1


def _worth_cutting(cuts: list[int], parts: list[str], foot: bool) -> list[int]:
    """Leave gaps inside a name of an office closed: "ỦY BAN NHÂN DÂN      TỈNH LÀO CAI"."""
    return [
        at
        for at, left, right in zip(cuts, parts, parts[1:], strict=False)
        if right.strip()
        and left.strip()
        and (foot or words.is_layout(right) or words.is_layout(left))
        and not words.addressees_label(left.strip(" *"))
        and not (words.is_capitals(left) and words.opens_place(right))
    ]
