"""The layout profile holds the decree's numbers, each within its range and with its source."""

from __future__ import annotations

import pytest

from papidesk.domain.layout_profile import (
    STYLE_NAMES,
    UnknownBaseError,
    UnknownLayoutError,
    load,
    measures,
)

# NĐ 30/2020, Phụ lục I, phần I, mục V: allowed sizes, bold, italic.
TYPE = {
    "nation": (12, 13, True, False), "motto": (13, 14, True, False),
    "superior": (12, 13, False, False), "issuer": (12, 13, True, False),
    "number": (13, 13, False, False), "place_date": (13, 14, False, True),
    "kind": (13, 14, True, False), "abstract": (13, 14, True, False),
    "subject": (12, 13, False, False), "bases": (13, 14, False, True),
    "body": (13, 14, False, False), "article": (13, 14, True, False),
    "group": (13, 14, True, False), "signature_title": (13, 14, True, False),
    "signature_name": (13, 14, True, False), "addressee": (13, 14, False, False),
    "recipients_label": (12, 12, True, True), "recipients": (11, 11, False, False),
    "annex_label": (14, 14, True, False), "annex_title": (13, 14, True, False),
    "annex_note": (13, 14, False, True), "page_number": (13, 14, False, False),
    "urgency": (13, 14, True, False), "drafter_mark": (11, 11, False, False),
    "address": (11, 12, False, False),
}  # fmt: skip


@pytest.mark.parametrize("name", TYPE)
def test_type_is_what_the_decree_says(name: str) -> None:
    style = load().styles[name]
    assert (*style.allowed, style.bold, style.italic) == TYPE[name]


def test_every_chosen_number_lies_within_its_range_and_names_its_source() -> None:
    for path, measure in measures(load()).items():
        assert measure.holds(measure.chosen), path
        assert measure.source, path


def test_margins_and_body_text_are_the_decrees() -> None:
    profile = load()
    ranges = {path: measure.allowed for path, measure in measures(profile).items()}
    assert ranges["page.top_mm"] == ranges["page.bottom_mm"] == (20, 25)
    assert ranges["page.left_mm"] == (30, 35)
    assert ranges["page.right_mm"] == (15, 20)
    assert profile.text.paragraph_gap_pt.allowed[0] == 6
    assert profile.text.lines.allowed == (1, 1.5)
    assert profile.text.first_line_mm.chosen in (10, 12.7)
    assert (profile.page.width_mm, profile.page.height_mm) == (210, 297)


@pytest.mark.parametrize("base", [13, 14])
def test_sizes_of_both_bases_are_allowed_and_filled_in(base: int) -> None:
    profile = load().at(base)
    assert set(profile.styles) == set(STYLE_NAMES)
    for name, style in profile.styles.items():
        assert style.allowed[0] <= style.points <= style.allowed[1], name
    assert profile.style("body").points == base


def test_the_head_columns_fill_the_text_width() -> None:
    profile = load()
    columns = profile.head.left_mm.chosen + profile.head.right_mm.chosen
    assert columns == pytest.approx(profile.page.text_width_mm)


def test_other_sizes_and_other_layouts_are_refused() -> None:
    with pytest.raises(UnknownBaseError):
        load().at(12)
    with pytest.raises(UnknownLayoutError):
        load("nd31_2031")
