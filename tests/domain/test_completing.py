"""Head fields inferred from the text of a paper that lost its head."""

from __future__ import annotations

import pytest

from papidesk.domain.blocks import Paragraph
from papidesk.domain.completing import complete
from papidesk.domain.document import Document
from papidesk.domain.people import Authority, Signature

TM = Signature(chain=(Authority(prefix="TM.", body="ỦY BAN NHÂN DÂN"),), position="CHỦ TỊCH")


def document(*lines: str, kind: str = "KH", place: str = "", signature: Signature = TM) -> Document:
    return Document(
        kind=kind, place=place, signature=signature,
        blocks=tuple(Paragraph(text=line) for line in lines),
    )  # fmt: skip


def test_the_office_that_acts_in_the_text_is_the_issuer() -> None:
    done = complete(
        document(
            "Thực hiện Kế hoạch số 10/KH-UBND ngày 12/01/2024 của UBND huyện Bình An về việc nâng "
            "cao chỉ số; UBND xã An Hòa xây dựng Kế hoạch như sau:",
            "Báo cáo UBND huyện Bình An theo quy định.",
        )
    )
    assert done.issuer == "ỦY BAN NHÂN DÂN XÃ AN HÒA"
    assert (done.place, done.symbol) == ("An Hòa", "KH-UBND")
    assert done.guessed == ("issuer", "place", "symbol")


def test_the_place_of_the_date_line_decides_between_offices() -> None:
    done = complete(
        document(
            "Ủy ban nhân dân tỉnh Bình Nguyên giao Ủy ban nhân dân xã An Phú thực hiện.",
            place="Bình Nguyên",
        )
    )
    assert done.issuer == "ỦY BAN NHÂN DÂN TỈNH BÌNH NGUYÊN"
    assert done.place == "Bình Nguyên"


def test_a_chair_who_signs_alone_signs_for_the_committee() -> None:
    deputy = Signature(chain=(Authority(prefix="KT.", body="CHỦ TỊCH"),), position="PHÓ CHỦ TỊCH")
    done = complete(document("UBND xã An Hòa xây dựng Kế hoạch như sau:", signature=deputy))
    assert done.issuer == "ỦY BAN NHÂN DÂN XÃ AN HÒA"


def test_a_body_led_by_one_head_names_itself_at_the_start_of_a_paragraph() -> None:
    done = complete(
        document("Trường THPT An Hòa xây dựng Kế hoạch như sau:", signature=Signature())
    )
    assert done.issuer == "TRƯỜNG THPT AN HÒA"
    assert done.symbol == ""


@pytest.mark.parametrize("written", ["issuer", "place", "symbol"])
def test_what_the_paper_says_is_never_changed(written: str) -> None:
    given = Document(
        kind="KH", signature=TM, blocks=(Paragraph(text="UBND xã An Hòa ban hành Kế hoạch."),),
        **{written: "ĐÃ GHI"},
    )  # fmt: skip
    done = complete(given)
    assert getattr(done, written) == "ĐÃ GHI"
    assert written not in done.guessed


def test_a_text_that_tells_nothing_stays_as_it_is() -> None:
    given = document("Một đoạn không nói ai viết.", signature=Signature(), kind="")
    assert complete(given) is given
