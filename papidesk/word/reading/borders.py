"""Whether the lines of a table are drawn: papers lay out head and foot with invisible ones."""

from __future__ import annotations

from papidesk.word.reading.names import VAL, Element, W

_SIDES = ("top", "left", "bottom", "right")
_OTHER_NAMES = {"start": "left", "end": "right"}
_WHITE = frozenset({"FFFFFF", "white"})


class Borders:
    """What table styles and the table itself say, asked cell by cell."""

    def __init__(self, styles: list[Element], properties: Element | None) -> None:
        self._sides: dict[str, bool] = {}
        said = [style.find(f"{W}tblPr/{W}tblBorders") for style in reversed(styles)]
        said.append(properties.find(f"{W}tblBorders") if properties is not None else None)
        for borders in said:
            self._sides.update(_sides(borders))

    def drawn(self, rows: list[Element]) -> bool:
        """Tell whether at least half of the cells have two visible sides or more.

        One ruled side is a line under a name, not a table.
        """
        cells = ruled = 0
        for index, row in enumerate(rows):
            sides = {**self._sides, **_sides(row.find(f"{W}tblPrEx/{W}tblBorders"))}
            columns = list(row.iterchildren(f"{W}tc"))
            for place, cell in enumerate(columns):
                cells += 1
                edge = {
                    "top": index == 0, "bottom": index == len(rows) - 1,
                    "left": place == 0, "right": place == len(columns) - 1,
                }  # fmt: skip
                own = _sides(cell.find(f"{W}tcPr/{W}tcBorders"))
                visible = sum(own.get(side, _of_table(sides, side, edge[side])) for side in _SIDES)
                ruled += visible >= 2
        return ruled * 2 >= cells > 0


def _of_table(sides: dict[str, bool], side: str, at_edge: bool) -> bool:
    if at_edge:
        return sides.get(side, False)
    return sides.get("insideH" if side in ("top", "bottom") else "insideV", False)


def _sides(borders: Element | None) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for one in borders if borders is not None else ():
        name = one.tag.removeprefix(W)
        seen = one.get(VAL, "none") not in ("none", "nil")
        found[_OTHER_NAMES.get(name, name)] = seen and one.get(f"{W}color") not in _WHITE
    return found
