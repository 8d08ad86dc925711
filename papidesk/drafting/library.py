"""The templates that come with the program."""

from __future__ import annotations

from functools import cache

from papidesk.domain.templates import TEMPLATE_SUFFIX, Template
from papidesk.drafting.source import template_of
from papidesk.paths import resource

# In the order of the list a person chooses from.
ORDER = (
    "ke-hoach-truyen-thong-papi",
    "ke-hoach-nang-cao-papi",
    "ke-hoach-truyen-thong-cchc",
    "bao-cao-dinh-ky",
    "bao-cao-tong-hop",
    "to-trinh",
    "thong-bao",
    "cong-van",
    "cong-van-don-doc",
    "giay-moi",
    "bien-ban",
    "quyet-dinh",
    "quyet-dinh-ban-hanh",
    "giay-gioi-thieu",
    "chuong-trinh",
)


@cache
def ours() -> tuple[Template, ...]:
    """Return our templates; they are read once."""
    return tuple(
        template_of(
            resource("templates", name + TEMPLATE_SUFFIX).read_text(encoding="utf-8"), id=name
        )
        for name in ORDER
    )
