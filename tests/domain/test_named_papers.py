"""How a paper is named after its kind: in registers, copies, properties of files."""

from __future__ import annotations

import pytest

from papidesk.domain.incoming import titled
from papidesk.domain.wording import lowered


@pytest.mark.parametrize(
    ("kind", "abstract", "told"),
    [
        ("QĐ", "Về việc thành lập Tổ công tác", "Quyết định về việc thành lập Tổ công tác"),
        ("KH", "Nâng cao Chỉ số PAPI", "Kế hoạch nâng cao Chỉ số PAPI"),
        ("BC", "PAPI quý I", "Báo cáo PAPI quý I"),
        ("TB", "Ủy ban nhân dân xã nghỉ lễ", "Thông báo Ủy ban nhân dân xã nghỉ lễ"),
        ("Luật", "Tổ chức chính quyền địa phương", "Luật Tổ chức chính quyền địa phương"),
        ("", "Về việc nghỉ lễ", "Về việc nghỉ lễ"),
    ],
)
def test_the_abstract_goes_on_in_small_letters_after_the_kind(
    kind: str, abstract: str, told: str
) -> None:
    assert titled(kind, abstract) == told


@pytest.mark.parametrize("name", ["Nhà nước và Nhân dân", "Hội đồng nhân dân xã", "Đảng bộ xã"])
def test_names_keep_their_capitals(name: str) -> None:
    assert lowered(name) == name
