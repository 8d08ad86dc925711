"""What an installed program can prove about itself, in a folder that is gone afterwards."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from papidesk.domain.document import Document
from papidesk.errors import N_, PapiDeskError

if TYPE_CHECKING:
    from papidesk.storage.store import Store

_WHO = "self-check"
# Every vowel with every tone, both cases of đ: what a broken font or store loses first.
_VIETNAMESE = (
    "Đặng, đường; à ả ã á ạ ằ ẳ ẵ ắ ặ ầ ẩ ẫ ấ ậ è ẻ ẽ é ẹ ề ể ễ ế ệ ì ỉ ĩ í ị ò ỏ õ ó ọ "
    "ồ ổ ỗ ố ộ ờ ở ỡ ớ ợ ù ủ ũ ú ụ ừ ử ữ ứ ự ỳ ỷ ỹ ý ỵ."
)


class SelfCheckError(PapiDeskError):
    """Something an installation must be able to do failed."""

    message = N_("This installation is not sound: {what}. Install the program again.")


def run() -> Iterator[str]:
    """Do each step and yield a sentence (message id) for it; raises :class:`SelfCheckError`."""
    with tempfile.TemporaryDirectory(prefix="papidesk-") as folder:
        yield from _run(Path(folder))


def _run(folder: Path) -> Iterator[str]:
    from papidesk.workflow import demo, documents, keeping, papers, workspaces

    office = demo.sample_offices()[0]
    workspace = workspaces.create(folder / "workspace", office, who=_WHO)
    try:
        store = workspace.store
        taken = documents.import_files(store, demo.sample_files()[:1], who=_WHO)[0]
        text = f"Kiểm tra\n{_VIETNAMESE}"
        typed = documents.import_text(store, text, N_("self-check"), who=_WHO)
        yield N_("Recognised and saved a sample.")
        _must(documents.get(store, taken.document.id) == taken.document, "storage")
        _must(bool(documents.search(store, "ke hoach nang cao")), "search")
        yield N_("Read it back and found it without dấu.")
        for document in (taken.document, typed.document):
            _printed(document, folder)
        yield N_("Printed PDF and Word files with every Vietnamese letter and read them back.")
        period = _chain(store, folder)
        yield N_("Read a log, counted its figures, wrote a report of them; made a photo smaller.")
        _exchange(store, folder, period)
        yield N_("Made, signed, encrypted and verified a bundle.")
        made = keeping.backup(workspace, folder / "copy.papibackup", reason=_WHO)
        _must(made.path.stat().st_size > 0, "backup")
        _must(not keeping.verify(workspace), "verify")
        yield N_("Backed up and verified.")
    finally:
        workspace.close()
    _must(papers.pdf(taken.document) == papers.pdf(taken.document), "printing twice")
    yield N_("All is well.")


def _chain(store: Store, folder: Path) -> str:
    """Take in the sample log, from its workbook too, write its report; return the period."""
    from papidesk.domain.filters import ActivityFilter
    from papidesk.photos import pictures
    from papidesk.workflow import figures, log, log_import, log_sheet, papers, reports, sample_chain

    made = sample_chain.fill(store, today=datetime.date.today(), who=_WHO)
    _must(made is not None and log.count(store, ActivityFilter()) == made.entries, "log")
    assert made is not None
    log_sheet.write(store, folder / "log.xlsx")
    _must(len(log_import.read(folder / "log.xlsx").rows) > made.entries, "workbook")
    report = reports.draft(
        store, reports.begin(store, sample_chain.DUTY, made.period), today=datetime.date.today()
    )
    _must(figures.refreshed(store, report) == report, "figures")
    _must(papers.pdf(report).startswith(b"%PDF-"), "report")
    photo = next(file for file in sample_chain.evidence_files() if file.suffix == ".jpg")
    _must(len(pictures.thumbnail(photo, 64)) > 0, "photo")
    return made.period


def _exchange(store: Store, folder: Path, period: str) -> None:
    """Send the report of ``period``, encrypted, to a superior that looks into it."""
    from papidesk.bundles import key_file
    from papidesk.workflow import demo, identity, receiving, sending, trust, workspaces
    from papidesk.workflow.sending import Order

    above = demo.sample_offices()[1]
    with workspaces.create(folder / "superior", above, who=_WHO) as superior:
        ours = key_file.read(identity.introduction(store))
        theirs = key_file.read(identity.introduction(superior.store))
        trust.add(superior.store, ours, role="subordinate", who=_WHO)
        trust.add(store, theirs, role="superior", who=_WHO)
        order = Order(kind="report", period=period, encrypt=True)
        made = sending.make(store, order, who=_WHO)
        files = sending.export(store, [one.id for one in made], folder, who=_WHO)
        _must(all(path.read_bytes().startswith(b"age-encryption.org/") for path in files), "age")
        with receiving.look(superior.store, files[0], who=_WHO) as incoming:
            _must(incoming.bundle.keyid == ours.keyid and incoming.plan.trusted, "signature")
            _must(bool(incoming.plan.of("new")), "bundle")


def _printed(document: Document, folder: Path) -> None:
    from papidesk.workflow import papers
    from papidesk.workflow.reading import recognise_file

    _must(papers.pdf(document).startswith(b"%PDF-"), "PDF")
    word = papers.write_paper(document, folder / "paper.docx")
    _must(recognise_file(word).document.abstract == document.abstract, "Word")


def _must(holds: bool, what: str) -> None:
    if not holds:
        raise SelfCheckError(what=what)
