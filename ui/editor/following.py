"""What follows the writing: the printed page beside it, the waves below it, the status line."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from papidesk.checking.finding import Finding
from papidesk.printing.render import BlockPlace
from ui.documents.pages_tab import PagesTab
from ui.editor.session import EditorSession
from ui.editor.stories import Stories, place_of
from ui.editor.surface import Surface
from ui.pages import Spot

PAUSE = 40  # ms: the page follows the cursor, not each step of it
LEFT, RIGHT = 85.0, 57.0  # points: what is left free beside the text


class Following(QObject):
    """Shows on the page where one writes, and in the text what the check found."""

    def __init__(
        self, session: EditorSession, stories: Stories, surface: Surface, pages: PagesTab
    ) -> None:
        super().__init__(surface)
        self._session, self._stories = session, stories
        self._surface, self._pages = surface, pages
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._connect()

    def _connect(self) -> None:
        self._pause.timeout.connect(self._on_paused)
        self._surface.cursor_moved.connect(self._pause.start)
        self._stories.switched.connect(self._pause.start)
        self._stories.switched.connect(self.show_waves)
        self._session.checked.connect(self.show_waves)
        self._session.opened.connect(self._on_opened)
        self._pages.view.page_changed.connect(self._pause.start)

    @property
    def page(self) -> int:
        """The page (from 1) the cursor stands on, 0 while it is not known."""
        place = self.place()
        return place.page + 1 if place is not None else 0

    def place(self) -> BlockPlace | None:
        """Return where the block with the cursor is printed; None while that is not known."""
        block = self._surface.current_block()
        own = [
            place
            for place in self._session.places
            if place.annex == self._stories.annex and place.block == block
        ]
        if len(own) < 2:
            return own[0] if own else None
        # A block over several pages: by how far into its text the cursor stands.
        share = self._share()
        total = sum(place.bottom - place.top for place in own)
        for place in own:
            part = (place.bottom - place.top) / total
            if share <= part:
                return place
            share -= part
        return own[-1]

    def _share(self) -> float:
        caret, blocks = self._surface.current_place(), self._surface.blocks()
        block = blocks[caret.block]
        rows = getattr(block, "rows", ())
        if rows:
            return (max(0, caret.row) + 0.5) / len(rows)
        return max(0, caret.offset) / max(1, len(getattr(block, "text", "")))

    def show_waves(self) -> None:
        """Underline in the story on screen what the check found there."""
        checked, document = self._session.checked_state, self._session.document
        if checked is None or document is None:
            self._surface.set_marks_under([])
            return
        marks = []
        for finding in checked.report.findings:
            found = place_of(finding.place.path)
            if found is None or found.annex != self._stories.annex or not finding.place.length:
                continue
            start = finding.place.offset
            end = start + finding.place.length
            tip = finding.sentence()
            marks.append((found.place, start, end, finding.severity, tip, _mend_of(finding)))
        self._surface.set_marks_under(marks)

    def _on_opened(self) -> None:
        self._pages.view.follow(None)
        self._surface.set_marks_under([])

    def _on_paused(self) -> None:
        self._pause.stop()
        place = self.place()
        if place is None:
            return
        wide = self._pages.view.width_of(place.page) - LEFT - RIGHT
        box = (LEFT, place.top, wide, max(4.0, place.bottom - place.top))
        spot = Spot(place.page, (box,))
        if self._pages.view.followed != spot:
            self._pages.view.follow(spot)


def _mend_of(finding: Finding) -> str | None:
    """Return what to put in place of all that ``finding`` underlines, None where that is not so."""
    fix, place = finding.fix, finding.place
    if fix is None or (fix.path, fix.offset, len(fix.old)) != (
        place.path, place.offset, place.length,
    ):  # fmt: skip
        return None
    return fix.text
