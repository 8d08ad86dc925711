"""The steps of receiving, in order: what the window shows while it goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from papidesk.errors import N_

Step = Literal["S0", "S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9"]
STEPS: dict[Step, str] = {
    "S0": N_("Copying the file from where it is"),
    "S1": N_("Decrypting"),
    "S2": N_("Looking through the container"),
    "S3": N_("Verifying the signature"),
    "S4": N_("Reading who sent it and to whom"),
    "S5": N_("Comparing every part with what was signed"),
    "S6": N_("Working out what would change"),
    "S7": N_("Waiting for your agreement"),
    "S8": N_("Taking it in"),
    "S9": N_("Cleaning up"),
}
# Called with the step that begins.
Reached = Callable[[Step], None]


def nobody(step: Step) -> None:
    """Tell nobody."""
