"""Which story the surface shows (body or an annex), and the way from a path to its place there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from papidesk.domain.blocks import Block
from papidesk.domain.document import Document
from papidesk.domain.numbering import DEFAULT_SCHEME
from ui.editor.history import BODY, Spot
from ui.editor.outline_tree import BODY as BODY_INDEX
from ui.editor.session import EditorSession
from ui.editor.story_places import Place
from ui.editor.surface import Surface

_IN_STORY = re.compile(
    r"^(?:annexes/(?P<annex>\d+)/)?blocks/(?P<block>\d+)"
    r"(?:/rows/(?P<row>\d+)/cells/(?P<cell>\d+)(?:/(?P<paragraph>\d+))?)?$"
)


@dataclass(frozen=True, slots=True)
class StoryPlace:
    """A text of a story: ``annex`` counts from 0, -1 is the body."""

    annex: int
    place: Place


def place_of(path: str) -> StoryPlace | None:
    """Return the place a path of the document names; None where it is no text of a story."""
    found = _IN_STORY.match(path)
    if found is None:
        return None
    annex = int(found["annex"]) if found["annex"] else BODY_INDEX
    if found["row"] is None:
        return StoryPlace(annex, Place(int(found["block"])))
    paragraph = int(found["paragraph"] or 0)
    return StoryPlace(
        annex, Place(int(found["block"]), int(found["row"]), int(found["cell"]), paragraph)
    )


def story_name(annex: int) -> str:
    """Return how the history names a story."""
    return BODY if annex == BODY_INDEX else f"annex:{annex}"


def annex_of(story: str) -> int | None:
    """Return which annex a story's name means, -1 for the body, None for a field."""
    if story == BODY:
        return BODY_INDEX
    head, _colon, number = story.partition(":")
    return int(number) if head == "annex" and number.isdecimal() else None


def blocks_of(document: Document, annex: int) -> tuple[Block, ...]:
    """Return the blocks of a story; none for an annex that is not there."""
    if annex == BODY_INDEX:
        return document.blocks
    return document.annexes[annex].blocks if annex < len(document.annexes) else ()


class Stories(QObject):
    """Shows one story of the session's document in the surface, and goes to places."""

    switched = Signal()  # another story is on screen

    def __init__(self, session: EditorSession, surface: Surface, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._surface = session, surface
        self._at: dict[int, Place] = {}
        self.annex = BODY_INDEX
        self._turned = False
        self._shown = ""  # the id of the document on screen
        surface.use_history(session.history)
        session.travelled.connect(self._on_travelled)

    @property
    def scheme(self) -> str:
        """The numbering scheme of the story on screen."""
        document = self._session.document
        if document is None:
            return DEFAULT_SCHEME
        if self.annex == BODY_INDEX or self.annex >= len(document.annexes):
            return document.scheme
        return document.annexes[self.annex].scheme

    def open(self) -> None:
        """Show the body of a document that was just opened; one opened anew stays where it was."""
        document = self._session.document
        before, self._shown = self._shown, document.id if document is not None else ""
        if document is None or document.id != before or self.annex >= len(document.annexes):
            self._at = {}
            self.annex = BODY_INDEX
            self._show()
            return
        bar = self._surface.verticalScrollBar()
        scrolled = bar.value()
        self._at[self.annex] = self._surface.current_place()
        self._show()
        bar.setValue(scrolled)

    def show_annex(self, annex: int) -> None:
        """Show annex ``annex``, -1 for the body; where one wrote there last is found again."""
        document = self._session.document
        if document is None or annex == self.annex or annex >= len(document.annexes):
            return
        self._at[self.annex] = self._surface.current_place()
        self.annex = annex
        self._show()

    def show_now(self) -> None:
        """Show the story anew: what may be written in, its numbering or its paper changed."""
        self._at[self.annex] = self._surface.current_place()
        self._show()

    def go_to(self, path: str, offset: int = 0, length: int = 0) -> bool:
        """Select a stretch of the text at ``path``; return whether it stands in a story."""
        found = place_of(path)
        if found is None or self._session.document is None:
            return False
        if found.place.block >= len(blocks_of(self._session.document, found.annex)):
            return False
        self.show_annex(found.annex)
        self.select(found.place, offset, length)
        return True

    def place(self) -> tuple[str, str]:
        """Return the path where the caret stands, "" in an empty story, and the selected words."""
        here = self._surface.current_place()
        if self._surface.current_block() < 0:
            return "", ""
        head = "" if self.annex == BODY_INDEX else f"annexes/{self.annex}/"
        path = f"{head}blocks/{here.block}"
        if here.in_cell:
            path += f"/rows/{here.row}/cells/{here.cell}/{here.paragraph}"
        return path, " ".join(self._surface.textCursor().selectedText().split())

    def select(self, place: Place, offset: int = 0, length: int = 0) -> None:
        """Select a stretch of a text of the story on screen and go on writing there."""
        if place.in_cell:
            self._surface.go_to(
                place.block, offset, length, row=place.row, col=place.cell,
                paragraph=place.paragraph,
            )  # fmt: skip
        else:
            self._surface.go_to(place.block, offset, length)
        self._surface.setFocus()

    def _show(self) -> None:
        document = self._session.document
        self._surface.use_history(self._session.history, story_name(self.annex))
        if document is None:
            self._surface.show_story((), DEFAULT_SCHEME, read_only=True)
            return
        fixed = not self._session.editable
        self._turned = self._is_turned(document)
        if self.annex == BODY_INDEX:
            self._surface.show_story(document.blocks, document.scheme, read_only=fixed)
        else:
            annex = document.annexes[self.annex]
            self._surface.show_story(
                annex.blocks, annex.scheme, read_only=fixed, landscape=annex.landscape
            )
        kept = self._at.get(self.annex)
        if kept is not None and kept.block < len(blocks_of(document, self.annex)):
            self._surface.go_to(
                kept.block, max(0, kept.offset), row=kept.row if kept.in_cell else None,
                col=kept.cell if kept.in_cell else None, paragraph=kept.paragraph,
            )  # fmt: skip
        self.switched.emit()

    def _on_travelled(self, spot: Spot | None) -> None:
        document = self._session.document
        if document is None:
            return
        wanted = annex_of(spot.story) if spot is not None else None
        if wanted is not None and wanted != self.annex and wanted < len(document.annexes):
            self.show_annex(wanted)
        elif self.annex >= len(document.annexes):
            # The annex on screen was taken away.
            self.annex = BODY_INDEX
            self._show()
        elif self._turned != self._is_turned(document):
            self.show_now()

    def _is_turned(self, document: Document) -> bool:
        return self.annex != BODY_INDEX and document.annexes[self.annex].landscape
