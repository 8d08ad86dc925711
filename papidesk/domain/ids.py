"""Keys of records: UUID version 7, so that keys made later sort later (RFC 9562, section 5.7)."""

from __future__ import annotations

import os
import re
import threading
import time

_FORM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\Z")
# 12 bits after the version and 62 after the variant: the first 12 count keys of one millisecond.
_COUNTER_LIMIT = 1 << 12


class _Sequence:
    """The last key's millisecond and counter: one per process, or keys would not be in order."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._millisecond = 0
        self._counter = 0

    def next(self, millisecond: int) -> tuple[int, int]:
        """Return the (millisecond, counter) of the next key, above every one given before."""
        with self._lock:
            if millisecond > self._millisecond:
                # The counter begins low, so that a burst has room before time must be borrowed.
                self._millisecond, self._counter = millisecond, os.urandom(1)[0]
            elif self._counter + 1 < _COUNTER_LIMIT:
                self._counter += 1
            else:
                self._millisecond, self._counter = self._millisecond + 1, 0
            return self._millisecond, self._counter


_SEQUENCE = _Sequence()


def new_id() -> str:
    """Return a new key: a UUID version 7 in lower case, above all this process made before.

    A clock that is set back does not break the order: the last millisecond goes on.
    """
    millisecond, counter = _SEQUENCE.next(time.time_ns() // 1_000_000)
    tail = int.from_bytes(os.urandom(8)) & ((1 << 62) - 1)
    value = (millisecond << 80) | (0x7 << 76) | (counter << 64) | (0b10 << 62) | tail
    digits = f"{value:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def is_id(text: str) -> bool:
    """Tell whether ``text`` is a key as :func:`new_id` makes them."""
    return _FORM.match(text) is not None
