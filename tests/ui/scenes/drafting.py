"""The dialogs a document is begun in."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from papidesk.storage import documents as stored
from tests.drafting.offices_made import superior_plan
from tests.ui.scenes.registry import Stage, scene
from ui.drafting.copy_forward_dialog import CopyForwardDialog
from ui.drafting.from_superior_dialog import FromSuperiorDialog
from ui.drafting.new_document_dialog import NewDocumentDialog
from ui.drafting.saving_as_template import SaveAsTemplateDialog
from ui.settings.template_name_dialog import TemplateNameDialog


@scene("dialog-new-document", NewDocumentDialog)
def new_document(stage: Stage) -> QDialog:
    """What to begin with: a template, last year's, the superior's plan."""
    made = NewDocumentDialog(stage.context, stage.window)
    stage.pause(300)
    return made


@scene("dialog-copy-forward", CopyForwardDialog)
def copy_forward(stage: Stage) -> QDialog:
    """Every place that may be stale, one by one."""
    document = stage.draft()
    year = (document.date.year or 2026) + 1
    return CopyForwardDialog(stage.context, document.id, stage.window, year=year)


@scene("dialog-from-superior", FromSuperiorDialog)
def from_superior(stage: Stage) -> QDialog:
    """The duties that the superior's plan gives to communes."""
    plan = stored.save(stage.store, superior_plan(), who="")
    return FromSuperiorDialog(stage.context, plan.id, stage.window, year=2026)


@scene("dialog-template-name", TemplateNameDialog)
def template_name(stage: Stage) -> QDialog:
    """The name of a template of one's own."""
    return TemplateNameDialog("Đổi tên mẫu", "Kế hoạch của xã", stage.window)


@scene("dialog-save-as-template", SaveAsTemplateDialog)
def save_as_template(stage: Stage) -> QDialog:
    """A document kept as a template."""
    return SaveAsTemplateDialog(stage.context, stage.draft().id, stage.window)
