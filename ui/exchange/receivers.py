"""Whom an office can send down to: the units of its tree, and those whose keys it trusts."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from papidesk.errors import PapiDeskError

if TYPE_CHECKING:
    from papidesk.storage.store import Store


def units_below(store: Store) -> list[tuple[str, str]]:
    """Return codes and names of the units below, in the tree's order; none for a commune."""
    from papidesk.workflow import trust, units

    try:
        found = {one.code: one.name for one in units.tree(store, datetime.date.today()).there()}
        keys = trust.every(store)
    except PapiDeskError:
        return []  # what is damaged is told where units and keys are shown
    for key in keys:
        if key.role == "subordinate" and key.state == "trusted":
            found.setdefault(key.unit, key.name)
    return list(found.items())
