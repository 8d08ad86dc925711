"""Papers as converters, web pages and typists leave them."""
# ruff: noqa: E501 (lines of papers are as long as they are)

from __future__ import annotations

import pytest

from papidesk.domain.blocks import Heading
from tests.recognise import conversions as papers
from tests.recognise.conftest import headings, recognised


def test_a_web_copy_with_its_head_in_broken_columns() -> None:
    document = recognised(papers.WEB_COPY).document
    assert document.issuer == "ỦY BAN NHÂN DÂN TỈNH BÌNH NGUYÊN"
    assert (document.number, document.symbol, document.place) == ("135", "KH-UBND", "Bình Nguyên")
    assert document.date.day == 27
    assert document.recipients == ("Các sở, ngành", "Lưu: VT.")
    assert document.signature.name == "Nguyễn Thị Thí Dụ"


def test_a_line_that_stops_at_so_goes_on_with_the_number() -> None:
    document = recognised(papers.WEB_COPY).document
    assert len(document.bases) == 2
    assert document.bases[0].startswith("Căn cứ Nghị định số 07/2021/NĐ-CP ngày")
    assert document.blocks[0].text.startswith("Thực hiện Công văn số 3444/SNN-KL")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "foot",
    [
        "| **Nơi nhận:** - Như Điều 2; - Phòng Nội vụ; - Lưu: VT. | **CHỦ TỊCH** **Nguyễn Văn Mẫu** |\n|---|---|",
        "| **Nơi nhận:**<br>- Như Điều 2;<br>- Phòng Nội vụ;<br>- Lưu: VT. | **CHỦ TỊCH**<br><br>**Nguyễn Văn Mẫu** |\n|---|---|",
        "| **Nơi nhận:** \\- Như Điều 2; \\- Phòng Nội vụ; \\- Lưu: VT. | **CHỦ TỊCH NGUYỄN VĂN MẪU** |\n|---|---|",
        "**Nơi nhận:**\n- Như Điều 2;\n- Phòng Nội vụ;\n- Lưu: VT.\n\n**CHỦ TỊCH** *(Đã ký)* **Nguyễn Văn Mẫu**",
        "**Nơi nhận:**\\\n- Như Điều 2;\\\n- Phòng Nội vụ;\\\n- Lưu: VT.\n\n**CHỦ TỊCH**\\\n**Nguyễn Văn Mẫu**",
    ],
)
def test_post_and_name_in_one_cell_are_parted(foot: str) -> None:
    document = recognised(papers.FOOT_IN_ONE_ROW + foot + "\n").document
    assert document.recipients == ("Như Điều 2", "Phòng Nội vụ", "Lưu: VT.")
    assert document.signature.lines == ("CHỦ TỊCH",)
    assert document.signature.name.title() == "Nguyễn Văn Mẫu"


def test_what_follows_and_the_neighbours_tell_titles_from_numbered_text() -> None:
    document = recognised(papers.TITLES_AND_TEXT).document
    kinds = [
        (block.level, block.run_in)
        for block in document.blocks
        if isinstance(block, Heading) and block.level == 2
    ]
    assert kinds == [(2, False)] * 3 + [(2, True)] * 3


def test_an_article_that_says_something_is_no_title() -> None:
    document = recognised(papers.FOOT_IN_ONE_ROW).document
    articles = [b for b in document.blocks if isinstance(b, Heading) and b.level == 5]
    assert [article.run_in for article in articles] == [True, True]
    assert headings(document.blocks)[0].startswith("5 Điều 1. Kiện toàn")
