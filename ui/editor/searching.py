"""Finding and replacing over body, annexes and cells, from the bar below the text."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from papidesk.domain.record import replace
from papidesk.i18n import ngettext
from ui.context import Context
from ui.editor.find import Finder, Match, replaced
from ui.editor.find_bar import FindBar, Sought
from ui.editor.history import Spot
from ui.editor.outline_tree import BODY
from ui.editor.session import EditorSession
from ui.editor.stories import Stories, blocks_of, story_name
from ui.editor.story_text import text_at
from ui.editor.surface import Surface

PAUSE = 250  # ms: the count follows typing, not each key
Hit = tuple[int, Match]


class Searching(QObject):
    """Keeps the hits of what the bar asks for and goes from one to the next."""

    def __init__(
        self,
        context: Context,
        session: EditorSession,
        stories: Stories,
        surface: Surface,
        bar: FindBar,
    ) -> None:
        super().__init__(bar)
        self._context, self._session = context, session
        self._stories, self._surface, self._bar = stories, surface, bar
        self.hits: list[Hit] = []
        self._at = -1
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(PAUSE)
        self._connect()

    def _connect(self) -> None:
        self._bar.sought.connect(self._on_sought)
        self._bar.step_asked.connect(self.step)
        self._bar.replace_asked.connect(self.replace_one)
        self._bar.replace_all_asked.connect(self.replace_all)
        self._bar.closed.connect(self.close)
        self._session.edited.connect(self._on_edited)
        self._session.opened.connect(self._on_edited)
        self._again.timeout.connect(self._on_again)

    def open(self, *, replace: bool) -> None:
        """Open the bar; what is selected is looked for."""
        selection = self._surface.selection()
        text = ""
        if not selection.empty and selection.anchor[:4] == selection.caret[:4]:
            whole = text_at(self._surface.blocks(), selection.caret).text
            text = whole[selection.start.offset : selection.end.offset]
        self._bar.show_for(replace=replace and self._session.editable, text=text)

    def close(self) -> None:
        """Close the bar and go on writing."""
        self._bar.hide()
        self.hits = []
        self._surface.setFocus()

    def step(self, forward: bool) -> None:
        """Go to the next hit from the cursor, or the one before; it goes round at the ends."""
        self._collect()
        if not self.hits:
            self._bar.show_hits(0, 0)
            return
        index = self._next(forward)
        self._go(index)

    def replace_one(self, new: str) -> None:
        """Replace the hit that is selected, and go to the next one."""
        if not self._session.editable:
            return
        self._collect()
        selection = self._surface.selection()
        here = next(
            (
                hit
                for hit in self.hits
                if hit[0] == self._stories.annex
                and hit[1].place == selection.start
                and hit[1].end == selection.end.offset
                and selection.anchor[:4] == selection.caret[:4]
            ),
            None,
        )
        if here is not None:
            blocks, _count = replaced(self._surface.blocks(), [here[1]], new)
            place = here[1].place
            self._surface.change_blocks(blocks)
            self._surface.go_to(
                place.block, place.offset + len(new),
                row=place.row if place.in_cell else None,
                col=place.cell if place.in_cell else None, paragraph=place.paragraph,
            )  # fmt: skip
        self.step(True)

    def replace_all(self, new: str) -> None:
        """Replace every hit in body and annexes as one step."""
        document, finder = self._session.document, self._finder(self._bar.wanted())
        if document is None or not self._session.editable or not finder:
            return
        blocks, total = finder.replace_all(document.blocks, new)
        annexes = []
        for annex in document.annexes:
            changed, count = finder.replace_all(annex.blocks, new)
            annexes.append(replace(annex, blocks=changed) if count else annex)
            total += count
        changed_document = replace(
            document,
            blocks=blocks if blocks != document.blocks else document.blocks,
            annexes=tuple(annexes),
        )
        spot = Spot(story_name(self._stories.annex), self._surface.selection())
        self._session.history.close_step()
        self._session.take(changed_document, before=spot, after=spot)
        self._session.show_again()
        said = ngettext("{count} place replaced", "{count} places replaced", total)
        self._context.happened.emit(
            said.format(count=total), self._session.way_back() if total else None
        )
        self._on_again()

    # How it is done

    def _finder(self, sought: Sought) -> Finder:
        return Finder(sought.text, case=sought.case, tones=sought.tones, whole=sought.whole)

    def _collect(self) -> None:
        self._again.stop()
        document, finder = self._session.document, self._finder(self._bar.wanted())
        self.hits = []
        if document is None or not finder:
            return
        for annex in range(BODY, len(document.annexes)):
            self.hits += [(annex, match) for match in finder.matches(blocks_of(document, annex))]

    def _next(self, forward: bool) -> int:
        selection = self._surface.selection()
        here = (self._stories.annex, selection.end if forward else selection.start)
        if forward:
            places = [(annex, match.place) for annex, match in self.hits]
            return next((i for i, place in enumerate(places) if place >= here), 0)
        before = [i for i, (annex, match) in enumerate(self.hits) if (annex, match.place) < here]
        return before[-1] if before else len(self.hits) - 1

    def _go(self, index: int) -> None:
        annex, match = self.hits[index]
        focus = self._bar.needle.hasFocus() or self._bar.put.hasFocus()
        holder = self._bar.put if self._bar.put.hasFocus() else self._bar.needle
        self._stories.show_annex(annex)
        self._stories.select(match.place, match.place.offset, match.length)
        if focus:
            holder.setFocus()
        self._bar.show_hits(index + 1, len(self.hits))

    def _on_sought(self, sought: Sought) -> None:
        self._collect()
        if not self.hits:
            self._bar.show_hits(0, 0)
            return
        # From where the cursor stands, so that refining what is looked for does not run away.
        selection = self._surface.selection()
        here = (self._stories.annex, selection.start)
        places = [(annex, match.place) for annex, match in self.hits]
        self._go(next((i for i, place in enumerate(places) if place >= here), 0))

    def _on_edited(self) -> None:
        if self._bar.isVisible():
            self._again.start()

    def _on_again(self) -> None:
        if self._bar.isVisible():
            self._collect()
            self._bar.show_hits(0, len(self.hits))
