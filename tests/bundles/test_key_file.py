"""A key introduces itself: what is changed, forged, weak or joined on is refused with a reason."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.bundles import key_file, keys
from papidesk.bundles.failures import (
    BundleError,
    IntroductionError,
    KeyMismatchError,
    SignatureError,
    WeakKeyError,
)
from papidesk.bundles.key_file import Introduction, NewerKeyFileError, NotAKeyFileError
from papidesk.bundles.keys import Signer
from papidesk.domain.record import replace

SIGNER = Signer(bytes(range(32)))
RECIPIENT = keys.new_age_identity()[1]
OLD, OLDER = Signer(bytes([7]) * 32), Signer(bytes([9]) * 32)


def said(**changes: Any) -> Introduction:
    """Return what an invented commune's key says of itself."""
    introduction = Introduction(
        public=SIGNER.public.hex(),
        recipient=keys.new_age_identity()[1],
        unit="xa-an-hoa",
        name="Ủy ban nhân dân xã An Hòa",
        instance="0192d3a4-0000-7000-8000-000000000001",
        made_at="2026-03-02T01:02:03Z",
    )
    return replace(introduction, **changes)


def rewritten(data: bytes, **changes: Any) -> bytes:
    """Return an envelope with other members."""
    return json.dumps(json.loads(data) | changes).encode()


def test_a_key_file_tells_the_key_its_unit_and_what_to_encrypt_to() -> None:
    introduction = said()
    key = key_file.read(key_file.write(introduction, SIGNER))
    assert (key.keyid, key.public) == (SIGNER.keyid, SIGNER.public.hex())
    assert (key.unit, key.name) == ("xa-an-hoa", "Ủy ban nhân dân xã An Hòa")
    assert (key.recipient, key.state) == (introduction.recipient, "waiting")
    assert key.previous == ()


def test_the_keys_before_it_are_told_latest_first_when_each_signed_the_next() -> None:
    line = (key_file.succeed(OLD, SIGNER.public), key_file.succeed(OLDER, OLD.public))
    key = key_file.read(key_file.write(said(successions=line), SIGNER))
    assert key.previous == (OLD.keyid, OLDER.keyid)


@pytest.mark.parametrize(
    "line",
    [
        (key_file.succeed(OLDER, OLD.public),),
        (key_file.succeed(OLD, SIGNER.public), key_file.succeed(OLD, OLDER.public)),
        (replace(key_file.succeed(OLD, SIGNER.public), payload_type=key_file.PAYLOAD_TYPE),),
    ],
    ids=["of another key", "that leads elsewhere", "of another type"],
)
def test_a_succession_that_does_not_lead_to_the_key_is_refused(line: Any) -> None:
    with pytest.raises(IntroductionError):
        key_file.read(key_file.write(said(successions=line), SIGNER))


def test_a_succession_somebody_else_signed_is_refused() -> None:
    true = key_file.succeed(OLD, SIGNER.public)
    forged = key_file.succeed(OLDER, SIGNER.public).signatures[0]
    for signature in (forged, replace(forged, keyid=OLD.keyid)):
        line = (replace(true, signatures=(signature,)),)
        with pytest.raises((KeyMismatchError, SignatureError)):
            key_file.read(key_file.write(said(successions=line), SIGNER))


def test_an_introduction_signed_by_another_key_is_refused() -> None:
    with pytest.raises(KeyMismatchError):
        key_file.read(key_file.write(said(), OLD))


def test_a_name_changed_on_the_way_is_refused() -> None:
    data = key_file.write(said(), SIGNER)
    payload = base64.b64decode(json.loads(data)["payload"]).replace("An Hòa".encode(), b"An Ninh")
    with pytest.raises(SignatureError):
        key_file.read(rewritten(data, payload=base64.b64encode(payload).decode()))


@given(st.data())
def test_no_change_of_a_single_byte_is_taken_as_another_key(data: st.DataObject) -> None:
    written = key_file.write(said(recipient=RECIPIENT), SIGNER)
    known = key_file.read(written)
    at = data.draw(st.integers(0, len(written) - 1))
    other = data.draw(st.integers(0, 255))
    changed = written[:at] + bytes([other]) + written[at + 1 :]
    try:
        assert key_file.read(changed) == known
    except BundleError as error:
        assert str(error)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"{}", b"[" * 100_000, b"\xff\xfe", b'{"payloadType": 1}', b" " * 70_000],
    ids=["empty", "zip", "nothing said", "deep", "no text", "wrong type", "too long"],
)
def test_other_files_are_no_key_files(data: bytes) -> None:
    with pytest.raises(NotAKeyFileError) as refused:
        key_file.read(data, name="a.docx")
    assert "a.docx" in str(refused.value)


def test_a_bundle_signature_is_no_key_file() -> None:
    data = key_file.write(said(), SIGNER)
    with pytest.raises(NotAKeyFileError):
        key_file.read(
            rewritten(data, payloadType="application/vnd.papidesk.manifest+json"), name="x"
        )


def test_a_later_format_says_update_first() -> None:
    with pytest.raises(NewerKeyFileError):
        key_file.read(key_file.write(said(version=2), SIGNER))


@pytest.mark.parametrize(
    "changes",
    [
        {"unit": "xã An Hòa"},
        {"unit": ""},
        {"unit": "x" * 36},
        {"name": ""},
        {"name": "a\nb"},
        {"name": "x" * 201},
        {"instance": ""},
        {"recipient": "age1xyz"},
        {"recipient": ""},
        {"public": "ab"},
        {"public": "AB" * 32},
    ],
    ids=str,
)
def test_what_no_key_says_of_itself_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(IntroductionError):
        key_file.read(key_file.write(said(**changes), SIGNER))


def test_a_key_that_signs_for_everybody_is_refused() -> None:
    weak = (1).to_bytes(32, "little")
    with pytest.raises(WeakKeyError):
        key_file.read(key_file.write(said(public=weak.hex()), SIGNER))
