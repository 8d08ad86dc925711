"""Reads a .docx into a manuscript: every visible word in reading order, nothing run or fetched."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from papidesk.domain.manuscript import Grid, Line, Manuscript, Part, ReadNote, Remark
from papidesk.domain.richtext import joined
from papidesk.errors import N_
from papidesk.text.clean import clean
from papidesk.text.legacy import convert_as, looks_like
from papidesk.word.reading.names import Element, W
from papidesk.word.reading.numbers import Numbering
from papidesk.word.reading.package import Package, Relation, open_package
from papidesk.word.reading.story import Story, as_text
from papidesk.word.reading.styles import StyleSheet
from papidesk.word.reading.wording import Recode, unchanged
from papidesk.word.refusals import DamagedFileError, MissingTextError

_REMARKS = {
    "inserted": N_("The file has tracked changes: insertions were read, deletions left out."),
    "comment": N_("Comments in the file were left out: {count}."),
    "hidden": N_("Hidden text in the file was left out: {count} places."),
    "macro": N_("The file holds macros. They were ignored; only its text was read."),
    "external": N_("The file points to {count} things outside it. None of them was opened."),
    "object": N_("Embedded objects in the file were left out: {count}."),
    "chunk": N_("Other documents embedded in the file were left out: {count}."),
    "picture": N_("Pictures in the file were left out: {count}."),
    "legacy": N_("The text is in an old encoding and was converted to Unicode."),
    "no text": N_("There is no text in the file. It may be a scan: only its pictures show words."),
}
_NOTE_PARTS = {"f": ("footnotes", "footnote"), "e": ("endnotes", "endnote")}


def read(path: Path) -> Manuscript:
    """Return what the .docx at ``path`` says; raises a WordFileError that tells what to do.

    Parts come in reading order. Lines are counted by paragraph from 1, empty ones and those in
    tables and boxes too; an empty paragraph only shows as ``blank_before`` of the next line.
    ``indent`` is the place of a paragraph's first letter in points from the margin. Automatic
    numbers are in ``number``. Headers, footers and notes are apart; page number fields are no
    words. What was left out is said in the remarks.
    """
    try:
        return _Reading(open_package(path)).manuscript()
    except RecursionError as error:
        # Tables within tables beyond all measure: made by no program, only by hand.
        raise DamagedFileError(name=path.name) from error


class _Reading:
    """The reading of one package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = package.main_part()
        self._relations = package.relations(self._main)
        root = package.tree(self._main)
        body = root.find(f"{W}body") if root is not None else None
        if root is None or body is None:
            raise MissingTextError(name=package.name)
        self._body: Element = body
        self._styles = StyleSheet(self._related("styles"))

    def manuscript(self) -> Manuscript:
        """Return all that is read."""
        self._start()
        story = self._story(unchanged)
        parts = story.body(self._body)
        kind = looks_like("\n".join(line.text.text for line in _lines(parts)))
        if kind != "unicode":
            # Somebody set a TCVN3 or VNI paper in another font: no font told, its letters do.
            self._start()
            self._found["legacy"] = 1
            story = self._story(lambda text: convert_as(kind, text))
            parts = story.body(self._body)
        notes = self._notes(story)
        headers, footers = self._margins("header"), self._margins("footer")
        self._look_around(parts)
        return Manuscript(
            name=self._package.name,
            form="docx",
            parts=tuple(parts),
            notes=notes,
            headers=headers,
            footers=footers,
            encoding="UTF-8",
            remarks=self._remarks(),
        )

    def _start(self) -> None:
        """Begin to count from the first line, number and note."""
        self._numbering = Numbering(self._related("numbering"), self._styles)
        self._found: Counter[str] = Counter()
        self._note_ids: dict[str, str] = {}

    def _story(self, recode: Recode) -> Story:
        return Story(self._styles, self._numbering, self._found, notes=self._note_id, recode=recode)

    def _related(self, kind: str) -> Element | None:
        for relation in self._relations.values():
            if relation.kind == kind and not relation.external:
                return self._package.tree(relation.target)
        return None

    def _note_id(self, reference: str) -> str:
        return self._note_ids.setdefault(reference, str(len(self._note_ids) + 1))

    def _notes(self, story: Story) -> tuple[ReadNote, ...]:
        """Return the notes that the text refers to, in the order of their marks."""
        elements: dict[str, Element] = {}
        for letter, (kind, tag) in _NOTE_PARTS.items():
            root = self._related(kind)
            for one in root.iterchildren(f"{W}{tag}") if root is not None else ():
                elements[letter + one.get(f"{W}id", "")] = one
        notes = []
        for reference, key in list(self._note_ids.items()):
            element = elements.get(reference)
            lines = _lines(list(story.whole(element))) if element is not None else []
            text = joined([line.text for line in lines], "\n").strip()
            notes.append(ReadNote(id=key, text=text))
        return tuple(notes)

    def _margins(self, kind: str) -> tuple[str, ...]:
        """Return the texts of headers or footers, each once, in the order of the file."""
        texts: list[str] = []
        for relation in self._relations.values():
            if relation.kind != kind or relation.external:
                continue
            root = self._package.tree(relation.target)
            if root is None:
                continue
            text = clean(as_text(list(self._story(unchanged).whole(root)))).strip()
            if text and text not in texts:
                texts.append(text)
        return tuple(texts)

    def _look_around(self, parts: list[Part]) -> None:
        """Count what is in the package beside its text."""
        comments = self._related("comments")
        if comments is not None:
            self._found["comment"] = sum(1 for _ in comments.iterchildren(f"{W}comment"))
        names = self._package.entries
        self._found["macro"] = sum(name.lower().endswith("vbaproject.bin") for name in names)
        self._found["external"] = sum(
            _is_outside(relation)
            for part in self._package.related_parts()
            for relation in self._package.relations(part).values()
        )
        if not any(True for _ in _lines(parts)):
            self._found["no text"] = 1

    def _remarks(self) -> tuple[Remark, ...]:
        self._found["inserted"] += self._found["deleted"]
        return tuple(
            Remark(message=message, values={"count": self._found[key]})
            for key, message in _REMARKS.items()
            if self._found[key]
        )


def _is_outside(relation: Relation) -> bool:
    """Tell what Word would fetch from a link that is only there to be clicked."""
    return relation.external and relation.kind != "hyperlink"


def _lines(parts: list[Part]) -> list[Line]:
    lines: list[Line] = []
    for part in parts:
        if isinstance(part, Grid):
            lines += [line for row in part.rows for cell in row for line in cell.lines]
        else:
            lines.append(part)
    return lines


def plain_text(manuscript: Manuscript) -> str:
    """Return all words of a manuscript's body, automatic numbers included, a paragraph a line."""
    lines = _lines(list(manuscript.parts))
    return "\n".join(f"{line.number} {line.text.text}".strip() for line in lines)
