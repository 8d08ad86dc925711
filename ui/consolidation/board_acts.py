"""What a person does with units' reports: accept, return, the day of arrival, papers, letters."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from papidesk.domain.consolidation import UnitReport
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from ui.consolidation import board_work
from ui.consolidation.consolidation_words import open_text, term_text
from ui.consolidation.term_chip import Asked
from ui.context import Context
from ui.exchange.saving_copies import ask_copy
from ui.failures import sentence_of, show_failure
from ui.words import whole_text

if TYPE_CHECKING:
    from papidesk.domain.exchange import SentBundle
    from papidesk.workflow.received_papers import ReceivedEntry
    from papidesk.workflow.unit_board import Board, BoardRow
    from ui.consolidation.entries_dialog import EntriesDialog


class BoardActs:
    """Opens the questions and does what is answered; ``changed`` is called when something was."""

    def __init__(self, context: Context, owner: QWidget) -> None:
        self._context, self._owner = context, owner
        self.working = False

    def _changed(self) -> None:
        self._context.exchange_changed.emit()
        self._context.tell_saved("saved")

    def _failed(self, error: Exception) -> None:
        self.working = False
        self._context.exchange_changed.emit()
        show_failure(self._context.ask, self._owner, error)

    def _title(self, asked: Asked, row: BoardRow) -> str:
        return f"{row.name}: {term_text(asked.name, asked.period)}"

    # Decisions

    def accept(self, asked: Asked, rows: Sequence[BoardRow], *, tell: bool = False) -> None:
        """Accept the reports of ``rows``; ``tell`` makes the bundles that say so."""
        # A report of the unit they became stands in the rows of all that were merged.
        before = list({row.report.unit: row.report for row in rows if row.report}.values())
        if self.working or not before:
            return
        self.working = True
        board_work.accept(
            self._owner, self._context, asked, before, tell=tell,
            done=partial(self._on_accepted, before, tell=tell), failed=self._failed,
        )  # fmt: skip

    def _on_accepted(self, before: list[UnitReport], kept: list[UnitReport], *, tell: bool) -> None:
        self.working = False
        self._changed()
        count = len(kept)
        said = ngettext("{count} report accepted", "{count} reports accepted", count)
        text = said.format(count=whole_text(count))
        if tell:
            text += ". " + _("The bundles that tell it are under Sent bundles.")
        self._context.happened.emit(text, partial(self.take_back, before, kept))

    def take_back(self, before: Sequence[UnitReport], after: Sequence[UnitReport]) -> None:
        """Let reports stand as they did before, and withdraw the bundles that told of ``after``."""
        from papidesk.workflow import received_papers

        try:
            received_papers.take_back(
                self._context.workspace.store, before, who=self._context.who, after=after
            )
        except PapiDeskError as error:
            show_failure(self._context.ask, self._owner, error)
        self._changed()

    def ask_return(self, asked: Asked, row: BoardRow) -> None:
        """Ask why a report is returned and what is to be changed."""
        from ui.consolidation.return_report_dialog import ReturnReportDialog

        if self.working or row.report is None:
            return
        try:
            about = board_work.to_remark(self._context, row.report)
        except PapiDeskError as error:
            show_failure(self._context.ask, self._owner, error)
            return
        dialog = ReturnReportDialog(self._context, self._title(asked, row), about, self._owner,
                                    on_paper=row.report.on_paper,
                                    refused=partial(self._refused, row.report))  # fmt: skip
        dialog.answered.connect(partial(self._return, asked, row.report))
        dialog.open()

    def _refused(self, seen: UnitReport) -> str:
        """Return why a report cannot be decided on any more as it was seen, "" while it can."""
        from papidesk.workflow import unit_decisions

        try:
            unit_decisions.must_be_as_seen(self._context.workspace.store, [seen])
        except PapiDeskError as error:
            return sentence_of(error)
        return ""

    def _return(self, asked: Asked, seen: UnitReport, answer: board_work.Answer) -> None:
        self.working = True
        board_work.send_back(
            self._owner, self._context, asked, seen, answer, done=self._on_packed,
            failed=self._failed,
        )  # fmt: skip

    def send_again(self, asked: Asked, row: BoardRow) -> None:
        """Make the bundle of the last decision once more and ask where to save it."""
        if not self.working and row.report is not None:
            self.working = True
            board_work.send_again(
                self._owner, self._context, asked, row.report.unit, done=self._on_packed,
                failed=self._failed,
            )  # fmt: skip

    def _on_packed(self, sent: list[SentBundle]) -> None:
        self.working = False
        self._changed()
        if not sent:
            self._context.happened.emit(
                _("Returned. The unit reported on paper: tell it on paper too."), None
            )
            return
        self._context.happened.emit(
            _("The bundle for the unit is made; it stays under Sent bundles."), None
        )
        ask_copy(self._owner, self._context, sent)

    # The day it came

    def ask_day(self, row: BoardRow) -> None:
        """Ask on which day a report really came."""
        from ui.consolidation.small_dialogs import ArrivalDialog

        if row.report is not None:
            keep = partial(self._keep_day, row.report)
            ArrivalDialog(row.name, row.report.arrived, keep, self._owner).open()

    def _keep_day(self, report: UnitReport, day: datetime.date) -> None:
        from papidesk.workflow import unit_board

        kept = unit_board.set_arrival(
            self._context.workspace.store, report, day, today=datetime.date.today(),
            who=self._context.who,
        )  # fmt: skip
        self._changed()
        self._context.happened.emit(
            _("The day of arrival was noted"), partial(self.take_back, [report], [kept])
        )

    # Reports on paper

    def ask_paper_report(self, asked: Asked, row: BoardRow) -> None:
        """Ask for the figures of a report that came on paper."""
        from ui.consolidation.paper_report_dialog import PaperReportDialog

        unit = row.report.unit if row.report else row.unit
        dialog = PaperReportDialog(self._context, unit, asked.duty, asked.period, self._owner)
        dialog.kept.connect(self._on_paper_report)
        dialog.open()

    def ask_paper_sheet(self, asked: Asked) -> None:
        """Ask for a table of reports of many units that came on paper."""
        from ui.consolidation.paper_sheet_dialog import PaperSheetDialog

        dialog = PaperSheetDialog(self._context, asked, self._owner)
        dialog.kept.connect(self._on_paper_report)
        dialog.open()

    def _on_paper_report(self, said: str, back: Callable[[], None]) -> None:
        self._changed()
        self._context.happened.emit(said, partial(self._back, back))

    def _back(self, back: Callable[[], None]) -> None:
        self._told(back)
        self._changed()

    # Looking

    def show_paper(self, asked: Asked, row: BoardRow) -> None:
        """Show the pages of a unit's report."""
        from ui.consolidation.paper_dialog import PaperDialog

        if row.report is not None:
            PaperDialog(self._context, self._title(asked, row), row.report, self._owner).open()

    def show_entries(self, asked: Asked, row: BoardRow) -> None:
        """Show the log entries a unit sent."""
        from ui.consolidation.entries_dialog import EntriesDialog

        if row.report is None:
            return
        dialog = EntriesDialog(
            self._context, self._title(asked, row), quantities=False, parent=self._owner
        )
        board_work.look_at_entries(
            dialog, self._context, asked, row.report.unit,
            done=partial(_show_entries, dialog), failed=dialog.show_failure,
        )  # fmt: skip
        dialog.open()

    def ask_remind(self, asked: Asked, board: Board, rows: Sequence[BoardRow]) -> None:
        """Choose units and write them letters; ``rows`` are ticked."""
        from ui.consolidation.reminder_dialog import ReminderDialog

        if not board.of("overdue", "missing", "returned"):
            self._context.happened.emit(
                _("Every unit has reported: nobody is to be reminded."), None
            )
            return
        codes = {row.unit for row in rows if row.state in ("overdue", "missing", "returned")}
        ReminderDialog(self._context, asked, board, codes or None, self._owner).open()

    # Closing

    def ask_lock(self, asked: Asked, board: Board) -> None:
        """Close a period once the person agrees, knowing what is open: what comes later waits."""
        question = _(
            "Close the consolidation of “{name}”? Its figures stay as they are; what comes "
            "later waits until it is opened again."
        ).format(name=asked.text)
        self._context.ask.confirm(
            self._owner,
            "\n\n".join(filter(None, (question, open_text(board)))),
            _("Close the consolidation"),
            partial(self._lock, asked),
        )

    def _lock(self, asked: Asked) -> None:
        from papidesk.workflow import consolidation_locks

        store, who = self._context.workspace.store, self._context.who
        try:
            consolidation_locks.lock(store, asked.duty, asked.period, who=who)
        except PapiDeskError as error:
            show_failure(self._context.ask, self._owner, error)
            return
        self._changed()
        self._context.happened.emit(
            _("Closed: {name}").format(name=asked.text), partial(self._unlock_at_once, asked)
        )

    def _unlock_at_once(self, asked: Asked) -> None:
        self._told(partial(self._unlock, asked, _("Taken back at once")))

    def ask_unlock(self, asked: Asked) -> None:
        """Ask why a closed period is opened again."""
        from ui.consolidation.small_dialogs import UnlockDialog

        UnlockDialog(asked.text, partial(self._unlock, asked), self._owner).open()

    def _unlock(self, asked: Asked, reason: str) -> None:
        from papidesk.workflow import consolidation_locks

        consolidation_locks.unlock(
            self._context.workspace.store, asked.duty, asked.period, reason=reason,
            who=self._context.who,
        )  # fmt: skip
        self._changed()

    def _told(self, act: Callable[[], None]) -> None:
        try:
            act()
        except PapiDeskError as error:
            show_failure(self._context.ask, self._owner, error)


def _show_entries(dialog: EntriesDialog, found: list[ReceivedEntry]) -> None:
    from ui.consolidation.entries_dialog import Entry

    dialog.show_entries([Entry(one.day, one.title, None, one.evidence) for one in found])
