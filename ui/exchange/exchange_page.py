"""The page Gửi / Nhận: receive, what was sent, what came in, conflicts, keys."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from papidesk.domain.exchange import ReceivedBundle, SentBundle
from papidesk.domain.report_duty import DutyTerm
from papidesk.i18n import _
from ui.commands import Command
from ui.context import Context
from ui.exchange.stick_notice import StickNotice
from ui.keys import shortcut
from ui.page import Page
from ui.widgets.buttons import push_button
from ui.widgets.drop_zone import DropZone
from ui.widgets.labels import label

if TYPE_CHECKING:
    from ui.exchange.conflicts_view import ConflictsView
    from ui.exchange.receive_view import ReceiveView
    from ui.exchange.received_view import ReceivedView
    from ui.exchange.sent_view import SentView

RECEIVE, SENT, RECEIVED, CONFLICTS, KEYS = range(5)
# What another page asks for, by name (context.place_asked).
PLACES = {
    "receive": RECEIVE, "sent": SENT, "received": RECEIVED, "conflicts": CONFLICTS, "keys": KEYS,
}  # fmt: skip


class ExchangePage(Page):
    """Five views, built when they are first shown; a bundle may be dropped on any of them."""

    searchable = True

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._text = ""
        self._year: int | None = None
        self._views: dict[int, QWidget] = {}
        self._build()
        self._connect()
        self._on_tab(RECEIVE)

    def _build(self) -> None:
        self.send_button = push_button(_("Send…"), "send", "primary")
        self.send_button.setToolTip(_("Make a bundle and send it (Ctrl+N)"))
        strip = QWidget()
        strip.setObjectName("toolstrip")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.setAccessibleName(_("Receive, histories, conflicts and keys"))
        for word in (
            _("Receive"),
            _("Sent bundles"),
            _("Received bundles"),
            _("Conflicts"),
            _("Signing keys"),
        ):
            self.tabs.addTab(word)
        self.status = label("", "muted")
        row = QHBoxLayout(strip)
        row.setContentsMargins(10, 0, 16, 1)
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self.status)
        self.stick = StickNotice(self.context)
        self.stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(strip)
        layout.addWidget(self.stick)
        layout.addWidget(self.stack, 1)
        self.drop = DropZone(self, _("Let go to look at the bundle"))

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        self.send_button.clicked.connect(self.send)
        self.drop.dropped.connect(self.open_files)
        self.stick.look_asked.connect(self.open_files)
        shortcut(self, "Ctrl+N", _("Make a bundle and send it"), self.send)
        shortcut(self, "Ctrl+O", _("Choose a bundle to take in"), self.choose_files)

    # The views

    @property
    def receive(self) -> ReceiveView:
        """Where bundles are looked at and taken in."""
        from ui.exchange.receive_view import ReceiveView

        view = self._view(RECEIVE)
        assert isinstance(view, ReceiveView)
        return view

    @property
    def sent(self) -> SentView:
        """What was made here."""
        from ui.exchange.sent_view import SentView

        view = self._view(SENT)
        assert isinstance(view, SentView)
        return view

    @property
    def received(self) -> ReceivedView:
        """What came in."""
        from ui.exchange.received_view import ReceivedView

        view = self._view(RECEIVED)
        assert isinstance(view, ReceivedView)
        return view

    @property
    def conflicts(self) -> ConflictsView:
        """What two sides changed differently."""
        from ui.exchange.conflicts_view import ConflictsView

        view = self._view(CONFLICTS)
        assert isinstance(view, ConflictsView)
        return view

    @property
    def view(self) -> QWidget:
        """The view on screen."""
        return self._view(self.tabs.currentIndex())

    def _view(self, place: int) -> QWidget:
        if place not in self._views:
            self._views[place] = self._made(place)
            self.stack.addWidget(self._views[place])
        return self._views[place]

    def _made(self, place: int) -> QWidget:
        if place == SENT:
            from ui.exchange.sent_view import SentView

            sent = SentView(self.context)
            sent.send_asked.connect(self.send)
            sent.everything_shown.connect(self._on_everything)
            return sent
        if place == RECEIVED:
            from ui.exchange.received_view import ReceivedView

            received = ReceivedView(self.context)
            received.look_asked.connect(self._on_look)
            received.choose_asked.connect(self.choose_files)
            received.everything_shown.connect(self._on_everything)
            return received
        if place == CONFLICTS:
            from ui.exchange.conflicts_view import ConflictsView

            return ConflictsView(self.context)
        if place == KEYS:
            from ui.exchange.keys_view import KeysView

            return KeysView(self.context)
        from ui.exchange.receive_view import ReceiveView

        receive = ReceiveView(self.context)
        receive.conflicts_asked.connect(partial(self.tabs.setCurrentIndex, CONFLICTS))
        receive.status_changed.connect(self.status.setText)
        return receive

    # What the window asks of it

    def title(self) -> str:
        return _("Send / Receive")

    @property
    def help_heading(self) -> str:
        return "Trang Gửi / Nhận"

    def header_widgets(self) -> list[QWidget]:
        return [self.send_button]

    def show_search(self, text: str) -> None:
        self._text = text
        show = getattr(self.view, "show_search", None)
        if show is not None:
            show(text)

    def show_year(self, year: int | None) -> None:
        self._year = year
        show = getattr(self.view, "show_year", None)
        if show is not None:
            show(year)

    def years(self) -> list[int]:
        found = getattr(self.view, "years", None)
        return found() if found is not None else []

    def show_filter(self, wanted: object) -> None:
        if isinstance(wanted, SentBundle):
            self.tabs.setCurrentIndex(SENT)
            self.sent.show_everything()
            self.sent.choose(wanted.id)
        elif isinstance(wanted, ReceivedBundle):
            self.tabs.setCurrentIndex(RECEIVED)
            self.received.show_everything()
            self.received.choose(wanted.id)
        elif isinstance(wanted, Path):
            self.open_files([wanted])
        elif isinstance(wanted, DutyTerm):
            self.send(wanted)
        elif wanted == "send":
            self.send()
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

    def leave(self) -> None:
        for view in self._views.values():
            leave = getattr(view, "leave", None)
            if leave is not None:
                leave()

    def give_focus(self) -> None:
        give = getattr(self.view, "give_focus", None)
        if give is not None:
            give()

    def commands(self) -> Iterable[Command]:
        yield Command(
            _("Send a bundle"), "gui goi du lieu bao cao the nho usb", self.send, "Ctrl+N",
            icon="send",
        )  # fmt: skip
        yield Command(
            _("Take in a bundle"), "nhan goi du lieu nhap papi", self.choose_files, "Ctrl+O",
            icon="received",
        )  # fmt: skip
        yield Command(
            _("Take in a folder of bundles"), "nhan thu muc hang doi goi", self.choose_folder,
            icon="folder",
        )  # fmt: skip
        for place, (name, words, icon) in enumerate(
            (
                (_("Exchange: receive"), "nhan goi", "received"),
                (_("Exchange: sent bundles"), "da gui bien nhan", "send"),
                (_("Exchange: received bundles"), "da nhan hoan tac bien nhan", "import"),
                (_("Exchange: conflicts"), "xung dot hai may", "conflict"),
                (_("Exchange: keys"), "khoa dau van tay tin cay", "lock"),
            )
        ):
            yield Command(name, words, partial(self.tabs.setCurrentIndex, place), icon=icon)

    # What a person does

    def open_files(self, paths: list[Path]) -> None:
        """Look at files that were dropped or chosen; a key file is compared instead."""
        from ui.exchange.keys_view import KeysView

        if len(paths) == 1 and paths[0].suffix.lower() == ".papikey":
            self.tabs.setCurrentIndex(KEYS)
            if isinstance(self.view, KeysView):
                self.view.open_file(paths[0])
            return
        self.tabs.setCurrentIndex(RECEIVE)
        self.receive.open_files(paths)

    def choose_files(self) -> None:
        """Ask for bundles to look at."""
        self.tabs.setCurrentIndex(RECEIVE)
        self.receive.choose_files()

    def choose_folder(self) -> None:
        """Ask for a folder of bundles."""
        self.tabs.setCurrentIndex(RECEIVE)
        self.receive.choose_folder()

    def send(self, term: object = None) -> None:
        """Begin a bundle; of a term (DutyTerm) its report."""
        from ui.exchange.send_dialog import SendDialog

        dialog = SendDialog(self.context, self)
        if isinstance(term, DutyTerm):
            dialog.what.show_period(term.duty, term.period)
        dialog.made.connect(self._on_made)
        dialog.open()

    # Slots

    def _on_tab(self, place: int) -> None:
        view = self._view(place)
        self.stack.setCurrentWidget(view)
        for name, told in (("show_search", self._text), ("show_year", self._year)):
            show = getattr(view, name, None)
            if show is not None:
                show(told)
        if self.isVisible():
            self.header_changed.emit()
            self.give_focus()

    def _on_everything(self) -> None:
        self._text, self._year = "", None
        self.everything_shown.emit()

    def _on_look(self, id: str) -> None:
        self.tabs.setCurrentIndex(RECEIVE)
        self.receive.look(id)

    def _on_made(self, id: str) -> None:
        self.tabs.setCurrentIndex(SENT)
        self.sent.refresh()
        self.sent.choose(id)
