"""What can go wrong while a bundle is made or copied: nothing half is left, nothing is lost."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from papidesk.bundles.failures import BrokenOffError, BundleError, ReadBackError
from papidesk.bundles.file_layer import Files
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.storage import places
from papidesk.storage.attachments import AttachmentMissingError
from papidesk.storage.bundles_sent import StreamMovedError
from papidesk.workflow import packing, sending
from papidesk.workflow.packing import BadOwnRecordError
from papidesk.workflow.sending import Order
from tests.bundles.failing_files import BadStick, FailingFiles, ShortStick
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import tables
from tests.workflow.reports.half_year import TODAY
from tests.workflow.sending.conftest import PERIOD, Offices, proved

ORDER = Order(kind="report", period=PERIOD)
# Versions of records are caught up before anything is written: they say nothing of a bundle.
CAUGHT_UP = frozenset({"record_versions"})


def left_of(offices: Offices) -> list[str]:
    """Return what lies in the staging folder and the outbox."""
    folders = [offices.commune.folder / name for name in (places.STAGING, places.OUTBOX)]
    return [path.name for folder in folders if folder.is_dir() for path in folder.rglob("*")]


def calls(act: Callable[[Files], object]) -> int:
    counting = FailingFiles()
    act(counting)
    return counting.calls


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_fails_at_any_call_while_a_bundle_is_made_leaves_nothing(
    offices: Offices, error: int
) -> None:
    store = offices.commune
    made = sending.make(store, ORDER, who=WHO, today=TODAY)  # the key is there from here on
    count = calls(lambda files: sending.make(store, ORDER, who=WHO, today=TODAY, files=files))
    sending.withdraw(store, [one.id for one in sending.history(store)], who=WHO)
    assert made
    before = tables(store, but=CAUGHT_UP)
    for at in range(1, count + 1, max(1, count // 25)):
        with pytest.raises(PapiDeskError):
            sending.make(
                store, ORDER, who=WHO, today=TODAY, files=FailingFiles(at, error, gone=True)
            )
        assert left_of(offices) == []
        assert tables(store, but=CAUGHT_UP) == before
    assert sending.make(store, ORDER, who=WHO, today=TODAY)[0].seq == 1


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.ENODEV])
def test_a_stick_that_vanishes_at_any_call_leaves_no_half_copy(
    offices: Offices, error: int
) -> None:
    store = offices.commune
    bundle = sending.make(store, ORDER, who=WHO, today=TODAY)[0]

    def copied(files: Files) -> list[Path]:
        return sending.export(store, [bundle.id], offices.stick, who=WHO, files=files)

    count = calls(copied)
    (offices.stick / bundle.file_name).unlink()
    again = replace(sending.get(store, bundle.id))
    for at in range(1, count + 1):
        with pytest.raises(BundleError):
            copied(FailingFiles(at, error))
        assert list(offices.stick.iterdir()) == []
        assert sending.get(store, bundle.id) == again, "a copy that failed is not noted"
    assert copied(Files())[0].stat().st_size == bundle.bytes


@pytest.mark.parametrize("stick", [BadStick, ShortStick])
def test_a_stick_that_keeps_something_else_is_told_and_the_copy_removed(
    offices: Offices, stick: type[Files]
) -> None:
    proved(offices.commune, offices.entry("Hồ sơ nửa năm"), bytes(range(256)) * 10_000)
    bundle = sending.make(offices.commune, ORDER, who=WHO, today=TODAY)[0]
    with pytest.raises(ReadBackError):
        sending.export(offices.commune, [bundle.id], offices.stick, who=WHO, files=stick())
    assert list(offices.stick.iterdir()) == []
    assert sending.get(offices.commune, bundle.id).state == "drafted"


def test_broken_off_at_any_moment_nothing_is_made(offices: Offices) -> None:
    store = offices.commune
    proved(store, offices.entry("Hồ sơ nửa năm"), bytes(range(256)) * 10_000)
    sending.withdraw(
        store, [one.id for one in sending.make(store, ORDER, who=WHO, today=TODAY)], who=WHO
    )
    before = tables(store, but=CAUGHT_UP)
    asked = 0

    def after(limit: int) -> Callable[[], bool]:
        nonlocal asked
        asked = 0

        def stop() -> bool:
            nonlocal asked
            asked += 1
            return asked > limit

        return stop

    sending.make(store, ORDER, who=WHO, today=TODAY, cancelled=after(10**9))
    times = asked
    sending.withdraw(store, [one.id for one in sending.history(store)], who=WHO)
    before = tables(store, but=CAUGHT_UP)
    assert times > 1
    for limit in range(0, times, max(1, times // 20)):
        with pytest.raises(BrokenOffError):
            sending.make(store, ORDER, who=WHO, today=TODAY, cancelled=after(limit))
        assert left_of(offices) == []
        assert tables(store, but=CAUGHT_UP) == before


def test_a_missing_piece_of_evidence_is_told_by_its_name(offices: Offices) -> None:
    piece = proved(offices.commune, offices.entry("Hồ sơ nửa năm"), b"mat roi", "biên bản.pdf")
    places.attachment(offices.commune.folder, piece.sha256).unlink()
    with pytest.raises(PapiDeskError) as refused:
        sending.make(offices.commune, ORDER, who=WHO, today=TODAY)
    assert isinstance(refused.value, AttachmentMissingError)
    assert left_of(offices) == []


def test_two_bundles_made_at_once_for_one_receiver_do_not_take_one_number(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = offices.commune
    enter = packing._enter

    def meanwhile(*given: object, **more: object) -> None:
        monkeypatch.setattr(packing, "_enter", enter)
        sending.make(store, ORDER, who=WHO, today=TODAY)
        enter(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(packing, "_enter", meanwhile)
    with pytest.raises(StreamMovedError):
        sending.make(store, ORDER, who=WHO, today=TODAY)
    assert [one.seq for one in sending.history(store)] == [1]


def test_a_record_no_receiver_would_take_is_told_before_anything_is_made(
    offices: Offices,
) -> None:
    store = offices.commune
    entry = offices.entry("Hồ sơ nửa năm")
    with store.unit_of_work():
        content = store.value("SELECT content FROM activities WHERE id = ?", (entry,))
        wrong = str(content).replace('"320"', '"-320"')
        from papidesk.storage.content import sha256

        store.write(
            "UPDATE activities SET content = ?, content_sha256 = ? WHERE id = ?",
            (wrong, sha256(wrong.encode()), entry),
        )
    with pytest.raises(BadOwnRecordError, match="Hồ sơ nửa năm"):
        sending.make(store, ORDER, who=WHO, today=TODAY)
    assert left_of(offices) == []


def test_with_a_program_password_nothing_is_signed_without_it(offices: Offices) -> None:
    from papidesk.bundles.key_box import KeyLockedError
    from papidesk.workflow import access

    store = offices.commune
    access.set_password(store, "mật khẩu của xã", who=WHO)
    with pytest.raises(KeyLockedError):
        sending.make(store, ORDER, who=WHO, today=TODAY)
    assert left_of(offices) == []
    made = sending.make(store, ORDER, who=WHO, today=TODAY, password="mật khẩu của xã")
    assert made[0].seq == 1
