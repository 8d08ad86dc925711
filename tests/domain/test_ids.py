"""Keys of records: form, order, no two alike."""

from __future__ import annotations

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

from papidesk.domain.ids import is_id, new_id


def test_a_key_is_a_uuid_of_version_7_with_the_time_in_front() -> None:
    before = time.time_ns() // 1_000_000
    key = uuid.UUID(new_id())
    after = time.time_ns() // 1_000_000
    assert key.version == 7
    assert key.variant == uuid.RFC_4122
    # A burst before this test may have borrowed some milliseconds.
    assert before <= key.int >> 80 <= after + 100


def test_keys_made_later_sort_later_even_in_a_burst() -> None:
    keys = [new_id() for _ in range(20_000)]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_threads_never_make_the_same_key() -> None:
    with ThreadPoolExecutor(4) as pool:
        batches = list(pool.map(lambda _: [new_id() for _ in range(2_000)], range(4)))
    keys = [key for batch in batches for key in batch]
    assert len(set(keys)) == len(keys)
    assert all(batch == sorted(batch) for batch in batches)


def test_other_texts_are_told_apart_from_keys() -> None:
    assert is_id(new_id())
    assert not is_id(str(uuid.uuid4()))
    assert not is_id("../../etc/passwd")
    assert not is_id(new_id() + "\n")
    assert not is_id("")
