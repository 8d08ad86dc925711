"""The sheet that introduces a key to a person: what stands on it and in its QR code."""

from __future__ import annotations

import datetime

from papidesk.domain.record import Record


class KeySheet(Record, frozen=True, kw_only=True):
    """One key as paper shows it; ``words`` and ``groups`` are its fingerprint in both forms."""

    name: str
    unit: str
    keyid: str
    groups: str
    words: str
    made_on: datetime.date | None = None
    printed_on: datetime.date
    place: str = ""

    @property
    def code(self) -> str:
        """What the QR code says, as a telephone shows it; a scanner types it into the program."""
        said = ("PapiDesk", self.name, f"Mã đơn vị: {self.unit}", self.groups, self.words)
        return "\n".join((*said, self.keyid))
