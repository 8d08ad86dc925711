"""The top of a paper: the two columns with their rules, number and date, kind and abstract.

NĐ 30/2020, Phụ lục I, mục II.1 to II.5; the places are those of mục IV.1.
"""

from __future__ import annotations

from papidesk.domain.layout_profile import Measure, StyleName
from papidesk.domain.paper import ADDRESSEES, MOTTO, NATION, Head, Paper
from papidesk.printing.blocks import centred
from papidesk.printing.boxes import Box, LineBox, RuleBox, keep_lines, keep_together
from papidesk.printing.pen import DESCENT, Pen
from papidesk.printing.styles import POINTS_PER_MM, Sheet
from papidesk.printing.typesetting import SetLine, Span, Type, balanced, set_spans

# The abstract keeps this far from both margins, so that its lines look centred.
ABSTRACT_SIDE_MM = 8.0
# Half the height of capitals, as a share of the type size.
_MIDDLE = 0.33


class Placed:
    """A line or rule inside the head: where it stands, from the head's upper left corner."""

    __slots__ = ("baseline", "left", "length", "line", "width")

    def __init__(
        self, line: SetLine | None, left: float, width: float, baseline: float, length: float = 0.0
    ) -> None:
        self.line, self.left, self.width = line, left, width
        self.baseline, self.length = baseline, length


# A framed line: where the frame stands from the head's upper left corner, and its size.
_Frame = tuple[SetLine, float, float, tuple[float, float]]


class HeadBox(Box):
    """Both columns of the head as one piece; ``boxed`` stands above it in the top margin."""

    __slots__ = ("boxed", "parts", "stamp", "weight")

    def __init__(self, height: float, parts: list[Placed], weight: float) -> None:
        super().__init__(height)
        self.parts = parts
        self.weight = weight
        self.stamp: _Frame | None = None
        self.boxed: _Frame | None = None

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw both columns and, where there is one, the urgency mark."""
        for part in self.parts:
            if part.line is not None:
                pen.line(part.line, left + part.left, top + part.baseline, part.width, "center")
            else:
                pen.rule(left + part.left, top + part.baseline, part.length, self.weight)
        if self.stamp is not None:
            line, across, down, size = self.stamp
            pen.stamp(line, left + across, top + down, size)
        if self.boxed is not None:
            line, across, down, size = self.boxed
            pen.frame(left + across, top + down, *size, 0.75)
            base = top + down + size[1] / 2 + line.pieces[0].type.size * _MIDDLE
            pen.line(line, left + across, base, size[0], "center")


class Column:
    """One column of the head, filled from the top."""

    def __init__(self, sheet: Sheet, left: float, width: float, parts: list[Placed]) -> None:
        self.sheet, self.left, self.width, self.parts = sheet, left, width, parts
        self.y = 0.0
        self.widest = 0.0
        self.last = 0.0

    def add(self, name: StyleName, text: str) -> None:
        """Add ``text`` centred, in smaller type of the range where it would not fit."""
        for line in self._lines(name, text):
            size = line.pieces[0].type.size if line.pieces else self.sheet.type(name).size
            self.y += self.sheet.single(size)
            baseline = self.y - DESCENT * size
            self.parts.append(Placed(line, self.left, self.width, baseline))
            self.widest, self.last = max(self.widest, line.width), line.width

    def _lines(self, name: StyleName, text: str) -> list[SetLine]:
        kind = self.sheet.type(name)
        lines = balanced([Span(kind, text)], self.width)
        least = self.sheet.profile.style(name).allowed[0]
        if len(lines) > 1 and kind.size > least and name != "subject":
            smaller = set_spans([Span(Type(kind.face, least), text)], self.width)
            if len(smaller) < len(lines):
                return smaller
        return lines

    def rule(self, measure: Measure) -> None:
        """Draw the rule below the lines added so far."""
        rules = self.sheet.profile.rules
        length = rule_length(self.widest, self.last, measure)
        self.y += rules.gap_pt
        left = self.left + (self.width - length) / 2
        self.parts.append(Placed(None, left, length, self.y, length))
        self.y += rules.width_pt


def rule_length(widest: float, last: float, measure: Measure) -> float:
    """Return a rule's length for a text whose widest and last lines are so wide, in points.

    The decree measures by "dòng chữ": within the range of the widest line, and where possible
    no longer than the range allows for the last line, under which the rule stands.
    """
    low, high = measure.allowed
    return max(low * widest, min(measure.chosen * widest, high * last))


def head(sheet: Sheet, parts: Head, landscape: bool = False) -> HeadBox:
    """Return the head: issuer and number at the left, Quốc hiệu and date at the right."""
    profile = sheet.profile
    left_width = profile.head.left_mm.chosen * POINTS_PER_MM
    right_width = sheet.width() - left_width
    placed: list[Placed] = []
    left = Column(sheet, 0.0, left_width, placed)
    right = Column(sheet, sheet.width(landscape) - right_width, right_width, placed)
    for text in parts.superior:
        left.add("superior", text)
    left.widest = 0.0
    for text in parts.issuer:
        left.add("issuer", text)
    if parts.issuer:
        left.rule(profile.rules.issuer)
    right.add("nation", NATION)
    right.widest = 0.0
    right.add("motto", MOTTO)
    right.rule(profile.rules.motto)
    if parts.number or parts.place_date:
        number_row(sheet, parts.number, parts.place_date, left, right)
    if parts.subject:
        left.y += profile.head.subject_gap_pt.chosen
        left.add("subject", parts.subject)
    box = HeadBox(max(left.y, right.y), placed, profile.rules.width_pt)
    if parts.urgency:
        _stamp(sheet, box, parts.urgency, left)
    if parts.circulation:
        box.boxed = _circulation(sheet, parts.circulation)
    box.landscape = landscape
    box.keep = True
    return box


def number_row(sheet: Sheet, number: str, place_date: str, left: Column, right: Column) -> None:
    """Put number and date on one baseline (mục II.4: cùng một dòng với số, ký hiệu)."""
    start = max(left.y, right.y) + sheet.profile.head.number_gap_pt.chosen
    taller = max(sheet.type("number").size, sheet.type("place_date").size)
    for column, name, text in (
        (left, "number", number), (right, "place_date", place_date),
    ):  # fmt: skip
        own = sheet.type(name).size  # type: ignore[arg-type]
        column.y = start + (sheet.single(taller) - sheet.single(own))
        column.y -= DESCENT * (taller - own)
        if text:
            column.add(name, text)  # type: ignore[arg-type]


def _stamp(sheet: Sheet, box: HeadBox, urgency: str, left: Column) -> None:
    stamps = sheet.profile.stamps
    width = stamps.widths_mm.get(urgency, 30.0) * POINTS_PER_MM
    height = stamps.height_mm * POINTS_PER_MM
    line = set_spans([sheet.span("urgency", urgency)], width)[0]
    box.stamp = (line, (left.width - width) / 2, left.y + 4, (width, height))
    box.height = max(box.height, left.y + height + 6)


def _circulation(sheet: Sheet, text: str) -> _Frame:
    """Return the mark of circulation in its frame in the top margin (mục III.2c, ô 11)."""
    form = sheet.profile.circulation
    line = set_spans([sheet.span("circulation", text)], sheet.width())[0]
    width = line.width + 2 * form.padding_mm * POINTS_PER_MM
    left = form.centre_mm.chosen * POINTS_PER_MM - width / 2
    top = form.top_mm.chosen * POINTS_PER_MM
    return line, left - sheet.left, top - sheet.top, (width, form.height_mm * POINTS_PER_MM)


def title(sheet: Sheet, paper: Paper) -> list[Box]:
    """Return kind and abstract with the rule below, centred across the page (mục II.5)."""
    boxes: list[Box] = []
    gap = sheet.profile.head.title_gap_pt.chosen
    if paper.kind:
        boxes += centred(sheet, "kind", paper.kind, gap=gap, width=sheet.width())
        gap = 0.0
    if paper.abstract:
        side = 2 * ABSTRACT_SIDE_MM * POINTS_PER_MM
        lines = centred(sheet, "abstract", paper.abstract, gap=gap, width=sheet.width() - side)
        boxes += lines
    if boxes:
        boxes.append(title_rule(sheet, boxes))
    keep_together(boxes)
    return boxes


def title_rule(sheet: Sheet, boxes: list[Box], landscape: bool = False) -> RuleBox:
    """Return the rule below a centred title of ``boxes``."""
    rules = sheet.profile.rules
    widths = [box.line.width for box in boxes if isinstance(box, LineBox)]
    length = rule_length(max(widths), widths[-1], rules.abstract)
    rule = RuleBox(rules.gap_pt, length, sheet.width(landscape), rules.width_pt)
    rule.landscape = landscape
    rule.keep = True
    return rule


def opening(sheet: Sheet, paper: Paper) -> list[Box]:
    """Return what stands between title and body: addressees, authority, bases, enacting words.

    "Kính gửi" (ô 9a) is drawn right below the title (ô 5a), bases open the text (ô 6; mục II.6).
    """
    boxes = addressees(sheet, paper.addressees)
    gap = sheet.profile.head.body_gap_pt.chosen
    if paper.authority_line:
        boxes += _kept(
            centred(sheet, "authority", paper.authority_line, gap=gap, width=sheet.width())
        )
    for text in paper.bases:
        boxes += _flowing(sheet, "bases", text)
    if paper.enacting:
        boxes += _kept(centred(sheet, "enacting", paper.enacting, gap=gap, width=sheet.width()))
    return boxes


def _kept(lines: list[LineBox]) -> list[LineBox]:
    lines[-1].keep = True
    return lines


def _flowing(sheet: Sheet, name: StyleName, text: str) -> list[LineBox]:
    kind, width = sheet.type(name), sheet.width()
    single = sheet.single(kind.size)
    lines = set_spans([Span(kind, text)], width, sheet.first_line)
    boxes = [LineBox(each, kind.size, single, width, sheet.align(name)) for each in lines]
    for box in boxes:
        box.flexible = True
    boxes[0].gap = sheet.gap
    keep_lines(boxes)
    return boxes


def addressees(sheet: Sheet, items: tuple[str, ...]) -> list[Box]:
    """Return "Kính gửi:" with one addressee on its line, or with a list below the colon (II.9)."""
    if not items:
        return []
    form = sheet.profile.addressees
    label, listed = form.label_mm.chosen * POINTS_PER_MM, form.list_mm.chosen * POINTS_PER_MM
    gap = sheet.profile.head.body_gap_pt.chosen
    if len(items) == 1:
        hanging = label + sheet.type("addressee").width(f"{ADDRESSEES} ")
        boxes = _addressee(sheet, f"{ADDRESSEES} {items[0]}", label, hanging)
    else:
        boxes = _addressee(sheet, ADDRESSEES, label, label)
        dash = sheet.type("addressee").width("- ")
        for item in items:
            boxes += _addressee(sheet, item, listed, listed + dash)
    boxes[0].gap = gap
    keep_together([*boxes])
    boxes[-1].keep = True
    return [*boxes]


def _addressee(sheet: Sheet, text: str, first: float, rest: float) -> list[LineBox]:
    kind, width = sheet.type("addressee"), sheet.width()
    lines = set_spans([Span(kind, text)], width, first, rest)
    return [LineBox(each, kind.size, sheet.single(kind.size), width, "left") for each in lines]
