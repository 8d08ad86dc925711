"""Templates of documents: ours, and those an office keeps and shares as files."""

from __future__ import annotations

from typing import Literal, get_args

from papidesk.domain.record import Record

TEMPLATE_SUFFIX = ".papimau"

QuestionKind = Literal["text", "lines", "date", "number", "choice", "period"]
QUESTION_KINDS: tuple[QuestionKind, ...] = get_args(QuestionKind)


class Question(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a template asks before it is filled; ``name`` is the placeholder that gets the answer.

    ``kind``: "lines" is a list, a line each; "date" is written 20/01/2026; "period" is a code
    such as 2026-H1. Nothing must be answered: what is not stays as a visible blank.
    """

    name: str
    label: str
    kind: QuestionKind = "text"
    default: str = ""
    hint: str = ""
    choices: tuple[str, ...] = ()


class Template(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A document with placeholders; ``source`` is its text (:mod:`papidesk.drafting.source`).

    ``id`` is the file's name for ours ("ke-hoach-truyen-thong-papi"), a UUID for an office's own.
    """

    id: str
    name: str
    kind: str
    description: str = ""
    source: str = ""
    own: bool = False
    updated_at: str = ""
