"""What goes to other units beside reports: plans with tasks, directives, sets of keys."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from papidesk.domain.bundle import BundleRecord, RecordKind
from papidesk.domain.filters import TaskFilter
from papidesk.domain.import_plan import Warned
from papidesk.domain.parcel import Parcel
from papidesk.domain.report_duty import ReportDuty
from papidesk.domain.send_order import Order
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import documents, own_contents, remarks, tasks
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, own_records, sent_contents

_PLAN: tuple[RecordKind, ...] = ("counter", "channel", "document", "task", "evidence")
_DIRECTIVE: tuple[RecordKind, ...] = (
    "counter", "channel", "template", "duty", "document", "task", "evidence", "remark",
)  # fmt: skip
_NOT_ISSUED = N_(
    "“{title}” is not issued: it goes as a draft, without a signed paper. Issue it first if it is "
    "to count."
)


class NoPlanError(PapiDeskError):
    """A plan to be sent, and nobody says which."""

    message = N_("Say which plan is to be sent.")


def gather_plan(
    store: Store, order: Order, to: tuple[str, ...], today: datetime.date, keep: bool
) -> Parcel:
    """Return what the bundle of a plan holds: its paper, its tasks, what they ask to be counted.

    Raises :class:`NoPlanError`, UnknownDocumentError.
    """
    if not order.documents:
        raise NoPlanError
    papers, warnings = _papers(store, order.documents)
    given = _tasks(store, papers, keep=keep)
    parts = (
        *sent_contents.catalogues(store, _targets(given), (), keep=keep),
        *own_records.told(store, "document", papers, keep=keep),
        *given,
        *sent_contents.proofs(store, order.evidence, {"task": given}, keep=keep),
    )
    parcel = Parcel(
        kind="plan",
        to=to,
        kinds=_PLAN,
        period=order.period,
        documents=papers,
        warnings=warnings,
    )
    return sent_contents.filled(store, parcel, parts, keep=keep)


def gather_directive(
    store: Store, order: Order, to: tuple[str, ...], today: datetime.date, keep: bool
) -> Parcel:
    """Return what a directive holds: plans with tasks, duties, counters, channels, templates.

    Without a choice all duties, counters, channels and templates the office made itself; a duty
    that is chosen goes even where it is one of ours, with the counters it wants.
    """
    papers, warnings = _papers(store, order.documents)
    given = _tasks(store, papers, keep=keep)
    duties = _duties(store, order, keep=keep)
    chosen_templates = (
        own_contents.ids(store, "template") if order.templates is None else order.templates
    )
    counters, channels = _asked_for(store, order, duties)
    parts = (
        *sent_contents.catalogues(store, counters | _targets(given), channels, keep=keep),
        *own_records.told(store, "template", chosen_templates, keep=keep),
        *duties,
        *own_records.told(store, "document", papers, keep=keep),
        *given,
        *sent_contents.proofs(store, order.evidence, {"task": given}, keep=keep),
        *_remarks(store, order, papers, keep=keep),
    )
    parcel = Parcel(
        kind="directive",
        to=to,
        kinds=_DIRECTIVE,
        period=order.period,
        duty=order.duty,
        documents=papers,
        warnings=warnings,
    )
    return sent_contents.filled(store, parcel, parts, keep=keep)


def gather_keyset(
    store: Store, order: Order, to: tuple[str, ...], today: datetime.date, keep: bool
) -> Parcel:
    """Return the set of keys as it is now, under the next version of it."""
    from papidesk.workflow import keysets

    version, keys = keysets.keyset_records(store, keep=keep)
    records = tuple(own_records.told_only(store, "key", keys, keep=keep))
    return Parcel(kind="keyset", to=to, records=records, kinds=("key",), keyset=version)


def _papers(store: Store, ids: Iterable[str]) -> tuple[tuple[str, ...], tuple[Warned, ...]]:
    """Return the papers to send, and a warning for each that is not issued."""
    papers = [documents.get(store, id) for id in dict.fromkeys(ids)]
    warnings = [
        Warned(message=_NOT_ISSUED, values={"title": one.title})
        for one in papers
        if not documents.is_frozen(store, one)
    ]
    return tuple(one.id for one in papers), tuple(warnings)


def _tasks(store: Store, papers: Iterable[str], *, keep: bool) -> list[BundleRecord]:
    ids = [one.id for plan in papers for one in tasks.rows(store, TaskFilter(plan=plan))]
    return own_records.told(store, "task", ids, keep=keep)


def _targets(given: Iterable[BundleRecord]) -> set[str]:
    """Return the counters tasks have targets of."""
    return {str(target["counter"]) for task in given for target in task.fields.get("targets", ())}


def _duties(store: Store, order: Order, *, keep: bool) -> list[BundleRecord]:
    codes = own_contents.ids(store, "duty") if order.duties is None else list(order.duties)
    if order.duty and order.duties is None:
        codes = [order.duty]
    own = set(own_contents.ids(store, "duty"))
    ours = [catalogues.report_duty(store, code) for code in codes if code not in own]
    return [
        *own_records.told(store, "duty", [code for code in codes if code in own], keep=keep),
        *own_records.told_only(store, "duty", ours, keep=keep),
    ]


def _asked_for(store: Store, order: Order, duties: list[BundleRecord]) -> tuple[set[str], set[str]]:
    """Return the counters and channels to send: all own ones, or what the chosen duties want."""
    if order.duties is None and not order.duty:
        return set(own_contents.ids(store, "counter")), set(own_contents.ids(store, "channel"))
    wanted = [catalogues.report_duty(store, one.id) for one in duties]
    return _of(wanted, "counters"), _of(wanted, "channels")


def _of(wanted: list[ReportDuty], name: str) -> set[str]:
    return {code for duty in wanted for code in getattr(duty, name)}


def _remarks(
    store: Store, order: Order, papers: Iterable[str], *, keep: bool
) -> list[BundleRecord]:
    if not order.remarks:
        return []
    ids = [one.id for paper in papers for one in remarks.of_document(store, paper)]
    return own_records.told(store, "remark", ids, keep=keep)
