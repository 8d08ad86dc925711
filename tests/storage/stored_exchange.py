"""What an office exchanged, for stored databases: keys, bundles, units' records and figures."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from papidesk.domain.adding_up import Part
from papidesk.domain.amounts import Part as Brought
from papidesk.domain.bundle import Blob, BundleRecord
from papidesk.domain.bundle_records import KeyRecord
from papidesk.domain.consolidation import FigureWindow, Remark, UnitFigure, UnitReport
from papidesk.domain.document import Document
from papidesk.domain.exchange import Conflict, ReceivedBundle, SentBundle, StateChange, TrustedKey
from papidesk.domain.record import replace
from papidesk.domain.version_vector import content_hash
from papidesk.storage import (
    acknowledged,
    attachments,
    bundles_received,
    bundles_sent,
    conflicts,
    consolidations,
    import_journal,
    keysets,
    received_blobs,
    received_records,
    record_versions,
    trusted_keys,
    unit_figures,
    unit_reports,
)
from papidesk.storage.consolidations import Consolidation
from papidesk.storage.keysets import Keyset
from papidesk.storage.record_versions import RecordVersion
from papidesk.storage.store import Store

NOON = datetime(2025, 8, 20, 5, 0, tzinfo=UTC)
LATER = NOON + timedelta(days=40)
AT = "2025-08-20T05:00:00Z"
WHO = "Lê Thị Soạn"
UNIT, OTHER = "xa-mau-001", "H99.02"
DATABASE = "0198c5a0-0000-7000-8000-0000000000d1"
BUNDLE = "0198c5a0-0000-7000-8000-0000000000b1"
RECEIVED = "0198c5a0-0000-7000-8000-0000000000c1"
ENTRY = "0198c5a0-0000-7000-8000-0000000000e1"
KEYID, MANIFEST, FILE = "1a" * 32, "2b" * 32, "3c" * 32
WINDOW = FigureWindow(
    duty="papi", period="2025-H1", since=date(2024, 12, 15), until=date(2025, 6, 14)
)
TABLES = (
    "trusted_keys", "keysets", "bundles_sent", "bundles_received", "received_records",
    "received_amounts", "received_blobs", "acknowledged_blobs", "record_versions",
    "import_journal", "conflicts", "unit_reports", "figure_windows", "figure_counters",
    "figure_units", "unit_figures", "figure_totals", "consolidations",
)  # fmt: skip
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


def fill_exchange(store: Store, report: Document) -> None:
    """Put something of everything the fourth schema has into a workspace."""
    _fill_keys(store)
    _fill_sent(store, report)
    _fill_received(store)
    _fill_consolidation(store, report)


def _fill_keys(store: Store) -> None:
    key = TrustedKey(
        keyid=KEYID, public="4d" * 32, recipient="age1mau", unit=UNIT, name="xã Mẫu 001",
        state="trusted", how="compared", instance=DATABASE, since=AT,
    )  # fmt: skip
    trusted_keys.put(store, key, who=WHO, now=NOON)
    lost = replace(key, keyid="5e" * 32, state="revoked", reason="Máy bị mất")
    trusted_keys.put(store, lost, who=WHO, now=LATER)
    told = KeyRecord(
        keyid=KEYID, public="4d" * 32, recipient="age1mau", unit=UNIT, name="xã Mẫu 001"
    )
    keyset = Keyset(issuer="so-noi-vu", version=3, bundle=BUNDLE, keys=(told,), taken_at=AT)
    keysets.put(store, keyset, who=WHO, now=NOON)


def _fill_sent(store: Store, report: Document) -> None:
    sent = SentBundle(
        id="0198c5a0-0000-7000-8000-0000000000a1", kind="report", to=("so-noi-vu",),
        stream="report:so-noi-vu", seq=1, database=DATABASE, manifest_sha256=MANIFEST,
        file_name="xa-an-hoa_2025-H1_report_000001.papi", bytes=4_096, period="2025-H1",
        duty="papi", documents=(report.id,), counts={"activity": 2}, state="applied",
        steps=(StateChange(state="applied", at=AT, who=WHO),), made_at=AT, made_by=WHO,
    )  # fmt: skip
    bundles_sent.add(store, sent, who=WHO, now=NOON)
    acknowledged.put(store, "so-noi-vu", DATABASE, ["6f" * 32])
    version = RecordVersion(
        kind="activity", id=ENTRY, vv={DATABASE: 2}, dots={"title": f"{DATABASE}:2"},
        fields={"title": "Họp thôn Đông, đặc khu", "date": "2025-04-02"}, unknown={"later": "1"},
    )  # fmt: skip
    record_versions.put(store, [version])


def _fill_received(store: Store) -> None:
    received = ReceivedBundle(
        id=RECEIVED, bundle=BUNDLE, kind="report", unit=UNIT, unit_name="xã Mẫu 001",
        stream="report:xa-an-hoa", seq=1, database=DATABASE, keyid=KEYID,
        manifest_sha256=MANIFEST, file_sha256=FILE, file_name="xa-mau-001_2025-H1_report.papi",
        bytes=2_048, period="2025-H1", duty="papi", created_at=AT, state="applied",
        counts={"new": 1}, received_at=AT, received_by=WHO,
    )  # fmt: skip
    fields = {"date": "2025-04-02", "title": "Phát thanh buổi sáng"}
    record = BundleRecord(
        kind="activity", id=ENTRY, owner=UNIT, vv={DATABASE: 1}, hash=content_hash(fields),
        fields=fields,
    )  # fmt: skip
    photo = attachments.add_bytes(store, b"anh cua xa", media_type="image/jpeg", now=NOON)
    with store.unit_of_work():
        bundles_received.put(store, received)
        row = (record, "Phát thanh buổi sáng", "2025-04-02")
        received_records.put_many(store, UNIT, [row], RECEIVED)
        brought = Brought(counter="luot-phat-thanh", thousandths=12_500, derived=False)
        received_records.put_amounts(store, UNIT, [(ENTRY, "2025-04-02", [brought])])
        blob = Blob(sha256=photo.sha256, bytes=photo.bytes, media_type=photo.media_type)
        staged = store.folder / "staging" / "photo"
        staged.write_bytes(b"anh cua xa")
        received_blobs.move(store, UNIT, [blob], {photo.sha256: staged}, RECEIVED, now=NOON)
        import_journal.add(
            store, RECEIVED, [import_journal.Entry("record", f"{UNIT}/{ENTRY}", None, "7a" * 32)]
        )
        for settled in ("", AT):
            conflict = Conflict(
                kind="activity", record=ENTRY, title="Họp thôn", field="title", local="Họp",
                other="Họp dân", other_by="Nguyễn Văn Mẫu", received=RECEIVED,
                chosen="local" if settled else "", settled_at=settled,
            )  # fmt: skip
            conflicts.add(store, conflict)


def _fill_consolidation(store: Store, report: Document) -> None:
    figures = (
        UnitFigure(
            counter="luot-phat-thanh", name="Lượt phát thanh", unit_name="lượt",
            part=Part(total=Decimal("12.5"), entries=1), value=Decimal("12.5"),
        ),
        UnitFigure(
            counter="ty-le", name="Tỷ lệ", unit_name="%", adds_up="ratio", below=Decimal(8),
            part=Part(
                total=Decimal(6), entries=2, last=Decimal(2), last_day=date(2025, 4, 2)
            ), value=Decimal(75),
        ),
    )  # fmt: skip
    stands = UnitReport(
        unit=UNIT, duty="papi", period="2025-H1", state="returned", received=RECEIVED,
        bundle=BUNDLE, received_on=date(2025, 8, 20), decided_at=AT, decided_by=WHO,
        reason="Số chưa khớp", remarks=(Remark(place="luot-phat-thanh", text="Xem lại"),),
    )  # fmt: skip
    with store.unit_of_work():
        unit_figures.put(store, UNIT, WINDOW, figures)
        unit_figures.put(store, OTHER, WINDOW, figures[:1])
        unit_reports.put(store, stands)
        by_hand = UnitReport(
            unit=OTHER, duty="papi", period="2025-H1", received_on=date(2025, 6, 18), by_hand=True
        )
        unit_reports.put(store, by_hand)
        closed = consolidations.add(
            store,
            Consolidation(
                duty="papi", period="2025-H1", document=report.id, units=(OTHER,),
                totals={"luot-phat-thanh": "12.5"},
            ),
            who=WHO, now=NOON,
        )  # fmt: skip
        consolidations.open_again(store, closed, reason="Nhận bổ sung", who=WHO, now=LATER)
        consolidations.add(
            store, Consolidation(duty="papi", period="2025-H1", units=(OTHER,)), who=WHO, now=LATER
        )


def exchange_of(store: Store) -> dict[str, list[str]]:
    """Return all rows of the tables of exchange, without the ids that differ from run to run."""
    found = {}
    for table in TABLES:
        columns = [
            name
            for (name,) in store.rows("SELECT name FROM pragma_table_info(?)", (table,))
            if name != "content_sha256"
        ]
        rows = store.rows(f"SELECT {', '.join(columns)} FROM {table}")
        found[table] = sorted(_UUID.sub(_known, repr(row)) for row in rows)
    return found


def _known(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith("0198c5a0-") else "…"
