"""The printed form as numbers, read from ``resources/layout``: one file per decree.

Printing, Word and checking read the same records, so a new decree is a new file. Names ending in
``_mm`` are millimetres, in ``_pt`` points; sizes of type are points.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Literal, cast, get_args

import msgspec

from papidesk.domain.record import Record, from_plain, replace
from papidesk.errors import N_, PapiDeskError
from papidesk.paths import resource

DEFAULT_PROFILE = "nd30_2020"
Base = Literal[13, 14]
Align = Literal["left", "center", "right", "both"]
StyleName = Literal[
    "nation", "motto", "superior", "issuer", "number", "place_date", "kind", "abstract",
    "subject", "authority", "enacting", "bases", "body", "part_label", "part_title",
    "section_label", "section_title", "article", "group", "clause_title", "clause", "point",
    "item", "center", "right", "note", "addressee", "recipients_label", "recipients",
    "signature_title", "signature_name", "annex_label", "annex_title", "annex_note", "urgency",
    "circulation", "copy_form", "electronic", "confirmation", "drafter_mark", "address",
    "page_number", "table_head", "table_cell", "footnote",
]  # fmt: skip
STYLE_NAMES: tuple[StyleName, ...] = get_args(StyleName)


class UnknownLayoutError(PapiDeskError):
    """A layout profile that no file describes, or whose file is damaged."""

    message = N_("There is no usable page layout “{name}”. Install the program again.")


class UnknownBaseError(PapiDeskError):
    """A size of body text the decree does not allow."""

    message = N_("Text of size {base} is not allowed: choose 13 or 14.")


class Measure(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One number of the form: the decree's range, both ends included, and what we print with."""

    allowed: tuple[float, float]
    chosen: float
    source: str

    def holds(self, value: float, tolerance: float = 0.0) -> bool:
        """Tell whether ``value`` lies within the range, give or take ``tolerance``."""
        return self.allowed[0] - tolerance <= value <= self.allowed[1] + tolerance


class Style(Record, frozen=True, kw_only=True, omit_defaults=True):
    """How one component is set: ``size`` holds the points for base 13 and for base 14.

    ``indent`` tells that its first line is indented; ``points`` is the size of the chosen base.
    """

    allowed: tuple[float, float]
    size: tuple[float, float]
    source: str
    bold: bool = False
    italic: bool = False
    caps: bool = False
    align: Align = "left"
    indent: bool = False
    points: float = 0.0


class Page(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The sheet and its margins, in millimetres (Phụ lục I, mục I.1 to I.3, I.7)."""

    width_mm: float
    height_mm: float
    source: str
    landscape_source: str
    tolerance_mm: float
    top_mm: Measure
    bottom_mm: Measure
    left_mm: Measure
    right_mm: Measure
    number_baseline_mm: Measure

    @property
    def text_width_mm(self) -> float:
        """How wide the text is on an upright page, in millimetres."""
        return self.width_mm - self.left_mm.chosen - self.right_mm.chosen


class Head(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The two columns of the head and the gaps below them (mục II.1 to II.5)."""

    left_mm: Measure
    right_mm: Measure
    number_gap_pt: Measure
    subject_gap_pt: Measure
    title_gap_pt: Measure
    body_gap_pt: Measure


class Rules(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The drawn lines: their weight, and their length as a share of the text line above."""

    width_pt: float
    gap_pt: float
    source: str
    motto: Measure
    issuer: Measure
    abstract: Measure


class Text(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The body: indent, gaps and line spacing (mục II.6); ``lines`` counts single lines."""

    line_height_em: float
    line_height_source: str
    first_line_mm: Measure
    paragraph_gap_pt: Measure
    lines: Measure
    heading_gap_pt: Measure


class Addressees(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Where "Kính gửi:" and the dashes of its list begin, from the left margin (mục II.9)."""

    label_mm: Measure
    list_mm: Measure


class Foot(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The left column of the foot and the room for the signature (mục II.7, II.9)."""

    left_mm: Measure
    gap_pt: Measure
    list_gap_pt: Measure
    signature_mm: Measure


class TableForm(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Tables in the text, of which the decree says nothing; ``least_size`` in points."""

    padding_pt: float
    border_pt: float
    gap_pt: float
    least_size: float
    source: str


class Stamps(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The boxes of the urgency marks, in millimetres (mục III.2b)."""

    source: str
    height_mm: float
    widths_mm: dict[str, float]


class CirculationBox(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The frame of "LƯU HÀNH NỘI BỘ" in the top margin of page 1 (mục III.2c, ô 11)."""

    height_mm: float
    padding_mm: float
    source: str
    top_mm: Measure
    centre_mm: Measure


class Copies(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The line above a copy's own part, and the corner of an electronic one (phần II)."""

    rule_pt: float
    source: str
    gap_pt: Measure
    electronic_top_mm: Measure
    electronic_width_mm: Measure


class Confirmation(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The frame for the confirmation of the place where leave was taken (mẫu 1.10)."""

    source: str
    width_mm: float
    height_mm: float
    gap_pt: float


class LayoutProfile(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The whole form of one decree; :meth:`at` chooses the size of the body text."""

    name: str
    title: str
    font: str
    font_source: str
    page: Page
    head: Head
    rules: Rules
    text: Text
    addressees: Addressees
    foot: Foot
    table: TableForm
    stamps: Stamps
    circulation: CirculationBox
    copies: Copies
    confirmation: Confirmation
    styles: dict[str, Style]
    base: int = 14

    def at(self, base: int) -> LayoutProfile:
        """Return the profile for body text of ``base`` points; raises :class:`UnknownBaseError`."""
        if base not in (13, 14):
            raise UnknownBaseError(base=base)
        styles = {
            name: replace(style, points=style.size[base - 13])
            for name, style in self.styles.items()
        }
        return replace(self, styles=styles, base=base)

    def style(self, name: StyleName) -> Style:
        """Return the type of one component, ``points`` filled in for the base."""
        return self.styles[name]

    def leading_pt(self, points: float, lines: float = 1.0) -> float:
        """Return the distance of two baselines, in points, for type of ``points``."""
        return points * self.text.line_height_em * lines


@cache
def load(name: str = DEFAULT_PROFILE) -> LayoutProfile:
    """Return the profile called ``name`` at base 14; raises :class:`UnknownLayoutError`."""
    path = resource("layout", f"{name}.toml")
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnknownLayoutError(name=name) from error
    profile = from_plain(LayoutProfile, data)
    if set(profile.styles) != set(STYLE_NAMES):
        raise UnknownLayoutError(name=name)
    return profile.at(14)


def measures(profile: LayoutProfile) -> dict[str, Measure]:
    """Return every number with a range by its path ("page.top_mm"), for checks and tests."""
    found: dict[str, Measure] = {}
    for group in ("page", "head", "rules", "text", "addressees", "foot", "circulation", "copies"):
        record = cast(msgspec.Struct, getattr(profile, group))
        for field in record.__struct_fields__:
            value = getattr(record, field)
            if isinstance(value, Measure):
                found[f"{group}.{field}"] = value
    return found
