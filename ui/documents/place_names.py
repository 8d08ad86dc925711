"""Places of a document a remark can be about, as a person calls them."""

from __future__ import annotations

from papidesk.domain.blocks import Heading
from papidesk.domain.document import Document
from papidesk.domain.numbering import roman
from papidesk.domain.section_spots import spots
from papidesk.errors import N_
from papidesk.i18n import _

_PARTS = {
    "": N_("The whole document"),
    "issuer": N_("Issuing office"),
    "date": N_("Date"),
    "abstract": N_("Abstract"),
    "bases": N_("Legal bases"),
    "closing": N_("Closing words"),
    "recipients": N_("Recipients"),
    "signature": N_("Signature"),
}
_AFTER = ("closing", "recipients", "signature")
_SHOWN = 60  # letters of a heading


def place_choices(document: Document) -> list[tuple[str, str]]:
    """Return paths with their names: head fields, sections, foot, annexes."""
    head = [(path, _(name)) for path, name in _PARTS.items() if path not in _AFTER]
    foot = [(path, _(_PARTS[path])) for path in _AFTER]
    annexes = [
        (f"annexes/{index}/title", _("Annex {number}").format(number=roman(index + 1)))
        for index in range(len(document.annexes))
    ]
    return [*head, *_sections(document), *foot, *annexes]


def place_name(document: Document, path: str) -> str:
    """Return how a person calls the place ``path``; the whole document where it is gone."""
    parts = path.split("/")
    if parts[0] == "blocks" and len(parts) > 1 and parts[1].isdecimal():
        index = int(parts[1])
        if index < len(document.blocks):
            return spots(document.blocks, document.scheme)[index].label
    if parts[0] == "annexes" and len(parts) > 1 and parts[1].isdecimal():
        return _("Annex {number}").format(number=roman(int(parts[1]) + 1))
    return _(_PARTS.get(parts[0], _PARTS[""]))


def _sections(document: Document) -> list[tuple[str, str]]:
    named = spots(document.blocks, document.scheme)
    found = []
    for index, (block, spot) in enumerate(zip(document.blocks, named, strict=True)):
        if isinstance(block, Heading):
            text = block.text if len(block.text) <= _SHOWN else f"{block.text[: _SHOWN - 1]}…"
            found.append((f"blocks/{index}", f"{spot.label}: {text}"))
    return found
