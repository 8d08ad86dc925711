"""From a held bundle to a trusted key: the fingerprint is compared, then it is looked at again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.context import Context

if TYPE_CHECKING:
    from papidesk.workflow.receiving import Incoming


def compare(
    owner: QWidget, context: Context, incoming: Incoming, trusted: Callable[[], None]
) -> None:
    """Let a person compare the fingerprint of the bundle's key; ``trusted`` is told when it is."""
    from papidesk.workflow import trust

    introduced = incoming.bundle.introduction
