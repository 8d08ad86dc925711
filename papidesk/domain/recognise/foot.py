"""The foot of a paper: recipients, signature, and the date where it stands at the end."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from papidesk.domain.document import Aside
from papidesk.domain.recognise import issue_line, words
from papidesk.domain.recognise.head import SIGNED
from papidesk.domain.recognise.marker import marker_of
from papidesk.domain.recognise.strip import Strip, cut
from papidesk.text.fold import fold

_SIGNED = re.compile(
    r"[(\[<]?\s*(?:[Đđ]ã ký|ĐÃ KÝ|[Kk]ý tên.{0,30}|[Kk]ý,.{0,40}|[Kk]ý và ghi.{0,20}|"
    r"[Cc]hữ ký.{0,20}|[Kk]ý số.{0,30}|[Đđ]ã ký số.{0,30}|[Cc]on dấu|\s*[Kk]ý,? đóng dấu.{0,20})"
    r"\s*[)\]>]?\s*$"
)
_ARCHIVE = re.compile(
    r"[-–•*;\s]*L[ưuứ]{1,2}u?\b\s*[:;,.]?\s*(?:VT|VP|V\.T|[Vv]ăn (?:thư|phòng)|[A-ZĐ]|hồ sơ)"
)
_LONGEST = 170


class Foot(msgspec.Struct, kw_only=True):
    """The strips of a foot by what they are, and the part of the paper they take."""

    begin: int
    end: int
    recipients: list[Strip] = msgspec.field(default_factory=list)
    signature: list[Strip] = msgspec.field(default_factory=list)
    dates: list[Strip] = msgspec.field(default_factory=list)
    asides: list[Aside] = msgspec.field(default_factory=list)
    unknown: list[Strip] = msgspec.field(default_factory=list)
    labelled: bool = False


def find_foot(strips: list[Strip], start: int, stop: int) -> Foot | None:
    """Return the foot that begins first between ``start`` and ``stop``, None when there is none."""
    label = next((i for i in range(start, stop) if _is_label(strips[i])), None)
    sign = _first_signature(strips, start, stop, label)
    known = [i for i in (label, sign) if i is not None]
    if known:
        begin = _back(strips, min(known), start)
        return _Reader(strips, begin, stop).run()
    return _bare_end(strips, start, stop)


def _is_label(strip: Strip) -> bool:
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
        if not bare or not (bare[0].isupper()):
            continue
        if words.authority(bare):
            return index
        if not words.is_capitals(bare) or not words.is_position(bare):
            continue
        near_label = label is not None and -12 <= index - label <= 40
        if near_label or _name_follows(strips, index, stop):
            return index
    return None


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
        stray = words.is_rule(text) or (_SIGNED.match(text) is not None)
        if not (dated or same_table or stray):
            break
        begin -= 1
    return begin


def _bare_end(strips: list[Strip], start: int, stop: int) -> Foot | None:
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
        if not (dated or in_table or name or (body and ended) or _SIGNED.match(text)):
            break
        begin -= 1
    return _Reader(strips, begin, stop).run() if begin < stop else None


class _Reader:
    """Reads a foot line by line and says where it ends."""

    def __init__(self, strips: list[Strip], begin: int, stop: int) -> None:
        self.strips = strips
        self.stop = stop
        self.foot = Foot(begin=begin, end=begin)
        self.open = False  # the list of recipients goes on
        self.archived = False
        self.named = False
        self.posted = False
        self.dashed = False

    def run(self) -> Foot:
        at = self.foot.begin
        while at < self.stop:
            strip = self.strips[at]
            if strip.grid is not None or not self._take(strip):
                break
            at += 1
        self.foot.end = at
        return self.foot

    def _take(self, strip: Strip) -> bool:
        text = strip.text.strip(" *_")
        foot = self.foot
        if not text or words.is_rule(strip.text):
            return not strip.number
        if not foot.labelled and _is_label(strip):
            return self._take_label(strip)
        if SIGNED.match(text) or _SIGNED.match(text):
            foot.asides.append(Aside(kind="stamp", text=strip.written, line=strip.line))
            return True
        if len(text) < 90 and issue_line.place_and_date(text):
            foot.dates.append(strip)
            return True
        return self._take_line(strip, text)

    def _take_label(self, strip: Strip) -> bool:
        self.foot.labelled = self.open = True
        self.foot.recipients.append(strip)
        label = words.recipients_label(strip.text.strip(" *_-–"))
        rest = strip.text.strip(" *_-–")[label.end() :] if label else ""
        self.archived = _ARCHIVE.search(rest) is not None
        self.dashed = rest.strip(" *_:")[:1] in ("-", "–")
        return True

    def _take_line(self, strip: Strip, text: str) -> bool:
        foot = self.foot
        mark = marker_of(text)
        if mark and mark.style in ("dash", "plus", "bullet") and len(text) < 300:
            if not foot.labelled:
                # Dashes after a signature without "Nơi nhận" are recipients only with "Lưu".
                return False
            self.dashed = True
            return self._recipient(strip)
        if words.authority(text):
            self.posted = True
            foot.signature.append(strip)
            return True
        if self._is_name(strip, text):
            self.named = True
            foot.signature.append(strip)
            return True
        if self._is_post(strip, text):
            self.posted = True
            foot.signature.append(strip)
            return True
        if self.open and self._goes_on(strip, text, bool(mark and mark.sure)):
            return self._recipient(strip)
        return self._stray(strip, text)

    def _recipient(self, strip: Strip) -> bool:
        if self.archived and not _ARCHIVE.match(strip.text) and self.named and strip.cell < 0:
            return False
        self.foot.recipients.append(strip)
        self.archived = self.archived or _ARCHIVE.match(strip.text) is not None
        return True

    def _is_name(self, strip: Strip, text: str) -> bool:
        if self.named or not words.is_name(text) or words.is_position(text):
            return False
        if fold(text).startswith(words.POSITIONS):
            return False
        if self.open and not (self.posted or self.archived):
            return False
        if words.has_surname(text):
            return True
        started = bool(self.foot.signature)
        return started and (strip.cell > 0 or (strip.bold and not words.is_capitals(text)))

    def _is_post(self, strip: Strip, text: str) -> bool:
        if self.named or len(text) > 110:
            return False
        if words.is_capitals(text):
            if words.is_position(text):
                return True
            if text.endswith((";", ".")) or (self.open and not self.posted and strip.cell <= 0):
                return False
            mark = marker_of(text)
            first = not (self.foot.signature or self.foot.labelled)
            told = self.posted or strip.cell >= 0 or (first and words.opens_organisation(text))
            return not (mark and mark.sure) and told
        plain = fold(text).startswith(words.POSITIONS) and len(text) < 45
        alone = self.archived or not self.open
        return plain and alone and (self.posted or strip.cell > 0 or strip.bold or self.archived)

    def _goes_on(self, strip: Strip, text: str, numbered: bool) -> bool:
        """Tell whether a line without dash is a recipient or the rest of one."""
        if numbered or len(text) > _LONGEST or not self.foot.recipients:
            return False
        last = self.foot.recipients[-1]
        if strip.cell >= 0 and strip.cell == last.cell:
            return True
        if words.is_capitals(text) and len(text) > 12:
            return False
        if self.archived:
            return (
                not last.text.rstrip().endswith(".")
                and len(text) < 40
                and (text[0].islower() or text[0] in "(,;")
            )
        if _ARCHIVE.match(text):
            return True
        return not (strip.blank_before and self.dashed and not text[0].islower())

    def _stray(self, strip: Strip, text: str) -> bool:
        """Keep an unknown short line inside the foot as text; a longer one ends the foot."""
        done = (self.named or self.archived) and strip.cell < 0
        if done or len(text) > 90 or strip.page_break or strip.heading:
            return False
        if not self.foot.labelled and not self.foot.signature and not self.foot.dates:
            return False
        mark = marker_of(text)
        if mark and mark.sure and strip.cell < 0:
            return False
        self.foot.unknown.append(strip)
        return True


def recipient_items(strips: list[Strip]) -> list[list[Strip]]:
    """Return the recipients as lists of strips (an item may go on over lines), without label."""
    items: list[list[Strip]] = []
    dashed = any(marker_of(s.text.strip(" *_;")) for s in strips[1:])
    for strip in strips:
        body = _without_label(strip)
        for part in _parts(body, inline=body is not strip):
            mark = marker_of(part.text)
            starts = mark is not None and mark.style in ("dash", "plus", "bullet")
            bare = cut(part, mark.end if mark and starts else 0)
            while bare.text[:1] and bare.text[0] in ";-–,. *":
                bare = cut(bare, 1)
            if not bare.text:
                continue
            if not items or starts or _begins_item(items[-1][-1], bare, dashed):
                items.append([bare])
            else:
                items[-1].append(bare)
    return items


def _without_label(strip: Strip) -> Strip:
    lead = len(strip.text) - len(strip.text.lstrip(" *_-–"))
    label = words.recipients_label(strip.text[lead:])
    if label is None:
        return strip
    rest = cut(strip, lead + label.end())
    return cut(rest, len(rest.text) - len(rest.text.lstrip(" :*_\t")))


def _parts(strip: Strip, inline: bool) -> list[Strip]:
    """Part recipients that stand on one line: "A; - B; - Lưu: VT."""
    pattern = r";\s*(?=[-–]\s*\S)|\s(?=[-–]\s*Lưu\b)" if not inline else r";\s*(?=\S)"
    edges = [0, *(match.end() for match in re.finditer(pattern, strip.text)), len(strip.text)]
    return [cut(strip, a, b) for a, b in pairwise(edges)]


def _begins_item(before: Strip, strip: Strip, dashed: bool) -> bool:
    text = before.text.rstrip()
    if _ARCHIVE.match(strip.text):
        return True
    if text.endswith((";", ".")):
        return True
    if strip.text[0].islower() or strip.text[0] in "(,":
        return False
    if text.endswith((",", "và", "-", "–", "các")):
        return False
    return not dashed
