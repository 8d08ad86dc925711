"""Undo to the start of the session: snapshots of the whole document, grouped in steps."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from papidesk.domain.blocks import Block
from papidesk.domain.document import Document
from papidesk.domain.record import replace
from ui.editor.story_places import Selection

Blocks = tuple[Block, ...]
PAUSE = 1.5  # seconds: typing goes on in a new step after it
BODY = "body"  # the story of the document's own blocks; annexes are "annex:0", "annex:1", …


def annex_of(story: str) -> int:
    """Return which annex "annex:2" names, from 0."""
    return int(story.partition(":")[2] or 0)


class Spot(NamedTuple):
    """Where a person worked: a story ("body", "annex:0") or a field ("abstract"), and what part."""

    story: str
    selection: Selection | None = None


class _Step(NamedTuple):
    before: Document
    after: Document
    from_spot: Spot | None
    to_spot: Spot | None
    group: str


class EditorHistory(QObject):
    """The document as it is now and every step that led here.

    Snapshots are immutable records that share what did not change, so a step costs one tuple.
    ``travelled`` is emitted with the spot to show after an undo or redo, ``changed`` after each
    edit and each of these.
    """

    changed = Signal()
    travelled = Signal(object)

    def __init__(self, document: Document, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self.reset(document)

    def reset(self, document: Document) -> None:
        """Forget everything and begin with ``document``."""
        self.document = document
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._last = float("-inf")

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Tell whether there is a step to do again."""
        return bool(self._undone)

    def note(
        self,
        document: Document,
        *,
        group: str = "",
        before: Spot | None = None,
        after: Spot | None = None,
    ) -> None:
        """Record that the document is ``document`` now.

        Edits of one ``group`` that follow each other without a pause make one step; "" is always
        a step of its own. ``before`` and ``after`` are where undo and redo lead.
        """
        if document is self.document or document == self.document:
            return
        now = self._clock()
        last = self._done[-1] if self._done and not self._undone else None
        if last is not None and group and last.group == group and now - self._last < PAUSE:
            self._done[-1] = last._replace(after=document, to_spot=after)
        else:
            self._done.append(_Step(self.document, document, before, after, group))
        self._undone.clear()
        self._last = now
        self.document = document
        self.changed.emit()

    def amend(self, document: Document) -> None:
        """Let the last step lead to ``document``: what belongs to it came a moment later."""
        if self._done:
            self._done[-1] = self._done[-1]._replace(after=document)
        self.document = document
        self.changed.emit()

    def story(self, name: str) -> tuple[Blocks, str] | None:
        """Return the blocks and the scheme of a story; None when that annex is gone."""
        if name == BODY:
            return self.document.blocks, self.document.scheme
        index = annex_of(name)
        if index >= len(self.document.annexes):
            return None
        annex = self.document.annexes[index]
        return annex.blocks, annex.scheme

    def with_story(self, name: str, blocks: Blocks) -> Document:
        """Return the document with other blocks in one story."""
        document = self.document
        if name == BODY:
            return replace(document, blocks=blocks)
        index, annexes = annex_of(name), document.annexes
        if index >= len(annexes):
            return document
        changed = replace(annexes[index], blocks=blocks)
        return replace(document, annexes=(*annexes[:index], changed, *annexes[index + 1 :]))

    def replace_silently(self, document: Document) -> None:
        """Take ``document`` (an id, a version, a refreshed figure) without a step of its own."""
        self.document = document

    def close_step(self) -> None:
        """Let the next edit begin a new step."""
        self._last = float("-inf")

    def undo(self) -> bool:
        """Go one step back; False at the start of the session."""
        if not self._done:
            return False
        step = self._done.pop()
        self._undone.append(step)
        self._travel(step.before, step.from_spot)
        return True

    def redo(self) -> bool:
        """Go one step forward again; False when nothing was taken back."""
        if not self._undone:
            return False
        step = self._undone.pop()
        self._done.append(step)
        self._travel(step.after, step.to_spot)
        return True

    def _travel(self, document: Document, spot: Spot | None) -> None:
        self.close_step()
        self.document = document
        self.travelled.emit(spot)
        self.changed.emit()
