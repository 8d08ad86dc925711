"""The foot of a paper: recipients, signature, and the date where it stands at the end."""

from __future__ import annotations

import re

import msgspec

from papidesk.domain.document import Aside
from papidesk.domain.recognise import issue_line, words
from papidesk.domain.recognise.head import SIGNED
from papidesk.domain.recognise.marker import marker_of
from papidesk.domain.recognise.recipients import ARCHIVE
from papidesk.domain.recognise.strip import Strip
from papidesk.domain.recognise.vocabulary import POSITIONS
from papidesk.text.fold import fold

_SIGNED = re.compile(
    r"[(\[<]?\s*(?:[Đđ]ã ký|ĐÃ KÝ|[Kk]ý tên.{0,30}|[Kk]ý,.{0,40}|[Kk]ý và ghi.{0,20}|"
    r"[Cc]hữ ký.{0,20}|[Kk]ý số.{0,30}|[Đđ]ã ký số.{0,30}|[Cc]on dấu|\s*[Kk]ý,? đóng dấu.{0,20})"
    r"\s*[)\]>]?\s*$"
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


def last_line_of_main_part(strips: list[Strip], start: int, annex: int) -> int:
    """Return from where annexes may begin: behind "Nơi nhận", when it stands below ``annex``.

    A list of annexes inside the text looks like their labels; the foot of a paper comes first.
    """
    for index in range(start, len(strips)):
        if _is_label(strips[index]) and len(strips[index].text) < 120:
            return index if index > annex else start
    return start


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
        if near_label or (_name_follows(strips, index, stop) and _is_last(strips, index, stop)):
            return index
    return None


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
        self.names = self.posts = 0
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
        self.archived = ARCHIVE.search(rest) is not None
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
            self.names += 1
            foot.signature.append(strip)
            return True
        if self._is_post(strip, text):
            self.posted = True
            self.posts += words.is_position(text) and not any(
                words.authority(line.text) for line in foot.signature
            )
            foot.signature.append(strip)
            return True
        if self.open and self._goes_on(strip, text, bool(mark and mark.sure)):
            return self._recipient(strip)
        return self._stray(strip, text)

    def _recipient(self, strip: Strip) -> bool:
        if self.archived and not ARCHIVE.match(strip.text) and self.named and strip.cell < 0:
            return False
        self.foot.recipients.append(strip)
        self.archived = self.archived or ARCHIVE.match(strip.text) is not None
        return True

    def _is_name(self, strip: Strip, text: str) -> bool:
        if self.names >= max(1, self.posts) or not words.is_name(text):
            return False
        if words.is_position(text):
            return False
        if fold(text).startswith(POSITIONS):
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
        plain = fold(text).startswith(POSITIONS) and len(text) < 45
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
        if ARCHIVE.match(text):
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
