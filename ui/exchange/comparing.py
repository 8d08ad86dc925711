"""From a held bundle to a trusted key: the key waits until its fingerprint is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papidesk.errors import PapiDeskError
from papidesk.workflow import trust
from ui.context import Context
from ui.failures import show_failure

if TYPE_CHECKING:
    from papidesk.workflow.receiving import Incoming


def hold_key(context: Context, incoming: Incoming) -> bool:
    """Keep the key a bundle introduces, to be compared; tell whether there is one to compare."""
    introduced = incoming.bundle.introduction
    if introduced is None:
        return False
    try:
        trust.hold(context.workspace.store, introduced, who=context.who)
    except PapiDeskError as error:
        show_failure(context.ask, None, error)
        return False
    return True
