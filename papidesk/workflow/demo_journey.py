"""The journey of a report in the demo: plan down, report up, receipt back, consolidated report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from papidesk.bundles.key_file import SUFFIX
from papidesk.domain.exchange import KeyRole
from papidesk.domain.unit_code import code_of
from papidesk.domain.unit_tree import BelowUnit
from papidesk.storage.store import Store
from papidesk.workflow import sending
from papidesk.workflow.demo import JourneyShown
from papidesk.workflow.sending import Order

FOLDER = "exchange"
# Invented, like the commune itself: they are below the superior and have not reported.
_OTHERS = ("xã An Phú", "xã Bình Minh Mới")
# Why a sample with blanks is issued all the same; kept on record, printed nowhere: Vietnamese.
_ONLY_SHOWN = "Văn bản mẫu để xem"


def run(
    commune: Store,
    superior: Store,
    folder: Path,
    *,
    report: str,
    duty: str,
    period: str,
    today: date,
    who: str,
) -> JourneyShown:
    """Send what there is down and the report up, take it in, answer, consolidate.

    ``report`` is the id of the drafted report of the commune; it is issued first. All files lie in
    a folder of their own, as if it were the stick that is carried between the two.
    """
    from papidesk.workflow import issuing, receipts

    stick = folder / FOLDER
    stick.mkdir(parents=True, exist_ok=True)
    files = [
        _introduced(commune, superior, stick, "subordinate", who),
        _introduced(superior, commune, stick, "superior", who),
    ]
    files += _down(superior, commune, stick, today, who)
    issuing.issue(commune, report, today=today, reason=_ONLY_SHOWN, override=_ONLY_SHOWN, who=who)
    order = Order(kind="report", period=period, duty=duty, encrypt=True)
    bundle = sending.make(commune, order, who=who, today=today)[0]
    files += sending.export(commune, [bundle.id], stick, who=who)
    sending.hand_over(commune, [bundle.id], who=who)
    taken = _taken(superior, files[-1], who)
    receipt = receipts.make(superior, taken, who=who)[0]
    files += sending.export(superior, [receipt.id], stick, who=who)
    _taken(commune, files[-1], who)
    papers, reported = _consolidated(superior, folder, duty, period, today=today, who=who)
    sent = sending.get(commune, bundle.id)
    return JourneyShown(
        files=tuple(files), counts=sent.counts, state=sent.state, reported=reported, papers=papers
    )


def _introduced(of: Store, to: Store, stick: Path, role: KeyRole, who: str) -> Path:
    """Carry the key of one office to the other, which compares and trusts it; return the file."""
    from papidesk.workflow import identity, trust

    own = identity.own(of)
    path = stick / f"{own.unit}{SUFFIX}"
    path.write_bytes(identity.introduction(of))
    key = trust.read_file(path)
    trust.add(to, key, role=role, who=who)
    return path


def _down(superior: Store, commune: Store, stick: Path, today: date, who: str) -> list[Path]:
    """Issue the superior's papers, send them down and have the commune take them in, if any."""
    from papidesk.workflow import documents, issuing, own_records

    ids = tuple(row.id for row in documents.listing(superior))
    if not ids:
        return []
    for id in ids:
        issuing.issue(superior, id, today=today, reason=_ONLY_SHOWN, override=_ONLY_SHOWN, who=who)
    order = Order(
        kind="directive", to=(own_records.own_code(commune),), documents=ids, encrypt=True
    )
    bundle = sending.make(superior, order, who=who, today=today)[0]
    path = sending.export(superior, [bundle.id], stick, who=who)[0]
    sending.hand_over(superior, [bundle.id], who=who)
    _taken(commune, path, who)
    return [path]


def _taken(store: Store, path: Path, who: str) -> str:
    """Take a bundle in as a person does who agrees with what is shown; return its id here."""
    from papidesk.workflow import receiving

    with receiving.look(store, path, who=who) as incoming:
        return receiving.take(store, incoming, who=who).id


def _consolidated(
    store: Store, folder: Path, duty: str, period: str, *, today: date, who: str
) -> tuple[tuple[Path, ...], tuple[int, int]]:
    """Draft the superior's report and write its workbook; return the papers and who reported."""
    from papidesk.workflow import consolidation_report as consolidated
    from papidesk.workflow import consolidation_sheets, papers, unit_board, units

    units.put_many(store, [BelowUnit(code=code_of(name), name=name) for name in _OTHERS], who=who)
    order = consolidated.ConsolidationOrder(duty=duty, period=period)
    document = consolidated.make(store, order, today=today, who=who)
    base = folder / "papers" / f"bao-cao-tong-hop-{period}"
    written = [papers.write_paper(document, base.with_suffix(end)) for end in (".pdf", ".docx")]
    sheet = consolidation_sheets.write(store, base.with_suffix(".xlsx"), duty, period, today=today)
    rows = unit_board.board(store, duty, period, today=today).rows
    there = sum(row.report is not None for row in rows)
    return (*written, sheet), (there, len(rows))
