"""How papers without "Kính gửi" name those they are for: invitations, telegrams (mẫu 1.6, 1.7)."""

from __future__ import annotations

from papidesk.domain import issuer_name, wording
from papidesk.domain.document import Document
from papidesk.domain.kinds import kinds
from papidesk.domain.paper_body import Line
from papidesk.domain.richtext import RichText

INVITES = "trân trọng kính mời:"
WIRES = "điện:"
# What stands at the foot of a leave slip for the place where leave was taken (mẫu 1.10).
CONFIRMATION = (
    "Xác nhận của cơ quan, tổ chức hoặc chính quyền địa phương nơi nghỉ phép (nếu cần)",
    "(Chữ ký của người có thẩm quyền, dấu)",
)


def layout_of(document: Document) -> str:
    """Return the name of the sample a document's kind follows ("named" for most)."""
    found = kinds().get(document.kind)
    return found.paper if found else "named"


def opening_lines(document: Document) -> tuple[Line, ...]:
    """Return the first lines of an invitation or a telegram, which name its receivers.

    One stands on the line of the opening words, several below it with dashes. Without addressees,
    or where the text itself has the opening words, there are none.
    """
    words = {"invitation": INVITES, "telegram": WIRES}.get(layout_of(document))
    if words is None or not document.addressees or _written(document, words):
        return ()
    sender = " ".join(document.authority_line.split()) if words == WIRES else ""
    opening = f"{sender or issuer_name.running(document.issuer)} {words}".strip()
    kept = tuple(item for item in map(wording.bare_item, document.addressees) if item)
    if len(kept) == 1 and words == INVITES:
        return (_line(f"{opening} {kept[0]}."),)
    items = wording.listed(kept)
    return (
        _line(opening, keep_next=True),
        *(Line(style="item", label="-", text=RichText(text=item)) for item in items),
    )


def _line(text: str, *, keep_next: bool = False) -> Line:
    paragraph = wording.paragraph(RichText(text=text))
    return Line(style="body", text=paragraph, keep_next=keep_next)


def _written(document: Document, words: str) -> bool:
    """Tell whether the text has the opening words of its form itself."""
    bare = words.rstrip(":")
    texts = (str(getattr(block, "text", "")) for block in document.blocks[:6])
    return any(bare in text if words == INVITES else text.endswith(words) for text in texts)
