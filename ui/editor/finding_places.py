"""The way from a finding to its place: in the text, in a field, else on the printed page."""

from __future__ import annotations

from PySide6.QtCore import QObject

from papidesk.checking.finding import Finding
from papidesk.checking.subject import Subject
from papidesk.domain.document import Document
from ui.editor.session import EditorSession
from ui.editor.side_panel import PAGES, SidePanel
from ui.editor.stories import Stories


class FindingPlaces(QObject):
    """Goes to findings, the one that is chosen or one after the other."""

    def __init__(self, session: EditorSession, stories: Stories, side: SidePanel) -> None:
        super().__init__(side)
        self._session, self._stories, self._side = session, stories, side
        self._last: Finding | None = None
        side.findings.place_chosen.connect(self.go_to)
        side.tasks.place_chosen.connect(self.go_to_path)
        side.history.remarks.place_asked.connect(self.go_to_path)
        side.history.remarks.place_of = stories.place

    def go_to(self, finding: Finding) -> None:
        """Go to where ``finding`` is."""
        place, document = finding.place, self._session.document
        if document is None:
            return
        self._last = finding
        if self._stories.go_to(place.path, place.offset, place.length):
            return
        if not self._side.show_field(place.path):
            self._side.show_tab(PAGES)
            self._side.pages.show_place(_printed_text(document, finding))

    def go_to_path(self, path: str) -> None:
        """Go to the place a remark is about: a block, else the field."""
        if not self._stories.go_to(path, 0, 0):
            self._side.show_field(path)

    def go_to_next(self) -> None:
        """Go to the next error or warning, the first one after the last."""
        checked = self._session.checked_state
        found = [f for f in checked.report.findings if f.severity != "info"] if checked else []
        if not found:
            return
        at = found.index(self._last) + 1 if self._last in found else 0
        self.go_to(found[at % len(found)])


def _printed_text(document: Document, finding: Finding) -> str:
    """Return the printed text to look for: the passage around the place, else what was found."""
    passage = Subject(document=document).text_at.get(finding.place.path, "")
    if finding.place.length and passage:
        start = max(0, finding.place.offset - 20)
        return passage[start : finding.place.offset + finding.place.length + 20]
    return passage[:80] or finding.text
