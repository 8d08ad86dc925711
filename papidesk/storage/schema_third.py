"""The tables of the third schema: tasks, activity log, evidence, closings, duties' reports."""

from __future__ import annotations

# A UUID in lower case. GLOB has no repetition, so the length and the characters are checked.
_KEY = "length({0}) = 36 AND {0} NOT GLOB '*[^0-9a-f-]*'"
_TIME = "{0} GLOB '????-??-??T??:??:??Z'"
_HASH = "length({0}) = 64 AND {0} NOT GLOB '*[^0-9a-f]*'"
_OWNER = "owner IN ('activity', 'task', 'criterion')"
_DAY = "{0} GLOB '????-??-??'"
_CONTENT = f"""
        content TEXT NOT NULL CHECK (content GLOB '{{*}}'),
        content_sha256 TEXT NOT NULL CHECK ({_HASH.format("content_sha256")})"""

THIRD = (
    # What a list shows, filters and sorts by is a column beside the content.
    f"""
    CREATE TABLE tasks (
        id TEXT PRIMARY KEY NOT NULL CHECK ({_KEY.format("id")}),
        plan_id TEXT REFERENCES documents (id) ON DELETE SET NULL,
        year INTEGER NOT NULL,
        place INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'doing', 'done', 'stopped')),
        start TEXT CHECK ({_DAY.format("start")}),
        due TEXT CHECK ({_DAY.format("due")}),
        lead TEXT NOT NULL,
        lead_key TEXT NOT NULL,
        title TEXT NOT NULL,
        folded TEXT NOT NULL,
        superseded_by TEXT,
        {_CONTENT},
        created_at TEXT NOT NULL CHECK ({_TIME.format("created_at")}),
        updated_at TEXT NOT NULL CHECK ({_TIME.format("updated_at")}),
        updated_by TEXT NOT NULL,
        trashed_at TEXT CHECK ({_TIME.format("trashed_at")})
    ) STRICT
    """,
    "CREATE INDEX tasks_superseded ON tasks (superseded_by) WHERE superseded_by IS NOT NULL",
    "CREATE INDEX tasks_by_plan ON tasks (plan_id, place)",
    "CREATE INDEX tasks_by_year ON tasks (year, place)",
    """
    CREATE TABLE task_dimensions (
        task_id TEXT NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
        code TEXT NOT NULL,
        PRIMARY KEY (task_id, code)
    ) STRICT, WITHOUT ROWID
    """,
    # The units by their names without dấu; part 0 is the lead, 1 the others.
    """
    CREATE TABLE task_units (
        task_id TEXT NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
        unit_key TEXT NOT NULL,
        part INTEGER NOT NULL CHECK (part IN (0, 1)),
        PRIMARY KEY (task_id, unit_key, part)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX task_units_by_unit ON task_units (unit_key)",
    f"""
    CREATE TABLE activity_series (
        id TEXT PRIMARY KEY NOT NULL CHECK ({_KEY.format("id")}),
        {_CONTENT},
        updated_at TEXT NOT NULL CHECK ({_TIME.format("updated_at")}),
        updated_by TEXT NOT NULL
    ) STRICT
    """,
    f"""
    CREATE TABLE activities (
        id TEXT PRIMARY KEY NOT NULL CHECK ({_KEY.format("id")}),
        date TEXT NOT NULL CHECK ({_DAY.format("date")}),
        title TEXT NOT NULL,
        title_key BLOB NOT NULL,
        folded TEXT NOT NULL,
        counter TEXT NOT NULL,
        quantity INTEGER,
        channel TEXT NOT NULL,
        unit TEXT NOT NULL,
        unit_key TEXT NOT NULL,
        people INTEGER CHECK (people >= 0),
        cost INTEGER CHECK (cost >= 0),
        series_id TEXT REFERENCES activity_series (id),
        series_day TEXT CHECK ({_DAY.format("series_day")}),
        batch TEXT NOT NULL,
        same_key TEXT NOT NULL,
        {_CONTENT},
        created_at TEXT NOT NULL CHECK ({_TIME.format("created_at")}),
        updated_at TEXT NOT NULL CHECK ({_TIME.format("updated_at")}),
        updated_by TEXT NOT NULL,
        trashed_at TEXT CHECK ({_TIME.format("trashed_at")})
    ) STRICT
    """,
    # All that lists are narrowed by, so that none of the contents is read for it.
    "CREATE INDEX activities_listed ON activities "
    "(date, id, trashed_at, channel, unit_key, counter, batch, series_id, folded)",
    "CREATE INDEX activities_by_batch ON activities (batch) WHERE batch <> ''",
    "CREATE INDEX activities_same ON activities (same_key)",
    # Every start looks for what has been in the trash too long.
    "CREATE INDEX activities_trashed ON activities (trashed_at) WHERE trashed_at IS NOT NULL",
    "CREATE UNIQUE INDEX activities_of_series ON activities (series_id, series_day) "
    "WHERE series_id IS NOT NULL AND trashed_at IS NULL",
    # What an entry adds to which counter, in thousandths; derived 1 is people reached or cost that
    # a counter sums. Trashed entries have no rows here.
    f"""
    CREATE TABLE activity_amounts (
        counter TEXT NOT NULL,
        date TEXT NOT NULL CHECK ({_DAY.format("date")}),
        activity_id TEXT NOT NULL REFERENCES activities (id) ON DELETE CASCADE,
        quantity INTEGER NOT NULL CHECK (quantity >= 0),
        derived INTEGER NOT NULL CHECK (derived IN (0, 1)),
        PRIMARY KEY (counter, date, activity_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX activity_amounts_by_activity ON activity_amounts (activity_id)",
    # The day stands here too: what the log has of all tasks is told without looking at entries.
    f"""
    CREATE TABLE activity_tasks (
        task_id TEXT NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
        activity_id TEXT NOT NULL REFERENCES activities (id) ON DELETE CASCADE,
        date TEXT NOT NULL CHECK ({_DAY.format("date")}),
        PRIMARY KEY (task_id, activity_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX activity_tasks_by_activity ON activity_tasks (activity_id)",
    f"""
    CREATE TABLE activity_dimensions (
        code TEXT NOT NULL,
        activity_id TEXT NOT NULL REFERENCES activities (id) ON DELETE CASCADE,
        date TEXT NOT NULL CHECK ({_DAY.format("date")}),
        PRIMARY KEY (code, activity_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX activity_dimensions_by_activity ON activity_dimensions (activity_id)",
    # Evidence of anything: a file kept by its content, a link, or a paper of the workspace.
    f"""
    CREATE TABLE evidence (
        id TEXT PRIMARY KEY NOT NULL CHECK ({_KEY.format("id")}),
        owner TEXT NOT NULL CHECK ({_OWNER}),
        owner_id TEXT NOT NULL CHECK (owner_id <> ''),
        sha256 TEXT REFERENCES attachments (sha256),
        url TEXT NOT NULL,
        document_id TEXT REFERENCES documents (id),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        taken_on TEXT CHECK ({_DAY.format("taken_on")}),
        note TEXT NOT NULL,
        linked_at TEXT NOT NULL CHECK ({_TIME.format("linked_at")}),
        CHECK ((sha256 IS NOT NULL) + (url <> '') + (document_id IS NOT NULL) = 1)
    ) STRICT
    """,
    "CREATE INDEX evidence_by_owner ON evidence (owner, owner_id)",
    "CREATE INDEX evidence_by_content ON evidence (sha256)",
    "CREATE INDEX evidence_by_document ON evidence (document_id)",
    f"""
    CREATE TABLE closings (
        id TEXT PRIMARY KEY NOT NULL CHECK ({_KEY.format("id")}),
        since TEXT NOT NULL CHECK ({_DAY.format("since")}),
        until TEXT NOT NULL CHECK ({_DAY.format("until")}),
        duty TEXT NOT NULL,
        period TEXT NOT NULL,
        document_id TEXT REFERENCES documents (id) ON DELETE SET NULL,
        {_CONTENT},
        closed_at TEXT NOT NULL CHECK ({_TIME.format("closed_at")}),
        reopened_at TEXT CHECK ({_TIME.format("reopened_at")}),
        CHECK (since <= until)
    ) STRICT
    """,
    f"""
    CREATE TABLE corrections (
        id TEXT PRIMARY KEY NOT NULL CHECK ({_KEY.format("id")}),
        closing_id TEXT NOT NULL REFERENCES closings (id),
        activity_id TEXT NOT NULL CHECK ({_KEY.format("activity_id")}),
        day TEXT NOT NULL CHECK ({_DAY.format("day")}),
        {_CONTENT},
        at TEXT NOT NULL CHECK ({_TIME.format("at")}),
        reported_in TEXT REFERENCES documents (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX corrections_by_closing ON corrections (closing_id, at)",
    "CREATE INDEX corrections_by_activity ON corrections (activity_id)",
    # Which document is the report of a duty and period; a later one takes an earlier one's place.
    f"""
    CREATE TABLE duty_reports (
        duty TEXT NOT NULL,
        period TEXT NOT NULL,
        document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        since TEXT NOT NULL CHECK ({_DAY.format("since")}),
        until TEXT NOT NULL CHECK ({_DAY.format("until")}),
        due TEXT CHECK ({_DAY.format("due")}),
        made_at TEXT NOT NULL CHECK ({_TIME.format("made_at")}),
        made_by TEXT NOT NULL,
        PRIMARY KEY (duty, period, document_id)
    ) STRICT
    """,
    "CREATE INDEX duty_reports_by_document ON duty_reports (document_id)",
    # By which rules the derived amounts were written; others: they are written anew.
    "ALTER TABLE workspace ADD COLUMN amounts_scheme TEXT NOT NULL DEFAULT ''",
    # Every content an entry of a catalogue had; none where it was removed.
    f"""
    CREATE TABLE catalogue_versions (
        catalogue TEXT NOT NULL,
        id TEXT NOT NULL,
        version INTEGER NOT NULL CHECK (version > 0),
        content TEXT CHECK (content GLOB '{{*}}'),
        content_sha256 TEXT NOT NULL,
        saved_at TEXT NOT NULL CHECK ({_TIME.format("saved_at")}),
        saved_by TEXT NOT NULL,
        PRIMARY KEY (catalogue, id, version)
    ) STRICT
    """,
)
