"""A bundle is looked at, agreed to and taken in; what refuses it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from papidesk.bundles.failures import BrokenOffError, BundleError
from papidesk.domain.ids import new_id
from papidesk.domain.record import replace
from papidesk.storage import received_records, trusted_keys, unit_figures, unit_reports
from papidesk.storage.store import Store
from papidesk.workflow import (
    consolidation,
    evidence,
    log,
    offices,
    receipts,
    receiving,
    sending,
    trust,
    unit_decisions,
    units,
)
from papidesk.workflow.receiving_refusals import OwnBundleError, PlanChangedError
from papidesk.workflow.trust_scope import OtherUnitError
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import (
    NOW,
    PERIOD,
    REMEMBERED,
    introduced,
    logged,
    made_anew,
    pair,
    received,
    records_of,
    report,
    tables,
    with_fields,
)
from tests.workflow.logged import entry

Two = tuple[Store, Store]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    """Commune and superior that know each other; the commune has three meetings in its log."""
    with pair(tmp_path) as (commune, superior):
        logged(commune)
        yield commune, superior


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick to carry bundles on."""
    return tmp_path / "USB"


def refused(store: Store, path: Path) -> BundleError:
    """Return why a file is refused, after seeing that nothing but the history changed."""
    before = tables(store, but=REMEMBERED)
    with pytest.raises(BundleError) as told, receiving.look(store, path, who=WHO, now=NOW):
        pass
    assert tables(store, but=REMEMBERED) == before
    assert list((store.folder / "staging").iterdir()) == []
    row = receiving.history(store)[0]
    assert (row.state, row.code) == ("refused", told.value.code)
    assert row.reason and row.file_name == path.name
    return told.value


def test_looking_changes_nothing_and_says_what_would(two: Two, stick: Path) -> None:
    commune, superior = two
    path = report(commune, stick)
    before = tables(superior)
    with receiving.look(superior, path, who=WHO) as incoming:
        plan = incoming.plan
        assert plan.counts == {
            "new": 4, "changed": 0, "unchanged": 0, "conflicting": 0, "refused": 0,
        }  # fmt: skip
        assert plan.manifest.sender.name and plan.trusted and not plan.hold
        assert {line.title for line in plan.of("new")} >= {"Họp thôn 1 01/03/2026"}
        assert tables(superior) == before
    assert list((superior.folder / "staging").iterdir()) == []


def test_what_is_taken_in_stands_beside_our_own_tables(two: Two, stick: Path) -> None:
    commune, superior = two
    row = received(superior, report(commune, stick))
    assert row.state == "applied" and row.counts == {"new": 4}
    assert [one.title for one in received_records.every(superior, row.unit, "activity")] == [
        f"Họp thôn {number} 0{number}/03/2026" for number in (1, 2, 3)
    ]
    found = unit_figures.of_unit(superior, row.unit, row.duty, PERIOD)
    assert found is not None and [one.value for one in found.figures] == [3]
    behind = received_records.behind(superior, row.unit, "hoi-nghi", "2026-01-01", "2026-06-30")
    assert [amount for _, amount in behind] == [1000, 1000, 1000]
    kept = unit_reports.get(superior, row.unit, row.duty, PERIOD)
    assert kept is not None and (kept.state, kept.times) == ("received", 1)
    assert log.count(superior) == 0


def test_the_same_bundle_twice_changes_nothing_and_gets_the_same_row(two: Two, stick: Path) -> None:
    commune, superior = two
    path = report(commune, stick)
    first = received(superior, path)
    before = tables(superior)
    second = received(superior, path)
    assert second == first and tables(superior) == before


def test_a_file_on_a_clock_of_1980_or_2099_is_taken_in_all_the_same(two: Two, stick: Path) -> None:
    commune, superior = two
    for year in (1980, 2099):
        path = made_anew(
            commune, report(commune, stick), stick / f"{year}.papi", bundle_id=new_id(),
            created_at=f"{year}-01-01T00:00:00Z", seq=year,
        )  # fmt: skip
        assert received(superior, path, now=datetime(year, 1, 1, tzinfo=UTC)).state == "applied"


def test_out_of_order_what_a_later_bundle_covers_is_kept_and_not_taken(
    two: Two, stick: Path
) -> None:
    commune, superior = two
    early = report(commune, stick / "1")
    log.add(commune, entry("Họp thôn Tây", day=20), who=WHO)
    late = report(commune, stick / "2")
    assert received(superior, late).state == "applied"
    before = tables(superior, but=REMEMBERED)
    row = received(superior, early)
    assert row.state == "superseded" and tables(superior, but=REMEMBERED) == before
    with receiving.reopen(superior, row.id, who=WHO) as incoming:
        assert incoming.plan.superseded and incoming.plan.manifest.seq == 1
        assert incoming.plan.file_name == early.name


def test_out_of_order_another_period_is_taken_in(two: Two, stick: Path) -> None:
    commune, superior = two
    first = report(commune, stick / "1", period="2026-Q1")
    second = report(commune, stick / "2")
    assert received(superior, second).state == "applied"
    row = received(superior, first)
    assert row.state == "applied" and row.period == "2026-Q1"


def test_a_missing_bundle_in_the_middle_is_told_and_the_next_taken_in(
    two: Two, stick: Path
) -> None:
    commune, superior = two
    received(superior, report(commune, stick / "1"))
    report(commune, stick / "2")
    with receiving.look(superior, report(commune, stick / "3"), who=WHO) as incoming:
        assert incoming.plan.sequence == "gap" and len(incoming.plan.warnings) == 1
        assert receiving.take(superior, incoming, who=WHO).state == "applied"


def test_a_later_bundle_tells_what_changed_and_what_was_deleted(two: Two, stick: Path) -> None:
    commune, superior = two
    received(superior, report(commune, stick / "1"))
    first, second, _ = [row.activity for row in log.listing(commune)]
    from papidesk.domain.record import replace

    log.change(commune, replace(first, title="Họp thôn Đoài"), who=WHO)
    log.remove(commune, [second.id], who=WHO)
    with receiving.look(superior, report(commune, stick / "2"), who=WHO) as incoming:
        changed = {line.id: line for line in incoming.plan.of("changed")}
        assert incoming.plan.counts["unchanged"] == 1
        (change,) = changed[first.id].changes
        assert (change.field, change.after) == ("title", "Họp thôn Đoài")
        row = receiving.take(superior, incoming, who=WHO)
    titles = [one.title for one in received_records.every(superior, row.unit, "activity")]
    assert len(titles) == 2 and any("Đoài" in title for title in titles)
    found = unit_figures.of_unit(superior, row.unit, row.duty, PERIOD)
    assert found is not None and [one.value for one in found.figures] == [2]


def test_evidence_comes_with_the_bundle_and_stays_when_files_nobody_needs_are_collected(
    two: Two, stick: Path, tmp_path: Path
) -> None:
    commune, superior = two
    photo = tmp_path / "ảnh họp.jpg"
    photo.write_bytes(b"\xff\xd8" + bytes(range(256)) * 40)
    one = log.listing(commune)[0].activity
    evidence.attach_file(commune, "activity", one.id, photo, who=WHO)
    row = received(superior, report(commune, stick))
    (proof,) = received_records.every(superior, row.unit, "evidence")
    from papidesk.storage import attachments

    later = datetime(2030, 1, 1, tzinfo=UTC)
    assert attachments.collect_garbage(superior, now=later) == 0
    assert attachments.read(superior, proof.record.fields["sha256"]) == photo.read_bytes()


def test_a_bundle_that_is_not_for_us_is_refused(two: Two, stick: Path) -> None:
    commune, superior = two
    path = made_anew(commune, report(commune, stick), stick / "a.papi", to=("so-y-te",))
    assert refused(superior, path).code == "wrong-recipient"


def test_our_own_bundle_is_refused_and_leaves_nothing_in_the_history(two: Two, stick: Path) -> None:
    commune, _ = two
    path = report(commune, stick)
    before = tables(commune)
    with pytest.raises(OwnBundleError), receiving.look(commune, path, who=WHO):
        pass
    assert tables(commune) == before and list((commune.folder / "staging").iterdir()) == []


def test_the_same_id_with_other_content_is_refused(two: Two, stick: Path) -> None:
    commune, superior = two
    path = report(commune, stick)
    received(superior, path)
    other = made_anew(commune, path, stick / "a.papi", note="khác")
    assert refused(superior, other).code == "same-id-other-content"


def test_a_number_far_ahead_is_refused(two: Two, stick: Path) -> None:
    commune, superior = two
    path = report(commune, stick)
    received(superior, path)
    far = made_anew(commune, path, stick / "a.papi", bundle_id=new_id(), seq=10_002)
    assert refused(superior, far).code == "sequence-jump"


def test_records_of_another_unit_are_refused(two: Two, stick: Path) -> None:
    commune, superior = two
    path = report(commune, stick)
    from papidesk.domain.record import replace

    foreign = [replace(one, owner="xa-khac") for one in records_of(path)]
    other = made_anew(commune, path, stick / "a.papi", records=foreign)
    assert refused(superior, other).code == "record-other-owner"


def test_the_name_of_another_unit_is_refused(two: Two, stick: Path) -> None:
    commune, superior = two
    other = made_anew(commune, report(commune, stick), stick / "a.papi", unit="xa-khac")
    assert refused(superior, other).code == "key-other-unit"


def test_a_kind_the_sender_may_not_send_is_refused(two: Two, stick: Path) -> None:
    commune, superior = two
    other = made_anew(
        commune, report(commune, stick), stick / "a.papi", kind="directive", records=(),
        kinds=("counter",),
    )  # fmt: skip
    assert refused(superior, other).code == "key-out-of-scope"


def test_a_revoked_key_is_refused(two: Two, stick: Path) -> None:
    commune, superior = two
    path = report(commune, stick)
    (key,) = trust.every(superior)
    trust.revoke(superior, key.keyid, reason="mất máy", who=WHO)
    assert refused(superior, path).code == "key-revoked"


def test_a_file_that_is_no_bundle_is_refused_once_however_often_it_is_tried(
    two: Two, stick: Path
) -> None:
    _, superior = two
    stick.mkdir()
    path = stick / "ghi chú.papi"
    path.write_bytes(b"PK\x03\x04 khong phai")
    refused(superior, path)
    refused(superior, path)
    (row,) = receiving.history(superior)
    assert len(row.steps) == 2


def test_an_empty_file_is_in_the_history_once_however_often_it_is_tried(
    two: Two, stick: Path
) -> None:
    _, superior = two
    stick.mkdir(exist_ok=True)
    for name in ("a.papi", "a.papi", "b.papi", "b.papi"):
        (stick / name).write_bytes(b"")
        assert refused(superior, stick / name).code == "file-empty"
    assert sorted(row.file_name for row in receiving.history(superior)) == ["a.papi", "b.papi"]


def test_a_day_that_does_not_exist_refuses_its_record_alone(two: Two, stick: Path) -> None:
    commune, superior = two
    path = report(commune, stick)
    wrong = [
        with_fields(one, date="2026-02-31") if one.fields.get("title") == "Họp thôn 2" else one
        for one in records_of(path)
    ]
    other = made_anew(commune, path, stick / "a.papi", records=wrong)
    with receiving.look(superior, other, who=WHO) as incoming:
        (line,) = incoming.plan.of("refused")
        assert "Họp thôn 2" in line.title and receiving.said(line)
        row = receiving.take(superior, incoming, who=WHO)
    assert row.counts == {"new": 3, "refused": 1}
    assert [one.code for one in row.reasons] == ["day-impossible"]
    assert len(list(received_records.every(superior, row.unit, "activity"))) == 2


def test_what_was_looked_at_is_not_taken_in_when_something_changed_since(
    two: Two, stick: Path
) -> None:
    commune, superior = two
    received(superior, report(commune, stick / "1"))
    log.add(commune, entry("Họp thôn Tây", day=20), who=WHO)
    path = report(commune, stick / "2")
    with receiving.look(superior, path, who=WHO) as seen:
        with Store(superior.path) as elsewhere:
            received(elsewhere, path)
        before = tables(superior)
        with pytest.raises(PlanChangedError):
            receiving.take(superior, seen, who=WHO, backup=False)
        assert tables(superior) == before


def test_what_changed_elsewhere_and_does_not_matter_stops_nothing(two: Two, stick: Path) -> None:
    commune, superior = two
    with receiving.look(superior, report(commune, stick), who=WHO) as seen:
        with Store(superior.path) as elsewhere:
            log.add(elsewhere, entry(), who=WHO)
        assert receiving.take(superior, seen, who=WHO).state == "applied"


def test_broken_off_at_any_point_nothing_is_there_of_it(two: Two, stick: Path) -> None:
    commune, superior = two
    path = report(commune, stick)
    before = tables(superior)
    asked = 0

    def stop(at: int) -> bool:
        nonlocal asked
        asked += 1
        return asked > at

    for at in range(1_000):
        asked = 0
        try:
            with receiving.look(superior, path, who=WHO, cancelled=lambda at=at: stop(at)):
                break
        except BrokenOffError:
            assert tables(superior) == before
            assert list((superior.folder / "staging").iterdir()) == []
    assert at > 2


def test_receipts_tell_the_sender_and_can_be_made_again_any_time(two: Two, stick: Path) -> None:

    commune, superior = two
    row = received(superior, report(commune, stick))
    for number in (1, 2):
        receipts.make(superior, row.id, stick / f"biên nhận {number}.papi", who=WHO)
        taken = received(commune, stick / f"biên nhận {number}.papi")
        assert taken.state == "applied"
    assert [one.state for one in sending.history(commune)] == ["applied"]


def test_a_receipt_of_a_waiting_bundle_says_it_was_received(tmp_path: Path, stick: Path) -> None:
    from papidesk.workflow import receipts

    with pair(tmp_path) as (commune, superior):
        logged(commune)
        path = report(commune, stick)
        with receiving.look(superior, path, who=WHO) as incoming:
            row = receiving.put_off(superior, incoming, who=WHO)
        receipts.make(superior, row.id, stick / "b.papi", who=WHO)
        received(commune, stick / "b.papi")
        assert [one.state for one in sending.history(commune)] == ["received"]
        introduced(commune, superior, "subordinate")


def test_a_record_a_bad_disk_damaged_is_told_and_comes_right_with_the_next_bundle(
    two: Two, stick: Path
) -> None:
    from papidesk.storage.integrity import verify

    commune, superior = two
    row = received(superior, report(commune, stick / "1"))
    damage = "UPDATE received_records SET content = replace(content, 'Họp thôn 2', 'Họp thôn 9')"
    with superior.unit_of_work():
        assert superior.write(f"{damage} WHERE kind = 'activity'")
    assert len(verify(superior)[1]) == 1
    behind = received_records.behind(superior, row.unit, "hoi-nghi", "2026-01-01", "2026-06-30")
    assert [one.title for one, _ in behind][1] == "Họp thôn 2 02/03/2026"
    assert sum(amount for _, amount in behind) == 3000
    log.add(commune, entry("Họp thôn Tây", day=20), who=WHO)
    received(superior, report(commune, stick / "2"))
    assert verify(superior)[1] == []


def test_a_damaged_row_of_the_history_is_told_and_stops_no_further_bundle(
    two: Two, stick: Path
) -> None:
    from papidesk.storage.integrity import verify

    commune, superior = two
    received(superior, report(commune, stick / "1"))
    with superior.unit_of_work():
        superior.write("UPDATE bundles_received SET content = replace(content, 'papi', 'papa')")
    assert len(verify(superior)[1]) == 1 and len(receiving.history(superior)) == 1
    assert received(superior, report(commune, stick / "2")).state == "applied"


def test_a_key_revoked_while_somebody_looks_takes_nothing_in(two: Two, stick: Path) -> None:
    commune, superior = two
    with receiving.look(superior, report(commune, stick), who=WHO) as seen:
        (key,) = trust.every(superior)
        trust.revoke(superior, key.keyid, reason="mất máy", who=WHO)
        before = tables(superior)
        with pytest.raises(BundleError) as told:
            receiving.take(superior, seen, who=WHO, backup=False)
        assert told.value.code == "key-revoked"
        assert tables(superior) == before


def test_an_encrypted_bundle_is_kept_encrypted_while_it_waits_and_then_taken_in(
    two: Two, stick: Path
) -> None:
    commune, superior = two
    introduced(superior, commune, "superior")
    path = report(commune, stick, encrypt=True)
    assert path.name.endswith(".papi.age")
    with receiving.look(superior, path, who=WHO) as incoming:
        assert incoming.plan.encrypted and incoming.plan.counts["new"] == 4
        row = receiving.put_off(superior, incoming, who=WHO)
    (kept,) = (superior.folder / "inbox").iterdir()
    assert kept.read_bytes() == path.read_bytes()
    with receiving.reopen(superior, row.id, who=WHO) as incoming:
        assert receiving.take(superior, incoming, who=WHO).state == "applied"


def test_the_parts_of_a_split_bundle_come_together_in_any_order(
    two: Two, stick: Path, tmp_path: Path
) -> None:
    commune, superior = two
    for number, row in enumerate(log.listing(commune)):
        photo = tmp_path / f"{number}.jpg"
        photo.write_bytes(bytes([number]) * (9 << 20))
        evidence.attach_file(commune, "activity", row.activity.id, photo, who=WHO)
    from papidesk.workflow.sending import Order

    made = sending.make(
        commune, Order(kind="report", period=PERIOD, profile="email"), who=WHO, now=NOW
    )
    assert len(made) > 1
    stick.mkdir()
    paths = sending.export(commune, [one.id for one in made], stick, who=WHO)
    for path in reversed(paths):
        row = received(superior, path)
        assert row.state == "applied"
    assert len(list(received_records.every(superior, row.unit, "evidence"))) == 3
    kept = unit_reports.get(superior, row.unit, row.duty, PERIOD)
    assert kept is not None and kept.times == 1
    found = unit_figures.of_unit(superior, row.unit, row.duty, PERIOD)
    assert found is not None and [one.value for one in found.figures] == [3]


def test_a_bundle_says_whom_to_encrypt_answers_to_where_nothing_is_known(
    two: Two, stick: Path
) -> None:
    commune, superior = two
    key = trust.every(superior)[0]
    trusted_keys.put(superior, replace(key, recipient=""), who=WHO)
    with pytest.raises(trust.NoRecipientError):
        trust.recipients(superior, [key.unit])
    row = received(superior, report(commune, stick))
    assert trust.every(superior)[0].recipient == key.recipient
    (answer,) = receipts.make(superior, row.id, who=WHO, encrypt=True)
    assert received(commune, sending.file_of(superior, answer)).state == "applied"


def test_a_renamed_office_goes_on_reporting_once_its_superior_knows(two: Two, stick: Path) -> None:
    commune, superior = two
    received(superior, report(commune, stick / "1"))
    office = replace(offices.current(commune), name="xã Bình Minh")
    offices.save(commune, office, who=WHO)
    path = report(commune, stick / "2")
    assert path.name.startswith("xa-binh-minh_")
    with pytest.raises(OtherUnitError), receiving.look(superior, path, who=WHO):
        pass
    units.rename(superior, "xa-an-hoa", "xã Bình Minh", day=NOW.date(), who=WHO)
    row = received(superior, path)
    assert row.state == "applied"
    (answer,) = receipts.make(superior, row.id, who=WHO)
    assert received(commune, sending.file_of(superior, answer)).state == "applied"
    assert sending.history(commune)[0].state == "applied"
    # It is the same unit: what it reports once more does not count twice.
    (line,) = consolidation.totals(superior, line_duty(superior), PERIOD)
    assert line.value == 3
    assert {one for (one,) in superior.rows("SELECT unit FROM received_records")} == {"xa-an-hoa"}
    (back,) = unit_decisions.send_back(
        superior, "xa-an-hoa", line_duty(superior), PERIOD, reason="Rà lại", who=WHO
    )
    assert received(commune, sending.file_of(superior, back)).state == "applied"
    assert sending.history(commune)[0].state == "returned"


def line_duty(superior: Store) -> str:
    """Return the duty the one report stands under."""
    return str(superior.value("SELECT duty FROM unit_reports"))
