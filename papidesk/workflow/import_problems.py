"""What is wrong with a row of a table that is read for the log, each with what to do about it."""

from __future__ import annotations

from papidesk.domain.record import Record
from papidesk.errors import N_, PapiDeskError


class MissingDayError(PapiDeskError):
    """A row without a day."""

    message = N_("The row has no day. Write the day it was done on.")


class MissingQuantityError(PapiDeskError):
    """A counter without how much."""

    message = N_("How many of “{name}”? The quantity is empty: write it.")


class MissingCounterError(PapiDeskError):
    """A quantity of nothing."""

    message = N_(
        "What is {quantity} the number of? The row names no counter: write one, or choose one for "
        "all such rows."
    )


class CellNumberError(PapiDeskError):
    """A cell that should be a number and is none."""

    message = N_("“{text}” in column {column} is no number. Write digits alone.")


class UnknownTaskTextError(PapiDeskError):
    """A task nobody knows by this text."""

    message = N_(
        "No task is called “{text}”. Write the task as the list of tasks has it, or leave the cell "
        "empty."
    )


class SeveralTasksError(PapiDeskError):
    """A text that several tasks have."""

    message = N_("Several tasks are called “{text}”: give the beginning of its id.")


class UnknownDimensionTextError(PapiDeskError):
    """A sub-dimension nobody knows."""

    message = N_(
        "There is no PAPI sub-dimension “{text}”. Write its code, for example 5.4, or leave the "
        "cell empty."
    )


class TotalRowError(PapiDeskError):
    """A row that adds up the others."""

    message = N_("This is a row of totals: its numbers are in the rows above already.")


class RowProblem(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Why a row cannot be taken: the ``column`` (from 0, -1 for the row) and the refusal."""

    error: PapiDeskError
    column: int = -1

    @property
    def sentence(self) -> str:
        """The refusal in the language in use."""
        from papidesk.i18n import say

        return say(self.error)
