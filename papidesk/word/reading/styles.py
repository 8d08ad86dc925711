"""The style sheet: who inherits from whom, and how a run looks in the end (ISO 29500-1, 17.7)."""

from __future__ import annotations

import re
from functools import lru_cache

from papidesk.word.reading.formats import (
    NO_PARAGRAPH,
    NO_RUN,
    ParagraphSays,
    RunFormat,
    RunSays,
    over_paragraph,
    over_run,
    paragraph_says,
    run_says,
)
from papidesk.word.reading.names import Element, W, value

_HEADING = re.compile(r"^(?:heading|đề mục|tiêu đề) (\d)$", re.IGNORECASE)
_MAX_CHAIN = 50  # a style that is based on itself must not hang the reader


class _Style:
    __slots__ = ("based_on", "element", "kind", "name", "paragraph", "run")

    def __init__(self, element: Element) -> None:
        self.element = element
        self.kind = element.get(f"{W}type", "paragraph")
        self.name = value(element, "name") or ""
        self.based_on = value(element, "basedOn") or ""
        self.run = run_says(element.find(f"{W}rPr"))
        self.paragraph = paragraph_says(element.find(f"{W}pPr"))


class StyleSheet:
    """All styles of a document, resolved once each."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._defaults: dict[str, str] = {}
        self._default_run, self._default_paragraph = NO_RUN, NO_PARAGRAPH
        if root is not None:
            self._read(root)
        self.run_format = lru_cache(maxsize=4096)(self._run_format)
        self.paragraph = lru_cache(maxsize=None)(self._paragraph)
        self._run_of = lru_cache(maxsize=None)(self._run)

    def _read(self, root: Element) -> None:
        defaults = root.find(f"{W}docDefaults")
        if defaults is not None:
            self._default_run = run_says(defaults.find(f"{W}rPrDefault/{W}rPr"))
            self._default_paragraph = paragraph_says(defaults.find(f"{W}pPrDefault/{W}pPr"))
        for element in root.iterchildren(f"{W}style"):
            style, key = _Style(element), element.get(f"{W}styleId", "")
            self._styles[key] = style
            if element.get(f"{W}default") in ("1", "true", "on"):
                self._defaults[style.kind] = key

    def _chain(self, key: str | None, kind: str) -> list[tuple[str, _Style]]:
        """Return the style and those it is based on, the nearest first."""
        if not key or key not in self._styles or self._styles[key].kind != kind:
            key = self._defaults.get(kind, "")
        chain: list[tuple[str, _Style]] = []
        while key in self._styles and len(chain) < _MAX_CHAIN:
            chain.append((key, self._styles[key]))
            key = self._styles[key].based_on
        return chain

    def _run(self, key: str | None, kind: str) -> RunSays:
        says = NO_RUN
        for _, style in self._chain(key, kind):
            says = over_run(says, style.run) if says is not NO_RUN else style.run
        return says

    def _paragraph(self, key: str | None) -> ParagraphSays:
        """Return what the paragraph style ``key`` (None: the default one) says with all above."""
        says = NO_PARAGRAPH
        for _, style in self._chain(key, "paragraph"):
            says = over_paragraph(says, style.paragraph)
        return over_paragraph(says, self._default_paragraph)

    def _run_format(
        self, paragraph: str | None, direct: RunSays, table: RunSays = NO_RUN
    ) -> RunFormat:
        """Return the look of a run: its own word, its style, the paragraph's, the table's.

        Toggle properties of the three kinds of styles cancel each other out; what the run itself
        says is final (17.7.3).
        """
        own = self._run_of(direct.style, "character") if direct.style else NO_RUN
        if direct.style is None and "character" in self._defaults:
            own = self._run_of(None, "character")
        styles = (own, self._run_of(paragraph, "paragraph"), table)
        says = direct
        for style in (*styles, self._default_run):
            says = over_run(says, style)

        def toggle(index: int) -> bool:
            if direct[index] is not None:
                return bool(direct[index])
            return bool(self._default_run[index]) or sum(bool(s[index]) for s in styles) % 2 == 1

        return RunFormat(
            bold=toggle(0),
            italic=toggle(1),
            caps=toggle(2),
            hidden=toggle(3),
            underline=bool(says.underline),
            script=says.script or "",
            size=says.size or 10.0,
            font=says.font or "",
        )

    def heading(self, key: str | None) -> int:
        """Return the level of a heading style (or one based on it) from 1, else 0."""
        for _, style in self._chain(key, "paragraph") if key else ():
            match = _HEADING.match(style.name)
            if match:
                return int(match[1])
            if style.paragraph.outline is not None:
                return style.paragraph.outline + 1 if style.paragraph.outline < 9 else 0
        return 0

    def numbered_by(self, key: str | None) -> str | None:
        """Return the id of the style in the chain of ``key`` that brings the list."""
        for found, style in self._chain(key, "paragraph"):
            if style.paragraph.number_id is not None:
                return found
        return None

    def list_of(self, key: str) -> int | None:
        """Return the list id a numbering style points to."""
        style = self._styles.get(key)
        return style.paragraph.number_id if style is not None else None

    def table_chain(self, key: str | None) -> list[Element]:
        """Return the table style and those it is based on, the nearest first."""
        return [style.element for _, style in self._chain(key, "table")]

    def table_run(self, key: str | None, *, first_row: bool) -> RunSays:
        """Return what a table style says about the text of its cells."""
        says = self._run_of(key, "table")
        for element in self.table_chain(key) if first_row else ():
            for part in element.iterchildren(f"{W}tblStylePr"):
                if part.get(f"{W}type") == "firstRow":
                    return over_run(run_says(part.find(f"{W}rPr")), says)
        return says
