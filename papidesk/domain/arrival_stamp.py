"""The stamp "ĐẾN" on a paper that came in (NĐ 30/2020, Phụ lục IV): its words and its place."""

from __future__ import annotations

import datetime
import tomllib
from functools import cache
from typing import Literal

from papidesk.domain.incoming import Incoming
from papidesk.domain.issuing import number_text
from papidesk.domain.record import Record
from papidesk.paths import resource

Corner = Literal["upper-right", "upper-left", "lower-right", "lower-left"]
CORNERS: tuple[Corner, ...] = ("upper-right", "upper-left", "lower-right", "lower-left")


class StampForm(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The stamp's size and looks, in millimetres and points."""

    width_mm: float
    height_mm: float
    border_pt: float
    color: tuple[float, float, float]
    word: str
    top_mm: float
    side_mm: float


class ArrivalStamp(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What stands in a stamp: office, Số, Ngày, Chuyển, Số và ký hiệu HS."""

    office: str
    number: str
    day: datetime.date
    handed_to: str = ""
    file_notation: str = ""


class StampPlace(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Where the stamp's upper left corner is, from the page's upper left one as it is seen."""

    left_mm: float
    top_mm: float


@cache
def form() -> StampForm:
    """Return the stamp's form."""
    data = tomllib.loads(resource("layout", "registers.toml").read_text(encoding="utf-8"))
    found = dict(data["stamp"])
    return StampForm(**(found | {"color": tuple(found["color"])}))


def stamp_of(paper: Incoming, office: str) -> ArrivalStamp:
    """Return the stamp of an entry."""
    return ArrivalStamp(
        office=office,
        number=number_text(paper.arrival_number),
        day=paper.arrived_on,
        handed_to=paper.assigned_to,
        file_notation=paper.file_notation,
    )


def corner_place(corner: Corner, width_mm: float, height_mm: float) -> StampPlace:
    """Return a stamp's place in a corner of a page of this size: below the head, above the foot."""
    shape = form()
    left = shape.side_mm if corner.endswith("left") else width_mm - shape.side_mm - shape.width_mm
    upper = corner.startswith("upper")
    top = shape.top_mm if upper else height_mm - shape.side_mm - shape.height_mm
    return within(StampPlace(left_mm=left, top_mm=top), width_mm, height_mm)


def within(place: StampPlace, width_mm: float, height_mm: float) -> StampPlace:
    """Return ``place`` moved so far that the whole stamp is on the page."""
    shape = form()
    return StampPlace(
        left_mm=max(0.0, min(place.left_mm, width_mm - shape.width_mm)),
        top_mm=max(0.0, min(place.top_mm, height_mm - shape.height_mm)),
    )
