"""The markup of templates, read into a document: one line, one thing, nothing guessed.

The reference is docs/developer.md, "The markup of templates". Reading is the inverse of
:mod:`papidesk.drafting.markup_writing`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from papidesk.domain.blocks import Heading, Item, PageBreak
from papidesk.domain.document import Document
from papidesk.domain.record import replace
from papidesk.drafting import inline
from papidesk.drafting.draft_parts import AnnexParts, Parts
from papidesk.drafting.failures import TemplateMarkupError
from papidesk.drafting.fields import FIELDS, annex_from, report_part_of, signed
from papidesk.drafting.report_parts import ReportPart
from papidesk.drafting.tables import row_of, table_from
from papidesk.errors import N_, Term
from papidesk.text.fold import fold

LINES_LIMIT = 20_000
_HEADING = re.compile(r"(#{1,7})(?:\[([^\]]*)\])?(?:\s+(.*))?$", re.DOTALL)
_ITEM = re.compile(r"(-|\+{1,8})(?:\[((?:\\.|[^\]\\])*)\])?(?:\s+(.*))?$", re.DOTALL)
_FIELD = re.compile(r"@([^\[\]:]{1,40})(?:\[([^\]]*)\])?:(.*)$", re.DOTALL)


def read(
    text: str,
    document: Document,
    *,
    first_line: int = 1,
    report: Mapping[str, ReportPart] | None = None,
) -> Document:
    """Return ``document`` with the head, body, foot and annexes that the markup ``text`` holds.

    What the text does not name stays as it is in ``document``. ``report`` has the parts of a
    periodic report; without it their places are visible blanks. Raises
    :class:`~papidesk.drafting.failures.TemplateMarkupError` with the line.
    """
    parts = Parts(report=report)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > LINES_LIMIT:
        raise TemplateMarkupError(line=first_line, detail=Term(N_("there are too many lines")))
    for number, line in enumerate(lines, start=first_line):
        bare = inline.stripped(line)
        if bare:
            try:
                _line(parts, bare)
            except inline.UnclosedTagError as error:
                raise _wrong(
                    number, N_("a formatting tag is opened or closed alone. Write <b>…</b>")
                ) from error
            except _WrongError as error:
                raise _wrong(number, error.detail) from error
    parts.end_table()
    return parts.document(document)


def annexes_of(text: str) -> tuple[str, ...]:
    """Return the part of a report each annex of a template is for, "" for one of its own.

    What is issued with a decision is not counted with the others (see ``annex_labels``).
    """
    found = []
    for line in text.splitlines():
        match = _FIELD.match(inline.stripped(line))
        if match and FIELDS.get(fold(match[1])) == "annex":
            annex = annex_from("", match[2] or "")
            found += [] if annex.kind else [report_part_of(match[2] or "")]
    return tuple(found)


class _WrongError(ValueError):
    """What is wrong with a line, as a message id."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


def _wrong(line: int, detail: str) -> TemplateMarkupError:
    return TemplateMarkupError(line=line, detail=Term(detail))


def _line(parts: Parts, line: str) -> None:
    if line.startswith("|"):
        if not parts.in_table:
            raise _WrongError(N_("a table's row stands below a line “@Bảng:” only"))
        parts.row(row_of(line))
        return
    parts.end_table()
    if line == "---":
        parts.block(PageBreak())
    elif line.startswith("#"):
        parts.block(_heading(line))
    elif line.startswith(("-", "+")):
        parts.block(_item(line))
    elif line.startswith("@"):
        _field(parts, line)
    else:
        parts.paragraph(inline.rich(line), "body")


def _heading(line: str) -> Heading:
    found = _HEADING.match(line)
    if found is None:
        raise _WrongError(N_("write a heading as “# Title”: one to seven signs, then a blank"))
    text = inline.rich(found[3] or "")
    heading = Heading(level=len(found[1]), text=text.text, marks=text.marks)
    for option in filter(None, (part.strip() for part in (found[2] or "").split(";"))):
        name, _, value = option.partition("=")
        match fold(name.strip()):
            case "chay":
                heading = replace(heading, run_in=True)
            case "khong so":
                heading = replace(heading, numbered=False)
            case "so":
                heading = replace(heading, format=value.strip())
            case _:
                raise _WrongError(N_("a heading takes [chạy], [không số] or [số=…] only"))
    return heading


def _item(line: str) -> Item:
    found = _ITEM.match(line)
    if found is None:
        raise _WrongError(N_("write an item as “- text” or “+ text”, with a blank after the sign"))
    text = inline.rich(found[3] or "")
    level = 1 if found[1] == "-" else 1 + len(found[1])
    marker = inline.plain(found[2]) if found[2] is not None else "-" if level == 1 else "+"
    return Item(level=level, text=text.text, marks=text.marks, marker=marker)


def _field(parts: Parts, line: str) -> None:
    found = _FIELD.match(line)
    name = fold(found[1].strip()).replace("-", " ") if found else ""
    if found is None or name not in FIELDS:
        raise _WrongError(
            N_("this line begins with @ but names no part of a document. Write “\\@” for the sign")
        )
    options, value = found[2] or "", found[3]
    try:
        _take(parts, FIELDS[name], options, value)
    except inline.UnclosedTagError:
        raise
    except ValueError as error:
        raise _WrongError(str(error)) from error


def _take(parts: Parts, field: str, options: str, value: str) -> None:
    if field in ("body", "center", "right", "note"):
        parts.paragraph(inline.rich(value), field)
    elif field == "table":
        parts.begin_table(table_from(options))
    elif field == "annex":
        annex = annex_from(inline.plain(value), options)
        parts.annexes.append(AnnexParts(annex=annex))
        if part := report_part_of(options):
            parts.report_annex(part)
    elif field == "report_part":
        parts.report_part(inline.plain(value))
    elif field == "footnote":
        parts.footnote(options.strip(), inline.rich(value))
    elif field in ("signature", "second_signature"):
        parts.once(field, signed(value))
    else:
        parts.text(field, inline.plain(value))
