"""The head of a paper: bodies, Quốc hiệu, number, place, date, kind (NĐ 30, Phụ lục I, II)."""

from __future__ import annotations

import re

import msgspec

from papidesk.domain.document import Aside, IssueDate, Urgency
from papidesk.domain.manuscript import Piece
from papidesk.domain.recognise import issue_line, organisation, words
from papidesk.domain.recognise.kind_line import kind_at
from papidesk.domain.recognise.strip import Strip, cut, replace
from papidesk.domain.recognise.zones import Found, one_line, shifted
from papidesk.text.fold import fold

# How many strips a head may take, and how many unknown lines may stand in it.
_REACH = 60
_LOOK_AHEAD = 14
_URGENCY: dict[str, Urgency] = {
    "khan": "KHẨN", "thuongkhan": "THƯỢNG KHẨN", "hoatoc": "HỎA TỐC",
}  # fmt: skip
_STAMP = re.compile(
    r"(?:\(?\s*(?:BẢN\s+)?DỰ THẢO\b.{0,30}|\(?[Dd]ự thảo\b.{0,30}|MẬT|TỐI MẬT|TUYỆT MẬT|"
    r"LƯU HÀNH NỘI BỘ|XEM XONG TRẢ LẠI|BẢN SAO|SAO Y.{0,20})$"
)
SIGNED = re.compile(
    r"(?:Người ký|Ký bởi|Được ký bởi|Ngày ký|Thời gian ký|Giờ ký|Email|Cơ quan|Chức vụ|"
    r"Signature|Digitally signed|Signed by|Date|Reason|Location|Foxit|DN)\b\s*[:\s]"
    r"|Signature Not Verified|Signature Valid"
)

_ABOUT = re.compile(r"[*_ ]*\(?\s*(?:V\s*[/.]\s*[vV]\b|v/v\b|Vv\b)[\s:.]*")
_IN_FULL = re.compile(r"[*_ ]*Về việc[\s:.]+")


class Head(msgspec.Struct, kw_only=True):
    """What the head told, and at which strip the rest begins."""

    at: int = 0
    superior: str = ""
    issuer: str = ""
    number: str | None = None
    symbol: str = ""
    place: str = ""
    date: IssueDate = IssueDate()
    kind: str = ""
    letter_abstract: str = ""
    rest_of_kind: Strip | None = None
    urgency: Urgency = ""
    found: list[Found] = msgspec.field(default_factory=list)
    places: dict[str, tuple[Piece, ...]] = msgspec.field(default_factory=dict)
    asides: list[Aside] = msgspec.field(default_factory=list)
    sure: float = 0.0


class _Walk:
    """One pass over the first strips of a paper, gathering its head."""

    def __init__(self, strips: list[Strip]) -> None:
        self.strips = strips[:_REACH]
        self.names: list[Strip] = []
        self.motto: list[Strip] = []
        self.head = Head()
        self.has_number = self.has_date = False
        self.letter: list[Strip] = []
        self.country = [words.is_country(strip.text) for strip in self.strips]
        self.beside = any(self.country) or any(strip.cell >= 0 for strip in self.strips[:6])

    def run(self) -> Head:
        at = 0
        while at < len(self.strips):
            used = self._take(at)
            if not used:
                break
            at += used
            if self.head.kind:
                break
        self.head.at = at
        self._name_bodies()
        return self.head

    def _take(self, at: int) -> int:
        """Take the strip at ``at`` into the head; return how many were taken, 0 at its end."""
        strip = self.strips[at]
        text = strip.text.strip(" *_")
        if strip.grid is not None or strip.number:
            return 0
        if words.is_rule(strip.text) or not text:
            return 1
        if self.country[at] or words.is_motto(text) or self._ends_country(text):
            self.motto.append(strip)
            return 1
        if self._take_line(strip, text):
            return 1
        if words.addressees_label(text):
            return 0
        if not self.letter and (words.is_vv(text) or self._is_about(at, text)):
            return self._take_letter_abstract(at)
        kind = kind_at(strip)
        if not kind and self.motto and (self.has_number or self.has_date):
            # Below a head, "Kế hoạch" alone on its line is the kind in small letters, too.
            kind = kind_at(replace(strip, blank_before=True))
        if kind and not (strip.number or (self.names and kind[0] == "HĐ")):
            self._take_kind(strip, kind)
            return 1
        if self._is_name(at):
            self.names.append(strip)
            return 1
        return 1 if self._skip(at, strip, text) else 0

    def _ends_country(self, text: str) -> bool:
        """Tell the rest of a Quốc hiệu that did not fit on its line."""
        return text.upper() in ("VIỆT NAM", "NAM") and bool(self.motto)

    def _take_line(self, strip: Strip, text: str) -> bool:
        """Take a line with number, date, urgency or a stamp."""
        head = self.head
        if not self.has_number and (number := issue_line.number_and_symbol(text)):
            head.number, head.symbol = number
            self.has_number = True
            _, pieces = one_line([strip])
            head.places["number"] = head.places["symbol"] = pieces
            kept = [number[0] or "", number[1]]
            head.found.append(Found(name="number", sure=0.97, strips=[strip], kept=kept))
            if head.symbol:
                head.found.append(Found(name="symbol", sure=0.97, strips=[strip]))
            return True
        if not self.has_date and (dated := issue_line.place_and_date(text)):
            head.place, head.date = dated
            self.has_date = True
            self._note_date(strip)
            return True
        urgency = _URGENCY.get(words.squash(text[:20])) if len(text) < 20 else None
        if urgency and words.is_capitals(text):
            head.urgency = urgency
            head.found.append(Found(name="stamp", sure=0.9, strips=[strip], kept=[text]))
            return True
        if _STAMP.match(text) or SIGNED.match(text):
            head.asides.append(Aside(kind="stamp", text=strip.text, line=strip.line))
            return True
        return False

    def _note_date(self, strip: Strip) -> None:
        head = self.head
        _, pieces = one_line([strip])
        head.places["place"] = head.places["date"] = pieces
        sure = 0.95 if self.has_number or self.motto or self.names else 0.85
        parts = (head.date.day, head.date.month, head.date.year)
        kept = [head.place, *(str(part) for part in parts if part is not None)]
        head.found.append(Found(name="date", sure=sure, strips=[strip], kept=kept))
        if head.place:
            head.found.append(Found(name="place", sure=sure, strips=[strip]))

    def _is_about(self, at: int, text: str) -> bool:
        """Tell "Về việc …" below a number: the V/v of a công văn written out."""
        if not self.has_number or not text.startswith("Về việc "):
            return False
        for strip in self.strips[at + 1 : at + _LOOK_AHEAD]:
            if kind_at(strip):
                return False
            if words.addressees_label(strip.text.strip(" *_")):
                return True
        return False

    def _take_letter_abstract(self, at: int) -> int:
        """Take "V/v …" with the lines it goes on over."""
        first = self.strips[at]
        self.letter = [first]
        used = 1
        while at + used < len(self.strips):
            strip = self.strips[at + used]
            text = strip.text.strip(" *_")
            if strip.cell != first.cell and first.cell >= 0:
                break
            if issue_line.place_and_date(text) or self.country[at + used] or words.is_motto(text):
                # The right column runs in between: it is taken on its own.
                if not self._take_line(strip, text):
                    self.motto.append(strip)
                used += 1
                continue
            if not _goes_on(self.letter[-1], strip, text) or words.squash(text) in _URGENCY:
                break
            self.letter.append(strip)
            used += 1
        text, pieces = one_line(self.letter)
        text, start = without_vv(text, letter=True)
        self.head.letter_abstract = text
        self.head.places["abstract"] = shifted(pieces, start)
        sure = 0.96 if self.has_number else 0.85
        self.head.found.append(
            Found(name="abstract", sure=sure, strips=list(self.letter), kept=[text])
        )
        return used

    def _take_kind(self, strip: Strip, kind: tuple[str, int, float]) -> None:
        code, rest, sure = kind
        self.head.kind = code
        self.head.sure = sure
        name = cut(strip, 0, rest)
        if rest < len(strip.text):
            self.head.rest_of_kind = cut(strip, rest)
        _, self.head.places["kind"] = one_line([name])
        self.head.found.append(Found(name="kind", sure=sure, strips=[name]))

    def _is_name(self, at: int) -> bool:
        strip = self.strips[at]
        if self.has_number and self.names and strip.cell < 0:
            return False
        near = self.beside and (strip.cell == 0 or any(self.country[max(0, at - 3) : at + 5]))
        if not organisation.is_name(strip, certain=near or bool(self.names)):
            return False
        if strip.cell < 0 and not self.names and not near:
            return self._leads_on(at + 1)
        return True

    def _leads_on(self, at: int) -> bool:
        """Tell whether a head still lies ahead: a number, a Quốc hiệu, a date or a kind."""
        for index, strip in enumerate(self.strips[at : at + _LOOK_AHEAD], at):
            if strip.grid is not None or len(strip.text) > 220:
                return False
            text = strip.text.strip(" *_")
            if self.country[index] or kind_at(strip) or issue_line.number_and_symbol(text):
                return True
            if issue_line.place_and_date(text) or words.is_vv(text):
                return True
            if words.addressees_label(text) or fold(text).startswith("can cu "):
                return False
        return False

    def _skip(self, at: int, strip: Strip, text: str) -> bool:
        """Put aside a stray short line above the kind; a paper's text ends the head."""
        if len(text) > 110 or text.endswith((":", ";")) or fold(text).startswith("can cu "):
            return False
        if not self._leads_on(at + 1):
            return False
        self.head.asides.append(Aside(kind="other", text=strip.text, line=strip.line))
        return True

    def _name_bodies(self) -> None:
        head = self.head
        if self.motto:
            sure = 0.99 if len(self.motto) > 1 else 0.9
            head.found.append(Found(name="motto", sure=sure, strips=self.motto))
        names = organisation.groups(self.names)
        if not names:
            return
        sure = 0.95 if self.motto or self.has_number else 0.75
        last = names[-1]
        text, head.places["issuer"] = one_line(last)
        head.issuer = _capitals(text)
        head.found.append(Found(name="issuer", sure=sure, strips=last, kept=[text]))
        above = [strip for name in names[:-1] for strip in name]
        if above:
            text, head.places["superior"] = one_line(above)
            head.superior = _capitals(text)
            head.found.append(Found(name="superior", sure=sure, strips=above, kept=[text]))


def _capitals(text: str) -> str:
    bare = text.strip(" *.…")
    return bare if words.is_capitals(bare) else bare.upper()


def _goes_on(before: Strip, strip: Strip, text: str) -> bool:
    """Tell whether a line goes on the V/v line before it."""
    if strip.grid is not None or strip.blank_before or len(text) > 90 or strip.heading:
        return False
    if before.text.rstrip().endswith((".", ";")) or words.addressees_label(text):
        return False
    if text[:1] in "-+•" or words.is_rule(text) or words.is_layout(text):
        return False
    return not re.match(r"(?:\d{1,2}|[IVX]+)[.)/]\s", text)


def without_vv(text: str, letter: bool = False) -> tuple[str, int]:
    """Return an abstract without "V/v" and how many characters that took.

    ``letter``: it is a công văn's, where "Về việc" says no more than "V/v".
    """
    match = _ABOUT.match(text) or (_IN_FULL.match(text) if letter else None)
    if match is None:
        return text, 0
    rest = text[match.end() :]
    if text.lstrip("*_ ")[:1] == "(" and rest.endswith(")"):
        rest = rest[:-1].rstrip()
    return rest, match.end()


def read_head(strips: list[Strip]) -> Head:
    """Return what the first strips of a paper tell as its head."""
    return _Walk(strips).run()
