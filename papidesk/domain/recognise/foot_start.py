"""Where the foot of a paper begins: at "Nơi nhận", at the signature, or at the bare end."""

from __future__ import annotations

import re

from papidesk.domain.recognise import issue_line, words
from papidesk.domain.recognise.marker import marker_of
from papidesk.domain.recognise.recipients import ARCHIVE
from papidesk.domain.recognise.strip import Strip
from papidesk.domain.recognise.vocabulary import POSITIONS
from papidesk.text.fold import fold

SIGNED_BY_HAND = re.compile(
    r"[(\[<]?\s*(?:[Đđ]ã ký|ĐÃ KÝ|[Kk]ý tên.{0,30}|[Kk]ý,.{0,40}|[Kk]ý và ghi.{0,20}|"
    r"[Cc]hữ ký.{0,20}|[Kk]ý số.{0,30}|[Đđ]ã ký số.{0,30}|[Cc]on dấu|[Dd]a ?ky|"
    r"\s*[Kk]ý,? đóng dấu.{0,20})"
    r"\s*[)\]>]?\s*$"
)
_MOST_RECIPIENTS = 20


def foot_start(strips: list[Strip], start: int, stop: int) -> int:
    """Return where the foot begins between ``start`` and ``stop``; ``stop`` when there is none."""
    label = next((i for i in range(start, stop) if is_label(strips[i])), None)
    sign = _first_signature(strips, start, stop, label)
    if label is None:
        label = _unlabelled(strips, start, stop if sign is None else sign)
    known = [i for i in (label, sign) if i is not None]
    if known:
        return _back(strips, min(known), start)
    return _bare_end(strips, start, stop)


def _unlabelled(strips: list[Strip], start: int, stop: int) -> int | None:
    """Return where recipients without "Nơi nhận" begin right above ``stop``: they end in "Lưu"."""
    end = stop
    while end > start and words.is_rule(strips[end - 1].text) and not strips[end - 1].number:
        end -= 1
    if end == start or strips[end - 1].grid or not ARCHIVE.match(strips[end - 1].written):
        return None
    begin = end - 1
    while begin > start and stop - begin < _MOST_RECIPIENTS:
        strip = strips[begin - 1]
        if strip.grid is not None or not is_item(strip) or len(strip.text) > 120:
            break
        begin -= 1
    return begin


def is_item(strip: Strip) -> bool:
    """Tell a line that begins with a dash or another list sign."""
    mark = marker_of(strip.text)
    return strip.bullet or (mark is not None and mark.style in ("dash", "plus", "bullet"))


def is_label(strip: Strip) -> bool:
    """Tell the line with "Nơi nhận"."""
    text = strip.text.strip(" *_-–")
    return strip.grid is None and bool(text) and words.recipients_label(text) is not None


def _first_signature(strips: list[Strip], start: int, stop: int, label: int | None) -> int | None:
    """Return where the signature begins: the first line of authority or of a post near the end."""
    for index in range(start, stop):
        strip = strips[index]
        text = strip.text
        if strip.grid is not None or not text or len(text) > 130 or strip.number:
            continue
        bare = text.strip(" *_")
        if not bare or not bare[0].isupper() or bare.endswith((":", ";")):
            continue
        near_label = label is not None and -12 <= index - label <= 40
        if words.authority(bare) and (
            near_label or _name_follows(strips, index, stop) or _is_last(strips, index, stop)
        ):
            return index
        if not (words.is_capitals(bare) and words.is_position(bare)):
            if not _is_plain_post(bare):
                continue
            near_label = False
        if near_label or (_name_follows(strips, index, stop) and _is_last(strips, index, stop)):
            return index
    return None


def _is_plain_post(text: str) -> bool:
    """Tell a post in small letters alone on its line: "Trưởng trạm"."""
    return len(text) < 45 and text[-1].isalpha() and fold(text).startswith(POSITIONS)


def _is_last(strips: list[Strip], index: int, stop: int) -> bool:
    """Tell whether no more text of the paper follows: a post may stand in its middle, too."""
    for strip in strips[index + 1 : stop]:
        if len(strip.text) > 160:
            return False
        mark = marker_of(strip.text)
        if mark and mark.sure and mark.style in ("roman", "arabic", "article", "dotted", "letter"):
            return False
        if words.recipients_label(strip.text.strip(" *_-–")):
            return True
    return True


def _name_follows(strips: list[Strip], index: int, stop: int) -> bool:
    for strip in strips[index + 1 : min(stop, index + 8)]:
        text = strip.text.strip(" *_")
        if strip.grid is not None or len(text) > 60:
            return False
        if words.is_name(text) and words.has_surname(text) and not words.is_position(text):
            return True
    return False


def _back(strips: list[Strip], begin: int, start: int) -> int:
    """Take in what stands right above: the date, the name of the body, a blank cell's lines."""
    while begin > start:
        strip = strips[begin - 1]
        text = strip.text.strip(" *_")
        if strip.grid is not None:
            break
        dated = len(text) < 90 and issue_line.place_and_date(text) is not None
        same_table = strip.cell >= 0 and strips[begin].cell >= 0
        stray = words.is_rule(text) or (SIGNED_BY_HAND.match(text) is not None)
        if not (dated or same_table or stray):
            break
        begin -= 1
    return begin


def _bare_end(strips: list[Strip], start: int, stop: int) -> int:
    """Find a foot without label and authority: a layout table, a date, a name at the very end."""
    begin = stop
    while begin > start:
        strip = strips[begin - 1]
        text = strip.text.strip(" *_")
        if strip.grid is not None or marker_of(text) or strip.heading:
            break
        dated = len(text) < 90 and issue_line.place_and_date(text) is not None
        in_table = strip.cell >= 0 and begin - 1 > start
        name = (
            stop - begin < 3
            and words.is_name(text)
            and words.has_surname(text)
            and len(text.split()) >= 3
            and not words.is_capitals(text)
        )
        body = words.is_capitals(text) and words.opens_organisation(text) and len(text) < 80
        ended = begin - 1 > start and strips[begin - 2].text.rstrip(" *").endswith(("./.", "./"))
        if not (dated or in_table or name or (body and ended) or SIGNED_BY_HAND.match(text)):
            break
        begin -= 1
    return begin
