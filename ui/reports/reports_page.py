"""The page Báo cáo: what is due, figures and what is behind them, closed periods, self-scores."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from papidesk.domain.filters import FigureQuery
from papidesk.domain.report_duty import DutyTerm
from papidesk.i18n import _
from ui.commands import Command
from ui.context import Context
from ui.keys import shortcut
from ui.reports.making import Making
from ui.tabbed_page import YearPage
from ui.widgets.buttons import push_button

if TYPE_CHECKING:
    from ui.reports.closings_view import ClosingsView
    from ui.reports.duties_view import DutiesView
    from ui.reports.figures_view import FiguresView

DUTIES, FIGURES, CLOSINGS, SCORES = range(4)


class ReportsPage(YearPage):
    """Four views of a year."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        words = (_("Reports"), _("Figures"), _("Closed periods"), _("Self-score"))
        super().__init__(context, _("Reports, figures and closed periods"), words, parent)
        self.make_button = push_button(_("Write a report"), "plus", "primary")
        self.make_button.setToolTip(_("Write a report of a duty (Ctrl+N)"))
        self.make_button.clicked.connect(self.make_report)
        self.making = Making(context, self)
        shortcut(self, "Ctrl+N", _("Write a report of a duty"), self.make_report)
        self.begin()

    # The views

    @property
    def duties(self) -> DutiesView:
        """The reports of the year."""
        from ui.reports.duties_view import DutiesView

        return self.view_of(DUTIES, DutiesView)

    @property
    def figures(self) -> FiguresView:
        """The figures."""
        from ui.reports.figures_view import FiguresView

        return self.view_of(FIGURES, FiguresView)

    @property
    def closings(self) -> ClosingsView:
        """The closed periods and their corrections."""
        from ui.reports.closings_view import ClosingsView

        return self.view_of(CLOSINGS, ClosingsView)

    def made(self, place: int) -> QWidget:
        if place == FIGURES:
            from ui.reports.figures_view import FiguresView

            figures = FiguresView(self.context)
            figures.document_asked.connect(self.context.document_asked)
            figures.search_dropped.connect(self.forget_words)
            figures.year_went.connect(self.go_to_year)
            return figures
        if place == CLOSINGS:
            from ui.reports.closings_view import ClosingsView

            closings = ClosingsView(self.context)
            closings.document_asked.connect(self.context.document_asked)
            return closings
        if place == SCORES:
            from ui.criteria.self_score_view import SelfScoreView

            return SelfScoreView(self.context)
        from ui.reports.duties_view import DutiesView

        duties = DutiesView(self.context)
        duties.make_asked.connect(self.make_report_of)
        duties.document_asked.connect(self.making.open_document)
        duties.figures_asked.connect(self._on_figures_asked)
        duties.duties_asked.connect(self._on_duties_asked)
        duties.everything_asked.connect(self.forget_words)
        return duties

    # What the window asks of it

    def title(self) -> str:
        return _("Reports")

    @property
    def help_heading(self) -> str:
        return "Báo cáo định kỳ"

    def header_widgets(self) -> list[QWidget]:
        return [self.make_button]

    def show_filter(self, wanted: object) -> None:
        if isinstance(wanted, FigureQuery):
            self.tabs.setCurrentIndex(FIGURES)
            self.forget_words()
            self.figures.show_query(wanted)
        elif isinstance(wanted, DutyTerm):
            self.tabs.setCurrentIndex(DUTIES)
            self.go_to_year(int(wanted.period[:4]))
            self.duties.show_term(wanted)

    def commands(self) -> Iterable[Command]:
        yield Command(
            _("Write a report"), "lap bao cao ky so lieu", self.make_report, "Ctrl+N",
            icon="reports",
        )  # fmt: skip
        yield from self.tab_commands(
            (
                (_("Reports: duties of the year"), "che do bao cao han", "timeline"),
                (_("Reports: figures"), "so lieu chi tieu thong ke", "table"),
                (_("Reports: closed periods"), "khoa ky mo lai dieu chinh", "lock"),
                (_("Reports: self-score"), "tu cham diem tieu chi", "check"),
            )
        )
        if self.tabs.currentIndex() == SCORES:
            yield from self.view.commands()  # type: ignore[attr-defined]
        if self.tabs.currentIndex() == CLOSINGS:
            yield Command(
                _("Close a period"), "khoa ky so lieu", self.closings.ask_close, icon="lock"
            )

    # What a person does

    def make_report(self) -> None:
        """Begin the report that is chosen, or else due next."""
        chosen = self.duties.chosen if self.tabs.currentIndex() == DUTIES else None
        self.make_report_of(chosen.term if chosen is not None else None)

    def make_report_of(self, term: object) -> None:
        """Begin the report of ``term``; None begins with what is due next."""
        self.making.begin(term if isinstance(term, DutyTerm) else None, self.year)

    # Slots

    def _on_figures_asked(self, term: DutyTerm) -> None:
        from papidesk.workflow import duty_terms

        query = duty_terms.query(self.context.workspace.store, term.duty, term.period)
        self.show_filter(query)

    def _on_duties_asked(self) -> None:
        self.context.place_asked.emit("settings", "duties")
