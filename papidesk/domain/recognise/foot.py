"""The foot of a paper: recipients, signature, and the date where it stands at the end."""

from __future__ import annotations

import msgspec

from papidesk.domain.document import Aside
from papidesk.domain.recognise import issue_line, organisation, words
from papidesk.domain.recognise.foot_start import SIGNED_BY_HAND, foot_start, is_item, is_label
from papidesk.domain.recognise.head import SIGNED
from papidesk.domain.recognise.marker import Marker, marker_of
from papidesk.domain.recognise.recipients import ARCHIVE, NUMBERED
from papidesk.domain.recognise.signature import is_role
from papidesk.domain.recognise.strip import Strip
from papidesk.domain.recognise.vocabulary import POSITIONS
from papidesk.text.fold import fold

_LONGEST = 170
_FARTHEST = 80


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
    begin = foot_start(strips, start, stop)
    if begin == stop:
        return None
    foot = _Reader(strips, begin, _second_head(strips, begin, stop)).run()
    return foot if foot.end > begin else None


def last_line_of_main_part(strips: list[Strip], start: int, annex: int) -> int:
    """Return from where annexes may begin: behind "Nơi nhận", when it stands below ``annex``.

    A list of annexes inside the text looks like their labels; the foot of a paper comes first.
    """
    for index in range(start, len(strips)):
        if is_label(strips[index]) and len(strips[index].text) < 120:
            return index if index > annex else start
    return start


def _unlabelled_end(strips: list[Strip], begin: int, stop: int) -> int:
    """Return where recipients without "Nơi nhận" end: at their "Lưu" line; -1 with a label."""
    for index, strip in enumerate(strips[begin : min(stop, begin + 40)], begin):
        if is_label(strip) or len(strip.text) > 160:
            return -1
        if is_item(strip) and ARCHIVE.match(strip.written):
            return index
    return -1


def _second_head(strips: list[Strip], begin: int, stop: int) -> int:
    """Return where a plan bound behind its decision begins with bodies and Quốc hiệu anew."""
    for index in range(begin + 2, min(stop, begin + _FARTHEST)):
        if strips[index].grid is None and words.is_country(strips[index].text):
            while index > begin + 2 and organisation.is_name(strips[index - 1], certain=False):
                index -= 1
            return index
    return stop


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
        self.counted = 0
        self.at = begin
        self.unlabelled_end = _unlabelled_end(strips, begin, stop)

    def run(self) -> Foot:
        at = self.foot.begin
        while at < self.stop:
            if at <= self.unlabelled_end and is_item(self.strips[at]):
                self.foot.labelled = self.open = True
            strip = self.strips[at]
            self.at = at
            if strip.grid is not None or not self._take(strip):
                break
            at += 1
        self.foot.end = at
        return self.foot

    def _take(self, strip: Strip) -> bool:
        text = strip.text.strip(" *_")
        if strip.text.startswith("* "):
            text = f"- {text}"
        foot = self.foot
        if not text or words.is_rule(strip.text):
            return not strip.number
        if not foot.labelled and is_label(strip):
            return self._take_label(strip)
        if SIGNED.match(text) or SIGNED_BY_HAND.match(text):
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
        if mark and self.open and self._counts_on(mark, text):
            return self._recipient(strip)
        if words.authority(text):
            self.posted = True
            if any(line.text.strip(" *_") == text for line in foot.signature):
                # Two bodies sign together: each has its lines and its name.
                self.posts = max(2, self.posts)
            foot.signature.append(strip)
            return True
        if self.named and self.foot.signature and words.is_capitals(text) and is_role(text):
            # Minutes: the second column, read after the first one's name.
            self.posts += 1
            self.named = False
            foot.signature.append(strip)
            return True
        if self._is_name(strip, text):
            self.named = True
            self.names += 1
            foot.signature.append(strip)
            return True
        if self._is_post(strip, text):
            self.posted = True
            self.posts += fold(text).startswith(POSITIONS) and not any(
                words.authority(line.text) for line in foot.signature
            )
            foot.signature.append(strip)
            return True
        if self.open and self._goes_on(strip, text, bool(mark and mark.sure)):
            return self._recipient(strip)
        return self._stray(strip, text)

    def _counts_on(self, mark: Marker, text: str) -> bool:
        """Tell a recipient with a number: "1. Sở Y tế;" right below the label, then 2 …"""
        first = self.counted == 0 and len(self.foot.recipients) == 1 and not self.archived
        if mark.style not in NUMBERED or len(text) > 120 or mark.value != self.counted + 1:
            return False
        if not first and not self.counted:
            return False
        self.counted = mark.value
        return True

    def _recipient(self, strip: Strip) -> bool:
        if self.archived and not ARCHIVE.match(strip.text) and self.named and strip.cell < 0:
            return False
        self.foot.recipients.append(strip)
        self.archived = self.archived or ARCHIVE.match(strip.text) is not None
        return True

    def _is_name(self, strip: Strip, text: str) -> bool:
        if self.names >= max(1, self.posts) or not words.is_name(text):
            return False
        if words.is_position(text) or ARCHIVE.match(text):
            return False
        if fold(text).startswith(POSITIONS):
            return False
        if self.open and not (self.posted or self.archived):
            return False
        if words.has_surname(text):
            return True
        if self.posted and self.at + 1 == self.stop and not words.is_capitals(text):
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
        first = not (self.foot.signature or self.foot.labelled) and text[-1:].isalpha()
        told = first or self.posted or strip.cell > 0 or strip.bold or self.archived
        return plain and alone and told

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
        goes_on = text[0].islower() or text[0] == "(" or last.text.rstrip(" *").endswith(",")
        return not (strip.blank_before and self.dashed and not goes_on)

    def _signs_below(self) -> bool:
        """Tell whether the signature or the archive line still lies ahead, close by."""
        if self.posted:
            return False
        ahead = self.strips[self.at + 1 : min(self.stop, self.at + 9)]
        return any(words.authority(s.text.strip(" *_")) or ARCHIVE.match(s.written) for s in ahead)

    def _stray(self, strip: Strip, text: str) -> bool:
        """Keep an unknown short line inside the foot as text; a longer one ends the foot."""
        done = (self.named or self.archived) and strip.cell < 0
        below = self.strips[self.at + 1 : min(self.stop, self.at + 2)]
        awaited = self.posted and not self.named and len(text) < 30
        if done and awaited and any(words.is_name(s.text) for s in below):
            done = False
        if done or len(text) > 90:
            return False
        if (strip.page_break or strip.heading) and not self._signs_below():
            return False
        if not self.foot.labelled and not self.foot.signature and not self.foot.dates:
            return False
        mark = marker_of(text)
        if mark and mark.sure and strip.cell < 0:
            return False
        self.foot.unknown.append(strip)
        return True
