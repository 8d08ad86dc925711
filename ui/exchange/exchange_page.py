"""The page Gửi / Nhận: receive, what was sent, what came in, conflicts, keys."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from papidesk.domain.exchange import ReceivedBundle, SentBundle
from papidesk.domain.report_duty import DutyTerm
from papidesk.i18n import _
from ui.commands import Command
from ui.context import Context
from ui.exchange.stick_notice import StickNotice
from ui.keys import shortcut
from ui.tabbed_page import TabbedPage
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


class ExchangePage(TabbedPage):
    """Five views; a bundle may be dropped on any of them."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        words = (
            _("Receive"),
            _("Sent bundles"),
            _("Received bundles"),
            _("Conflicts"),
            _("Signing keys"),
        )
        super().__init__(context, _("Receive, histories, conflicts and keys"), words, parent)
        self.send_button = push_button(_("Send…"), "send", "primary")
        self.send_button.setToolTip(_("Make a bundle and send it (Ctrl+N)"))
        self.status = label("", "muted")
        self.strip.addWidget(self.status)
        self.stick = StickNotice(context)
        self.column.insertWidget(1, self.stick)
        self.drop = DropZone(self, _("Let go to look at the bundle"))
        self._connect()
        self.begin()

    def _connect(self) -> None:
        self.send_button.clicked.connect(self.send)
        self.drop.dropped.connect(self.open_files)
        self.stick.look_asked.connect(self.open_files)
        self.stick.busy = self._is_receiving
        shortcut(self, "Ctrl+N", _("Make a bundle and send it"), self.send)
        shortcut(self, "Ctrl+O", _("Choose a bundle to take in"), self.choose_files)

    # The views

    @property
    def receive(self) -> ReceiveView:
        """Where bundles are looked at and taken in."""
        from ui.exchange.receive_view import ReceiveView

        return self.view_of(RECEIVE, ReceiveView)

    @property
    def sent(self) -> SentView:
        """What was made here."""
        from ui.exchange.sent_view import SentView

        return self.view_of(SENT, SentView)

    @property
    def received(self) -> ReceivedView:
        """What came in."""
        from ui.exchange.received_view import ReceivedView

        return self.view_of(RECEIVED, ReceivedView)

    @property
    def conflicts(self) -> ConflictsView:
        """What two sides changed differently."""
        from ui.exchange.conflicts_view import ConflictsView

        return self.view_of(CONFLICTS, ConflictsView)

    def made(self, place: int) -> QWidget:
        if place == SENT:
            from ui.exchange.sent_view import SentView

            sent = SentView(self.context)
            sent.send_asked.connect(self.send)
            sent.everything_shown.connect(self.let_go)
            return sent
        if place == RECEIVED:
            from ui.exchange.received_view import ReceivedView

            received = ReceivedView(self.context)
            received.look_asked.connect(self._on_look)
            received.choose_asked.connect(self.choose_files)
            received.everything_shown.connect(self.let_go)
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
        elif isinstance(wanted, list):
            self.open_files(wanted)
        elif isinstance(wanted, DutyTerm):
            self.send(wanted)
        elif wanted == "send":
            self.send()
        elif isinstance(wanted, str) and wanted in PLACES:
            self.tabs.setCurrentIndex(PLACES[wanted])

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
        yield from self.tab_commands(
            (
                (_("Exchange: receive"), "nhan goi", "received"),
                (_("Exchange: sent bundles"), "da gui bien nhan", "send"),
                (_("Exchange: received bundles"), "da nhan hoan tac bien nhan", "import"),
                (_("Exchange: conflicts"), "xung dot hai may", "conflict"),
                (_("Exchange: keys"), "khoa dau van tay tin cay", "lock"),
            )
        )

    def _is_receiving(self) -> bool:
        return self.receive.working

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

    def _on_look(self, id: str) -> None:
        self.tabs.setCurrentIndex(RECEIVE)
        self.receive.look(id)

    def _on_made(self, id: str) -> None:
        self.tabs.setCurrentIndex(SENT)
        self.sent.refresh()
        self.sent.choose(id)
