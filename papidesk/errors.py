"""Everything that can be refused, each with one translatable sentence and its values."""

from __future__ import annotations

from typing import ClassVar


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a sentence for translation and return it as it is."""
    return message


class Term(str):
    """A value of an error that is itself a message id, to be translated with the sentence."""

    __slots__ = ()


class PapiDeskError(Exception):
    """A refusal a person is told about: ``message`` is an English gettext id with named fields.

    Subclasses set ``message``; the values for its fields are given to the constructor by
    keyword and kept in ``values``. The window or the command line translates and formats; the
    core only raises.
    """

    message: ClassVar[str] = N_("The program could not do this.")

    def __init__(self, **values: object) -> None:
        super().__init__(values)
        self.values = values

    def __str__(self) -> str:
        return self.message.format(**self.values)
