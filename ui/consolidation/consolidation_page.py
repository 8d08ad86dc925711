"""The page Tổng hợp: who reported, what it comes to, and the units below."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from papidesk.domain.consolidation import BoardQuery
from papidesk.domain.report_duty import DutyTerm
from papidesk.i18n import _
from ui.commands import Command
from ui.consolidation.papers_work import ConsolidationPapers
from ui.consolidation.term_chip import Asked
from ui.consolidation.watch_view import WatchView
from ui.context import Context
from ui.keys import shortcut
from ui.tabbed_page import YearPage
from ui.widgets.buttons import menu_button, push_button

if TYPE_CHECKING:
    from ui.consolidation.figures_view import FiguresView
    from ui.consolidation.units_view import UnitsView

WATCH, FIGURES, UNITS = range(3)
PLACES = {"watch": WATCH, "figures": FIGURES, "units": UNITS}


class ConsolidationPage(YearPage):
    """Three views of a year."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        words = (_("Who reported"), _("Consolidated figures"), _("Units below"))
        super().__init__(context, _("Watch, figures and units"), words, parent)
        self._waiting: Callable[[Asked], None] | None = None
        self.papers = ConsolidationPapers(context, self)
        self.make_button = push_button(_("Consolidated report"), "reports", "primary")
        self.make_button.setToolTip(_("Write the consolidated report (Ctrl+N)"))
        self.export_button = menu_button(_("Export"), "export", self.papers.actions)
        self.strip.addWidget(self.export_button)
        self._connect()
        self.begin()

    def _connect(self) -> None:
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
        return self.view_of(WATCH, WatchView)

    @property
    def figures(self) -> FiguresView:
        """What the reports come to."""
        from ui.consolidation.figures_view import FiguresView

        return self.view_of(FIGURES, FiguresView)

    @property
    def units(self) -> UnitsView:
        """The units below."""
        from ui.consolidation.units_view import UnitsView

        return self.view_of(UNITS, UnitsView)

    def made(self, place: int) -> QWidget:
        if place == FIGURES:
            from ui.consolidation.figures_view import FiguresView

            figures = FiguresView(self.context)
            figures.watch_asked.connect(self._on_watch_asked)
            figures.everything_shown.connect(self.forget_words)
            figures.boards_wanted.connect(self._on_boards_wanted)
            return figures
        if place == UNITS:
            from ui.consolidation.units_view import UnitsView

            units = UnitsView(self.context)
            units.everything_shown.connect(self.forget_words)
            return units
        watch = WatchView(self.context)
        watch.units_asked.connect(self._on_units_asked)
        watch.everything_shown.connect(self.forget_words)
        watch.term_chosen.connect(self._on_term_chosen)
        watch.year_read.connect(self._on_year_read)
        return watch

    # What the window asks of it

    def title(self) -> str:
        return _("Consolidation")

    @property
    def help_heading(self) -> str:
        return "Trang Tổng hợp"

    def header_widgets(self) -> list[QWidget]:
        return [self.make_button]

    def show_filter(self, wanted: object) -> None:
        if isinstance(wanted, BoardQuery):
            self.tabs.setCurrentIndex(WATCH)
            self.go_to_year(wanted.year)
            self.forget_words()
            self.watch.show_search("")
            self.watch.show_term((wanted.duty, wanted.period), state=wanted.state)
        elif isinstance(wanted, DutyTerm):
            self.tabs.setCurrentIndex(WATCH)
            self.go_to_year(wanted.due.year)
            self.watch.show_term((wanted.duty, wanted.period))
        elif isinstance(wanted, str) and wanted in PLACES:
            self.tabs.setCurrentIndex(PLACES[wanted])

    def commands(self) -> Iterable[Command]:
        yield Command(
            _("Write the consolidated report"), "lap bao cao tong hop", self.make_report,
            "Ctrl+N", icon="reports",
        )  # fmt: skip
        yield from self.tab_commands(
            (
                (_("Consolidation: who reported"), "theo doi gui bao cao dung han tre", "check"),
                (_("Consolidation: figures"), "so lieu tong hop bat thuong", "table"),
                (_("Consolidation: units below"), "don vi truc thuoc sap nhap doi ten", "units"),
            )
        )
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

    def _with_asked(self, act: Callable[[Asked], None], *_checked: object) -> None:
        if self.watch.reading:
            # What is on screen may be of another year: the act waits for the right one.
            self._waiting = act
            self.watch.read_once()
            return
        asked = self.asked
        if asked is None:
            self.context.happened.emit(_("No report is asked for in this year yet."), None)
            return
        act(asked)

    # Slots

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
        act, self._waiting = self._waiting, None
        if act is not None:
            self._with_asked(act)

    def _on_boards_wanted(self) -> None:
        self.watch.refresh()

    def _on_watch_asked(self, asked: Asked, unit: str) -> None:
        self.tabs.setCurrentIndex(WATCH)
        if asked.period:
            self.watch.show_term(asked.key, unit)
