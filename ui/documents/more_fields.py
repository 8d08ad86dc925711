"""Further fields of the tab Thông tin: closing words, marks, a second signature, filing."""

from __future__ import annotations

import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from papidesk.domain.document import Document, IssueDate
from papidesk.domain.people import Signature
from papidesk.domain.record import replace
from papidesk.errors import N_
from papidesk.i18n import _
from ui.documents.session import DocumentSession
from ui.documents.signature_text import from_lines, to_lines
from ui.editor.styles import SCHEME_NAMES
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField, LineField, LinesField
from ui.widgets.labels import label

AnyField = LineField | LinesField | ChoiceField | DateField
MINUTES = "BB"
URGENCIES = ("", "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC")
CIRCULATIONS = ("", "XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ")
NOT_A_NUMBER = N_("Write a whole number, or leave it empty.")
_PLAIN = ("scheme", "authority_line", "urgency", "circulation", "drafter_mark", "address")
_FILED = ("notation", "language", "note")
_COUNTED = ("year", "ordinal", "copies")


class MoreFields(QWidget):
    """What few papers need, below the fields that all have."""

    changed = Signal()
    left = Signal()

    def __init__(self, session: DocumentSession) -> None:
        super().__init__()
        self._session = session
        self._build()
        for name, field in self.fields.items():
            field.changed.connect(partial(self._on_changed, name))
            field.left.connect(self.left)

    def _build(self) -> None:
        self._make_fields()
        self.second = QWidget()
        second = QVBoxLayout(self.second)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(10)
        second.addWidget(label(_("Second signature (at the left)"), "section-title"))
        for name in ("chain", "position", "name"):
            second.addWidget(self.fields[f"second_signature/{name}"])
        marks = self._grid(("urgency", "circulation"), ("drafter_mark", "address"))
        filing = self._grid(
            ("filing/notation", "filing/year"), ("filing/ordinal", "filing/copies"),
            ("filing/language", "filing/due"),
        )  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(label(_("More of the content"), "section-title"))
        layout.addWidget(self.fields["closing"])
        layout.addWidget(self.fields["authority_line"])
        layout.addWidget(self.fields["scheme"])
        layout.addSpacing(6)
        layout.addWidget(self.second)
        layout.addWidget(label(_("Marks"), "section-title"))
        layout.addLayout(marks)
        layout.addSpacing(6)
        layout.addWidget(label(_("Filing"), "section-title"))
        layout.addLayout(filing)
        layout.addWidget(self.fields["filing/note"])

    def _make_fields(self) -> None:
        none = _("None")
        self.fields: dict[str, AnyField] = {
            "closing": LinesField(_("Closing words (a paragraph a line)"), lines=2),
            "authority_line": LineField(_("Who decides (line in capitals, decisions only)")),
            "scheme": ChoiceField(
                _("Numbering of the sections"), [(c, _(n)) for c, n in SCHEME_NAMES.items()]
            ),
            "urgency": ChoiceField(_("Urgency"), [(one, one or none) for one in URGENCIES]),
            "circulation": ChoiceField(
                _("Circulation"), [(one, one or none) for one in CIRCULATIONS]
            ),
            "drafter_mark": LineField(_("Drafter’s mark and copies"), "PL.(03)"),
            "address": LineField(_("Address line (foot of page 1)")),
            "second_signature/chain": LinesField(_("Authority (one a line)")),
            "second_signature/position": LineField(_("Position")),
            "second_signature/name": LineField(_("Full name")),
            "filing/notation": LineField(_("File it lies in"), "01.UBND"),
            "filing/year": LineField(_("Year of the file")),
            "filing/ordinal": LineField(_("Place in the file")),
            "filing/copies": LineField(_("Copies sent out")),
            "filing/language": LineField(_("Language")),
            "filing/due": DateField(_("Answer wanted by")),
            "filing/note": LinesField(_("Note for the archive"), joined=True),
        }

    def _grid(self, *rows: tuple[str, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for row, names in enumerate(rows):
            for column, name in enumerate(names):
                grid.addWidget(self.fields[name], row, column)
                grid.setColumnStretch(column, 1)
        return grid

    def show_document(self, document: Document, *, fixed: bool) -> None:
        """Show the fields of ``document``; ``fixed`` ones are only read."""
        for name in _PLAIN:
            self.fields[name].show_value(getattr(document, name))
        self.fields["closing"].show_value(tuple(document.closing.split("\n")))  # type: ignore[arg-type]
        second, filing = document.second_signature, document.filing
        self.fields["second_signature/chain"].show_value(to_lines(second.chain))  # type: ignore[arg-type]
        self.fields["second_signature/position"].show_value(second.position)  # type: ignore[arg-type]
        self.fields["second_signature/name"].show_value(second.name)  # type: ignore[arg-type]
        for name in _FILED:
            value = getattr(filing, name)
            self.fields[f"filing/{name}"].show_value((value,) if name == "note" else value)  # type: ignore[arg-type]
        for name in _COUNTED:
            self.fields[f"filing/{name}"].show_value(str(getattr(filing, name) or ""))  # type: ignore[arg-type]
        due = IssueDate.of(filing.due) if filing.due else IssueDate()
        self.fields["filing/due"].show_value(due)  # type: ignore[arg-type]
        self.second.setVisible(document.kind == MINUTES or second != Signature())
        for field in self.fields.values():
            field.set_read_only(fixed)

    def _on_changed(self, name: str) -> None:
        document = self._session.document
        if document is None:
            return
        value = self.fields[name].value()
        if name in _PLAIN:
            self._session.change(**{name: value})
        elif name == "closing":
            assert isinstance(value, tuple)
            self._session.change(closing="\n".join(value))
        elif name.startswith("second_signature/"):
            self._change_second(document)
        else:
            self._change_filing(document, name.removeprefix("filing/"), value)
        self.changed.emit()

    def _change_second(self, document: Document) -> None:
        lines = self.fields["second_signature/chain"].value()
        assert isinstance(lines, tuple)
        chain, strange = from_lines(lines)
        sentence = _("“{line}” must begin with TM., KT., TL., TUQ. or Q.")
        said = sentence.format(line=strange[0]) if strange else ""
        self.fields["second_signature/chain"].show_problem(said)
        second = document.second_signature
        if not strange:
            second = replace(second, chain=chain)
        self._session.change(
            second_signature=replace(
                second,
                position=self.fields["second_signature/position"].value(),
                name=self.fields["second_signature/name"].value(),
            )
        )

    def _change_filing(self, document: Document, name: str, value: object) -> None:
        if name in _COUNTED:
            text = str(value)
            right = not text or (text.isdecimal() and len(text) < 6)
            self.fields[f"filing/{name}"].show_problem("" if right else _(NOT_A_NUMBER))
            if not right:
                return
            value = int(text or 0)
        elif name == "note":
            assert isinstance(value, tuple)
            value = " ".join(value)
        elif name == "due":
            assert isinstance(value, IssueDate)
            day: datetime.date | None = value.date
            value = day
        self._session.change(filing=replace(document.filing, **{name: value}))
