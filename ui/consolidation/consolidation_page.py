"""The page Tổng hợp: who reported, what it comes to, and the units below."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from papidesk.domain.report_duty import DutyTerm
from papidesk.i18n import _
from ui.commands import Command
from ui.consolidation.papers_work import ConsolidationPapers
from ui.consolidation.term_chip import Asked
from ui.consolidation.watch_view import WatchView
from ui.context import Context
from ui.keys import shortcut
from ui.page import Page
from ui.widgets.buttons import menu_button, push_button

if TYPE_CHECKING:
    from ui.consolidation.figures_view import FiguresView
    from ui.consolidation.units_view import UnitsView

WATCH, FIGURES, UNITS = range(3)
PLACES = {"watch": WATCH, "figures": FIGURES, "units": UNITS}
BACK, AHEAD = 6, 1  # years offered before and after this one


class ConsolidationPage(Page):
    """Three views, built when they are first shown."""

    searchable = True
    yearly = True
    every_year = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._year = datetime.date.today().year
        self._text = ""
        self._views: dict[int, QWidget] = {}
        self.papers = ConsolidationPapers(context, self)
        self._build()
        self._connect()
        self._on_tab(WATCH)

    def _build(self) -> None:
        self.make_button = push_button(_("Consolidated report"), "reports", "primary")
        self.make_button.setToolTip(_("Write the consolidated report (Ctrl+N)"))
        self.export_button = menu_button(_("Export"), "export", self.papers.actions)
        strip = QWidget()
        strip.setObjectName("toolstrip")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.setAccessibleName(_("Watch, figures and units"))
        for word in (_("Who reported"), _("Consolidated figures"), _("Units below")):
            self.tabs.addTab(word)
        row = QHBoxLayout(strip)
        row.setContentsMargins(10, 0, 12, 1)
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self.export_button)
        self.stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(strip)
        layout.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        self.make_button.clicked.connect(self.make_report)
        for action, act in zip(
            self.papers.actions,
            (self.papers.workbook, self.papers.pdf, self.papers.word, self.papers.print_it),
            strict=False,
        ):
            action.triggered.connect(partial(self._with_asked, act))
        self.papers.parquet_action.triggered.connect(self.papers.parquet)
        shortcut(self, "Ctrl+N", _("Write the consolidated report"), self.make_report)

    # The views

    @property
    def watch(self) -> WatchView:
        """Who reported."""
        view = self._view(WATCH)
        assert isinstance(view, WatchView)
        return view

    @property
    def figures(self) -> FiguresView:
        """What the reports come to."""
        from ui.consolidation.figures_view import FiguresView

        view = self._view(FIGURES)
        assert isinstance(view, FiguresView)
        return view

    @property
    def units(self) -> UnitsView:
        """The units below."""
        from ui.consolidation.units_view import UnitsView

        view = self._view(UNITS)
        assert isinstance(view, UnitsView)
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
            self._tell(made)
        return self._views[place]

    def _made(self, place: int) -> QWidget:
        if place == FIGURES:
            from ui.consolidation.figures_view import FiguresView

            figures = FiguresView(self.context)
            figures.watch_asked.connect(self._on_watch_asked)
            figures.everything_shown.connect(self._forget_search)
            figures.boards_wanted.connect(self._on_boards_wanted)
            return figures
        if place == UNITS:
            from ui.consolidation.units_view import UnitsView

            return UnitsView(self.context)
        watch = WatchView(self.context)
        watch.units_asked.connect(self._on_units_asked)
        watch.everything_shown.connect(self._forget_search)
        watch.term_chosen.connect(self._on_term_chosen)
        watch.year_read.connect(self._on_year_read)
        return watch

    def _tell(self, view: QWidget) -> None:
        for name, told in (("show_year", self._year), ("show_search", self._text)):
            tell = getattr(view, name, None)
            if tell is not None:
                tell(told)

    # What the window asks of it

    def title(self) -> str:
        return _("Consolidation")

    @property
    def help_heading(self) -> str:
        return "Trang Tổng hợp"

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
        if isinstance(wanted, DutyTerm):
            self.tabs.setCurrentIndex(WATCH)
            self._go_to_year(wanted.due.year)
            self.watch.show_term((wanted.duty, wanted.period))
        elif isinstance(wanted, str) and wanted in PLACES:
            self.tabs.setCurrentIndex(PLACES[wanted])

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
        yield Command(
            _("Write the consolidated report"), "lap bao cao tong hop", self.make_report,
            "Ctrl+N", icon="reports",
        )  # fmt: skip
        for place, (name, words, icon) in enumerate(
            (
                (_("Consolidation: who reported"), "theo doi gui bao cao dung han tre", "check"),
                (_("Consolidation: figures"), "so lieu tong hop bat thuong", "table"),
                (_("Consolidation: units below"), "don vi truc thuoc sap nhap doi ten", "units"),
            )
        ):
            yield Command(name, words, partial(self.tabs.setCurrentIndex, place), icon=icon)
        yield Command(
            _("Remind units that have not reported"), "don doc cong van chua gui", self.remind,
            icon="send",
        )  # fmt: skip
        yield Command(
            _("Import the list of units"), "nhap danh sach don vi dan excel",
            partial(self._on_units_asked, "import"), icon="import",
        )  # fmt: skip
        yield Command(
            _("Write the Parquet mirror"), "ghi kho parquet cong bo du lieu", self.papers.parquet,
            icon="export",
        )  # fmt: skip

    # What a person does

    @property
    def asked(self) -> Asked | None:
        """The report all acts are about: the one on screen, else the one that was due last."""
        if self.tabs.currentIndex() == FIGURES and self.figures.asked is not None:
            return self.figures.asked
        if self.watch.asked is not None:
            return self.watch.asked
        today = datetime.date.today()
        year = self.watch.year
        for board, asked in reversed(list(zip(year.boards, year.asked, strict=True))):
            if board.due <= today and board.received:
                return asked
        return year.asked[0] if year.asked else None

    def make_report(self) -> None:
        """Draft the consolidated report and open it."""
        self._with_asked(self.papers.report)

    def remind(self) -> None:
        """Write letters to units that have not reported."""
        self.tabs.setCurrentIndex(WATCH)
        self.watch.remind()

    def _with_asked(self, act: object, *_checked: object) -> None:
        asked = self.asked
        if asked is None:
            self.context.happened.emit(_("No report is asked for in this year yet."), None)
            return
        act(asked)  # type: ignore[operator]

    # Slots

    def _on_tab(self, place: int) -> None:
        view = self._view(place)
        self.stack.setCurrentWidget(view)
        self.show_search(self._text)
        if self.isVisible():
            self.give_focus()

    def _on_units_asked(self, what: str) -> None:
        self.tabs.setCurrentIndex(UNITS)
        if what == "import":
            self.units.acts.ask_import()
        else:
            self.units.acts.ask_add()

    def _on_term_chosen(self, asked: Asked) -> None:
        if FIGURES in self._views:
            self.figures.show_asked(asked)

    def _on_year_read(self) -> None:
        if FIGURES in self._views:
            self.figures.show_boards(self.watch.year)

    def _on_boards_wanted(self) -> None:
        self.watch.refresh()

    def _on_watch_asked(self, asked: Asked, unit: str) -> None:
        self.tabs.setCurrentIndex(WATCH)
        if asked.period:
            self.watch.show_term(asked.key, unit)

    def _go_to_year(self, year: int) -> None:
        if year != self._year:
            self.show_year(year)
            self.year_shown.emit(year)

    def _forget_search(self) -> None:
        self._text = ""
        self.everything_shown.emit()
        self.year_shown.emit(self._year)
