"""What is printed on both sides: a plan of an invented commune, of any length, in four shapes."""

from __future__ import annotations

import random

from papidesk.domain.blocks import Block, Cell, Heading, Item, Paragraph, Row, Table
from papidesk.domain.document import Annex, Document, IssueDate
from papidesk.domain.people import Authority, Signature
from papidesk.domain.richtext import RichText

ABSTRACT = "Truyền thông nâng cao hiệu quả quản trị và hành chính công trên địa bàn xã năm 2024"
SENTENCES = (
    "Tổ chức tuyên truyền trên hệ thống truyền thanh cơ sở về nội dung của chỉ số, mỗi tuần hai "
    "buổi, thời lượng từ 10 đến 15 phút, bảo đảm đến được với mọi thôn và mọi hộ gia đình.",
    "Niêm yết công khai thủ tục hành chính, mức thu phí, lệ phí và đường dây nóng tại bộ phận một "
    "cửa; cập nhật trong ngày khi có thay đổi, phân công công chức trực tiếp hướng dẫn người dân.",
    "Phối hợp với Ủy ban Mặt trận Tổ quốc và các đoàn thể tổ chức hội nghị đối thoại, tiếp thu ý "
    "kiến phản ánh, kiến nghị và trả lời bằng văn bản trong thời hạn quy định của pháp luật.",
)
RECIPIENTS = ("UBND huyện", "TT Đảng ủy, HĐND xã", "Các thôn", "Lưu: VT")
SIGNATURE = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn Mẫu")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")

Line = tuple[str, str, str]


def lines(repeat: int = 1, edition: int = 0) -> list[Line]:
    """Return the body as (kind, number, text), about three pages for each ``repeat``.

    Kinds: heading (I.), subheading (1.), item (-), paragraph. No two sentences are alike, in one
    ``edition`` or in two: what was set once and kept must not be mistaken for speed.
    """
    body: list[Line] = []
    chance = random.Random(edition)
    for part in range(4 * repeat):
        section = ROMAN[part] if part < len(ROMAN) else _roman(part + 1)
        body.append(("heading", f"{section}.", "NỘI DUNG VÀ GIẢI PHÁP THỰC HIỆN"))
        for number in (1, 2):
            body.append(("subheading", f"{number}.", "Nâng cao chất lượng tuyên truyền"))
            body.append(("paragraph", "", shuffled(SENTENCES[(part + number) % 3], chance)))
            body += [("item", "-", shuffled(sentence, chance)) for sentence in SENTENCES[:2]]
    return body


def shuffled(sentence: str, chance: random.Random) -> str:
    """Return the words of a sentence in another order."""
    words = sentence.split()
    chance.shuffle(words)
    return " ".join(words)


def document(repeat: int = 1, edition: int = 0) -> Document:
    """Return the plan as a document."""
    return Document(
        id="bench",
        kind="KH",
        issuer="ỦY BAN NHÂN DÂN XÃ AN HÒA",
        number="05",
        symbol="KH-UBND",
        place="An Hòa",
        date=IssueDate(day=18, month=1, year=2024),
        abstract=ABSTRACT,
        blocks=tuple(_block(line) for line in lines(repeat, edition)),
        closing="Trên đây là kế hoạch của Ủy ban nhân dân xã, yêu cầu các bộ phận thực hiện.",
        recipients=RECIPIENTS,
        signature=Signature(
            chain=(Authority(prefix="TM.", body="ỦY BAN NHÂN DÂN"),),
            position=SIGNATURE[1],
            name=SIGNATURE[2],
        ),
    )


def text(repeat: int = 1) -> str:
    """Return the plan as a clerk's text file."""
    body = [f"{number} {words}".strip() for _, number, words in lines(repeat)]
    head = [
        "ỦY BAN NHÂN DÂN XÃ AN HÒA\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 05/KH-UBND\tĐộc lập - Tự do - Hạnh phúc",
        "An Hòa, ngày 18 tháng 01 năm 2024",
        "KẾ HOẠCH",
        ABSTRACT,
    ]
    foot = [
        "Trên đây là kế hoạch của Ủy ban nhân dân xã, yêu cầu các bộ phận thực hiện./.",
        "Nơi nhận:",
        *(f"- {recipient};" for recipient in RECIPIENTS[:-1]),
        f"- {RECIPIENTS[-1]}.",
        *SIGNATURE,
    ]
    return "\n".join([*head, *body, *foot]) + "\n"


def annex_rows(count: int, edition: int = 0) -> list[tuple[str, ...]]:
    """Return the cells of an annex of ``count`` rows under its head row, six columns."""
    head = ("TT", "Nội dung công việc", "Chủ trì", "Phối hợp", "Thời gian", "Sản phẩm")
    chance = random.Random(edition)
    rows = (
        (
            str(number),
            shuffled(SENTENCES[number % 3], chance)[:70],
            "Văn phòng",
            "Các thôn",
            "Quý II",
            "Báo cáo",
        )
        for number in range(1, count + 1)
    )
    return [head, *rows]


def annexed(count: int, edition: int = 0) -> Document:
    """Return a one-page document with a landscape annex of ``count`` rows."""
    rows = tuple(
        Row(cells=tuple(Cell(paragraphs=(RichText(text=words),)) for words in cells))
        for cells in annex_rows(count, edition)
    )
    table = Table(rows=rows, header_rows=1, widths=(0.06, 0.38, 0.14, 0.14, 0.12, 0.16))
    annex = Annex(title="PHÂN CÔNG NHIỆM VỤ", landscape=True, blocks=(table,))
    short = document()
    return Document(
        id="bench",
        kind=short.kind,
        issuer=short.issuer,
        number=short.number,
        symbol=short.symbol,
        place=short.place,
        date=short.date,
        abstract=short.abstract,
        blocks=(Paragraph(text="Chi tiết tại Phụ lục kèm theo."),),
        recipients=short.recipients,
        signature=short.signature,
        annexes=(annex,),
    )


def _block(line: Line) -> Block:
    kind, number, words = line
    if kind == "heading":
        return Heading(level=1, text=words, number_as_written=number)
    if kind == "subheading":
        return Heading(level=2, text=words, number_as_written=number)
    if kind == "item":
        return Item(text=words)
    return Paragraph(text=words)


def _roman(number: int) -> str:
    steps = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for value, letters in steps:
        while number >= value:
            written += letters
            number -= value
    return written
