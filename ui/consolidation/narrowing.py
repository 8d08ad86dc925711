"""What a board is narrowed to: words, a state, and the unit above."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from papidesk.text.fold import fold

if TYPE_CHECKING:
    from papidesk.workflow.unit_board import BoardRow

UNDECIDED = "undecided"


class Narrowing(NamedTuple):
    """All of it empty: everything fits."""

    text: str = ""
    state: str = ""
    above: str = ""

    def changed(self, text: str | None, state: str | None, above: str | None) -> Narrowing:
        """Return it with what is not None."""
        return Narrowing(
            self.text if text is None else fold(text),
            self.state if state is None else state,
            self.above if above is None else above,
        )

    def fits(self, name: str, unit: str, above: tuple[str, ...]) -> bool:
        """Tell whether a unit fits; ``above`` are the codes of the units it stands below."""
        told = fold(f"{name} {unit}")
        near = not self.above or self.above in above
        return near and all(word in told for word in self.text.split())

    def has_state(self, row: BoardRow, *, closed: bool) -> bool:
        """Tell whether a report is in the state; a closed period asks for no decision."""
        if self.state == UNDECIDED:
            return row.undecided and not closed
        return self.state in ("", row.state)
