"""What is done with entries: deleted with a way back, duplicated, given evidence, put back."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from papidesk.domain.activity import Activity, EvidenceOwner
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import workspaces
from papidesk.workflow.closings import ClosedPeriodError
from ui.background import Job, run_task
from ui.context import Context
from ui.failures import sentence_of, show_failure
from ui.log.closed_reason import ClosedReasonDialog, try_or_ask
from ui.log.evidence_items import Attached, NewEvidence, attach_all

MANY = 500  # entries that are deleted away from the window


class LogActs(QObject):
    """Acts on entries; a closed period asks for a reason first."""

    changed = Signal(str)  # the id of an entry to choose, "" for none

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window

    # Deleting

    def remove(self, ids: list[str]) -> None:
        """Put entries into the trash; the toast brings them back."""
        if len(ids) > MANY:
            self._remove_many(ids, "")
        elif ids:
            try_or_ask(self._context, self._window, partial(self._remove, ids))

    def _remove(self, ids: list[str], reason: str) -> None:
        from papidesk.workflow import log

        self._removed(
            log.remove(self._context.workspace.store, ids, who=self._context.who, reason=reason)
        )

    def _remove_many(self, ids: list[str], reason: str) -> None:
        run_task(
            self,
            partial(_removed, self._context, ids, reason),
            jobs=self._context.jobs,
            done=self._removed,
            failed=partial(self._on_many_refused, ids),
            title=_("Deleting entries"),
        )

    def _on_many_refused(self, ids: list[str], error: Exception) -> None:
        if isinstance(error, ClosedPeriodError):
            act = partial(self._remove_many, ids)
            ClosedReasonDialog(sentence_of(error), act, self._window).open()
        else:
            self._on_failed(error)

    def _removed(self, gone: list[str]) -> None:
        said = ngettext("{count} entry deleted", "{count} entries deleted", len(gone))
        back = partial(self.restore, gone)
        self._done(said.format(count=len(gone)), back)

    def restore(self, ids: list[str]) -> None:
        """Bring entries back from the trash."""
        if ids:
            try_or_ask(self._context, self._window, partial(self._restore, ids))

    def _restore(self, ids: list[str], reason: str) -> None:
        from papidesk.workflow import log

        back = log.restore(self._context.workspace.store, ids, who=self._context.who, reason=reason)
        said = ngettext("{count} entry brought back", "{count} entries brought back", len(back))
        self._done(said.format(count=len(back)), None, back[0] if back else "")

    # Adding and changing

    def duplicate(self, entry: Activity) -> None:
        """Add the same again for today."""
        try_or_ask(self._context, self._window, partial(self._duplicate, entry))

    def _duplicate(self, entry: Activity, reason: str) -> None:
        from papidesk.workflow import log

        today = datetime.date.today()
        kept = log.duplicate(
            self._context.workspace.store, entry.id, date=today, who=self._context.who,
            reason=reason,
        )  # fmt: skip
        said = _("Duplicated for today, {day}").format(day=f"{today:%d/%m/%Y}")
        self._done(said, partial(self._take_back, kept.id), kept.id)

    def added(self, entry: Activity) -> None:
        """Tell that ``entry`` was written down, with a way back."""
        said = _("Written down: {title}").format(title=_short(entry.title))
        self._done(said, partial(self._take_back, entry.id), entry.id)

    def written(self, before: Activity, after: Activity) -> None:
        """Tell that a cell was written, with a way back, and what may be wrong with it."""
        from papidesk.workflow import log

        said = _("Changed: {title}").format(title=_short(after.title))
        old = {doubt.code for doubt in log.doubts(self._context.workspace.store, before)}
        doubts = log.doubts(self._context.workspace.store, after)
        new = [doubt.sentence for doubt in doubts if doubt.code not in old]
        if new:
            said = f"{said}\n{new[0]}"
        self._context.happened.emit(said, partial(self._put_back, before, after))
        self._context.log_changed.emit()

    def _put_back(self, before: Activity, after: Activity) -> None:
        try_or_ask(self._context, self._window, partial(self._change, before, after))

    def _change(self, before: Activity, after: Activity, reason: str) -> None:
        from papidesk.workflow import log

        log.change(
            self._context.workspace.store, before, who=self._context.who, reason=reason,
            seen=after,
        )  # fmt: skip
        self._context.tell_saved("saved")
        self._context.log_changed.emit()
        self.changed.emit(before.id)

    def _take_back(self, id: str) -> None:
        try_or_ask(self._context, self._window, partial(self._forget, id))

    def _forget(self, id: str, reason: str) -> None:
        from papidesk.workflow import log

        log.remove(self._context.workspace.store, [id], who=self._context.who, reason=reason)
        self._done("", None)

    # Evidence

    def attach(self, entry_id: str, paths: list[Path], owner: EvidenceOwner = "activity") -> None:
        """Attach files to an entry, away from the window."""
        items = tuple(NewEvidence(name=path.name, path=path) for path in paths if path.is_file())
        if not items:
            return
        run_task(
            self,
            partial(attach_all, self._context, owner, entry_id, items),
            jobs=self._context.jobs,
            done=partial(self._on_attached, entry_id),
            failed=self._on_failed,
            title=_("Attaching evidence"),
        )

    def _on_attached(self, entry_id: str, made: Attached) -> None:
        if made.said:
            self._context.ask.tell(self._window, "\n".join(made.said))
        if made.good:
            said = ngettext(
                "{count} piece of evidence attached", "{count} pieces of evidence attached",
                len(made.good),
            )  # fmt: skip
            ids = [one.id for one in made.good]
            self._done(said.format(count=len(ids)), partial(self._detach, entry_id, ids), entry_id)

    def _detach(self, entry_id: str, ids: list[str]) -> None:
        from papidesk.workflow import evidence

        try:
            evidence.detach(self._context.workspace.store, ids, who=self._context.who)
        except PapiDeskError as error:
            show_failure(self._context.ask, self._window, error)
        self._done("", None, entry_id)

    def _on_failed(self, error: Exception) -> None:
        show_failure(self._context.ask, self._window, error)

    def _done(self, said: str, back: object, chosen: str = "") -> None:
        self._context.tell_saved("saved")
        if said:
            self._context.happened.emit(said, back)
        self._context.log_changed.emit()
        self.changed.emit(chosen)


def _removed(context: Context, ids: list[str], reason: str, job: Job) -> list[str]:
    from papidesk.workflow import log

    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return log.remove(store, ids, who=context.who, reason=reason)


def _short(title: str) -> str:
    return title if len(title) <= 60 else f"{title[:59]}…"
