"""The tables of the fourth schema: bundles, keys, received records, conflicts, consolidation."""

from __future__ import annotations

# A UUID in lower case. GLOB has no repetition, so the length and the characters are checked.
_KEY = "length({0}) = 36 AND {0} NOT GLOB '*[^0-9a-f-]*'"
_TIME = "{0} GLOB '????-??-??T??:??:??Z'"
_HASH = "length({0}) = 64 AND {0} NOT GLOB '*[^0-9a-f]*'"
_DAY = "{0} GLOB '????-??-??'"
_CONTENT = f"""
        content TEXT NOT NULL CHECK (content GLOB '{{*}}'),
        content_sha256 TEXT NOT NULL CHECK ({_HASH.format("content_sha256")})"""

FOURTH = (
    # Keys of other installations, each for one unit; what is not trusted yet stands here too.
    f"""
    CREATE TABLE trusted_keys (
        keyid TEXT NOT NULL CHECK ({_HASH.format("keyid")}),
        unit TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('superior', 'subordinate', 'same_office')),
        state TEXT NOT NULL CHECK (state IN ('waiting', 'trusted', 'replaced', 'revoked')),
        {_CONTENT},
        changed_at TEXT NOT NULL CHECK ({_TIME.format("changed_at")}),
        changed_by TEXT NOT NULL,
        PRIMARY KEY (keyid, unit)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX trusted_keys_by_unit ON trusted_keys (unit, state)",
    # The highest set of keys seen of each issuer: a lower one is refused.
    f"""
    CREATE TABLE keysets (
        issuer TEXT NOT NULL,
        version INTEGER NOT NULL CHECK (version > 0),
        bundle_id TEXT NOT NULL,
        {_CONTENT},
        taken_at TEXT NOT NULL CHECK ({_TIME.format("taken_at")}),
        PRIMARY KEY (issuer, version)
    ) STRICT, WITHOUT ROWID
    """,
    f"""
    CREATE TABLE bundles_sent (
        id TEXT PRIMARY KEY NOT NULL CHECK ({_KEY.format("id")}),
        kind TEXT NOT NULL,
        stream TEXT NOT NULL,
        seq INTEGER NOT NULL CHECK (seq > 0),
        database_id TEXT NOT NULL CHECK ({_KEY.format("database_id")}),
        manifest_sha256 TEXT NOT NULL,
        period TEXT NOT NULL,
        duty TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN (
            'drafted', 'exported', 'handed_over', 'received', 'applied', 'applied_with_remarks',
            'refused', 'returned', 'superseded'
        )),
        {_CONTENT},
        made_at TEXT NOT NULL CHECK ({_TIME.format("made_at")}),
        UNIQUE (database_id, stream, seq)
    ) STRICT
    """,
    "CREATE INDEX bundles_sent_by_time ON bundles_sent (made_at)",
    # Every file that came in, with what became of it; refused ones may have no id of their own.
    f"""
    CREATE TABLE bundles_received (
        id TEXT PRIMARY KEY NOT NULL CHECK ({_KEY.format("id")}),
        bundle_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        unit TEXT NOT NULL,
        database_id TEXT NOT NULL,
        stream TEXT NOT NULL,
        seq INTEGER NOT NULL,
        period TEXT NOT NULL,
        duty TEXT NOT NULL,
        manifest_sha256 TEXT NOT NULL,
        file_sha256 TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN (
            'waiting', 'applied', 'refused', 'superseded', 'declined', 'undone'
        )),
        {_CONTENT},
        received_at TEXT NOT NULL CHECK ({_TIME.format("received_at")})
    ) STRICT
    """,
    # One bundle is taken in once; every further file of it is a row in another state.
    "CREATE UNIQUE INDEX bundles_applied ON bundles_received (bundle_id) WHERE state = 'applied'",
    "CREATE INDEX bundles_received_by_bundle ON bundles_received (bundle_id)",
    "CREATE INDEX bundles_received_by_stream ON bundles_received (unit, stream, database_id, seq)",
    "CREATE INDEX bundles_received_by_time ON bundles_received (received_at)",
    # What other units own, as they last told it. Nobody here edits these rows.
    f"""
    CREATE TABLE received_records (
        unit TEXT NOT NULL,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
        day TEXT CHECK ({_DAY.format("day")}),
        title TEXT NOT NULL,
        content TEXT NOT NULL CHECK (content GLOB '{{*}}'),
        content_sha256 TEXT NOT NULL CHECK ({_HASH.format("content_sha256")}),
        received_id TEXT NOT NULL REFERENCES bundles_received (id),
        PRIMARY KEY (unit, kind, id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX received_records_by_bundle ON received_records (received_id)",
    # How much a unit's entry brings of a counter, in thousandths: what is behind a unit's figure.
    f"""
    CREATE TABLE received_amounts (
        unit TEXT NOT NULL,
        counter TEXT NOT NULL,
        day TEXT NOT NULL CHECK ({_DAY.format("day")}),
        activity_id TEXT NOT NULL,
        quantity INTEGER NOT NULL CHECK (quantity >= 0),
        PRIMARY KEY (unit, counter, day, activity_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX received_amounts_by_entry ON received_amounts (unit, activity_id)",
    # Which contents came in with bundles of a unit: nothing of our own need refer to them.
    """
    CREATE TABLE received_blobs (
        unit TEXT NOT NULL,
        sha256 TEXT NOT NULL REFERENCES attachments (sha256),
        received_id TEXT NOT NULL REFERENCES bundles_received (id),
        PRIMARY KEY (unit, sha256)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX received_blobs_by_content ON received_blobs (sha256)",
    # Which contents a receiver's database has said it holds: they may be left out of later bundles.
    f"""
    CREATE TABLE acknowledged_blobs (
        unit TEXT NOT NULL,
        database_id TEXT NOT NULL,
        sha256 TEXT NOT NULL CHECK ({_HASH.format("sha256")}),
        PRIMARY KEY (unit, database_id, sha256)
    ) STRICT, WITHOUT ROWID
    """,
    # The versions of our own records, as last told or taken in: what changed since is found by it.
    f"""
    CREATE TABLE record_versions (
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        vv TEXT NOT NULL CHECK (vv GLOB '{{*}}'),
        dots TEXT NOT NULL CHECK (dots GLOB '{{*}}'),
        deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
        fields TEXT NOT NULL CHECK (fields GLOB '{{*}}'),
        unknown TEXT NOT NULL CHECK (unknown GLOB '{{*}}'),
        hash TEXT NOT NULL CHECK ({_HASH.format("hash")}),
        PRIMARY KEY (kind, id)
    ) STRICT, WITHOUT ROWID
    """,
    # What an import changed, in order, so that it can be undone as a whole.
    f"""
    CREATE TABLE import_journal (
        received_id TEXT NOT NULL REFERENCES bundles_received (id),
        place INTEGER NOT NULL,
        subject TEXT NOT NULL,
        id TEXT NOT NULL,
        before TEXT NOT NULL,
        after_sha256 TEXT NOT NULL,
        row_sha256 TEXT NOT NULL CHECK ({_HASH.format("row_sha256")}),
        PRIMARY KEY (received_id, place)
    ) STRICT, WITHOUT ROWID
    """,
    f"""
    CREATE TABLE conflicts (
        id TEXT PRIMARY KEY NOT NULL CHECK ({_KEY.format("id")}),
        kind TEXT NOT NULL,
        record TEXT NOT NULL,
        field TEXT NOT NULL,
        received_id TEXT NOT NULL REFERENCES bundles_received (id),
        settled_at TEXT CHECK ({_TIME.format("settled_at")}),
        {_CONTENT}
    ) STRICT
    """,
    "CREATE INDEX conflicts_open ON conflicts (kind, record) WHERE settled_at IS NULL",
    # The superior's view of a unit's report: one row a unit, duty and period.
    f"""
    CREATE TABLE unit_reports (
        unit TEXT NOT NULL,
        duty TEXT NOT NULL,
        period TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('received', 'accepted', 'returned')),
        received_id TEXT REFERENCES bundles_received (id),
        received_on TEXT NOT NULL CHECK ({_DAY.format("received_on")}),
        {_CONTENT},
        PRIMARY KEY (unit, duty, period)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX unit_reports_by_period ON unit_reports (duty, period, state)",
    # Windows, counters and units as small numbers: a figure's key is three integers.
    f"""
    CREATE TABLE figure_windows (
        no INTEGER PRIMARY KEY,
        duty TEXT NOT NULL,
        period TEXT NOT NULL,
        since TEXT NOT NULL CHECK ({_DAY.format("since")}),
        until TEXT NOT NULL CHECK ({_DAY.format("until")}),
        UNIQUE (duty, period, since, until)
    ) STRICT
    """,
    # What a unit calls a counter that is not in our catalogue, as it was first told.
    """
    CREATE TABLE figure_counters (
        no INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        unit_name TEXT NOT NULL,
        adds_up TEXT NOT NULL CHECK (adds_up IN ('sum', 'latest', 'average', 'ratio'))
    ) STRICT
    """,
    "CREATE TABLE figure_units (no INTEGER PRIMARY KEY, unit TEXT NOT NULL UNIQUE) STRICT",
    # What each unit reported: sums and latest values in thousandths, so that they add up exactly.
    # A unit's own figures are found counter by counter: an index by unit would cost a third more
    # room and time for nothing that is slow without it.
    f"""
    CREATE TABLE unit_figures (
        window INTEGER NOT NULL REFERENCES figure_windows (no),
        counter INTEGER NOT NULL REFERENCES figure_counters (no),
        unit INTEGER NOT NULL REFERENCES figure_units (no),
        total INTEGER NOT NULL,
        entries INTEGER NOT NULL CHECK (entries >= 0),
        last INTEGER,
        last_day TEXT CHECK ({_DAY.format("last_day")}),
        below INTEGER,
        value TEXT,
        PRIMARY KEY (window, counter, unit)
    ) STRICT, WITHOUT ROWID
    """,
    # The sums over all units, kept as figures come and go. In two halves each (24 low bits apart):
    # the greatest figures of thousands of units overflow 64 bits.
    """
    CREATE TABLE figure_totals (
        window INTEGER NOT NULL REFERENCES figure_windows (no),
        counter INTEGER NOT NULL REFERENCES figure_counters (no),
        units INTEGER NOT NULL CHECK (units >= 0),
        entries INTEGER NOT NULL CHECK (entries >= 0),
        total_high INTEGER NOT NULL,
        total_low INTEGER NOT NULL,
        lasts INTEGER NOT NULL CHECK (lasts >= 0),
        last_high INTEGER NOT NULL,
        last_low INTEGER NOT NULL,
        belows INTEGER NOT NULL CHECK (belows >= 0),
        below_high INTEGER NOT NULL,
        below_low INTEGER NOT NULL,
        PRIMARY KEY (window, counter)
    ) STRICT, WITHOUT ROWID
    """,
    # A period that was consolidated is closed: what comes later waits until it is opened again.
    f"""
    CREATE TABLE consolidations (
        id TEXT PRIMARY KEY NOT NULL CHECK ({_KEY.format("id")}),
        duty TEXT NOT NULL,
        period TEXT NOT NULL,
        document_id TEXT REFERENCES documents (id) ON DELETE SET NULL,
        locked_at TEXT NOT NULL CHECK ({_TIME.format("locked_at")}),
        opened_at TEXT CHECK ({_TIME.format("opened_at")}),
        {_CONTENT}
    ) STRICT
    """,
    "CREATE UNIQUE INDEX consolidations_locked ON consolidations (duty, period) "
    "WHERE opened_at IS NULL",
)
