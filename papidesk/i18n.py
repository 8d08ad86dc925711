"""Translation of what the program says: English message ids, Vietnamese first, through gettext."""

from __future__ import annotations

import gettext as _gettext
from functools import cache

from papidesk.errors import N_, PapiDeskError, Term
from papidesk.paths import resource

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT_LANGUAGE = "vi"

__all__ = ["DEFAULT_LANGUAGE", "LANGUAGES", "N_", "_", "current_language", "ngettext", "say", "use"]


class _Chosen:
    """The language in use: one per process, because a window speaks one language at a time."""

    language = DEFAULT_LANGUAGE


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    return _gettext.translation(
        "papidesk", localedir=str(resource("locale")), languages=[language], fallback=True
    )


def use(language: str) -> None:
    """Speak ``language`` ("vi" or "en") from now on; an unknown one falls back to Vietnamese."""
    _Chosen.language = language if language in LANGUAGES else DEFAULT_LANGUAGE


def current_language() -> str:
    """Return the code of the language in use."""
    return _Chosen.language


def _(message: str) -> str:
    """Return ``message`` in the language in use."""
    return _catalogue(_Chosen.language).gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form of a message for ``count`` in the language in use."""
    return _catalogue(_Chosen.language).ngettext(singular, plural, count)


def say(error: PapiDeskError) -> str:
    """Return the sentence of ``error`` in the language in use, its values filled in."""
    return _(error.message).format(**{name: _shown(value) for name, value in error.values.items()})


def _shown(value: object) -> object:
    if isinstance(value, PapiDeskError):
        return say(value)
    return _(value) if isinstance(value, Term) else value
