"""How documents hang together: basis, answer, replacement, copy."""

from __future__ import annotations

from typing import Literal

from papidesk.domain.record import Record

LinkRole = Literal["basis", "reply_to", "replaces", "copied_from", "attached_to"]


class DocumentLink(Record, frozen=True, kw_only=True, omit_defaults=True):
    """``document_id`` rests on, answers, replaces, was copied from ``target_id``.

    ``target_id`` is a document's id, or a register entry's where ``incoming`` says so.
    """

    document_id: str
    role: LinkRole
    target_id: str
    incoming: bool = False
    id: str = ""
    at: str = ""
    who: str = ""
