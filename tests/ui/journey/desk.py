"""One office's window in a journey of two: keys, bundles sent and taken in, their states."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from papidesk.domain.exchange import SentBundle
from papidesk.domain.report_duty import DutyTerm
from papidesk.i18n import _
from papidesk.workflow import receiving, sending
from papidesk.workflow.sticks import Stick
from tests.ui.journey.clerk import CONTROL, shown
from tests.ui.journey.film import Film
from tests.ui.journey.official import ENTER, Official
from tests.ui.person import Answers, drop, type_text
from ui.exchange.card import Card
from ui.exchange.exchange_page import KEYS, RECEIVE, RECEIVED, SENT, ExchangePage
from ui.exchange.handing_over import HandOverDialog
from ui.exchange.key_dialog import KeyCompareDialog
from ui.exchange.keys_view import KeysView
from ui.exchange.preview_view import PreviewView
from ui.exchange.send_dialog import HOW, RESULT, SendDialog
from ui.main_window import MainWindow
from ui.reports.reports_page import DUTIES

SECOND = 20_000  # ms that anything may take at most on a slow computer


def english(preview: PreviewView) -> list[str]:
    """What a preview shows in English though there is Vietnamese for it."""
    model = preview.model
    cells = [
        str(model.index(row, column).data())
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    cards = [text for card in preview.cards.findChildren(Card) for text in card.texts]
    parts = [part for text in (*cells, *cards) for part in re.split(r" [→↔] |; |: |\. |\.$", text)]
    return [part for part in (*parts, *cells, *cards) if part and _(part) != part]


class Desk(Official):
    """Works at the window of one office; ``name`` begins the names of its pictures."""

    def __init__(
        self, qtbot: QtBot, window: MainWindow, name: str, film: Film, stick: Path
    ) -> None:
        self.qtbot, self.film = qtbot, film
        self._window, self.name, self.stick = window, name, stick
        self.answers = Answers()
        window.context.ask = self.answers
        self.exchange.stick.sticks = list  # no stick of the computer the tests run on

    @property
    def window(self) -> MainWindow:
        return self._window

    @property
    def exchange(self) -> ExchangePage:
        page = self.window.page("exchange")
        assert isinstance(page, ExchangePage)
        return page

    @property
    def keys(self) -> KeysView:
        self.exchange.tabs.setCurrentIndex(KEYS)
        view = self.exchange.view
        assert isinstance(view, KeysView)
        return view

    def take(self, name: str) -> None:
        """Keep a picture of the window."""
        self.film.take(f"{self.name}-{name}", self.window)

    # Keys

    def introduce(self, folder: Path) -> tuple[Path, Path]:
        """Save the key file and the sheet that is printed, and return both."""
        self.come_back()
        self.go(Qt.Key.Key_6)
        own = self.keys.own
        self.answers.target = folder / f"{self.name}.papikey"
        self.click(own.export_button)
        self.qtbot.waitUntil(self.answers.target.is_file, timeout=SECOND)
        key, self.answers.target = self.answers.target, folder / f"{self.name}.pdf"
        self.click(own.sheet_button)
        self.qtbot.waitUntil(self.answers.target.is_file, timeout=SECOND)
        self.take("own-key")
        return key, self.answers.target

    def trust(self, key: Path, told: str, role: str) -> None:
        """Drop a key file, type what the other office told of it, and trust it."""
        self.come_back()
        drop(self.exchange, [key])
        dialog = shown(KeyCompareDialog)
        assert not dialog.accept_button.isEnabled()
        type_text(dialog.typed.line, told)
        dialog.role.show_value(role)
        dialog.role.changed.emit()
        self.film.take(f"{self.name}-compare", dialog)
        self.click(dialog.accept_button)
        self.come_back()

    # Sending

    def begin_to_send(self) -> SendDialog:
        """Open the assistant by its key."""
        self.come_back()
        self.go(Qt.Key.Key_6)
        self.key(self.exchange, Qt.Key.Key_N, CONTROL)
        return shown(SendDialog)

    def begin_with_term(self, term: DutyTerm) -> SendDialog:
        """Open the assistant from the list of duties to report."""
        self.come_back()
        self.go(Qt.Key.Key_5)
        self.reports.tabs.setCurrentIndex(DUTIES)
        duties = self.reports.duties
        duties.show_year(int(term.period[:4]))
        duties.show_term(term)
        duties.send_action.trigger()
        dialog = shown(SendDialog)
        order = dialog.what.order()
        assert order is not None and (order.duty, order.period) == (term.duty, term.period)
        return dialog

    def send(self, dialog: SendDialog, what: str, *, how: str = "") -> SentBundle:
        """Go through the three steps to a file on the stick, handed over as ``how`` says."""
        before = len(sending.history(self.store))
        self.film.take(f"{self.name}-send-{what}", dialog)
        self.click(dialog.next)
        assert dialog.step == HOW, dialog.what.problem.text()
        self.qtbot.waitUntil(lambda: not dialog.how.looking, timeout=SECOND)
        there = Stick(path=self.stick, label="KINGSTON", free_bytes=7_000_000_000)
        dialog.how.show_sticks([there])
        assert dialog.how.target == self.stick
        self.click(dialog.next)
        assert dialog.step == RESULT, dialog.how.problem.text()
        self.qtbot.waitUntil(lambda: dialog.counted, timeout=SECOND)
        self.film.take(f"{self.name}-summary-{what}", dialog)
        self.key(dialog, ENTER)
        self.key(dialog, ENTER)  # a second press makes no second bundle
        self.qtbot.waitUntil(lambda: dialog.is_made, timeout=SECOND)
        self.film.take(f"{self.name}-written-{what}", dialog)
        if how:
            self.click(dialog.last.hand_button)
            asked = shown(HandOverDialog)
            type_text(asked.how.line, how)
            self.click(asked.accept_button)
        self.click(dialog.next)
        self.come_back()
        assert self.window.current is self.exchange
        assert self.exchange.tabs.currentIndex() == SENT
        rows = sending.history(self.store)
        assert len(rows) == before + 1
        return rows[0]

    def carry(self, bundle: SentBundle) -> Path:
        """Save a bundle that lies in the outbox onto the stick."""
        self.come_back()
        self.go(Qt.Key.Key_6)
        self.exchange.tabs.setCurrentIndex(SENT)
        self.exchange.sent.refresh()
        self.exchange.sent.choose(bundle.id)
        target = self.answers.target = self.stick / bundle.file_name
        self.click(self.exchange.sent.copy_button)
        self.qtbot.waitUntil(target.is_file, timeout=SECOND)
        self.idle()
        return target

    def way_of(self, bundle: SentBundle) -> list[str]:
        """The states a bundle went through, as its side shows them."""
        self.come_back()
        self.go(Qt.Key.Key_6)
        self.exchange.tabs.setCurrentIndex(SENT)
        self.exchange.sent.refresh()
        self.exchange.sent.choose(bundle.id)
        row = next(one for one in sending.history(self.store) if one.id == bundle.id)
        shown_words = self.exchange.sent.sent_model.words(row)[0]
        assert shown_words in " ".join(self.exchange.sent.steps.texts)
        return [step.state for step in row.steps]

    # Receiving

    def receive(self, path: Path, what: str) -> str:
        """Drop a bundle, look at what it would change, take it in; return its row's id."""
        self.come_back()
        self.go(Qt.Key.Key_6)
        drop(self.exchange, [path])
        view = self.exchange.receive
        self.qtbot.waitUntil(lambda: view.shown is view.preview, timeout=SECOND)
        self.take(f"preview-{what}")
        assert not english(view.preview), english(view.preview)
        assert view.preview.take_button.isEnabled(), view.preview.take_button.toolTip()
        self.key(view.preview.table, ENTER, CONTROL)
        self.key(view.preview.table, ENTER, CONTROL)  # a second press takes nothing twice
        self.qtbot.waitUntil(lambda: view.shown is view.taken, timeout=SECOND)
        self.idle()
        self.take(f"taken-{what}")
        return receiving.history(self.store)[0].id

    def receive_all(self, what: str) -> dict[str, str]:
        """Drop the whole stick and let its queue run; return what became of each file."""
        self.come_back()
        self.go(Qt.Key.Key_6)
        self.exchange.tabs.setCurrentIndex(RECEIVE)
        drop(self.exchange, [self.stick])
        queue = self.exchange.receive.queue
        assert self.exchange.receive.shown is queue
        self.click(queue.take_button)
        self.qtbot.waitUntil(lambda: not queue.running, timeout=60_000)
        self.idle()
        self.take(f"queue-{what}")
        return {path.name: result.state for path, result in queue.model.results.items()}

    def give_receipt(self, received: str, name: str) -> Path:
        """Save the receipt of what came in onto the stick."""
        self.come_back()
        self.go(Qt.Key.Key_6)
        self.exchange.tabs.setCurrentIndex(RECEIVED)
        self.exchange.received.refresh()
        self.exchange.received.choose(received)
        target = self.answers.target = self.stick / f"{name}.papi"
        self.click(self.exchange.received.receipt_button)
        self.qtbot.waitUntil(target.is_file, timeout=SECOND)
        self.idle()
        return target

    def today(self) -> datetime.date:
        """The day it is."""
        return datetime.date.today()
