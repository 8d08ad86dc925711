"""Letters that remind units of a report: one a unit, from our own template of công văn."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from papidesk.domain.consolidation import BoardState
from papidesk.domain.document import Document
from papidesk.domain.periods import parse
from papidesk.domain.unit_tree import UnitTree
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import documents as stored
from papidesk.storage.store import Store
from papidesk.workflow import templates, unit_board, units
from papidesk.workflow.unit_board import BoardRow

__all__ = ["NobodyToRemindError", "draft", "preview"]

TEMPLATE = "cong-van-don-doc"
_TO_REMIND: tuple[BoardState, ...] = ("overdue", "missing", "returned")
_RETURNED = "bị trả lại"
_DAYS = 5
# More addressees than these stand in an annex.
_ADDRESSED = 12
_TO_MANY = "Các đơn vị có tên tại Phụ lục kèm theo"


class NobodyToRemindError(PapiDeskError):
    """A board on which everybody reported."""

    message = N_("Every unit has reported {period}: there is nobody to remind.")


def preview(
    store: Store,
    duty: str,
    period: str,
    *,
    today: datetime.date,
    codes: Iterable[str] = (),
    wanted_by: datetime.date | None = None,
    together: bool = False,
    signer: str = "",
) -> list[Document]:
    """Return a letter to each unit of ``codes`` (all that have not reported when empty).

    A unit whose report was returned is told why. ``wanted_by`` is until when (five days from today
    without one). ``together`` makes one letter to all who sent nothing and one to all whose report
    was returned; many are named in an annex. Nothing is stored. Raises NobodyToRemindError.
    """
    code = parse(period).code
    board = unit_board.board(store, duty, code, today=today)
    chosen = set(codes)
    rows = [row for row in board.of(*_TO_REMIND) if not chosen or row.unit in chosen]
    if not rows:
        raise NobodyToRemindError(period=parse(code).label)
    known = unit_board.find_duty(store, duty)
    tree = units.tree(store, today)
    day = wanted_by or today + datetime.timedelta(days=_DAYS)
    common = {
        "ky": code,
        "bao_cao": f"Báo cáo {_lowered(known.subject or known.name)}" if known else "Báo cáo",
        "co_so": known.basis if known else "",
        "han": f"{board.due:%d/%m/%Y}",
        "han_moi": f"{day:%d/%m/%Y}",
    }
    found = []
    for group in _grouped(rows, together):
        one = group[0]
        returned = one.state == "returned"
        reason = one.report.reason if returned and one.report and len(group) == 1 else ""
        names = _addressed(tree, group)
        many = len(names) > _ADDRESSED
        answers = common | {
            "noi_gui": _TO_MANY if many else "\n".join(names),
            "danh_sach": "\n".join(names) if many else "",
            "tinh_trang": _RETURNED if returned else "chưa gửi",
            "ly_do": reason.rstrip(" ."),
        }
        asked = templates.asked(store, TEMPLATE, today=today).answers
        found.append(
            templates.preview(store, TEMPLATE, asked | answers, today=today, signer=signer)
        )
    return found


def _grouped(rows: Sequence[BoardRow], together: bool) -> list[list[BoardRow]]:
    """Return the rows of each letter: what it says is true of all of them."""
    if not together:
        return [[row] for row in rows]
    returned = [row for row in rows if row.state == "returned"]
    return [group for group in ([row for row in rows if row not in returned], returned) if group]


def _addressed(tree: UnitTree, rows: Iterable[BoardRow]) -> list[str]:
    """Return the full names of units as they are now called, each once."""
    found = []
    for row in rows:
        unit = tree.find(tree.now_called(row.unit))
        found.append(unit.full_name if unit else row.name)
    return list(dict.fromkeys(found))


def draft(
    store: Store,
    duty: str,
    period: str,
    codes: Iterable[str] = (),
    *,
    today: datetime.date,
    who: str,
    wanted_by: datetime.date | None = None,
    together: bool = False,
    signer: str = "",
) -> list[Document]:
    """Keep the letters of :func:`preview` as drafts, all or none, and return them."""
    from papidesk.workflow.documents import with_block_ids

    letters = preview(
        store, duty, period, today=today, codes=codes, wanted_by=wanted_by, together=together,
        signer=signer,
    )  # fmt: skip
    reason = f"reminder: {duty} {parse(period).code}".strip()
    with store.joined():
        return [
            stored.save(store, with_block_ids(letter), who=who, reason=reason) for letter in letters
        ]


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
