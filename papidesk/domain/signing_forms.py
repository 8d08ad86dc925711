"""The ways to sign: which lines stand above a name (NĐ 30/2020, Phụ lục I, mục II.7)."""

from __future__ import annotations

from typing import Literal, get_args

from papidesk.domain.people import Authority, Prefix, Signer
from papidesk.domain.record import Record
from papidesk.errors import N_

SigningForm = Literal[
    "head", "collective", "collective-acting", "collective-deputy", "deputy", "order",
    "authorised", "acting", "own",
]  # fmt: skip
FORMS: tuple[SigningForm, ...] = get_args(SigningForm)
FORM_NAMES: dict[SigningForm, str] = {
    "head": N_("The head signs in person"),
    "collective": N_("TM. – the head for the collective body"),
    "collective-deputy": N_("TM. and KT. – a deputy for the collective body"),
    "collective-acting": N_("TM. and Q. – the acting head for the collective body"),
    "deputy": N_("KT. – a deputy for the head"),
    "order": N_("TL. – by order of the head"),
    "authorised": N_("TUQ. – authorised in writing"),
    "acting": N_("Q. – the acting head"),
    "own": N_("Other lines"),
}
_PREFIX: dict[SigningForm, tuple[Prefix, ...]] = {
    "head": (),
    "collective": ("TM.",),
    "collective-deputy": ("TM.", "KT."),
    "collective-acting": ("TM.", "Q."),
    "deputy": ("KT.",),
    "order": ("TL.",),
    "authorised": ("TUQ.",),
    "acting": ("Q.",),
}


class Lines(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a form asks for: the collective body, and the post that is stood in for."""

    form: SigningForm
    body: str = ""
    stands_for: str = ""


def needs_body(form: SigningForm) -> bool:
    """Tell whether a collective body is named."""
    return "TM." in _PREFIX.get(form, ())


def needs_post(form: SigningForm) -> bool:
    """Tell whether a post is named that another stands in for."""
    return any(prefix != "TM." for prefix in _PREFIX.get(form, ()))


def has_position(form: SigningForm) -> bool:
    """Tell whether the signer's own position follows: an acting head has none of its own."""
    return form not in ("collective-acting", "acting")


def chain_of(lines: Lines) -> tuple[Authority, ...]:
    """Return the authority lines of a form in printed order, in capitals."""
    values: dict[str, str] = {"TM.": lines.body}
    return tuple(
        Authority(
            prefix=prefix, body=" ".join(values.get(prefix, lines.stands_for).upper().split())
        )
        for prefix in _PREFIX.get(lines.form, ())
    )


def lines_of(signer: Signer) -> Lines:
    """Return which form a signer's lines have; "own" when they have none of the known."""
    prefixes = tuple(authority.prefix for authority in signer.chain)
    body = next((part.body for part in signer.chain if part.prefix == "TM."), "")
    post = next((part.body for part in signer.chain if part.prefix != "TM."), "")
    for form, known in _PREFIX.items():
        if known == prefixes and bool(signer.position) == has_position(form):
            return Lines(form=form, body=body, stands_for=post)
    if not prefixes:
        return Lines(form="head")
    return Lines(form="own", body=body, stands_for=post)
