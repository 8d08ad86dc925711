"""Templates of documents: ours, and those an office keeps and shares as files."""

from __future__ import annotations

from papidesk.domain.record import Record

TEMPLATE_SUFFIX = ".papimau"


class Template(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A document with placeholders; ``source`` is its text (:mod:`papidesk.drafting.template`).

    ``id`` is the file's name for ours ("ke-hoach-truyen-thong-papi"), a UUID for an office's own.
    """

    id: str
    name: str
    kind: str
    description: str = ""
    source: str = ""
    own: bool = False
    updated_at: str = ""
