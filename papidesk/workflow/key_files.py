"""Key files (.papikey): the own key written for others to take in."""

from __future__ import annotations

from pathlib import Path

from papidesk.bundles.key_file import SUFFIX
from papidesk.paths import is_folder
from papidesk.storage.store import Store
from papidesk.workflow import identity
from papidesk.workflow.files import must_end, write_whole

__all__ = ["SUFFIX", "export", "suggested_name"]


def suggested_name(store: Store) -> str:
    """Return what the own key file is best called: "xa-an-hoa-7F3A-91C2.papikey"."""
    own = identity.own(store)
    return f"{own.unit}-{own.groups[:9]}{SUFFIX}"


def export(store: Store, target: Path, *, password: str = "") -> Path:
    """Write the own key's introduction to ``target`` (.papikey, or a folder) and return the file.

    Raises NotWrittenError, and what a locked key is refused with after the office was renamed.
    """
    if is_folder(target):
        target = target / suggested_name(store)
    must_end(target, SUFFIX)
    return write_whole(target, identity.introduction(store, password=password))
