"""JSON read strictly: what programs disagree about is refused; fast where a text is plain.

A text that reads the same when it is written again has no member twice, no blanks, no escapes that
are not needed: then only numbers are looked for. All other texts are read letter by letter.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any, NoReturn

import msgspec

from papidesk.bundles.json_failures import (
    JsonBigNumberError,
    JsonControlError,
    JsonDepthError,
    JsonError,
    JsonFloatError,
    JsonMarkError,
    JsonNormalError,
    JsonNotANumberError,
    JsonStringError,
    JsonSurrogateError,
    JsonTextError,
    JsonTwiceError,
)
from papidesk.bundles.limits import LIMITS

LARGEST = 2**53 - 1
_DIGITS = 16  # of LARGEST
_MARK = b"\xef\xbb\xbf"
# A run of so many digits may be a number that is too big, or stand in a text: looked at closer.
_ZEROS = bytes.maketrans(b"123456789", b"000000000")
_RUN = b"0" * _DIGITS
_LOW_CONTROLS = bytes([*range(0x20), 0x7F])
_TEXTS = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_CONTROL_LETTER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def loads(
    data: bytes,
    *,
    place: str = "",
    depth: int = LIMITS.depth,
    string: int = LIMITS.string,
) -> Any:
    """Return what the JSON text ``data`` says; ``place`` names it in refusals.

    Refused, each with an error of its own (all :class:`~papidesk.bundles.json_failures.JsonError`):
    bytes that are no UTF-8, a byte order mark, more than ``depth`` levels, a member twice, NaN and
    Infinity, numbers that are not whole or beyond ±(2^53 − 1), control characters other than tab
    and line feed, lone surrogates, text that is not NFC or has more than ``string`` bytes.
    """
    if data.startswith(_MARK):
        raise JsonMarkError(place=place)
    _check_depth(data, depth, place)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise JsonTextError(place=place) from error
    if not unicodedata.is_normalized("NFC", text):
        raise JsonNormalError(place=place)
    found = _plain(data)
    if found is _DOUBT:
        found = _slow(text, place)
    if len(data) > string:
        _check_strings(found, string, place)
    return found


class _Doubt:
    """What is returned for a text that must be read letter by letter."""


def _not_whole(number: str) -> NoReturn:
    raise ValueError(number)


_DOUBT = _Doubt()
_DECODER = msgspec.json.Decoder(float_hook=_not_whole)
_ENCODER = msgspec.json.Encoder()


def _plain(data: bytes) -> Any:
    """Return what a plain text says, :data:`_DOUBT` for every other."""
    if len(data.translate(None, _LOW_CONTROLS)) < len(data) or b"\\u" in data or b"\xc2" in data:
        return _DOUBT
    if _RUN in data.translate(_ZEROS):
        return _DOUBT
    try:
        found = _DECODER.decode(data)
        again = _ENCODER.encode(found)
    except (msgspec.DecodeError, msgspec.EncodeError, RecursionError):
        return _DOUBT
    return found if again == data else _DOUBT


def _check_depth(data: bytes, depth: int, place: str) -> None:
    if data.count(b"{") + data.count(b"[") <= depth:
        return
    level = 0
    for bracket in re.findall(rb"[\[{\]}]", _TEXTS.sub(b"", data)):
        level += 1 if bracket in b"[{" else -1
        if level > depth:
            raise JsonDepthError(place=place, limit=depth)


def _slow(text: str, place: str) -> Any:
    """Return what ``text`` says, looking at every member, number and letter."""

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            raise JsonTwiceError(
                place=place, name=next(name for name in names if names.count(name) > 1)[:60]
            )
        return found

    def whole(number: str) -> int:
        digits = len(number.lstrip("-"))
        # Only numbers of a bearable length are worked out.
        if digits > _DIGITS or abs(int(number)) > LARGEST:
            raise JsonBigNumberError(place=place, digits=digits)
        return int(number)

    def broken(number: str) -> NoReturn:
        raise JsonFloatError(place=place, number=number[:40])

    def no_number(name: str) -> NoReturn:
        raise JsonNotANumberError(place=place, number=name)

    control = _CONTROL_LETTER.search(text)
    if control:
        raise JsonControlError(place=place, letter=f"U+{ord(control[0]):04X}")
    try:
        found = json.loads(
            text,
            object_pairs_hook=members,
            parse_int=whole,
            parse_float=broken,
            parse_constant=no_number,
        )
    except (json.JSONDecodeError, RecursionError) as error:
        raise JsonError(place=place, detail=str(error)[:100]) from error
    _check_letters(found, place)
    return found


def _check_letters(value: Any, place: str) -> None:
    """Refuse letters that escapes have brought in; what stands unescaped is in the text itself."""
    for text in _strings(value):
        control = _CONTROL_LETTER.search(text)
        if control:
            raise JsonControlError(place=place, letter=f"U+{ord(control[0]):04X}")
        if _SURROGATE.search(text):
            raise JsonSurrogateError(place=place)
        if not unicodedata.is_normalized("NFC", text):
            raise JsonNormalError(place=place)


def _check_strings(value: Any, limit: int, place: str) -> None:
    for text in _strings(value):
        if len(text) * 4 > limit and len(text.encode()) > limit:
            raise JsonStringError(place=place, limit=limit)


def _strings(value: Any) -> list[str]:
    """Return every text in ``value``, names of members, too."""
    found: list[str] = []
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, dict):
            found.extend(one)
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
    return found
