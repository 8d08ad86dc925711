"""The text of a template: a head of TOML between two lines "+++", then the markup of the body."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from typing import Any

from papidesk.domain.kinds import kinds
from papidesk.domain.record import Record
from papidesk.domain.templates import QUESTION_KINDS, Question, Template
from papidesk.drafting.failures import TemplateHeadError
from papidesk.drafting.report_parts import CONSOLIDATED
from papidesk.drafting.sandbox import check_size
from papidesk.errors import N_, Term
from papidesk.text.fold import fold

FENCE = "+++"
HEAD_LIMIT = 20_000
QUESTIONS_LIMIT = 40
_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
# Signs that show a text otherwise than it is: directions, joiners, fillers.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class TemplateSource(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A template's text taken apart; ``first_line`` is the line of the file its body begins in."""

    name: str
    kind: str
    description: str = ""
    questions: tuple[Question, ...] = ()
    body: str = ""
    first_line: int = 1


def cleaned(text: str) -> str:
    """Return ``text`` in composed letters, without signs that cannot be seen."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def read(text: str) -> TemplateSource:
    """Return the parts of a template's text.

    Raises :class:`~papidesk.drafting.failures.TemplateHeadError` and
    :class:`~papidesk.drafting.failures.TemplateTooLargeError`.
    """
    check_size(text)
    lines = cleaned(text).split("\n")
    ends = [number for number, line in enumerate(lines[:2000]) if line.strip() == FENCE]
    if len(ends) < 2 or any(line.strip() for line in lines[: ends[0]]):
        raise _wrong(1, N_("it begins and ends with a line +++"))
    head = "\n".join(lines[ends[0] + 1 : ends[1]])
    data = _toml(head, ends[0] + 2)
    name, kind = _text(data, "name"), _text(data, "kind")
    if not name or len(name) > 200:
        raise _wrong(ends[0] + 1, N_("the name is missing"))
    if kind not in kinds():
        raise _wrong(ends[0] + 1, N_("“kind” is no kind of document"))
    asked = data.get("ask", [])
    if not isinstance(asked, list) or len(asked) > QUESTIONS_LIMIT:
        raise _wrong(ends[0] + 1, N_("too many questions"))
    return TemplateSource(
        name=name,
        kind=kind,
        description=_text(data, "description"),
        questions=tuple(_question(row, ends[0] + 1) for row in asked),
        body="\n".join(lines[ends[1] + 1 :]),
        first_line=ends[1] + 2,
    )


def has_report_parts(source: TemplateSource) -> bool:
    """Tell whether a template leaves parts of a periodic report to the program."""
    lines = (fold(line) for line in source.body.splitlines() if line.lstrip().startswith("@"))
    return any(line.lstrip().startswith("@phan bao cao") or "phan=" in line for line in lines)


def has_consolidated_parts(source: TemplateSource) -> bool:
    """Tell whether the parts are those of a report made of what units below reported."""
    return has_report_parts(source) and any(name in source.body for name in CONSOLIDATED)


def write(source: TemplateSource) -> str:
    """Return the text :func:`read` takes apart."""
    head = [f"name = {_quoted(source.name)}", f"kind = {_quoted(source.kind)}"]
    if source.description:
        head.append(f"description = {_quoted(source.description)}")
    for question in source.questions:
        head += ["", "[[ask]]", f"name = {_quoted(question.name)}"]
        head.append(f"label = {_quoted(question.label)}")
        if question.kind != "text":
            head.append(f"kind = {_quoted(question.kind)}")
        for field in ("default", "hint"):
            if getattr(question, field):
                head.append(f"{field} = {_quoted(getattr(question, field))}")
        if question.choices:
            head.append(f"choices = [{', '.join(map(_quoted, question.choices))}]")
    return "\n".join([FENCE, *head, FENCE, source.body])


def template_of(text: str, *, id: str, own: bool = False, updated_at: str = "") -> Template:
    """Return the template whose text is ``text``; raises as :func:`read`."""
    source = read(text)
    return Template(
        id=id,
        name=source.name,
        kind=source.kind,
        description=source.description,
        source=cleaned(text),
        own=own,
        updated_at=updated_at,
    )


def _quoted(text: str) -> str:
    # A JSON string is a TOML string as well.
    return json.dumps(text, ensure_ascii=False)


def _toml(head: str, first_line: int) -> dict[str, Any]:
    if len(head) > HEAD_LIMIT:
        raise _wrong(first_line, N_("it is too long"))
    try:
        return tomllib.loads(head)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = first_line + (int(found[1]) - 1 if found else 0)
        raise TemplateHeadError(line=line, detail=str(error)[:120]) from error
    except (RecursionError, ValueError) as error:
        raise TemplateHeadError(line=first_line, detail=type(error).__name__) from error


def _question(row: object, line: int) -> Question:
    if not isinstance(row, dict):
        raise _wrong(line, N_("a question is a part [[ask]]"))
    name, kind = _text(row, "name"), _text(row, "kind") or "text"
    if not _NAME.fullmatch(name):
        raise _wrong(line, N_("a question's name has small letters a-z, digits and _ only"))
    known = next((one for one in QUESTION_KINDS if one == kind), None)
    if known is None:
        raise _wrong(line, N_("a question's kind is text, lines, date, number, choice or period"))
    choices = row.get("choices", [])
    if not isinstance(choices, list) or not all(isinstance(one, str) for one in choices):
        raise _wrong(line, N_("the choices of a question are texts"))
    return Question(
        name=name,
        label=_text(row, "label") or name,
        kind=known,
        default=_text(row, "default"),
        hint=_text(row, "hint"),
        choices=tuple(choices[:60]),
    )


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name, "")
    return " ".join(value.split()) if isinstance(value, str) and name != "default" else (
        value.strip() if isinstance(value, str) else ""
    )  # fmt: skip


def _wrong(line: int, detail: str) -> TemplateHeadError:
    return TemplateHeadError(line=line, detail=Term(detail))
