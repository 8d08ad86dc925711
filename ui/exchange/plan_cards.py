"""The cards beside a preview: who sent it, how it was verified, what to heed, what follows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from papidesk.bundles import fingerprint
from papidesk.domain.import_plan import HOLDS, ImportPlan
from papidesk.i18n import _, ngettext
from papidesk.workflow.import_plans import warned
from ui.exchange.card import Card
from ui.exchange.exchange_words import (
    HOLDS_DECIDED,
    kind_word,
    moment,
    sequence_text,
    what_text,
)
from ui.widgets.buttons import push_button
from ui.words import size_text, whole_text

WIDTH = 316  # px at 100 % text


class PlanCards(QScrollArea):
    """What there is to know of a bundle beside its lines."""

    compare_asked = Signal()

    def __init__(self, scale: float) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scale = scale
        self.fit(10_000)
        self.hold, self.by = Card(_("Waits for you")), Card(_("Sender"))
        self.verified, self.heed = Card(_("Verification")), Card(_("Please note"))
        self.after = Card(_("After taking it in"))
        self.compare_button = push_button(_("Compare the fingerprint…"), "check")
        self.compare_button.clicked.connect(self.compare_asked)
        self.hold.add(self.compare_button)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for card in (self.hold, self.by, self.verified, self.heed, self.after):
            column.addWidget(card)
        column.addStretch(1)
        self.setWidget(inner)

    def fit(self, room: int) -> None:
        """Take what there is of ``room`` px, a third of it at most."""
        self.setFixedWidth(min(round(WIDTH * self._scale), room // 3))

    def show_plan(self, plan: ImportPlan) -> None:
        """Show what there is to know of ``plan``."""
        self._show_sender(plan)
        self._show_verified(plan)
        self.hold.setVisible(bool(plan.hold))
        if plan.hold:
            self.hold.show_lines([_(HOLDS[plan.hold]), _(HOLDS_DECIDED[plan.hold])], {1: "muted"})
            self.hold.show_pill(_("Held for you"), "warning")
        self.compare_button.setVisible(plan.hold == "unknown-key")
        warnings = [warned(one) for one in plan.warnings]
        self.heed.setVisible(bool(warnings))
        self.heed.show_lines(warnings)
        self.heed.show_pill(str(len(warnings)) if len(warnings) > 1 else "", "warning")
        self.after.show_lines(after_lines(plan))
        self.verticalScrollBar().setValue(0)

    def _show_sender(self, plan: ImportPlan) -> None:
        manifest = plan.manifest
        sender = manifest.sender
        lines = [
            sender.name or sender.unit,
            _("code {code}").format(code=sender.unit),
            what_text(manifest.kind, manifest.covers.period),
            _("Made {time}").format(time=moment(manifest.created_at)),
            sequence_text(manifest, plan.sequence),
        ]
        if manifest.covers.parts > 1:
            lines.append(
                _("Part {part} of {parts}").format(
                    part=manifest.covers.part, parts=manifest.covers.parts
                )
            )
        if manifest.note:
            lines.append(f"“{manifest.note}”")
        self.by.show_lines(lines, {0: "strong", 1: "muted"})

    def _show_verified(self, plan: ImportPlan) -> None:
        files, blobs = len(plan.manifest.files), sum(b.present for b in plan.manifest.blobs)
        count = files + blobs
        whole = ngettext(
            "{count} file, complete and unaltered", "{count} files, all complete and unaltered",
            count,
        ).format(count=whole_text(count))  # fmt: skip
        if plan.trusted:
            said = _("The Ed25519 signature fits the trusted key of the sender")
            self.verified.show_pill(_("Signature valid"), "done")
        else:
            said = _("The signature fits the key in the bundle, which is not trusted here yet")
            self.verified.show_pill(_("Key not trusted"), "warning")
        lines = [said, fingerprint.groups(plan.keyid), fingerprint.words(plan.keyid), whole]
        if plan.encrypted:
            lines.append(_("Was encrypted for this office"))
        self.verified.show_lines(lines, {1: "strong", 2: "muted"})


def after_lines(plan: ImportPlan) -> list[str]:
    """Return what taking ``plan`` in brings about, beside the lines themselves."""
    kind = plan.manifest.kind
    lines = []
    if kind != "receipt":
        lines.append(_("A receipt can be saved for the sender."))
    told = {
        "report": _("The report counts as received from this unit; its figures are consolidated."),
        "plan": _("The plan can be a basis of your own; its tasks are proposed to you."),
        "directive": _("Duties, counters, forms and due dates of the superior appear here."),
        "return": _("The report that was sent is marked accepted, or reopened with the remarks."),
        "receipt": _("The bundle it is about is marked with what became of it."),
        "keyset": _("The keys you trust are added, replaced or revoked as the superior says."),
        "office": _("Both computers of the office hold the same from then on."),
    }
    lines.append(told.get(kind, kind_word(kind)))
    return lines


def size_line(plan: ImportPlan) -> str:
    """Return the file and its size: "an-hoa_2026-H1_report_000012.papi · 6,4 MB"."""
    return f"{plan.file_name} · {size_text(plan.file_bytes)}"
