"""The printed file as measured: poppler's boxes, pdfplumber's letters and lines, in millimetres."""

from __future__ import annotations

import io
import subprocess
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.etree import ElementTree

import pdfplumber

MM = 25.4 / 72


@dataclass(frozen=True)
class Line:
    """One line of text: its words, place in mm from the page's upper left corner, type."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    font: str
    page: int

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def bold(self) -> bool:
        return "Bold" in self.font

    @property
    def italic(self) -> bool:
        return "Italic" in self.font


class Measured:
    """A PDF read back by other programs than the one that wrote it."""

    def __init__(self, pdf: bytes) -> None:
        self.bytes = pdf

    def tool(self, *command: str) -> str:
        """Run a poppler tool on the file and return what it prints."""
        done = subprocess.run(command, input=self.bytes, capture_output=True, check=True)
        return done.stdout.decode("utf-8")

    @cached_property
    def raw(self) -> list[str]:
        """Text of each page in the order it was written."""
        return self.tool("pdftotext", "-raw", "-", "-").split("\f")[:-1]

    @cached_property
    def boxes(self) -> list[list[tuple[str, float, float, float, float]]]:
        """Words of each page with left, top, right, bottom in mm, by poppler."""
        tree = ElementTree.fromstring(self.tool("pdftotext", "-bbox-layout", "-", "-"))
        space = "{http://www.w3.org/1999/xhtml}"
        return [
            [
                (word.text or "", *(float(word.get(k, "0")) * MM for k in _EDGES))
                for word in page.iter(f"{space}word")
            ]
            for page in tree.iter(f"{space}page")
        ]

    @cached_property
    def _pages(self) -> list[Any]:
        return pdfplumber.open(io.BytesIO(self.bytes)).pages

    @property
    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of each page in mm."""
        return [(float(page.width) * MM, float(page.height) * MM) for page in self._pages]

    @cached_property
    def lines(self) -> list[Line]:
        """All lines, in the order they were written; columns beside each other are two lines."""
        found: list[Line] = []
        for number, page in enumerate(self._pages, start=1):
            chars = page.chars
            start = 0
            for index in range(1, len(chars) + 1):
                if index == len(chars) or _new_line(chars[index - 1], chars[index]):
                    found.append(_line(chars[start:index], number, float(page.height)))
                    start = index
        return found

    @cached_property
    def rules(self) -> list[tuple[float, float, float, int]]:
        """Horizontal lines: left, right, distance from the top in mm, page."""
        return [
            (line["x0"] * MM, line["x1"] * MM, line["top"] * MM, number)
            for number, page in enumerate(self._pages, start=1)
            for line in page.lines
            if abs(line["top"] - line["bottom"]) < 0.5
        ]

    def line(self, text: str) -> Line:
        """Return the line that begins with ``text``."""
        return next(line for line in self.lines if line.text.startswith(text))

    def last_line(self, text: str) -> Line:
        """Return the last line that begins with ``text``."""
        return [line for line in self.lines if line.text.startswith(text)][-1]


_EDGES = ("xMin", "yMin", "xMax", "yMax")


def _new_line(before: dict[str, Any], after: dict[str, Any]) -> bool:
    moved = abs(before["matrix"][5] - after["matrix"][5]) > 8
    return moved or after["x0"] < before["x0"] - 1 or after["x0"] > before["x1"] + 40


def _line(chars: list[dict[str, Any]], page: int, height: float) -> Line:
    seen = [char for char in chars if char["text"].strip()] or chars
    return Line(
        text="".join(char["text"] for char in chars).strip(),
        left=seen[0]["x0"] * MM,
        right=seen[-1]["x1"] * MM,
        baseline=(height - seen[0]["matrix"][5]) * MM,
        size=round(seen[0]["size"], 2),
        font=seen[0]["fontname"],
        page=page,
    )
