"""Ways out for sentences with nothing behind them: a live figure, or an entry in the log."""

from __future__ import annotations

import datetime
import re

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from papidesk.checking.finding import Finding
from papidesk.checking.subject import Subject
from papidesk.domain.activity import TITLE_LIMIT, Activity
from papidesk.domain.figures import FigureRef
from papidesk.errors import PapiDeskError
from papidesk.text.clean import clean_line
from papidesk.workflow import catalogues, reports
from ui.context import Context
from ui.documents.findings_tab import FindingsTab
from ui.editor.insertions import Insertions
from ui.editor.session import EditorSession
from ui.editor.stories import Stories

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_NAMED = 60  # letters behind a number that may name what is counted


class WaysOut(QObject):
    """Puts a figure in the place of a number, or opens an entry with the words of a sentence."""

    def __init__(
        self,
        context: Context,
        session: EditorSession,
        stories: Stories,
        insertions: Insertions,
        findings: FindingsTab,
    ) -> None:
        super().__init__(findings)
        self._context, self._session, self._stories = context, session, stories
        self._insertions, self._findings = insertions, findings
        self._dialog: QDialog | None = None
        findings.linked = True
        findings.figure_asked.connect(self.ask_figure)
        findings.entry_asked.connect(self.ask_entry)

    def ask_figure(self, finding: Finding) -> None:
        """Go to the number of ``finding`` and ask which figure stands there."""
        place, text = finding.place, self._text(finding)
        stretch = text[place.offset : place.offset + place.length]
        number = _NUMBER.search(stretch)
        if number is not None:
            # "trên 40" gives way as a whole to the exact figure.
            found = self._stories.go_to(place.path, place.offset, number.end())
        else:
            end = place.offset + len(stretch.rstrip().rstrip(".;,"))
            found = self._stories.go_to(place.path, end, 0)
        if found:
            after = text[place.offset + (number.end() if number else 0) :]
            self._insertions.propose_figure(self._proposed(after if number else ""))

    def ask_entry(self, finding: Finding) -> None:
        """Open a new entry of the log with the words of the sentence."""
        if self._dialog is not None:
            return
        from ui.log.entry_dialog import EntryDialog

        title = clean_line(self._sentence(finding))[:TITLE_LIMIT]
        entry = Activity(date=self._day(), title=title)
        self._dialog = EntryDialog(self._context, entry, self._findings)
        self._dialog.finished.connect(self._on_closed)
        self._dialog.open()

    def _on_closed(self) -> None:
        self._dialog = None

    # What is known of the document

    def _text(self, finding: Finding) -> str:
        document = self._session.document
        if document is None:
            return ""
        return Subject(document=document).text_at.get(finding.place.path, "")

    def _sentence(self, finding: Finding) -> str:
        """Return the sentence that the stretch of ``finding`` stands in."""
        text, place = self._text(finding), finding.place
        start = max(text.rfind(mark, 0, place.offset) for mark in (". ", "; "))
        ends = [text.find(mark, place.offset + place.length) for mark in (". ", "; ")]
        end = min((at for at in ends if at >= 0), default=len(text))
        return text[start + 2 if start >= 0 else 0 : end].strip(" -+.;")

    def _day(self) -> datetime.date:
        """Return today, or the last day of the report's window where that is over."""
        today = datetime.date.today()
        found = self._reports()
        return min(today, found[0].until) if found else today

    def _reports(self) -> list[reports.DutyReport]:
        document = self._session.document
        if document is None or not document.id:
            return []
        try:
            return reports.duties_of(self._context.workspace.store, document.id)
        except PapiDeskError:
            return []

    def _proposed(self, words: str) -> str:
        """Return the name of the figure that is most likely meant, "" where nothing says so."""
        store = self._context.workspace.store
        counter = None
        bare = clean_line(words)[:_NAMED]
        parts = bare.split(" ")
        # The longest beginning that names a counter: "tin, bài đăng trên …" is "tin, bài".
        for count in range(len(parts), 0, -1):
            named = " ".join(parts[:count]).strip(" ,.;:")
            counter = catalogues.find_counter(store, named) if named else None
            if counter is not None:
                break
        reported = self._reports()
        period = reported[0].period if reported else f"{datetime.date.today().year:04}"
        if counter is None:
            counters = catalogues.counters(store)
            if not counters:
                return ""
            counter = counters[0]
        duty = reported[0].duty if reported else ""
        return FigureRef(counter=counter.code, period=period, duty=duty).ref
