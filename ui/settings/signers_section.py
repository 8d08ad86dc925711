"""Settings: who signs, in which form, since when, with the block as it is printed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from papidesk.domain.ids import new_id
from papidesk.domain.people import Signature, Signer
from papidesk.domain.record import replace
from papidesk.domain.signing_forms import (
    FORM_NAMES,
    FORMS,
    Lines,
    SigningForm,
    chain_of,
    has_position,
    lines_of,
    needs_body,
    needs_post,
)
from papidesk.errors import N_
from papidesk.i18n import _
from ui.documents.signature_text import from_lines, to_lines
from ui.settings.paper_scrap import LARGE, PaperScrap, ScrapLine
from ui.settings.records_form import RecordsForm
from ui.widgets.day_field import ValidityFields, validity_text
from ui.widgets.fields import ChoiceField, LineField, LinesField


class SignersSection(RecordsForm):
    """Those who sign."""

    attribute = "signers"
    titles = (N_("Full name"), N_("Position"), N_("Lines above the name"), N_("Holds"))
    widths = (200, 170, 300, 140)
    name = N_("Who signs")
    intro = N_(
        "Someone who no longer signs gets a date under “until”, so that old documents stay right. "
        "The first who holds on a paper's day is proposed."
    )
    empty = N_("Nobody signs yet. Add the head of the office.")
    doubles = True

    def make_fields(self) -> QWidget:
        self.person = LineField(_("Full name, without titles of learning"), "Nguyễn Văn Mẫu")
        self.form = ChoiceField(_("Way to sign"), [(form, _(FORM_NAMES[form])) for form in FORMS])
        self.body = LineField(_("Collective body"), "ỦY BAN NHÂN DÂN")
        self.stands_for = LineField(_("Post that is stood in for"), "CHỦ TỊCH")
        self.position = LineField(_("Position"), "PHÓ CHỦ TỊCH")
        self.own = LinesField(_("Lines (each begins with TM., KT., TL., TUQ. or Q.)"), lines=2)
        self.validity = ValidityFields()
        scrap = _("Preview of the signature")
        self.preview = PaperScrap(self.context.theme, scrap, centred=True)
        form = QWidget()
        form.setFocusProxy(self.person)
        grid = QGridLayout(form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        grid.addWidget(self.person, 0, 0, 1, 2)
        grid.addWidget(self.form, 1, 0, 1, 2)
        grid.addLayout(self._lines(), 2, 0, 1, 2)
        grid.addWidget(self.own, 3, 0, 1, 2)
        grid.addWidget(self.validity, 4, 0, 1, 2)
        if self.context.theme.scale < LARGE:
            grid.addWidget(self.preview, 0, 2, 5, 1, Qt.AlignmentFlag.AlignTop)
        else:
            grid.addWidget(self.preview, 5, 0, 1, 3)
        for column, share in enumerate((3, 3, 3)):
            grid.setColumnStretch(column, share)
        self.form.changed.connect(self._on_form)
        self.follow(
            self.person, self.form, self.body, self.stands_for, self.position, self.own,
            self.validity,
        )  # fmt: skip
        return form

    def _lines(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        for field in (self.body, self.stands_for, self.position):
            row.addWidget(field, 1)
        return row

    def cells(self, record: Signer) -> tuple[str, ...]:
        lines = "; ".join(authority.line for authority in record.chain)
        return (record.name, record.position, lines, validity_text(record.validity))

    def blank(self) -> Signer:
        return Signer(id=new_id(), name="", position="")

    def is_blank(self, record: Signer) -> bool:
        return not (record.name or record.position or record.chain)

    def twin(self, record: Signer) -> Signer:
        return replace(record, id=new_id())

    def show_record(self, record: Signer) -> None:
        lines = lines_of(record)
        self.person.show_value(record.name)
        self.form.show_value(lines.form)
        self.body.show_value(lines.body)
        self.stands_for.show_value(lines.stands_for)
        self.position.show_value(record.position)
        self.own.show_value(to_lines(record.chain))
        self.validity.show_value(record.validity)
        for field in (self.person, self.body, self.stands_for, self.position, self.own):
            field.show_problem("")
        self._show_parts(lines.form)
        self._show_preview(record)

    def read(self, record: Signer) -> Signer | None:
        form = self._form()
        asked = Lines(form=form, body=self.body.value(), stands_for=self.stands_for.value())
        chain, strange = chain_of(asked), ()
        if form == "own":
            chain, strange = from_lines(tuple(line.upper() for line in self.own.value()))
        position = self.position.value().upper() if has_position(form) else ""
        name = self.person.value()
        signer = replace(record, name=name, position=position, chain=chain)
        self._show_preview(signer)
        validity = self.validity.value()
        good = self._judge_parts(form, strange)
        if validity is None or not good:
            return None
        return replace(signer, validity=validity)

    def _form(self) -> SigningForm:
        value = self.form.value()
        return next(form for form in FORMS if form == value)

    def _judge_parts(self, form: SigningForm, strange: tuple[str, ...]) -> bool:
        said = _("“{line}” must begin with TM., KT., TL., TUQ. or Q.")
        self.own.show_problem(said.format(line=strange[0]) if strange else "")
        body_gone = needs_body(form) and not self.body.value()
        post_gone = needs_post(form) and not self.stands_for.value()
        self.body.show_problem(
            _("Name the body, for example ỦY BAN NHÂN DÂN.") if body_gone else ""
        )
        self.stands_for.show_problem(_("Name the post, for example CHỦ TỊCH.") if post_gone else "")
        return not (strange or body_gone or post_gone)

    def _show_parts(self, form: SigningForm) -> None:
        self.body.setVisible(needs_body(form))
        self.stands_for.setVisible(needs_post(form))
        self.position.setVisible(has_position(form))
        self.own.setVisible(form == "own")

    def _on_form(self) -> None:
        form = self._form()
        # What the form needs is proposed, so that one choice makes a right block.
        if needs_body(form) and not self.body.value():
            self.body.show_value((self.office.body or self.office.name).upper())
        if needs_post(form) and not self.stands_for.value():
            self.stands_for.show_value(_head_of(self.office.signers))
        self._show_parts(form)

    def _show_preview(self, signer: Signer) -> None:
        block: Signature = signer.signature()
        lines = [ScrapLine(text=text, bold=True) for text in block.lines]
        name = ScrapLine(text=block.name or "…", bold=True, gap=3)
        self.preview.show_lines((*lines, name))


def _head_of(signers: tuple[Signer, ...]) -> str:
    """Return the post of the head, as a deputy names it."""
    heads = (s.position for s in signers if s.position and not any(
        part.prefix != "TM." for part in s.chain))  # fmt: skip
    return next(heads, "CHỦ TỊCH")
