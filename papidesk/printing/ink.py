"""How far down a page of any PDF is printed, so that something may follow below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pikepdf

Matrix = tuple[float, float, float, float, float, float]
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# Below the baseline, as a share of the type size.
_DEPTH = 0.25
_DEEPEST = 6
_PATH = frozenset({"m", "l", "c", "v", "y", "re"})
_PAINT = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"})
_FILL_ALONE = frozenset({"f", "F", "f*"})
_SHOW = frozenset({"Tj", "TJ", "'", '"'})
_FORM_MATRIX = "/Matrix"


def lowest_ink(page: pikepdf.Page) -> float | None:
    """Return how many points of the page, from its upper edge down, are printed on.

    0 for an empty page; None where it cannot be told (a page that is turned). A scan is printed on
    to its lower edge.
    """
    import pikepdf

    if int(page.get("/Rotate", 0)) % 360:
        return None
    _, bottom, _, top = (float(edge) for edge in page.trimbox)
    reader = _Reader()
    try:
        reader.read(page, _UNIT, page.get("/Resources", pikepdf.Dictionary()), 0)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError):
        return None
    if reader.lowest is None:
        return 0.0
    return top - max(bottom, min(reader.lowest, top))


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t,
        e * q + f * s + u,
    )  # fmt: skip


def _height(matrix: Matrix, x: float, y: float) -> float:
    return matrix[1] * x + matrix[3] * y + matrix[5]


def _six(operands: Sequence[object]) -> Matrix:
    a, b, c, d, e, f = (float(each) for each in operands)  # type: ignore[arg-type]
    return a, b, c, d, e, f


class _Reader:
    """Reads content streams and keeps the lowest place anything is painted at."""

    def __init__(self) -> None:
        self.lowest: float | None = None
        self.now = _UNIT
        self.kept: list[tuple[Matrix, bool]] = []
        self.white = False
        self.path: list[float] = []
        self.text = self.line = _UNIT
        self.size = self.leading = 0.0

    def read(
        self, stream: pikepdf.Page | pikepdf.Object, matrix: Matrix, resources: pikepdf.Object,
        depth: int,
    ) -> None:  # fmt: skip
        """Read one stream drawn with ``matrix``; forms inside it are read too."""
        import pikepdf

        self.now = matrix
        kept, self.kept = self.kept, []
        for step in pikepdf.parse_content_stream(stream):
            operands, name = list(step.operands), str(step.operator)
            if name == "Do":
                self._picture(resources, str(operands[0]), depth)
            elif name in ("BI", "INLINE IMAGE"):
                self._corners(self.now)
            elif name == "sh":
                self._mark(float("-inf"))
            elif name in _PATH or name in _PAINT or name == "n":
                self._outline(name, operands)
            elif not self._words(name, operands):
                self._state(name, operands)
        self.kept = kept

    def _mark(self, y: float) -> None:
        self.lowest = y if self.lowest is None else min(self.lowest, y)

    def _corners(self, matrix: Matrix) -> None:
        for x, y in ((0, 0), (1, 0), (0, 1), (1, 1)):
            self._mark(_height(matrix, x, y))

    def _state(self, name: str, operands: Sequence[object]) -> None:
        if name == "q":
            self.kept.append((self.now, self.white))
        elif name == "Q" and self.kept:
            self.now, self.white = self.kept.pop()
        elif name == "cm":
            self.now = _times(_six(operands), self.now)
        elif name in ("g", "rg"):
            self.white = all(float(each) >= 1 for each in operands)  # type: ignore[arg-type]
        elif name in ("k", "cs", "sc", "scn"):
            self.white = False

    def _outline(self, name: str, operands: Sequence[object]) -> None:
        if name in _PATH:
            numbers = [float(each) for each in operands]  # type: ignore[arg-type]
            if name == "re":
                x, y, width, height = numbers
                numbers = [x, y, x + width, y + height]
            for x, y in zip(numbers[::2], numbers[1::2], strict=True):
                self.path.append(_height(self.now, x, y))
            return
        # White on white is a page's ground, not ink.
        if name in _PAINT and self.path and not (name in _FILL_ALONE and self.white):
            self._mark(min(self.path))
        self.path = []

    def _words(self, name: str, operands: Sequence[object]) -> bool:
        """Follow the place of text; tell whether ``name`` was one of its operators."""
        if name == "BT":
            self.text = self.line = _UNIT
        elif name == "Tf":
            self.size = float(operands[1])  # type: ignore[arg-type]
        elif name == "TL":
            self.leading = float(operands[0])  # type: ignore[arg-type]
        elif name == "Tm":
            self.text = self.line = _six(operands)
        elif name in ("Td", "TD"):
            x, y = (float(each) for each in operands)  # type: ignore[arg-type]
            self.leading = -y if name == "TD" else self.leading
            self._next_line(x, y)
        elif name == "T*":
            self._next_line(0.0, -self.leading)
        elif name in _SHOW:
            if name in ("'", '"'):
                self._next_line(0.0, -self.leading)
            whole = _times(self.text, self.now)
            self._mark(min(_height(whole, 0, -_DEPTH * self.size), _height(whole, 0, 0)))
        else:
            return False
        return True

    def _next_line(self, x: float, y: float) -> None:
        self.line = _times((1.0, 0.0, 0.0, 1.0, x, y), self.line)
        self.text = self.line

    def _picture(self, resources: pikepdf.Object, name: str, depth: int) -> None:
        found = resources["/XObject"][name]
        if found.get("/Subtype") == "/Image":
            self._corners(self.now)
            return
        if depth >= _DEEPEST:
            self._mark(float("-inf"))
            return
        outside, white = self.now, self.white
        own = _six(list(found[_FORM_MATRIX])) if _FORM_MATRIX in found else _UNIT
        self.read(found, _times(own, outside), found.get("/Resources", resources), depth + 1)
        self.now, self.white = outside, white
