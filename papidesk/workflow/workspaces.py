"""Making and opening the folder that holds all an office keeps."""

from __future__ import annotations

from pathlib import Path

from papidesk.domain.office import Office
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import offices, places
from papidesk.storage.store import Store
from papidesk.storage.workspace import NotAWorkspaceError, Workspace

__all__ = [
    "NoWorkspaceError", "Workspace", "create", "default_folder", "exists", "open_store",
    "open_workspace",
]  # fmt: skip


class NoWorkspaceError(PapiDeskError):
    """A folder in which no office works yet."""

    message = N_(
        "There is no workspace in {path} yet. Make one with “papidesk init”, or start the window."
    )


def default_folder() -> Path:
    """Return the folder used when none is named: "PapiDesk" in the user's own data folder."""
    from platformdirs import user_data_path

    return user_data_path("PapiDesk", appauthor=False) / "workspace"


def exists(folder: Path) -> bool:
    """Tell whether there is a workspace in ``folder``."""
    return places.database(folder).exists()


def create(folder: Path, office: Office, *, who: str) -> Workspace:
    """Make a workspace for ``office`` in ``folder``, which is empty or new, and open it."""
    workspace = Workspace.create(folder)
    try:
        offices.save(workspace.store, office, who=who, reason="init")
    except BaseException:
        workspace.close()
        raise
    return workspace


def open_workspace(folder: Path) -> Workspace:
    """Open the workspace in ``folder`` and hold its lock until it is closed.

    Raises :class:`NoWorkspaceError` or what storage refuses with: in use, damaged, foreign, newer,
    on a network drive, write-protected.
    """
    try:
        workspace = Workspace.open(folder)
    except NotAWorkspaceError as error:
        raise NoWorkspaceError(path=folder) from error
    from papidesk.workflow import log_counters

    try:
        log_counters.keep_up_at_start(workspace.store)
    except BaseException:
        workspace.close()
        raise
    return workspace


def open_store(workspace: Workspace) -> Store:
    """Return a store of its own for a worker thread; the worker closes it."""
    return Store(workspace.database)
