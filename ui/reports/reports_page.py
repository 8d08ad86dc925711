"""The page Báo cáo: what is due, figures and what is behind them, closed periods, self-scores."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from papidesk.domain.filters import FigureQuery
from papidesk.domain.report_duty import DutyTerm
from papidesk.i18n import _
from ui.commands import Command
from ui.context import Context
from ui.page import Page
from ui.reports.making import Making
from ui.widgets.buttons import push_button

if TYPE_CHECKING:
    from ui.reports.closings_view import ClosingsView
    from ui.reports.duties_view import DutiesView
    from ui.reports.figures_view import FiguresView

DUTIES, FIGURES, CLOSINGS, SCORES = range(4)
BACK, AHEAD = 6, 1  # years offered before and after this one


class ReportsPage(Page):
    """Four views of a year, built when they are first shown."""

    searchable = True
    yearly = True
    every_year = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._year = datetime.date.today().year
        self._text = ""
        self._views: dict[int, QWidget] = {}
        self._build()
        self.making = Making(context, self)
        self._connect()
        self._on_tab(DUTIES)

    def _build(self) -> None:
        self.make_button = push_button(_("Write a report"), "plus", "primary")
        self.make_button.setToolTip(_("Write a report of a duty (Ctrl+N)"))
        strip = QWidget()
        strip.setObjectName("toolstrip")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.setAccessibleName(_("Reports, figures and closed periods"))
        for word in (_("Reports"), _("Figures"), _("Closed periods"), _("Self-score")):
            self.tabs.addTab(word)
        row = QHBoxLayout(strip)
        row.setContentsMargins(10, 0, 8, 1)
        row.addWidget(self.tabs)
        row.addStretch(1)
        self.stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(strip)
        layout.addWidget(self.stack, 1)

    def _connect(self) -> None:
        from ui.keys import shortcut

        self.tabs.currentChanged.connect(self._on_tab)
        self.make_button.clicked.connect(self.make_report)
        shortcut(self, "Ctrl+N", _("Write a report of a duty"), self.make_report)

    # The views

    @property
    def duties(self) -> DutiesView:
        """The reports of the year."""
        from ui.reports.duties_view import DutiesView

        view = self._view(DUTIES)
        assert isinstance(view, DutiesView)
        return view

    @property
    def figures(self) -> FiguresView:
        """The figures."""
        from ui.reports.figures_view import FiguresView

        view = self._view(FIGURES)
        assert isinstance(view, FiguresView)
        return view

    @property
    def closings(self) -> ClosingsView:
        """The closed periods and their corrections."""
        from ui.reports.closings_view import ClosingsView

        view = self._view(CLOSINGS)
        assert isinstance(view, ClosingsView)
        return view

    @property
    def view(self) -> QWidget:
        """The view on screen."""
        return self._view(self.tabs.currentIndex())

    def _view(self, place: int) -> QWidget:
        if place not in self._views:
            made = self._made(place)
            self._views[place] = made
            self.stack.addWidget(made)
            self._tell_year(made)
        return self._views[place]

    def _made(self, place: int) -> QWidget:
        if place == FIGURES:
            from ui.reports.figures_view import FiguresView

            figures = FiguresView(self.context)
            figures.document_asked.connect(self.context.document_asked)
            figures.search_dropped.connect(self._forget_search)
            figures.year_went.connect(self._on_year_went)
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
        duties.everything_asked.connect(self._forget_search)
        return duties

    def _tell_year(self, view: QWidget) -> None:
        for name, told in (("show_year", self._year), ("show_search", self._text)):
            tell = getattr(view, name, None)
            if tell is not None:
                tell(told)

    # What the window asks of it

    def title(self) -> str:
        return _("Reports")

    @property
    def help_heading(self) -> str:
        return "Báo cáo định kỳ"

    def header_widgets(self) -> list[QWidget]:
        return [self.make_button]

    def first_year(self) -> int | None:
        return self._year

    def years(self) -> list[int]:
        now = datetime.date.today().year
        return sorted({*range(now - BACK, now + AHEAD + 1), self._year}, reverse=True)

    def show_year(self, year: int | None) -> None:
        self._year = year or datetime.date.today().year
        for view in self._views.values():
            show = getattr(view, "show_year", None)
            if show is not None:
                show(self._year)

    def show_search(self, text: str) -> None:
        self._text = text
        show = getattr(self.view, "show_search", None)
        if show is not None:
            show(text)

    def show_filter(self, wanted: object) -> None:
        if isinstance(wanted, FigureQuery):
            self.tabs.setCurrentIndex(FIGURES)
            self._forget_search()
            self.figures.show_query(wanted)
        elif isinstance(wanted, DutyTerm):
            self.tabs.setCurrentIndex(DUTIES)
            self._go_to_year(int(wanted.period[:4]))
            self.duties.show_term(wanted)

    def refresh(self) -> None:
        refresh = getattr(self.view, "refresh", None)
        if refresh is not None:
            refresh()

    def remember(self) -> None:
        for view in self._views.values():
            remember = getattr(view, "remember", None)
            if remember is not None:
                remember()

    def give_focus(self) -> None:
        give = getattr(self.view, "give_focus", None)
        if give is not None:
            give()

    def commands(self) -> Iterable[Command]:
        from functools import partial

        yield Command(
            _("Write a report"), "lap bao cao ky so lieu", self.make_report, "Ctrl+N",
            icon="reports",
        )  # fmt: skip
        for place, (name, words, icon) in enumerate(
            (
                (_("Reports: duties of the year"), "che do bao cao han", "timeline"),
                (_("Reports: figures"), "so lieu chi tieu thong ke", "table"),
                (_("Reports: closed periods"), "khoa ky mo lai dieu chinh", "lock"),
                (_("Reports: self-score"), "tu cham diem tieu chi", "check"),
            )
        ):
            yield Command(name, words, partial(self.tabs.setCurrentIndex, place), icon=icon)
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
        self.making.begin(term if isinstance(term, DutyTerm) else None, self._year)

    # Slots

    def _on_tab(self, place: int) -> None:
        view = self._view(place)
        self.stack.setCurrentWidget(view)
        show = getattr(view, "show_search", None)
        if show is not None:
            show(self._text)
        if self.isVisible():
            self.give_focus()

    def _on_figures_asked(self, term: DutyTerm) -> None:
        from papidesk.workflow import duty_terms

        query = duty_terms.query(self.context.workspace.store, term.duty, term.period)
        self.show_filter(query)

    def _on_duties_asked(self) -> None:
        self.context.place_asked.emit("settings", "duties")

    def _go_to_year(self, year: int) -> None:
        if year != self._year:
            self.show_year(year)
            self.year_shown.emit(year)

    def _on_year_went(self, year: int) -> None:
        self._go_to_year(year)

    def _forget_search(self) -> None:
        self._text = ""
        self.everything_shown.emit()
        self.year_shown.emit(self._year)
