"""A workspace of an invented commune, and papers ready to be issued."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from papidesk.domain.blocks import Heading, Paragraph
from papidesk.domain.document import Document
from papidesk.domain.people import Authority, Signature
from papidesk.domain.record import replace
from papidesk.storage.store import Store
from papidesk.workflow import demo, documents, workspaces

WHO = "Trần Thị Thí Dụ"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty workspace."""
    with workspaces.create(tmp_path / "xã An Hòa", demo.sample_offices()[0], who=WHO) as made:
        yield made.store


def sound(
    abstract: str = "Tuyên truyền cải cách hành chính năm 2026", **changes: object
) -> Document:
    """Return a plan the check finds no error in."""
    document = Document(
        kind="KH",
        issuer="ỦY BAN NHÂN DÂN XÃ AN HÒA",
        superior="TỈNH BÌNH NGUYÊN",
        symbol="KH-UBND",
        place="An Hòa",
        abstract=abstract,
        blocks=(
            Heading(level=1, text="MỤC ĐÍCH"),
            Paragraph(text="Nâng cao nhận thức của người dân về cải cách hành chính."),
            Heading(level=1, text="TỔ CHỨC THỰC HIỆN"),
            Paragraph(text="Văn phòng chủ trì, báo cáo kết quả trước ngày 15 tháng 12 năm 2026."),
        ),
        closing="Trên đây là Kế hoạch của Ủy ban nhân dân xã./.",
        recipients=("UBND tỉnh (để b/c)", "Lưu: VT"),
        signature=Signature(
            chain=(Authority(prefix="TM.", body="ỦY BAN NHÂN DÂN"),),
            position="CHỦ TỊCH",
            name="Nguyễn Văn Mẫu",
        ),
    )
    return replace(document, **changes)


def flawed(abstract: str = "Kế hoạch thiếu phụ lục") -> Document:
    """Return a plan the check finds an error in: an annex that is not there."""
    missing = Paragraph(text="Chi tiết nêu tại Phụ lục III kèm theo Kế hoạch này.")
    return replace(sound(abstract), blocks=(*sound().blocks, missing))


def kept(store: Store, document: Document | None = None) -> Document:
    """Save a paper as a draft."""
    return documents.save(store, document or sound(), who=WHO)
