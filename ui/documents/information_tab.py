"""The tab Thông tin: the head and foot of the document, field by field, saved while one works."""

from __future__ import annotations

import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.document import Document
from papidesk.domain.kinds import kinds
from papidesk.domain.office import valid_on
from papidesk.domain.people import Signer
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import links
from papidesk.workflow.bases import BasisCandidate
from ui.context import Context
from ui.documents import field_problems
from ui.documents.more_fields import MoreFields
from ui.documents.session import DocumentSession
from ui.documents.signature_text import from_lines, to_lines
from ui.failures import show_failure
from ui.widgets.buttons import link_menu, push_button
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField, Field, LineField, LinesField
from ui.widgets.labels import label

AnyField = LineField | LinesField | ChoiceField | DateField


class InformationTab(QScrollArea):
    """Shows and changes the head fields; the page beside it follows."""

    def __init__(self, context: Context, session: DocumentSession) -> None:
        super().__init__()
        self._context, self._session = context, session
        self._showing = False
        self._build()
        self._connect()

    # Building

    def _build(self) -> None:
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Information"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        panel = QWidget()
        panel.setObjectName("panel")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._make_fields()
        self.notice = label("", "caution", wrap=True)
        self.notice.hide()
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(16, 14, 16, 24)
        layout.setSpacing(10)
        layout.addWidget(self.notice)
        layout.addWidget(label(_("Office"), "section-title"))
        layout.addWidget(self.superior)
        layout.addWidget(self.issuer)
        layout.addSpacing(6)
        layout.addWidget(label(_("Number and date"), "section-title"))
        layout.addLayout(self._number_grid())
        layout.addSpacing(6)
        layout.addWidget(label(_("Content"), "section-title"))
        layout.addWidget(self.abstract)
        layout.addWidget(self.addressees)
        layout.addLayout(self._titled(_("Legal bases"), self.bases_button))
        layout.addWidget(self.bases)
        layout.addSpacing(6)
        layout.addLayout(self._titled(_("Recipients"), self.lists))
        layout.addWidget(self.recipients)
        layout.addSpacing(6)
        layout.addLayout(self._titled(_("Signature"), self.signers))
        for field in (self.authorities, self.position, self.name):
            layout.addWidget(field)
        layout.addSpacing(6)
        layout.addWidget(self.more)
        layout.addStretch(1)
        self.setWidget(panel)
        # What a person comes here for first; the tab itself takes no letters.
        self.setFocusProxy(self.abstract)

    def _make_fields(self) -> None:
        choices = [("", _("Not known")), *((k.code, k.title) for k in kinds().values())]
        self.superior = LineField(_("Superior body (printed above the name)"))
        self.issuer = LineField(_("Issuing office"))
        self.kind = ChoiceField(_("Kind"), choices)
        self.number = LineField(_("Number"), "…")
        self.symbol = LineField(_("Symbol"), "KH-UBND")
        self.place = LineField(_("Place"))
        self.date = DateField(_("Date"))
        self.abstract = LinesField(_("Abstract"), joined=True, lines=2)
        self.addressees = LinesField(_("Addressees (one a line)"))
        self.bases = LinesField(_("Legal bases (one a line)"))
        self.recipients = LinesField(_("Recipients (one a line, the archive last)"), lines=3)
        self.authorities = LinesField(_("Authority (TM., KT., TL., TUQ., Q.; one a line)"))
        self.position = LineField(_("Position"))
        self.name = LineField(_("Full name"))
        self.bases_button = push_button(_("From the registers"), "search", "link")
        self.more = MoreFields(self._session)
        self.lists = link_menu(_("From a list"), "recipients")
        self.signers = link_menu(_("Choose who signs"), "person")
        self._fields: dict[str, AnyField] = {
            "superior": self.superior, "issuer": self.issuer, "kind": self.kind,
            "number": self.number, "symbol": self.symbol, "place": self.place,
            "date": self.date, "abstract": self.abstract, "addressees": self.addressees,
            "bases": self.bases, "recipients": self.recipients,
            "signature/chain": self.authorities, "signature/position": self.position,
            "signature/name": self.name,
        }  # fmt: skip

    def _number_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.addWidget(self.kind, 0, 0)
        grid.addWidget(self.number, 0, 1)
        grid.addWidget(self.symbol, 0, 2)
        grid.addWidget(self.place, 1, 0)
        grid.addWidget(self.date, 1, 1, 1, 2)
        for column, share in enumerate((3, 2, 3)):
            grid.setColumnStretch(column, share)
        for row in (0, 1):
            for column in range(3):
                item = grid.itemAtPosition(row, column)
                if item is not None:
                    item.setAlignment(Qt.AlignmentFlag.AlignTop)
        return grid

    def _titled(self, title: str, button: QAbstractButton) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(title, "section-title"))
        row.addStretch(1)
        row.addWidget(button)
        return row

    def _connect(self) -> None:
        self._session.opened.connect(self._on_opened)
        self._session.replaced.connect(self._on_opened)
        self.bases_button.clicked.connect(self.choose_bases)
        self.more.left.connect(self._on_left)
        self._session.checked.connect(self._on_checked)
        self._context.office_changed.connect(self._on_office_changed)
        for name, field in self._fields.items():
            field.changed.connect(partial(self._on_changed, name))
            field.left.connect(self._on_left)
        self.signers.menu().triggered.connect(self._on_signer_chosen)
        self.lists.menu().triggered.connect(self._on_list_chosen)

    # What others ask of it

    def field(self, path: str) -> Field | None:
        """Return the field that shows ``path`` of the document, None where none does."""
        return self._fields.get(field_problems.field_of(path))

    def go_to(self, path: str) -> bool:
        """Put the cursor into the field of ``path``; return whether there is one."""
        field = self.field(path) or self.more.fields.get(path)
        if field is None:
            return False
        self.ensureWidgetVisible(field)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def choose_bases(self) -> None:
        """Let bases be picked from the registers, typed and ordered."""
        document = self._session.document
        if document is None or not self._session.editable:
            return
        from ui.editor.bases_dialog import BasesDialog

        dialog = BasesDialog(self._context, document.bases, self.window(), document.id)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.answered.connect(self._on_bases)
        dialog.open()

    # Slots

    def _on_bases(self, lines: tuple[str, ...], used: list[BasisCandidate]) -> None:
        document = self._session.document
        if document is None:
            return
        self._session.change(bases=lines)
        self.bases.show_value(lines)
        store, who = self._context.workspace.store, self._context.who
        try:
            for hit in used:
                links.link(store, document.id, "basis", hit.id, incoming=hit.incoming, who=who)
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)

    def _on_opened(self) -> None:
        document = self._session.document
        self._showing = True
        if document is not None:
            self._show(document)
        self._showing = False
        self._show_problems()

    def _show(self, document: Document) -> None:
        for name in ("superior", "issuer", "symbol", "place"):
            self._fields[name].show_value(getattr(document, name))
        self.kind.show_value(document.kind)
        self.number.show_value(document.number or "")
        self.date.show_value(document.date)
        self.abstract.show_value((document.abstract,))
        for name in ("addressees", "bases", "recipients"):
            self._fields[name].show_value(getattr(document, name))
        self.authorities.show_value(to_lines(document.signature.chain))
        self.position.show_value(document.signature.position)
        self.name.show_value(document.signature.name)
        fixed = not self._session.editable
        for field in self._fields.values():
            field.set_read_only(fixed)
        self.more.show_document(document, fixed=fixed)
        for button in (self.lists, self.signers, self.bases_button):
            button.setVisible(not fixed)
        self._fill_menus()

    def _fill_menus(self) -> None:
        office, document = self._session.office, self._session.document
        today = (document.date.date if document else None) or datetime.date.today()
        self.signers.menu().clear()
        for signer in valid_on(office.signers, today):
            words = [part for part in (signer.name, signer.position) if part]
            self._add(self.signers.menu(), " · ".join(words), signer)
        self.lists.menu().clear()
        for saved in valid_on(office.recipient_lists, today):
            self._add(self.lists.menu(), saved.name, saved.items)
        self.signers.setEnabled(not self.signers.menu().isEmpty())
        self.lists.setEnabled(not self.lists.menu().isEmpty())

    def _add(self, menu: QMenu, text: str, data: object) -> None:
        action = QAction(text, menu)
        action.setData(data)
        menu.addAction(action)

    def _on_office_changed(self) -> None:
        self._fill_menus()

    def _on_changed(self, name: str) -> None:
        if self._showing or self._session.document is None:
            return
        if name.startswith("signature/"):
            self._change_signature()
        elif name == "number":
            self._session.change(number=self.number.value() or None)
        elif name == "abstract":
            self._session.change(abstract=" ".join(self.abstract.value()))
        else:
            self._session.change(**{name: self._fields[name].value()})
        self._show_problems()

    def _change_signature(self) -> None:
        assert self._session.document is not None
        signature = self._session.document.signature
        chain, strange = from_lines(self.authorities.value())
        if not strange:
            signature = replace(signature, chain=chain)
        self._session.change(
            signature=replace(signature, position=self.position.value(), name=self.name.value())
        )

    def _on_left(self) -> None:
        if not self._showing:
            self._session.rest()

    def _on_checked(self) -> None:
        self._show_problems()

    def _on_signer_chosen(self, action: QAction) -> None:
        signer: Signer = action.data()
        self._session.change(signature=signer.signature())
        self._session.flush()
        self._on_opened()

    def _on_list_chosen(self, action: QAction) -> None:
        self._session.change(recipients=tuple(action.data()))
        self._session.flush()
        self._on_opened()

    def _show_problems(self) -> None:
        document = self._session.document
        if document is None:
            return
        self.notice.setText(why_fixed(document))
        self.notice.setVisible(bool(self.notice.text()))
        said = field_problems.problems(
            document, self._session.checked_state, self.number.value(), self.authorities.value()
        )
        for name, field in self._fields.items():
            problem = said.get(name)
            field.show_problem(
                problem.sentence if problem else "", grave=problem is not None and problem.grave
            )


def why_fixed(document: Document) -> str:
    """Return why ``document`` is only read, and what can be done; "" when it may be written in."""
    if document.state == "cancelled":
        return _("This document is cancelled: it is shown, not changed.")
    if document.frozen:
        return _("This document is issued and frozen: it is shown, not changed.")
    if document.state == "approved":
        return _("This document is approved and waits to be issued. Open it again to change it.")
    if document.state == "submitted":
        return _("This document is submitted and waits for a decision. Take it back to change it.")
    return ""
