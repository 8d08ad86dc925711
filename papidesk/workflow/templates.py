"""Templates: ours and the office's own, and the documents made from them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from papidesk.domain.document import Document
from papidesk.domain.ids import new_id
from papidesk.domain.record import BadRecordError, Record, replace
from papidesk.domain.templates import TEMPLATE_SUFFIX, Question, Template
from papidesk.errors import PapiDeskError
from papidesk.storage import catalogue
from papidesk.storage import documents as stored
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, offices

if TYPE_CHECKING:
    from papidesk.drafting.filling import Order

__all__ = [
    "CATALOGUE", "Asked", "answer_problem", "asked", "begun", "checked",
    "copy_of", "empty", "every", "export_file",
    "from_document", "get", "import_file", "make", "placeholders", "preview", "put_back",
    "remove", "rename", "save_source",
]  # fmt: skip

CATALOGUE = "templates"
FILE_LIMIT = 1_000_000  # bytes; a template of ours has a fiftieth of it


class Asked(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a template asks: its questions, and the answer each one proposes."""

    questions: tuple[Question, ...] = ()
    answers: dict[str, str]


def every(store: Store) -> list[Template]:
    """Return the office's own templates by name, then ours.

    One that a bad disk has damaged is left out: the others stay of use, verify tells of it.
    """
    from papidesk.drafting.library import ours
    from papidesk.text.sorting import sort_key

    own = [one for id in catalogue.ids(store, CATALOGUE) if (one := _whole(store, id))]
    return [*sorted(own, key=lambda one: sort_key(one.name)), *ours()]


def _whole(store: Store, id: str) -> Template | None:
    try:
        return catalogue.get(store, CATALOGUE, id, Template)
    except (catalogue.DamagedEntryError, BadRecordError):
        return None


def get(store: Store, template_id: str) -> Template:
    """Return a template; raises :class:`papidesk.drafting.failures.UnknownTemplateError`."""
    from papidesk.drafting.failures import UnknownTemplateError
    from papidesk.drafting.library import ours

    known = next((one for one in ours() if one.id == template_id), None)
    found = known or catalogue.get(store, CATALOGUE, template_id, Template)
    if found is None:
        raise UnknownTemplateError(id=template_id[:60], line=0)
    return found


def placeholders() -> dict[str, str]:
    """Return every placeholder templates may use, with a message id of what it stands for."""
    from papidesk.drafting.values import PLACEHOLDERS

    return dict(PLACEHOLDERS)


def asked(
    store: Store, template_id: str, *, today: datetime.date, year: int | None = None
) -> Asked:
    """Return what ``template_id`` asks for a document of ``year`` (this year when None)."""
    from papidesk.drafting import source
    from papidesk.drafting.filling import defaults

    parts = source.read(get(store, template_id).source)
    order = _order(store, year=year, today=today)
    return Asked(questions=parts.questions, answers=defaults(parts, order))


def preview(
    store: Store,
    template_id: str,
    answers: Mapping[str, str],
    *,
    today: datetime.date,
    year: int | None = None,
    signer: str = "",
) -> Document:
    """Return the document the template would make; nothing is stored.

    Raises a :class:`papidesk.drafting.failures.TemplateError`.
    """
    return checked(
        store,
        get(store, template_id).source,
        answers,
        today=today,
        year=year,
        signer=signer,
        template_id=template_id,
    )


def checked(
    store: Store,
    text: str,
    answers: Mapping[str, str] | None = None,
    *,
    today: datetime.date,
    year: int | None = None,
    signer: str = "",
    template_id: str = "",
) -> Document:
    """Return the document that a template's ``text`` makes, to see it while it is written.

    The parts of a report it leaves to the program are written from the log and the tasks. Raises
    a :class:`papidesk.drafting.failures.TemplateError` that knows the line.
    """
    from papidesk.drafting import source
    from papidesk.drafting.filling import fill

    order = _order(store, year=year, today=today, signer=signer)
    parsed = source.read(text)
    given = dict(answers or {})
    if not given or not source.has_report_parts(parsed):
        return fill(parsed, order, given)
    from papidesk.workflow import consolidation_report, reports

    if source.has_consolidated_parts(parsed):
        parts, found = consolidation_report.parts_of(store, given, today=today)
    else:
        parts, found = reports.parts_of(store, given, today=today, template=template_id)
    return fill(parsed, order, given | found, parts or None)


def make(
    store: Store,
    template_id: str,
    answers: Mapping[str, str],
    *,
    today: datetime.date,
    who: str,
    year: int | None = None,
    signer: str = "",
) -> Document:
    """Keep the document a template makes as a new draft and return it.

    Raises a :class:`papidesk.drafting.failures.TemplateError`.
    """
    from papidesk.workflow.documents import with_block_ids

    document = preview(store, template_id, answers, today=today, year=year, signer=signer)
    return stored.save(store, with_block_ids(document), who=who, reason=f"template: {template_id}")


def begun(store: Store, kind: str, *, today: datetime.date, year: int | None = None) -> Document:
    """Return a document of ``kind`` with head, recipients and signature; nothing is stored."""
    from papidesk.drafting.filling import begun as filled

    return filled(kind, _order(store, year=year, today=today))


def empty(
    store: Store, kind: str, *, today: datetime.date, who: str, year: int | None = None
) -> Document:
    """Keep a document of ``kind`` that has its head, recipients and signature, and no text."""
    document = begun(store, kind, today=today, year=year)
    return stored.save(store, document, who=who, reason="empty")


def answer_problem(question: Question, answer: str) -> PapiDeskError | None:
    """Return what is wrong with an answer, None when it can be used."""
    from papidesk.drafting.failures import TemplateError
    from papidesk.drafting.values import answer_value

    try:
        answer_value(question, answer)
    except TemplateError as error:
        return error
    return None


def save_source(
    store: Store, text: str, *, template_id: str = "", today: datetime.date, who: str
) -> Template:
    """Keep a template's text as the office's own; a new one where ``template_id`` is "".

    Raises a :class:`papidesk.drafting.failures.TemplateError` for a text that makes no document,
    :class:`papidesk.drafting.failures.OwnTemplatesOnlyError` for one of ours.
    """
    from papidesk.drafting import source

    if template_id:
        _own(store, template_id)
    checked(store, text, today=today)
    template = source.template_of(
        text, id=template_id or new_id(), own=True, updated_at=f"{today:%Y-%m-%d}"
    )
    catalogue.put(store, CATALOGUE, template.id, template, who=who)
    return template


def from_document(
    store: Store, document_id: str, name: str, *, today: datetime.date, who: str
) -> Template:
    """Keep a document as a template: its year, office and superior become placeholders."""
    from papidesk.drafting.from_document import source_of

    document = stored.get(store, document_id)
    text = source_of(document, name=name, office=offices.current(store))
    return save_source(store, text, today=today, who=who)


def copy_of(
    store: Store, template_id: str, name: str, *, today: datetime.date, who: str
) -> Template:
    """Keep a copy of a template, ours or own, as the office's own."""
    return save_source(store, _renamed(get(store, template_id), name), today=today, who=who)


def rename(
    store: Store, template_id: str, name: str, *, today: datetime.date, who: str
) -> Template:
    """Give an own template another name."""
    text = _renamed(_own(store, template_id), name)
    return save_source(store, text, template_id=template_id, today=today, who=who)


def remove(store: Store, template_id: str, *, who: str) -> Template:
    """Delete an own template and return it: :func:`put_back` undoes it."""
    template = _own(store, template_id)
    catalogue.remove(store, CATALOGUE, template_id, who=who)
    return template


def put_back(store: Store, templates: Iterable[Template], *, who: str) -> None:
    """Keep deleted templates again as they were."""
    with store.unit_of_work():
        for template in templates:
            catalogue.put(store, CATALOGUE, template.id, template, who=who)


def export_file(store: Store, template_id: str, target: Path) -> Path:
    """Write a template as a file that another office can import; return ``target``."""
    from papidesk.workflow.files import write_whole

    return write_whole(target, get(store, template_id).source.encode())


def file_name(template: Template) -> str:
    """Return the name a template's file is offered with."""
    bare = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", template.name)
    return " ".join(bare.split())[:80].strip(". ") + TEMPLATE_SUFFIX


def import_file(store: Store, path: Path, *, today: datetime.date, who: str) -> Template:
    """Keep the template of a file as the office's own.

    Raises :class:`papidesk.drafting.failures.NotATemplateFileError` or what is wrong with it.
    """
    from papidesk.drafting.failures import NotATemplateFileError, TemplateTooLargeError
    from papidesk.workflow.reading import file_state, read_whole

    size, _ = file_state(path)
    if path.suffix.lower() != TEMPLATE_SUFFIX:
        raise NotATemplateFileError(name=path.name, line=0)
    if size > FILE_LIMIT:
        raise TemplateTooLargeError(limit=f"{FILE_LIMIT // 1000} kB", line=0)
    try:
        text = read_whole(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotATemplateFileError(name=path.name, line=0) from error
    return save_source(store, text, today=today, who=who)


def _own(store: Store, template_id: str) -> Template:
    from papidesk.drafting.failures import OwnTemplatesOnlyError

    template = get(store, template_id)
    if not template.own:
        raise OwnTemplatesOnlyError(name=template.name, line=0)
    return template


def _renamed(template: Template, name: str) -> str:
    from papidesk.drafting import source

    return source.write(replace(source.read(template.source), name=" ".join(name.split())))


def _order(
    store: Store, *, today: datetime.date, year: int | None = None, signer: str = ""
) -> Order:
    from papidesk.drafting.filling import Order

    office = offices.on(store, today)
    known = tuple(catalogues.all_dimensions(store))
    return Order(
        office=office, year=year or today.year, today=today, signer=signer, dimensions=known
    )
