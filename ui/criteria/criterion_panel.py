"""One criterion beside the list: how points are given, and its evidence."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from papidesk.domain import quantities
from papidesk.domain.criteria import CriteriaSet, Criterion
from papidesk.i18n import _, ngettext
from papidesk.workflow import criteria_evidence
from papidesk.workflow.criteria_evidence import Offer
from ui.context import Context
from ui.criteria.offers_dialog import OffersDialog
from ui.log.evidence_box import EvidenceBox
from ui.widgets.buttons import push_button
from ui.widgets.labels import label


class CriterionPanel(QWidget):
    """Shows how a criterion is scored, and lets evidence be attached or taken from the log."""

    evidence_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._set: CriteriaSet | None = None
        self._criterion: Criterion | None = None
        self._year = 0
        self._offers: list[Offer] = []
        self.title = label("", "strong", wrap=True)
        self.guide = label("", "muted", wrap=True)
        self.offer_button = push_button("", "log")
        self.evidence = EvidenceBox(context)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.guide)
        layout.addWidget(self.offer_button)
        layout.addWidget(self.evidence, 1)
        self.offer_button.clicked.connect(self._on_offers)
        self.evidence.changed.connect(self._on_evidence)

    def show_criterion(self, set: CriteriaSet, criterion: Criterion | None, year: int) -> None:
        """Show a criterion; None or a heading has nothing to show."""
        self._set, self._criterion, self._year = set, criterion, year
        scored = criterion is not None and criterion.points is not None
        self.evidence.setVisible(scored)
        if criterion is None or criterion.points is None:
            self.title.setText(criterion.text if criterion is not None else "")
            self.guide.setText(_("Choose a criterion to see its evidence."))
            self.offer_button.hide()
            return
        self.title.setText(f"{criterion.number} {criterion.text}".strip())
        most = _("At most {points} points.").format(points=quantities.text(criterion.points))
        self.guide.setText(f"{most} {criterion.guide}".strip())
        key = criteria_evidence.key(set, year, criterion.code)
        if self.evidence.owner_id != key:
            self.evidence.show_owner("criterion", key)
        self._look_for_offers()

    def _look_for_offers(self) -> None:
        if self._set is None or self._criterion is None:
            return
        store = self._context.workspace.store
        self._offers = criteria_evidence.offers(store, self._set, self._year, self._criterion)
        count = len(self._offers)
        said = ngettext(
            "Take from the log: {count} piece…", "Take from the log: {count} pieces…", count
        )
        self.offer_button.setText(said.format(count=count))
        self.offer_button.setVisible(bool(count))

    def _on_offers(self) -> None:
        if self._criterion is None:
            return
        dialog = OffersDialog(self._context, self._criterion.text, self._offers, self)
        dialog.taken.connect(self._on_taken)
        dialog.open()

    def _on_taken(self, offers: list[Offer]) -> None:
        if self._set is None or self._criterion is None:
            return
        criteria_evidence.take_offers(
            self._context.workspace.store, self._set, self._year, self._criterion, offers,
            who=self._context.who,
        )  # fmt: skip
        self.evidence.reload()
        self._on_evidence()

    def _on_evidence(self) -> None:
        self._look_for_offers()
        self.evidence_changed.emit()
