"""Content for workspaces in tests: documents of an invented commune."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from papidesk.domain.blocks import Heading, Item, Paragraph
from papidesk.domain.document import Document, Filing, IssueDate
from papidesk.domain.ids import new_id
from papidesk.domain.incoming import Incoming
from papidesk.domain.life import Act, RemarkNote
from papidesk.domain.links import DocumentLink
from papidesk.domain.office import Office, new_office
from papidesk.domain.people import Authority, Signature
from papidesk.domain.record import replace
from papidesk.storage import (
    access,
    acts,
    attachments,
    catalogue,
    documents,
    drafts,
    incoming,
    incoming_files,
    links,
    offices,
    registers,
    remarks,
    snapshots,
    trash,
)
from papidesk.storage.schema import SCHEMA_VERSION
from papidesk.storage.store import Store
from papidesk.storage.workspace import Workspace
from tests.storage.stored_chain import fill_chain
from tests.storage.stored_exchange import fill_exchange

NOON = datetime(2025, 8, 20, 5, 0, tzinfo=UTC)
PDF = b"%PDF-1.7 an invented paper"
PASSWORD = "mật khẩu mẫu"
DUE = Filing(due=date(2025, 9, 15))


def office() -> Office:
    return new_office(id=new_id(), name="xã An Hòa", level="commune", place="An Hòa")


def plan(
    abstract: str = "Tuyên truyền cải cách hành chính năm 2025", **changes: object
) -> Document:
    document = Document(
        kind="KH",
        issuer="ỦY BAN NHÂN DÂN XÃ AN HÒA",
        symbol="KH-UBND",
        place="An Hòa",
        date=IssueDate(month=8, year=2025),
        abstract=abstract,
        bases=("Căn cứ Kế hoạch số 12/KH-UBND của Ủy ban nhân dân tỉnh Mẫu",),
        blocks=(
            Heading(level=1, text="MỤC ĐÍCH, YÊU CẦU"),
            Paragraph(text="Nâng cao nhận thức của người dân về chỉ số hiệu quả quản trị."),
            Heading(level=1, text="NHIỆM VỤ"),
            Item(text="Phát thanh trên hệ thống loa truyền thanh các thôn."),
        ),
        closing="Trên đây là Kế hoạch của Ủy ban nhân dân xã.",
        recipients=("Như trên", "Lưu: VT"),
        signature=Signature(
            chain=(Authority(prefix="TM.", body="ỦY BAN NHÂN DÂN"),),
            position="CHỦ TỊCH",
            name="Nguyễn Văn Mẫu",
        ),
    )
    return replace(document, **changes)


def issue(store: Store, document: Document, number: int, now: datetime = NOON) -> Document:
    """Give a stored document a number and a PDF, all in one unit of work."""
    printed = attachments.add_bytes(store, PDF, media_type="application/pdf", now=now)
    with store.unit_of_work():
        entry = registers.enter(
            store,
            registers.RegisterEntry(
                series="KH",
                year=now.year,
                number=number,
                date=now.date().isoformat(),
                symbol=document.symbol,
                kind=document.kind,
                abstract=document.abstract,
                document_id=document.id,
            ),
            who="Đỗ Thị Văn Thư",
            now=now,
        )
        issued = replace(
            document,
            number=f"{entry.number:02}",
            date=IssueDate.of(now.date()),
            state="issued",
        )
        issued = documents.save(store, issued, who="Đỗ Thị Văn Thư", reason="issue", now=now)
        snapshots.add(store, issued, printed.sha256, program="0.1.0", now=now)
    return issued


def fill(store: Store) -> list[Document]:
    """Put something of everything into a workspace; return its documents."""
    offices.save(store, office(), who="Nguyễn Văn Mẫu", reason="first start", now=NOON)
    first = documents.save(store, plan(), who="Lê Thị Soạn", reason="import", now=NOON)
    first = documents.save(
        store,
        replace(first, abstract="Tuyên truyền cải cách hành chính, đặc khu và xã, năm 2025"),
        who="Lê Thị Soạn",
        reason="edit",
        now=NOON + timedelta(minutes=5),
    )
    source = attachments.add_bytes(store, "bản thảo\n".encode(), media_type="text/plain", now=NOON)
    attachments.link(store, source, first.id, "bản thảo kế hoạch.txt", role="source", now=NOON)
    second = issue(store, documents.save(store, plan("Phát thanh tuyên truyền PAPI"), now=NOON), 1)
    third = documents.save(store, plan("Bản nháp bỏ đi"), now=NOON)
    trash.trash(store, third.id, now=NOON)
    _fill_life(store, first, second)
    _fill_registers(store)
    fill_chain(store, first, second)
    fill_exchange(store, second)
    return [first, second, third]


def _fill_life(store: Store, draft: Document, done: Document) -> None:
    """Put acts, a remark, a link and an autosaved text to a draft and an issued document."""
    with store.unit_of_work():
        acts.add(
            store,
            Act(
                document_id=done.id,
                name="issue",
                before="draft",
                after="issued",
                reason="Ban hành gấp",
                who="Đỗ Thị Văn Thư",
                version=2,
            ),
            now=NOON,
        )
        remarks.add(
            store,
            RemarkNote(
                document_id=draft.id,
                text="Ghi rõ đơn vị chủ trì",
                place="blocks/3",
                quote="loa truyền thanh",
                who="Nguyễn Văn Mẫu",
            ),
            now=NOON,
        )
        links.add(
            store,
            DocumentLink(document_id=draft.id, role="basis", target_id=done.id, who="Lê Thị Soạn"),
            now=NOON,
        )
        written = replace(draft, closing="Trên đây là Kế hoạch, đang viết dở", filing=DUE)
        drafts.keep(store, written, based_on=2, who="Lê Thị Soạn", now=NOON)


def _fill_registers(store: Store) -> None:
    """Put a paper that came in with its scan, and an entry of a catalogue of the office."""
    scan = attachments.add_bytes(store, PDF, media_type="application/pdf", now=NOON)
    came = incoming.enter(
        store,
        Incoming(
            arrived_on=date(2025, 8, 19),
            year=2025,
            author="UBND TỈNH MẪU",
            code="12/KH-UBND",
            dated=date(2025, 8, 1),
            abstract="Kế hoạch tuyên truyền của tỉnh",
            deadline=date(2025, 9, 1),
            assigned_to="Văn phòng",
        ),
        who="Đỗ Thị Văn Thư",
        now=NOON,
    )
    incoming_files.link(store, scan, came.id, "văn bản đến.pdf", now=NOON)
    catalogue.put(store, "views", "của-tôi", Filing(note="mẫu"), who="Lê Thị Soạn", now=NOON)


def keep_database(scratch: Path, target: Path) -> None:
    """Write the database each later program must open: once for every released schema.

    Called by hand before a release with a new migration, ``target`` being
    ``tests/data/databases``; a stored database is never written again after its release.
    """
    with Workspace.create(scratch, now=NOON) as made:
        fill(made.store)
        # Not in fill: making a hash of a password is slow on purpose.
        access.put(made.store, PASSWORD, who="Nguyễn Văn Mẫu", now=NOON)
    name = f"schema_{SCHEMA_VERSION:03}"
    shutil.copy(scratch / "papidesk.db", target / f"{name}.db")
    shutil.copytree(scratch / "attachments", target / f"{name}_attachments")
