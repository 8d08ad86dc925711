"""Offices and papers of invented communes, for tests of new documents."""

from __future__ import annotations

import datetime

from papidesk.checking.check import check
from papidesk.checking.finding import Finding
from papidesk.checking.subject import OfficeFacts, Subject
from papidesk.domain.blocks import Heading, Item, Paragraph
from papidesk.domain.document import Document, IssueDate
from papidesk.domain.office import LevelName, Office, PresetName, new_office
from papidesk.domain.people import Authority, Signature
from papidesk.domain.record import replace

# Findings that say nothing but that a person has still something to fill in.
BLANKS = {"CHO_TRONG", "NGUOI_KY_THIEU"}


def office(
    name: str = "xã An Hòa",
    *,
    preset: PresetName = "two-level",
    level: LevelName = "commune",
    superior: str = "tỉnh Bình Nguyên",
    signer: str = "Nguyễn Văn Mẫu",
) -> Office:
    made = new_office(
        id="0198a000-0000-7000-8000-000000000001",
        name=name,
        level=level,
        preset=preset,
        superior=superior,
    )
    signers = tuple(replace(one, name=signer) for one in made.signers)
    return replace(made, signers=signers)


def errors(document: Document, office: Office, today: datetime.date) -> list[Finding]:
    """Return the errors of the check that are more than blanks."""
    facts = OfficeFacts(name=office.name, place=office.place)
    report = check(Subject(document=document, office=facts, today=today))
    return [f for f in report.findings if f.severity == "error" and f.rule not in BLANKS]


def superior_plan() -> Document:
    """A plan of an invented province with duties for its communes."""
    return Document(
        kind="KH",
        issuer="ỦY BAN NHÂN DÂN TỈNH BÌNH NGUYÊN",
        number="192",
        symbol="KH-UBND",
        place="Bình Nguyên",
        date=IssueDate(day=26, month=12, year=2025),
        abstract="Nâng cao Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh năm 2026",
        blocks=(
            Heading(level=1, text="MỤC ĐÍCH"),
            Paragraph(text="Nâng cao trách nhiệm của các sở, ngành, địa phương trong tỉnh."),
            Heading(level=1, text="TỔ CHỨC THỰC HIỆN"),
            Heading(level=2, text="Sở Nội vụ"),
            Item(text="Chủ trì hướng dẫn, đôn đốc các địa phương thực hiện Kế hoạch này."),
            Item(text="Chủ trì, phối hợp với UBND các xã, phường kiểm tra công vụ trong quý II."),
            Heading(level=2, text="Ủy ban nhân dân các xã, phường"),
            Item(text="Niêm yết công khai thủ tục hành chính, hoàn thành trước ngày 31/3/2026;"),
            Item(text="Tuyên truyền trên hệ thống truyền thanh cơ sở hằng tuần;"),
            Item(
                text="Định kỳ 6 tháng, năm báo cáo kết quả thực hiện gửi về Sở Nội vụ trước ngày "
                "10/6 và 10/12."
            ),
            Heading(level=2, text="Kho bạc Nhà nước"),
            Item(text="Thực hiện thanh toán theo quy định của pháp luật hiện hành."),
        ),
        signature=Signature(
            chain=(Authority(prefix="TM.", body="ỦY BAN NHÂN DÂN"),),
            position="CHỦ TỊCH",
            name="Trần Thị Ví Dụ",
        ),
    )
