"""The annex "Phân công nhiệm vụ" of a plan, made from its tasks and made again in its place."""

from __future__ import annotations

from collections.abc import Sequence

from papidesk.domain.document import Document
from papidesk.domain.filters import TaskFilter
from papidesk.domain.task_annex import COLUMNS, AnnexColumn, AnnexNames, place_of, with_tasks
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import documents
from papidesk.storage import tasks as stored
from papidesk.storage.store import Store

__all__ = [
    "COLUMNS", "AnnexColumn", "NoTasksOfPlanError", "UnknownColumnError", "has_annex", "make",
    "names", "with_annex",
]  # fmt: skip


class NoTasksOfPlanError(PapiDeskError):
    """A plan that has no tasks yet."""

    message = N_(
        "“{title}” has no tasks yet. Have them proposed from its text, or add them by hand."
    )


class UnknownColumnError(PapiDeskError):
    """A column the annex does not have."""

    message = N_("The annex has no column “{column}”. It has: {known}.")


def with_annex(
    store: Store,
    document: Document,
    *,
    columns: Sequence[AnnexColumn] = (),
    grouped: bool = True,
) -> Document:
    """Return ``document`` with the annex of its tasks; nothing is stored.

    The annex made before is made again in its place, with the columns it has unless ``columns``
    names others; annexes written by hand are left alone. Tasks that were given up are not in it.
    Raises :class:`NoTasksOfPlanError`, and what forbids writing in an issued or waiting document.
    """
    from papidesk.domain.forwarding.forward import year_of

    documents.check_writable(store, documents.get(store, document.id))
    for column in columns:
        if column not in COLUMNS:
            raise UnknownColumnError(column=str(column)[:40], known=", ".join(COLUMNS))
    chosen = TaskFilter(plan=document.id, states=("open", "doing", "done"))
    tasks = stored.rows(store, chosen)
    if not tasks:
        raise NoTasksOfPlanError(title=document.title)
    year = year_of(document) or tasks[0].year
    return with_tasks(document, tasks, names(store), columns=columns, grouped=grouped, year=year)


def make(
    store: Store,
    document_id: str,
    *,
    columns: Sequence[AnnexColumn] = (),
    grouped: bool = True,
    who: str,
) -> Document:
    """Keep the plan with its annex as a new version and return it; raises as :func:`with_annex`."""
    from papidesk.workflow import documents as workflow_documents

    with store.unit_of_work():
        document = with_annex(
            store, documents.get(store, document_id), columns=columns, grouped=grouped
        )
        return workflow_documents.save(store, document, who=who, reason="task annex")


def has_annex(document: Document) -> bool:
    """Tell whether a document has an annex that was made from tasks."""
    return place_of(document)[0] >= 0


def names(store: Store) -> AnnexNames:
    """Return what sub-dimensions and counters are called in this office."""
    from papidesk.workflow import catalogues

    return AnnexNames(
        dimensions={one.code: one.name for one in catalogues.all_dimensions(store)},
        counters={one.code: one for one in catalogues.counters(store)},
    )
