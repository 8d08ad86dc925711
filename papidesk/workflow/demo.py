"""The whole job in one folder, with no window: what `make demo` shows."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from papidesk.domain.ids import new_id
from papidesk.domain.manuscript import Remark
from papidesk.domain.office import Office, new_office
from papidesk.domain.record import Record, replace
from papidesk.errors import N_, PapiDeskError
from papidesk.paths import resource
from papidesk.workflow.files import not_written

if TYPE_CHECKING:
    from papidesk.storage.store import Store

MARKER = "papidesk-demo.txt"
COMMUNE, SUPERIOR = "xa-an-hoa", "so-noi-vu"
# Which office wrote which of the samples.
_OF_SUPERIOR = "04-"


class DemoFolderError(PapiDeskError):
    """The folder for the demo holds something else."""

    message = N_("“{folder}” is not empty and was not made by a demo. Choose an empty folder.")


class DocumentsInsideError(PapiDeskError):
    """Documents in the very folder that is made anew."""

    message = N_("The documents are inside “{folder}”. Choose another folder for the demo.")


class NoDocumentsError(PapiDeskError):
    """The folder of documents has none the program can read."""

    message = N_("There is no document (.txt, .md, .docx, .html) in “{folder}”.")


class Shown(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one file: its document and papers, and how many findings it has."""

    source: str
    id: str
    kind: str
    number: str
    title: str
    errors: int
    warnings: int
    pdf: Path
    docx: Path
    remarks: tuple[Remark, ...] = ()


class ChainShown(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The chain from a plan to its report: how much there is, its papers, the report's id."""

    title: str
    tasks: int
    entries: int
    period: str
    papers: tuple[Path, ...]
    report: str


class JourneyShown(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What went to and fro: files in the order they were made, and where the report ended.

    ``counts`` are the records of the report's bundle by kind, ``state`` is the one of the bundle
    that was sent, ``reported`` of how many units the superior has the report.
    """

    files: tuple[Path, ...]
    counts: dict[str, int]
    state: str
    reported: tuple[int, int]
    papers: tuple[Path, ...]


class Demo(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Everything the demo made.

    ``chain`` and ``journey`` are None where no document is a plan that gives tasks.
    """

    folder: Path
    workspaces: tuple[Path, ...]
    papers: tuple[Shown, ...]
    chain: ChainShown | None = None
    journey: JourneyShown | None = None
    backup: Path


def sample_offices() -> tuple[Office, Office]:
    """Return the invented commune and its superior."""
    commune = new_office(
        id=new_id(), name="xã An Hòa", level="commune", superior="tỉnh Bình Nguyên"
    )
    names = {"ct": "Nguyễn Văn Mẫu", "pct": "Lê Thị Minh Họa"}
    commune = replace(
        commune,
        signers=tuple(replace(s, name=names.get(s.id, s.name)) for s in commune.signers),
    )
    superior = new_office(
        id=new_id(), name="Sở Nội vụ", level="department", place="Bình Nguyên",
        superior="UBND tỉnh Bình Nguyên",
    )  # fmt: skip
    return commune, replace(superior, symbol="SNV", superior_line="UBND TỈNH BÌNH NGUYÊN")


def sample_files() -> list[Path]:
    """Return the samples we wrote, in order."""
    return sorted(resource("sample").glob("*.txt"))


def commune_files() -> list[Path]:
    """Return the samples the invented commune wrote itself, in order."""
    return [path for path in sample_files() if not path.name.startswith(_OF_SUPERIOR)]


def run(
    folder: Path,
    documents: Path | None,
    *,
    today: date,
    who: str,
    tell: Callable[[Shown], None] | None = None,
) -> Demo:
    """Do the whole job in ``folder``, tell of each paper as it is done, return what was made.

    ``documents`` is a folder of files to take instead of the samples. A folder that a demo made
    before is made anew; any other folder that is not empty is refused (:class:`DemoFolderError`).
    """
    from papidesk.workflow import keeping, workspaces

    files = _files(documents)
    if any(folder.resolve() in file.resolve().parents for file in files):
        raise DocumentsInsideError(folder=folder)  # making it anew would delete them
    try:
        _prepare(folder)
    except OSError as error:
        raise not_written(error, folder) from error
    shown: list[Shown] = []
    chain: ChainShown | None = None
    with ExitStack() as opened:
        made = [
            (opened.enter_context(workspaces.create(folder / place, office, who=who)), office, own)
            for place, office, own in _shares(files, sampled=documents is None)
        ]
        for workspace, office, own in made:
            for file in own:
                shown.append(_one(workspace.store, file, folder, office, today=today, who=who))
                if tell is not None:
                    tell(shown[-1])
            chain = chain or _chain(workspace.store, folder, today=today, who=who)
        journey = _journey([each[0].store for each in made], folder, chain, today=today, who=who)
        for workspace, _office, _own in made:
            name = f"{workspace.folder.name}.papibackup"
            backup = keeping.backup(workspace, folder / name, reason="demo")
    return Demo(
        folder=folder,
        workspaces=tuple(workspace.folder for workspace, _office, _own in made),
        papers=tuple(shown),
        chain=chain,
        journey=journey,
        backup=backup.path,
    )


def _journey(
    stores: list[Store], folder: Path, chain: ChainShown | None, *, today: date, who: str
) -> JourneyShown | None:
    if chain is None:
        return None
    from papidesk.workflow import demo_journey, sample_chain

    commune, superior = stores
    return demo_journey.run(
        commune, superior, folder, report=chain.report, duty=sample_chain.DUTY, period=chain.period,
        today=today, who=who,
    )  # fmt: skip


def _files(documents: Path | None) -> list[Path]:
    if documents is None:
        return sample_files()
    from papidesk.workflow.reading import ACCEPTED

    found = sorted(
        path for path in documents.glob("*") if path.suffix.lower() in ACCEPTED and path.is_file()
    )
    if not found:
        raise NoDocumentsError(folder=documents)
    return found


def _shares(files: list[Path], *, sampled: bool) -> Iterable[tuple[str, Office, list[Path]]]:
    commune, superior = sample_offices()
    theirs = [path for path in files if sampled and path.name.startswith(_OF_SUPERIOR)]
    yield COMMUNE, commune, [path for path in files if path not in theirs]
    yield SUPERIOR, superior, theirs


def _prepare(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARKER).exists():
            raise DemoFolderError(folder=folder)
        shutil.rmtree(folder)
    (folder / "papers").mkdir(parents=True)
    (folder / MARKER).write_text("Made by: papidesk demo\n", encoding="utf-8")


def _one(store: Store, file: Path, folder: Path, office: Office, *, today: date, who: str) -> Shown:
    from papidesk.workflow import documents, papers
    from papidesk.workflow.checks import check_document

    taken = documents.import_files(store, [file], who=who)[0]
    document = taken.document
    report = check_document(document, office, reading=taken.reading, today=today).report
    pdf = papers.write_paper(document, folder / "papers" / f"{file.stem}.pdf")
    docx = papers.write_paper(document, folder / "papers" / f"{file.stem}.docx")
    return Shown(
        source=file.name,
        id=document.id,
        kind=document.kind,
        number=f"{document.number or '…'}/{document.symbol}",
        title=document.title,
        errors=report.count("error"),
        warnings=report.count("warning"),
        pdf=pdf,
        docx=docx,
        remarks=taken.remarks,
    )


def _chain(store: Store, folder: Path, *, today: date, who: str) -> ChainShown | None:
    """Accept a plan's tasks, enter the sample log, print annex, task sheets and report."""
    from papidesk.storage import documents as stored
    from papidesk.workflow import papers, reports, sample_chain, task_annex, task_sheets

    made = sample_chain.fill(store, today=today, who=who)
    if made is None:
        return None
    day = date(made.year, 6, 17)
    annex, sheets, report = (
        folder / "papers" / f"{name}-{made.year}"
        for name in ("phu-luc-nhiem-vu", "phieu-giao-viec", "bao-cao-6-thang")
    )
    plan = task_annex.with_annex(store, stored.get(store, made.plan))
    written = [papers.write_paper(plan, annex.with_suffix(".pdf"))]
    task_sheets.write_of(store, made.plan, sheets.with_suffix(".pdf"), today=day)
    written.append(sheets.with_suffix(".pdf"))
    order = reports.begin(store, sample_chain.DUTY, made.period)
    document = reports.make(store, order, today=day, who=who)
    written += [papers.write_paper(document, report.with_suffix(end)) for end in (".pdf", ".docx")]
    return ChainShown(
        title=document.title,
        tasks=len(made.tasks),
        entries=made.entries,
        period=made.period,
        papers=tuple(written),
        report=document.id,
    )
