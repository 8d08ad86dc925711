"""The foot: recipients level with the signature, and the rule that no signature stands alone.

NĐ 30/2020, Phụ lục I, mục II.7 and II.9; the places are those of mục IV.1.
"""

from __future__ import annotations

from collections.abc import Sequence

from papidesk.domain.layout_profile import StyleName
from papidesk.domain.paper import RECIPIENTS, Foot, Signed
from papidesk.domain.record import Record
from papidesk.printing.boxes import Box, LineBox
from papidesk.printing.pages import Leaf, Notes, paginate
from papidesk.printing.pen import DESCENT, Pen
from papidesk.printing.styles import POINTS_PER_MM, Sheet
from papidesk.printing.typesetting import SetLine, Span, balanced, set_spans

# A list of recipients higher than this share of a page goes on below the signature, over pages.
_HIGHEST_LIST = 0.5
# Word wants a paragraph after its last table and rounds lengths: with this room, in points, the
# foot of both files stands on the same page.
_WORD_NEEDS = 3.0
# Between a frame and what is written into it.
_FRAME_PADDING = 4.0
# This many lines above a signature on a new page are only there to keep it company.
_COMPANY = 3


class _Signing:
    """One signature: its lines above and below the room to sign in."""

    __slots__ = ("name", "titles")

    def __init__(self, sheet: Sheet, parts: Signed, width: float) -> None:
        self.titles: list[LineBox] = []
        for title in parts.titles:
            self.titles += _lines(sheet, "signature_title", title, width)
        self.name: list[LineBox] = []
        for text in (*parts.other_titles, parts.name):
            self.name += _lines(sheet, "signature_name", text, width) if text else []

    @property
    def given(self) -> bool:
        """Tell whether anybody signs."""
        return bool(self.titles or self.name)

    def height(self, room: float) -> float:
        """Return how high it is with ``room`` to sign in."""
        return _height(self.titles) + room + _height(self.name) if self.given else 0.0


class FootBox(Box):
    """Recipients or a second signature at the left, the signature at the right.

    ``room`` is what a signature and seal need.
    """

    __slots__ = ("left", "room", "second", "sheet", "signing")

    def __init__(
        self, sheet: Sheet, left: list[LineBox], signing: _Signing, second: _Signing
    ) -> None:
        super().__init__(0.0, sheet.profile.foot.gap_pt.chosen)
        self.sheet = sheet
        self.left = left
        self.signing = signing
        self.second = second
        self.room = 0.0
        self.sign_in(sheet.profile.foot.signature_mm.chosen)

    def sign_in(self, height_mm: float) -> None:
        """Leave ``height_mm`` for signature and seal."""
        self.room = height_mm * POINTS_PER_MM
        signed = max(self.signing.height(self.room), self.second.height(self.room))
        self.height = max(_height(self.left) + self._drop, signed) + _WORD_NEEDS

    @property
    def _drop(self) -> float:
        """How far the smaller first line of the list is lowered to the title's baseline."""
        if not self.signing.titles or not self.left:
            return 0.0
        return _baseline(self.signing.titles[0]) - _baseline(self.left[0])

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw both columns, their first lines on one baseline."""
        y = top + self._drop
        for box in self.left:
            pen.line(box.line, left, y + _baseline(box), box.width, "left")
            y += box.height
        across = left + self.sheet.profile.foot.left_mm.chosen * POINTS_PER_MM
        across += self.sheet.width(self.landscape) - self.sheet.width()
        for signing, start in ((self.second, left), (self.signing, across)):
            after = _draw_centred(pen, signing.titles, start, top)
            _draw_centred(pen, signing.name, start, after + self.room)


class FrameBox(Box):
    """An empty frame at the left with a heading, to be filled in by hand (mẫu 1.10)."""

    __slots__ = ("lines", "size")

    def __init__(self, sheet: Sheet, texts: Sequence[str]) -> None:
        form = sheet.profile.confirmation
        width, height = form.width_mm * POINTS_PER_MM, form.height_mm * POINTS_PER_MM
        super().__init__(height, form.gap_pt)
        self.size = (width, height)
        self.lines: list[LineBox] = []
        for text in texts:
            self.lines += _lines(sheet, "confirmation", text, width - 2 * _FRAME_PADDING)

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the frame and its heading."""
        pen.frame(left, top, *self.size, 0.5)
        _draw_centred(pen, self.lines, left + _FRAME_PADDING, top + _FRAME_PADDING)


def _draw_centred(pen: Pen, boxes: Sequence[LineBox], left: float, top: float) -> float:
    for box in boxes:
        pen.line(box.line, left, top + _baseline(box), box.width, "center")
        top += box.height
    return top


def _baseline(box: LineBox) -> float:
    return box.height - DESCENT * box.size


def _height(boxes: Sequence[LineBox]) -> float:
    return sum(box.height for box in boxes)


def foot(sheet: Sheet, parts: Foot, confirmation: Sequence[str] = ()) -> list[Box]:
    """Return the foot: one box, and lines below it where the recipients do not stand beside it.

    They stand below where they are very many, and where two sign side by side.
    """
    left_width = sheet.profile.foot.left_mm.chosen * POINTS_PER_MM
    left = _list(sheet, parts, left_width)
    signing = _Signing(sheet, parts.first, sheet.width() - left_width)
    second = _Signing(sheet, parts.second, left_width)
    framed: list[Box] = [FrameBox(sheet, confirmation)] if confirmation else []
    if not left and not signing.given and not second.given:
        return framed
    if second.given:
        box = FootBox(sheet, [], signing, second)
        if left:
            left[0].gap = sheet.profile.foot.list_gap_pt.chosen
            short = _height(left) <= sheet.room() * _HIGHEST_LIST
            box.keep = True
            for line in left[:-1]:
                line.keep = line.keep or short
        return [box, *left, *framed]
    high = signing.height(sheet.profile.foot.signature_mm.chosen * POINTS_PER_MM)
    count = len(left)
    if _height(left) > sheet.room() * _HIGHEST_LIST:
        # Whole items, until the signature is reached: so the list goes on below without a gap.
        count = 1
        while left[count - 1].keep or _height(left[:count]) < high:
            count += 1
    return [FootBox(sheet, left[:count], signing, second), *left[count:], *framed]


def _list(sheet: Sheet, parts: Foot, width: float) -> list[LineBox]:
    """Return "Nơi nhận:" with its list, and the drafter's mark below (ô 9b, 12)."""
    left: list[LineBox] = []
    if parts.recipients:
        left += _lines(sheet, "recipients_label", RECIPIENTS, width)
        for item in parts.recipients:
            lines = _lines(sheet, "recipients", item, width - 6)
            for line in lines[:-1]:
                line.keep = True
            left += lines
    if parts.drafter_mark:
        left += _lines(sheet, "drafter_mark", parts.drafter_mark, width)
    return left


def address(sheet: Sheet, text: str) -> list[LineBox]:
    """Return the lines of the issuer's address for the foot of page 1 (mục III.4, ô 13)."""
    if not text:
        return []
    kind, width = sheet.type("address"), sheet.width()
    lines = set_spans([Span(kind, text)], width)
    return [LineBox(line, kind.size, sheet.single(kind.size), width, "center") for line in lines]


def _lines(sheet: Sheet, name: StyleName, text: str, width: float) -> list[LineBox]:
    kind, align = sheet.type(name), sheet.align(name)
    spans = [Span(kind, text)]
    lines: list[SetLine]
    lines = balanced(spans, width) if align == "center" else set_spans(spans, width)
    return [LineBox(line, kind.size, sheet.single(kind.size), width, align) for line in lines]


def keep_company(boxes: Sequence[Box]) -> None:
    """Tie the last two lines before the foot to it, so that it never begins a page.

    Where the last paragraph is a single line, the line before goes with it.
    """
    for box in boxes[-2:]:
        box.keep = True


def turn_ending(boxes: Sequence[Box], ending: Sequence[Box]) -> None:
    """Let the foot follow a wide table on its turned page where too little text stands between.

    On an upright page of its own the signature would be alone.
    """
    after = 0
    while after < len(boxes) and not boxes[-1 - after].landscape:
        after += 1
    if after < 2 and after < len(boxes):
        for box in (*boxes[len(boxes) - after :], *ending):
            box.landscape = True


class Fit(Record, frozen=True, kw_only=True):
    """How a document is set: spacing of its lines (1.0 is single), room to sign in millimetres."""

    lines: float
    signature_mm: float


def settle(
    boxes: list[Box],
    ending: list[Box],
    sheet: Sheet,
    notes: Notes,
    address: Sequence[LineBox] = (),
) -> tuple[list[Leaf], Fit]:
    """Return the pages of a body and its foot, and how they were set.

    A signature that would begin a page takes at least two lines along. If tighter lines within the
    decree's range (mục II.6), and then less room for the signature, bring it back onto the page
    before, it is set that way: first the smallest change.
    """
    text = sheet.profile.text.lines
    chosen = text.chosen
    signature = sheet.profile.foot.signature_mm
    whole = [*boxes, *ending]
    if ending:
        turn_ending(boxes, ending)
        keep_company(boxes)

    def at(lines: float, signature_mm: float) -> list[Leaf]:
        for box in whole:
            box.stretch(lines)
            if isinstance(box, FootBox):
                box.sign_in(signature_mm)
        return paginate(whole, sheet, notes, address)

    usual = Fit(lines=chosen, signature_mm=signature.chosen)
    pages = at(chosen, signature.chosen)
    if not ending or not _only_company(pages):
        return pages, usual
    middle = (chosen + text.allowed[0]) / 2
    for lines, room in (
        (middle, signature.chosen), (text.allowed[0], signature.chosen),
        (text.allowed[0], signature.allowed[0]),
    ):  # fmt: skip
        tighter = at(lines, room)
        if len(tighter) < len(pages):
            return tighter, Fit(lines=lines, signature_mm=room)
    return at(chosen, signature.chosen), usual


def _only_company(pages: list[Leaf]) -> bool:
    """Tell whether the signature stands on a new page with the lines that had to go along."""
    for number, leaf in enumerate(pages):
        for index, (_top, box) in enumerate(leaf.placed):
            if isinstance(box, FootBox):
                return number > 0 and index <= _COMPANY
    return False
