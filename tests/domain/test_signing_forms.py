"""The lines above a name, by the way to sign."""

from __future__ import annotations

import pytest

from papidesk.domain.people import Authority, Signer
from papidesk.domain.signing_forms import (
    FORMS,
    Lines,
    SigningForm,
    chain_of,
    has_position,
    lines_of,
)

LINES: dict[SigningForm, tuple[str, ...]] = {
    "head": (),
    "collective": ("TM. ỦY BAN NHÂN DÂN",),
    "collective-deputy": ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"),
    "collective-acting": ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"),
    "deputy": ("KT. CHỦ TỊCH",),
    "order": ("TL. CHỦ TỊCH",),
    "authorised": ("TUQ. CHỦ TỊCH",),
    "acting": ("Q. CHỦ TỊCH",),
    "own": (),
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_writes_its_lines_and_is_known_again(form: SigningForm) -> None:
    asked = Lines(form=form, body="Ủy ban  nhân dân", stands_for="chủ tịch")
    chain = chain_of(asked)
    assert tuple(part.line for part in chain) == LINES[form]
    if form != "own":
        position = "PHÓ CHỦ TỊCH" if has_position(form) else ""
        signer = Signer(id="s", name="Nguyễn Văn Mẫu", position=position, chain=chain)
        assert lines_of(signer).form == form


def test_lines_of_no_known_form_stay_as_they_are() -> None:
    strange = (Authority(prefix="TUQ.", body="A"), Authority(prefix="TL.", body="B"))
    assert lines_of(Signer(id="s", name="", position="X", chain=strange)).form == "own"
