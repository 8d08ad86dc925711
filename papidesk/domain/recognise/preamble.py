"""What stands between the kind and the body: abstract, line of authority, addressees."""

from __future__ import annotations

import re

import msgspec

from papidesk.domain.manuscript import Piece
from papidesk.domain.recognise import words
from papidesk.domain.recognise.addressees import OPENERS, read_addressees
from papidesk.domain.recognise.head import Head, without_vv
from papidesk.domain.recognise.issue_line import number_and_symbol, place_and_date
from papidesk.domain.recognise.marker import is_number_alone, marker_of
from papidesk.domain.recognise.strip import Strip, join, replace
from papidesk.domain.recognise.vocabulary import POSITIONS
from papidesk.domain.recognise.zones import Found, one_line, shifted
from papidesk.text.fold import fold

# Slips have no abstract: their first line is their text (mẫu 1.8, 1.10).
_UNTITLED = ("GGT", "GNP")
_NOTE = re.compile(r"[(*_ ]*\((?:ban hành|kèm theo|kem theo|dùng|trình|áp dụng|thực hiện)", re.I)
_PERIOD = re.compile(
    r"(?:Năm|Tháng|Quý|\d+ tháng|Giai đoạn|Nhiệm kỳ|Từ ngày|Trên địa bàn|Tại|Lần thứ|Đợt)\s", re.I
)
_SENTENCE = re.compile(r"[^\W\d_]{2,}\. [A-ZĐÀ-Ỹ][a-zà-ỹ]+ [a-zà-ỹ]")
_OPEN_TITLE = re.compile(r"(?:\b(?:CỦA|VÀ|CHO|VỚI|THUỘC|TẠI|DO|CÁC)|[,–-])$")
_MEETING = ("khoa ", "nhiem ky", "ky hop", "lan thu")


class Preamble(msgspec.Struct, kw_only=True):
    """Abstract, line of authority, addressees, lines that are notes, and where the rest begins.

    ``titled``: a name of a kind that the decree does not know stands first among the notes.
    """

    at: int
    abstract: str = ""
    authority_line: str = ""
    addressees: list[str] = msgspec.field(default_factory=list)
    titled: bool = False
    notes: list[Strip] = msgspec.field(default_factory=list)
    found: list[Found] = msgspec.field(default_factory=list)
    places: dict[str, tuple[Piece, ...]] = msgspec.field(default_factory=dict)


def read_preamble(strips: list[Strip], head: Head) -> Preamble:
    """Return what follows the head up to the bases or the body."""
    result = Preamble(at=head.at, abstract=head.letter_abstract)
    if head.kind:
        _read_abstract(strips, head, result)
    elif _is_other_title(strips, head):
        _read_other_title(strips, head, result)
    while result.at < len(strips):
        strip = strips[result.at]
        text = strip.text.strip(" *_")
        if strip.grid is not None:
            return result
        if words.is_rule(strip.text) and not strip.number:
            result.at += 1
        elif head.kind and not result.notes and _NOTE.match(strip.text) and len(text) < 260:
            _read_note(strips, result)
        elif words.addressees_label(text) and not result.addressees:
            found = read_addressees(strips, result.at)
            result.addressees, result.at = found.texts, found.end
            result.places |= found.places
            result.found.append(found.zone)
        elif head.kind in ("QĐ", "NQ", "CT", "QC", "QyĐ", "") and _is_authority(text, result):
            _read_authority(strips, result)
        elif not result.addressees and (lines := _before_addressees(strips, result.at)):
            result.notes += [replace(line, align="center") for line in strips[result.at : lines]]
            result.at = lines
        else:
            return result
    return result


def _before_addressees(strips: list[Strip], at: int) -> int:
    """Return where "Kính gửi" stands right below a line or two that nobody understands; 0: not."""
    for index in range(at, min(at + 4, len(strips))):
        strip = strips[index]
        text = strip.text.strip(" *_")
        if index > at and words.addressees_label(text):
            return index
        if strip.grid is not None or len(text) > 160 or text.endswith((":", ";")):
            return 0
        if (mark := marker_of(text)) and mark.sure:
            return 0
    return 0


def _is_other_title(strips: list[Strip], head: Head) -> bool:
    """Tell a title of another kind than the decree's: "KẾT LUẬN THANH TRA", "ĐỀ CƯƠNG"."""
    if head.letter_abstract or head.at + 1 >= len(strips):
        return False
    if not any(zone.name in ("motto", "number", "date") for zone in head.found):
        return False
    strip = strips[head.at]
    text = strip.text.strip(" *_")
    if _stops(strip) or not words.is_capitals(text) or not 4 < len(text) < 120:
        return False
    if text.endswith((":", ";", ".")) or _opens_authority(text) or words.is_layout(text):
        return False
    return not words.opens_place(text)


def _read_other_title(strips: list[Strip], head: Head, result: Preamble) -> None:
    """Keep the title as a line above the body, and read the abstract below it."""
    result.titled = True
    result.notes.append(replace(strips[head.at], align="center"))
    head.at += 1
    result.at = head.at
    head.sure = 0.8
    _read_abstract(strips, head, result)


def _read_note(strips: list[Strip], result: Preamble) -> None:
    """Read "(Ban hành kèm theo …)" up to its closing bracket, over a few lines at most."""
    end = result.at + 1
    while end < min(len(strips), result.at + 4):
        if strips[end - 1].text.rstrip(" *_").endswith(")") or strips[end].blank_before:
            break
        if strips[end].grid is not None or _stops(strips[end]):
            break
        end += 1
    lines = strips[result.at : end]
    note = join(lines, [" "] * (len(lines) - 1))
    result.notes.append(replace(note, align="center"))
    result.at = end


def _read_abstract(strips: list[Strip], head: Head, result: Preamble) -> None:
    taken: list[Strip] = [head.rest_of_kind] if head.rest_of_kind else []
    at = head.at
    while at < len(strips) and len(taken) < 14:
        strip = strips[at]
        if words.is_rule(strip.text) and strip.grid is None and not strip.number:
            at += 1
            if taken:
                break
            continue
        beside_kind = len(taken) == 1 and taken[0] is head.rest_of_kind
        goes_on = _goes_on(taken, strip, beside_kind) if taken else _begins(strip, head.kind)
        if not goes_on or (taken and _authority_ahead(strips, at, head.kind)):
            break
        if taken and not head.rest_of_kind and _is_paragraph(strips, at):
            break
        taken.append(strip)
        at += 1
    if not taken:
        return
    result.at = at
    text, pieces = one_line(taken)
    text, start = without_vv(text)
    bare = text.strip("* _")
    start += text.find(bare) if bare else 0
    if head.letter_abstract:
        # Both a V/v line and a title: the title is the abstract, the other comes back as an aside.
        for zone in head.found:
            if zone.name == "abstract":
                zone.name, zone.kept = "stamp", []
    result.abstract = bare
    result.places["abstract"] = shifted(pieces, start)
    sure = 0.95 if len(text) < 400 else 0.7
    if head.rest_of_kind:
        sure = min(sure, 0.9)
    result.found.append(
        Found(name="abstract", sure=min(sure, head.sure), strips=taken, kept=[bare])
    )


def _is_paragraph(strips: list[Strip], at: int) -> bool:
    """Tell the first line of the body, broken by the page's width: its sentence ends below."""
    first = strips[at]
    if first.soft or not first.text[:1].isupper() or first.align == "center" or first.bold:
        return False
    if _SENTENCE.search(first.text):
        return True
    for strip in strips[at + 1 : at + 9]:
        lower = strip.grid is None and not strip.blank_before and strip.text[:1].islower()
        if not lower or marker_of(strip.text):
            return False
        if strip.text.rstrip().endswith((".", ":", ";")):
            return True
    return False


def _authority_ahead(strips: list[Strip], at: int, kind: str) -> bool:
    """Tell a line in capitals that names who decides, right above the bases.

    A title in capitals may run into it: "VỀ VIỆC ĐẶT TÊN ĐƯỜNG", "HỘI ĐỒNG NHÂN DÂN XÃ A".
    """
    text = strips[at].text.strip(" *_")
    if kind not in ("QĐ", "NQ", "CT") or not words.is_capitals(text) or len(text) > 160:
        return False
    if not _opens_authority(text) or _OPEN_TITLE.search(strips[at - 1].text.rstrip(" *_")):
        return False
    for strip in strips[at + 1 : at + 4]:
        below = strip.text.strip(" *_-–")
        if fold(below[:12]).startswith(("can cu ", "xet ", "theo ")):
            return True
        meeting = fold(below).startswith(_MEETING)
        if strip.grid is not None or not (meeting or words.is_capitals(below)):
            return False
        if _opens_authority(below) and not meeting:
            return False
    return False


def _stops(strip: Strip) -> bool:
    text = strip.text.strip(" *_")
    if strip.grid is not None or not text or strip.number:
        return True
    if words.addressees_label(text) or fold(text[:8]).startswith("can cu "):
        return True
    if _NOTE.match(strip.text) or words.is_recipients_label(text) or is_number_alone(text):
        return True
    if len(text) < 110 and (number_and_symbol(text) or place_and_date(text)):
        return True
    mark = marker_of(text)
    return mark is not None and (mark.sure or mark.style in ("dash", "plus", "letter"))


def _begins(strip: Strip, kind: str) -> bool:
    text = strip.text.strip(" *_")
    if _stops(strip) or text.endswith((":", ";")):
        return False
    if len(text) > 420 or (text.endswith(".") and len(text) > 160):
        return False
    if kind in ("QĐ", "NQ") and words.is_capitals(text) and _opens_authority(text):
        return False
    return not (OPENERS.match(text) and (len(text) > 260 or kind in _UNTITLED))


def _goes_on(taken: list[Strip], strip: Strip, beside_kind: bool) -> bool:
    text = strip.text.strip(" *_")
    before, first = taken[-1], taken[0]
    if _stops(strip) or text.endswith((":", ";")) or len(text) > 240:
        return False
    if strip.soft:
        return True
    if before.text.rstrip().endswith((".", ";")) or (text.endswith(".") and len(text) > 120):
        return False
    if words.is_capitals(text) != words.is_capitals(before.text) and len(text) > 6:
        # "BÁO CÁO GIÁM SÁT" goes on with "Kết quả …" below, any title with "Năm 2023".
        short = len(text) <= 130 and not text.endswith((".", ","))
        near = not strip.blank_before or not OPENERS.match(text)
        if short and ((beside_kind and near) or _PERIOD.match(text)):
            return True
        return text[0].islower() and not strip.blank_before
    styled = (strip.bold and first.bold) or (strip.align == "center" == first.align)
    if first.bold and not strip.bold:
        return False
    if first.align == "center" and strip.align in ("left", "both"):
        return False
    if OPENERS.match(text) and (not styled or len(text) > 120):
        return False
    if strip.blank_before:
        return styled or (text[0].islower() and len(text) < 130)
    return styled or len(text) <= 130


def _opens_authority(text: str) -> bool:
    folded = fold(text)
    return folded.startswith(POSITIONS) or words.opens_organisation(text)


def _is_authority(text: str, result: Preamble) -> bool:
    if result.authority_line or not words.is_capitals(text) or len(text) > 160:
        return False
    mark = marker_of(text)
    return not (mark and mark.sure) and _opens_authority(text) and not text.endswith(":")


def _read_authority(strips: list[Strip], result: Preamble) -> None:
    taken = [strips[result.at]]
    at = result.at + 1
    while at < len(strips) and strips[at].grid is None:
        text = strips[at].text.strip(" *_")
        folded = fold(text)
        capitals = words.is_capitals(text) and not strips[at].blank_before
        if len(text) > 160 or text.endswith(":") or marker_of(text):
            break
        if not (capitals or folded.startswith(_MEETING)) or folded.startswith("can cu"):
            break
        taken.append(strips[at])
        at += 1
    text, result.places["authority_line"] = one_line(taken)
    result.authority_line = text.strip("* _")
    result.found.append(
        Found(name="authority_line", sure=0.93, strips=taken, kept=[result.authority_line])
    )
    result.at = at
