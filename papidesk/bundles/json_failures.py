"""Why JSON in a bundle is refused: more is wrong in it than what most readers notice."""

from __future__ import annotations

from papidesk.bundles.failures import BundleError
from papidesk.errors import N_


class JsonError(BundleError):
    """JSON that is not written as a bundle has it; ``place`` says where it stands."""

    code = "json-malformed"
    message = N_(
        "{place} is not readable JSON ({detail}). Nothing of the bundle was taken in. "
        "Ask the sender for a new one."
    )


class JsonTextError(JsonError):
    """Bytes that are no UTF-8."""

    code = "json-not-utf8"
    message = N_(
        "{place} holds letters in an encoding that bundles do not have (not UTF-8). Nothing of the "
        "bundle was taken in. Ask the sender for a new one."
    )


class JsonMarkError(JsonError):
    """A byte order mark before the text."""

    code = "json-byte-order-mark"
    message = N_(
        "{place} begins with a byte order mark, as no bundle has it. Nothing of the bundle was "
        "taken in. Ask the sender for a new one."
    )


class JsonDepthError(JsonError):
    """More levels of brackets than any record has."""

    code = "json-too-deep"
    message = N_(
        "{place} is nested more than {limit} levels deep. Nothing of the bundle was taken in. "
        "Ask the sender for a new one."
    )


class JsonTwiceError(JsonError):
    """An object with two members of one name: programs would read different ones."""

    code = "json-duplicate-key"
    message = N_(
        "{place} has the member “{name}” twice. Nothing of the bundle was taken in. "
        "Ask the sender for a new one."
    )


class JsonFloatError(JsonError):
    """A number with places or an exponent: bundles write those as text."""

    code = "json-float"
    message = N_(
        "{place} holds the number {number}, which is not whole. Bundles write such numbers as "
        "text. Nothing of the bundle was taken in. Ask the sender for a new one."
    )


class JsonNotANumberError(JsonError):
    """NaN or Infinity."""

    code = "json-not-a-number"
    message = N_(
        "{place} holds {number}, which is no number. Nothing of the bundle was taken in. "
        "Ask the sender for a new one."
    )


class JsonBigNumberError(JsonError):
    """A whole number beyond what every program can hold exactly."""

    code = "json-number-too-big"
    message = N_(
        "{place} holds a number of {digits} digits, beyond ±(2^53 − 1). Nothing of the bundle was "
        "taken in. Ask the sender for a new one."
    )


class JsonControlError(JsonError):
    """A control character, or U+0000, in a text."""

    code = "json-control-character"
    message = N_(
        "{place} holds the control character {letter}. Nothing of the bundle was taken in. "
        "Ask the sender for a new one."
    )


class JsonSurrogateError(JsonError):
    """Half of a pair that stands for one letter."""

    code = "json-lone-surrogate"
    message = N_(
        "{place} holds half a letter (a lone surrogate). Nothing of the bundle was taken in. "
        "Ask the sender for a new one."
    )


class JsonNormalError(JsonError):
    """Text whose letters are not composed."""

    code = "json-not-nfc"
    message = N_(
        "{place} holds letters that are not composed (not NFC). Nothing of the bundle was taken "
        "in. Ask the sender for a new one."
    )


class JsonStringError(JsonError):
    """A text longer than any record has."""

    code = "json-string-too-long"
    message = N_(
        "{place} holds a text longer than {limit} bytes. Nothing of the bundle was taken in. "
        "Ask the sender for a new one."
    )


class LineTooLongError(JsonError):
    """A line longer than any record is."""

    code = "line-too-long"
    message = N_(
        "{place} is longer than {limit} bytes, more than a record may have. Nothing of the bundle "
        "was taken in. Ask the sender for a new one."
    )
