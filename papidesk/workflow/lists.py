"""Lists of documents as a person narrows them, and the views of them that an office keeps."""

from __future__ import annotations

from collections.abc import Iterable

from papidesk.domain.ids import new_id
from papidesk.domain.record import Record, replace
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import activities, catalogue, listing
from papidesk.storage import trash as trashed
from papidesk.storage.listing import (
    DocumentFilter,
    DocumentRow,
    Facet,
    FacetColumn,
    SortKey,
    Span,
    Wording,
)
from papidesk.storage.store import Store

__all__ = [
    "DocumentFilter", "DocumentRow", "Facet", "FacetColumn", "SavedView", "SortKey", "Span",
    "ViewGoneError", "ViewNameError", "Wording", "by_ids", "count", "default_view", "delete",
    "facets", "find", "fitting", "keep_view", "purge", "remove_view", "rename_view", "rows",
    "set_default_view", "views",
]  # fmt: skip

VIEWS = "views"
NAME_LENGTH = 60


class ViewNameError(PapiDeskError):
    """A view without a name, or with the name of another one."""

    message = N_("Give the view a name that no other view has.")


class ViewGoneError(PapiDeskError):
    """A view somebody else removed meanwhile."""

    message = N_("This view is not there any more. Open the list of views again.")


class SavedView(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A list as somebody wants to see it again: what it is narrowed to, its order, its columns.

    ``columns`` are the names of the columns that are shown, from left to right; empty: as they
    are. ``default`` is the one that is shown when the program opens.
    """

    name: str
    chosen: DocumentFilter = DocumentFilter()
    sort: SortKey = "updated"
    descending: bool = True
    columns: tuple[str, ...] = ()
    default: bool = False
    id: str = ""


def rows(
    store: Store,
    chosen: DocumentFilter,
    *,
    sort: SortKey = "updated",
    descending: bool = True,
    limit: int | None = None,
    offset: int = 0,
) -> list[DocumentRow]:
    """Return a page of the documents ``chosen``, sorted."""
    return listing.rows(store, chosen, sort=sort, descending=descending, limit=limit, offset=offset)


def count(store: Store, chosen: DocumentFilter) -> int:
    """Return how many documents are ``chosen``."""
    return listing.count(store, chosen)


def facets(store: Store, chosen: DocumentFilter, column: FacetColumn) -> list[Facet]:
    """Return the values of a column with their counts, whatever that column is narrowed to."""
    return listing.facets(store, chosen, column)


def fitting(store: Store, chosen: DocumentFilter, among: Iterable[str]) -> set[str]:
    """Return those of the ids ``among`` that are ``chosen``."""
    return listing.ids(store, chosen, list(among))


def find(store: Store, text: str, *, limit: int = 50) -> list[DocumentRow]:
    """Return the documents ``text`` stands in, best first, as :func:`documents.search` finds them.

    Only what a list shows is read of each, so it is quick enough for every key.
    """
    from papidesk.storage import search

    return listing.by_ids(store, search.find_ids(store, text, limit=limit))


def by_ids(store: Store, ids: Iterable[str]) -> list[DocumentRow]:
    """Return the rows of ``ids`` in their order; those that are gone are left out."""
    return [row for row in listing.by_ids(store, list(ids)) if row.trashed_at is None]


def purge(store: Store, *, who: str) -> int:
    """Delete for good what lies in the trash for more than thirty days; return how many.

    Documents, tasks and entries of the log alike.
    """
    with store.joined():
        # Entries first: what served or proved one of them only can go as well.
        count = activities.purge(store, who=who) + trashed.purge_tasks(store, who=who)
        return count + trashed.purge(store, who=who)


def delete(store: Store, ids: Iterable[str], *, who: str) -> None:
    """Delete documents that are in the trash for good: all of them, or none."""
    with store.unit_of_work():
        for id in ids:
            trashed.delete(store, id, who=who)


def views(store: Store) -> list[SavedView]:
    """Return the office's saved views by name."""
    from papidesk.text.sorting import sort_key

    kept = catalogue.every(store, VIEWS, SavedView)
    return sorted(kept, key=lambda view: sort_key(view.name))


def default_view(store: Store) -> SavedView | None:
    """Return the view the program opens with, if there is one."""
    return next((view for view in views(store) if view.default), None)


def keep_view(store: Store, view: SavedView, *, who: str) -> SavedView:
    """Keep a view, a new one or a changed one; raises :class:`ViewNameError`."""
    name = " ".join(view.name.split())[:NAME_LENGTH]
    taken = {other.name.casefold() for other in views(store) if other.id != view.id}
    if not name or name.casefold() in taken:
        raise ViewNameError
    kept = replace(view, id=view.id or new_id(), name=name)
    catalogue.put(store, VIEWS, kept.id, kept, who=who)
    return kept


def rename_view(store: Store, id: str, name: str, *, who: str) -> SavedView:
    """Give a view another name; raises :class:`ViewNameError`, :class:`ViewGoneError`."""
    view = catalogue.get(store, VIEWS, id, SavedView)
    if view is None:
        raise ViewGoneError
    return keep_view(store, replace(view, name=name), who=who)


def remove_view(store: Store, id: str, *, who: str) -> None:
    """Forget a view; the documents stay."""
    catalogue.remove(store, VIEWS, id, who=who)


def set_default_view(store: Store, id: str, *, who: str) -> None:
    """Let the program open with the view ``id``; "" with all documents."""
    with store.unit_of_work():
        for view in views(store):
            if view.default != (view.id == id):
                changed = replace(view, default=view.id == id)
                catalogue.put(store, VIEWS, view.id, changed, who=who)
