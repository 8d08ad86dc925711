"""How the database came to its present form: one function each, added at the end, never changed."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from papidesk.storage.schema_fourth import FOURTH
from papidesk.storage.schema_third import THIRD
from papidesk.text.fold import fold

migrations = Migrations("papidesk")

# A UUID in lower case. GLOB has no repetition, so the length and the characters are checked.
_KEY = "length({0}) = 36 AND {0} NOT GLOB '*[^0-9a-f-]*'"
_STATES = (
    "'draft','submitted','returned','approved','issued','sent','acknowledged',"
    "'superseded','cancelled','archived'"
)
_TIME = "{0} GLOB '????-??-??T??:??:??Z'"
_HASH = "length({0}) = 64 AND {0} NOT GLOB '*[^0-9a-f]*'"

_FIRST = (
    f"""
    CREATE TABLE workspace (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        database_id TEXT NOT NULL CHECK ({_KEY.format("database_id")}),
        created_at TEXT NOT NULL CHECK ({_TIME.format("created_at")}),
        checked_at TEXT NOT NULL CHECK ({_TIME.format("checked_at")}),
        search_scheme TEXT NOT NULL
    ) STRICT
    """,
    f"""
    CREATE TABLE documents (
        id TEXT PRIMARY KEY NOT NULL CHECK ({_KEY.format("id")}),
        version INTEGER NOT NULL CHECK (version > 0),
        kind TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ({_STATES})),
        number TEXT,
        symbol TEXT NOT NULL,
        date TEXT,
        year INTEGER,
        title TEXT NOT NULL,
        title_key BLOB NOT NULL,
        issuer TEXT NOT NULL,
        folded TEXT NOT NULL,
        created_at TEXT NOT NULL CHECK ({_TIME.format("created_at")}),
        updated_at TEXT NOT NULL CHECK ({_TIME.format("updated_at")}),
        trashed_at TEXT CHECK ({_TIME.format("trashed_at")})
    ) STRICT
    """,
    "CREATE INDEX documents_by_update ON documents (trashed_at, updated_at)",
    "CREATE INDEX documents_by_kind ON documents (trashed_at, kind, year)",
    f"""
    CREATE TABLE versions (
        document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        version INTEGER NOT NULL CHECK (version > 0),
        content TEXT NOT NULL CHECK (content GLOB '{{*}}'),
        content_sha256 TEXT NOT NULL CHECK ({_HASH.format("content_sha256")}),
        saved_at TEXT NOT NULL CHECK ({_TIME.format("saved_at")}),
        saved_by TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (document_id, version)
    ) STRICT
    """,
    f"""
    CREATE TABLE attachments (
        sha256 TEXT PRIMARY KEY NOT NULL CHECK ({_HASH.format("sha256")}),
        bytes INTEGER NOT NULL CHECK (bytes >= 0),
        media_type TEXT NOT NULL,
        added_at TEXT NOT NULL CHECK ({_TIME.format("added_at")})
    ) STRICT
    """,
    f"""
    CREATE TABLE attachment_links (
        id TEXT PRIMARY KEY NOT NULL CHECK ({_KEY.format("id")}),
        sha256 TEXT NOT NULL REFERENCES attachments (sha256),
        document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        role TEXT NOT NULL CHECK (role IN ('source', 'issued', 'enclosure', 'evidence')),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        linked_at TEXT NOT NULL CHECK ({_TIME.format("linked_at")}),
        UNIQUE (document_id, sha256, role, name)
    ) STRICT
    """,
    "CREATE INDEX attachment_links_by_content ON attachment_links (sha256)",
    f"""
    CREATE TABLE snapshots (
        document_id TEXT PRIMARY KEY NOT NULL REFERENCES documents (id),
        version INTEGER NOT NULL,
        content_sha256 TEXT NOT NULL CHECK ({_HASH.format("content_sha256")}),
        pdf_sha256 TEXT NOT NULL REFERENCES attachments (sha256),
        program TEXT NOT NULL,
        issued_at TEXT NOT NULL CHECK ({_TIME.format("issued_at")}),
        FOREIGN KEY (document_id, version) REFERENCES versions (document_id, version)
    ) STRICT
    """,
    f"""
    CREATE TABLE offices (
        id TEXT PRIMARY KEY NOT NULL CHECK ({_KEY.format("id")}),
        version INTEGER NOT NULL CHECK (version > 0),
        updated_at TEXT NOT NULL CHECK ({_TIME.format("updated_at")})
    ) STRICT
    """,
    f"""
    CREATE TABLE office_versions (
        office_id TEXT NOT NULL REFERENCES offices (id) ON DELETE CASCADE,
        version INTEGER NOT NULL CHECK (version > 0),
        content TEXT NOT NULL CHECK (content GLOB '{{*}}'),
        content_sha256 TEXT NOT NULL CHECK ({_HASH.format("content_sha256")}),
        saved_at TEXT NOT NULL CHECK ({_TIME.format("saved_at")}),
        saved_by TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (office_id, version)
    ) STRICT
    """,
    f"""
    CREATE TABLE register_outgoing (
        id TEXT PRIMARY KEY NOT NULL CHECK ({_KEY.format("id")}),
        series TEXT NOT NULL,
        year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9999),
        number INTEGER NOT NULL CHECK (number > 0),
        symbol TEXT NOT NULL,
        date TEXT NOT NULL CHECK (date GLOB '????-??-??'),
        kind TEXT NOT NULL,
        abstract TEXT NOT NULL,
        signer TEXT NOT NULL,
        recipients TEXT NOT NULL,
        copy_holder TEXT NOT NULL,
        copies INTEGER NOT NULL CHECK (copies >= 0),
        sent_on TEXT CHECK (sent_on GLOB '????-??-??'),
        received_by TEXT NOT NULL,
        note TEXT NOT NULL,
        gap_reason TEXT NOT NULL,
        cancelled_at TEXT CHECK ({_TIME.format("cancelled_at")}),
        cancel_reason TEXT NOT NULL CHECK (cancelled_at IS NULL OR cancel_reason <> ''),
        document_id TEXT REFERENCES documents (id),
        entered_at TEXT NOT NULL CHECK ({_TIME.format("entered_at")}),
        entered_by TEXT NOT NULL,
        UNIQUE (series, year, number)
    ) STRICT
    """,
    "CREATE INDEX register_outgoing_by_document ON register_outgoing (document_id)",
    f"""
    CREATE TABLE audit (
        id TEXT PRIMARY KEY NOT NULL CHECK ({_KEY.format("id")}),
        at TEXT NOT NULL CHECK ({_TIME.format("at")}),
        who TEXT NOT NULL,
        act TEXT NOT NULL,
        subject TEXT NOT NULL,
        detail TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX audit_by_subject ON audit (subject, at)",
    """
    CREATE TABLE search_documents (
        place INTEGER PRIMARY KEY,
        document_id TEXT NOT NULL UNIQUE REFERENCES documents (id) ON DELETE CASCADE,
        version INTEGER NOT NULL
    ) STRICT
    """,
    # Without content: the texts are in the versions already; what is deleted is given again.
    # Whole words in order are found here, in the exact column first.
    """
    CREATE VIRTUAL TABLE search USING fts5 (
        exact, folded, content = '', columnsize = 0,
        tokenize = 'unicode61 remove_diacritics 0'
    )
    """,
    # Words being typed are found here: a prefix index without positions is a sixth of the size
    # that one with positions in both columns has.
    """
    CREATE VIRTUAL TABLE search_typing USING fts5 (
        folded, content = '', columnsize = 0, detail = none, prefix = '1 2 3',
        tokenize = 'unicode61 remove_diacritics 0'
    )
    """,
    """
    CREATE VIRTUAL TABLE search_numbers USING fts5 (
        label, content = '', tokenize = 'trigram'
    )
    """,
)


def _run(db: Database, statements: tuple[str, ...]) -> None:
    for statement in statements:
        db.execute(statement)


@migrations()
def m001_first_schema(db: Database) -> None:
    """Documents with versions and snapshots, offices, attachments, register, audit, search."""
    _run(db, _FIRST)


_SECOND = (
    # Autosaved text that is no version yet: one row for each document somebody writes in.
    f"""
    CREATE TABLE drafts (
        document_id TEXT PRIMARY KEY NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        based_on INTEGER NOT NULL CHECK (based_on > 0),
        content TEXT NOT NULL CHECK (content GLOB '{{*}}'),
        content_sha256 TEXT NOT NULL CHECK ({_HASH.format("content_sha256")}),
        saved_at TEXT NOT NULL CHECK ({_TIME.format("saved_at")}),
        saved_by TEXT NOT NULL
    ) STRICT
    """,
    f"""
    CREATE TABLE acts (
        id TEXT PRIMARY KEY NOT NULL CHECK ({_KEY.format("id")}),
        document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        version INTEGER NOT NULL CHECK (version > 0),
        name TEXT NOT NULL,
        before TEXT NOT NULL CHECK (before IN ({_STATES})),
        after TEXT NOT NULL CHECK (after IN ({_STATES})),
        reason TEXT NOT NULL,
        who TEXT NOT NULL,
        at TEXT NOT NULL CHECK ({_TIME.format("at")})
    ) STRICT
    """,
    "CREATE INDEX acts_by_document ON acts (document_id, at)",
    f"""
    CREATE TABLE remarks (
        id TEXT PRIMARY KEY NOT NULL CHECK ({_KEY.format("id")}),
        document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        place TEXT NOT NULL,
        quote TEXT NOT NULL,
        text TEXT NOT NULL CHECK (text <> ''),
        who TEXT NOT NULL,
        at TEXT NOT NULL CHECK ({_TIME.format("at")}),
        settled_by TEXT NOT NULL,
        settled_at TEXT CHECK ({_TIME.format("settled_at")})
    ) STRICT
    """,
    "CREATE INDEX remarks_by_document ON remarks (document_id, at)",
    f"""
    CREATE TABLE document_links (
        id TEXT PRIMARY KEY NOT NULL CHECK ({_KEY.format("id")}),
        document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        role TEXT NOT NULL,
        target_id TEXT NOT NULL CHECK ({_KEY.format("target_id")}),
        incoming INTEGER NOT NULL CHECK (incoming IN (0, 1)),
        at TEXT NOT NULL CHECK ({_TIME.format("at")}),
        who TEXT NOT NULL,
        UNIQUE (document_id, role, target_id)
    ) STRICT
    """,
    "CREATE INDEX document_links_by_target ON document_links (target_id)",
    f"""
    CREATE TABLE register_incoming (
        id TEXT PRIMARY KEY NOT NULL CHECK ({_KEY.format("id")}),
        year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9999),
        arrival_number INTEGER NOT NULL CHECK (arrival_number > 0),
        arrived_on TEXT NOT NULL CHECK (arrived_on GLOB '????-??-??'),
        author TEXT NOT NULL,
        code TEXT NOT NULL,
        dated TEXT CHECK (dated GLOB '????-??-??'),
        abstract TEXT NOT NULL,
        assigned_to TEXT NOT NULL,
        deadline TEXT CHECK (deadline GLOB '????-??-??'),
        done_on TEXT CHECK (done_on GLOB '????-??-??'),
        progress TEXT NOT NULL CHECK (progress IN ('new', 'assigned', 'answered', 'done')),
        cancelled_at TEXT CHECK ({_TIME.format("cancelled_at")}),
        folded TEXT NOT NULL,
        same_key TEXT NOT NULL,
        content TEXT NOT NULL CHECK (content GLOB '{{*}}'),
        content_sha256 TEXT NOT NULL CHECK ({_HASH.format("content_sha256")}),
        entered_at TEXT NOT NULL CHECK ({_TIME.format("entered_at")}),
        UNIQUE (year, arrival_number)
    ) STRICT
    """,
    "CREATE INDEX register_incoming_same ON register_incoming (same_key)",
    "CREATE INDEX register_incoming_by_day ON register_incoming (arrived_on)",
    "CREATE INDEX register_outgoing_by_date ON register_outgoing (date, number, id)",
    # What the register is searched by, without dấu; filled in for the entries there are.
    "ALTER TABLE register_outgoing ADD COLUMN folded TEXT NOT NULL DEFAULT ''",
    # The file a paper is put into is often known after it was issued, when it is frozen already.
    "ALTER TABLE register_outgoing ADD COLUMN file_notation TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE register_outgoing ADD COLUMN file_year INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE register_outgoing ADD COLUMN file_ordinal INTEGER NOT NULL DEFAULT 0",
    f"""
    CREATE TABLE incoming_attachments (
        id TEXT PRIMARY KEY NOT NULL CHECK ({_KEY.format("id")}),
        incoming_id TEXT NOT NULL REFERENCES register_incoming (id) ON DELETE CASCADE,
        sha256 TEXT NOT NULL REFERENCES attachments (sha256),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        linked_at TEXT NOT NULL CHECK ({_TIME.format("linked_at")}),
        UNIQUE (incoming_id, sha256, name)
    ) STRICT
    """,
    "CREATE INDEX incoming_attachments_by_content ON incoming_attachments (sha256)",
    # What an office keeps of its own beside the catalogues of the program: templates, glossary
    # entries, saved views. One row each, the record as JSON.
    f"""
    CREATE TABLE catalogue_entries (
        catalogue TEXT NOT NULL,
        id TEXT NOT NULL,
        content TEXT NOT NULL CHECK (content GLOB '{{*}}'),
        content_sha256 TEXT NOT NULL CHECK ({_HASH.format("content_sha256")}),
        updated_at TEXT NOT NULL CHECK ({_TIME.format("updated_at")}),
        updated_by TEXT NOT NULL,
        PRIMARY KEY (catalogue, id)
    ) STRICT
    """,
    # The password for opening the program: what scrypt made of it, never the password.
    f"""
    CREATE TABLE access (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        salt TEXT NOT NULL,
        hash TEXT NOT NULL,
        cost INTEGER NOT NULL,
        set_at TEXT NOT NULL CHECK ({_TIME.format("set_at")}),
        set_by TEXT NOT NULL
    ) STRICT
    """,
    "ALTER TABLE documents ADD COLUMN due TEXT CHECK (due GLOB '????-??-??')",
)


@migrations()
def m002_writing(db: Database) -> None:
    """Autosaved drafts, acts, remarks, links, incoming papers, own catalogues, password, due."""
    _run(db, _SECOND)
    _fold_register(db)


def _fold_register(db: Database) -> None:
    """Write the searchable text of the entries of before; later versions may fold otherwise."""
    found = db.execute(
        "SELECT id, printf('%02d', number), symbol, abstract, signer, recipients, copy_holder, "
        "received_by, note FROM register_outgoing"
    ).fetchall()
    for id, number, symbol, *texts in found:
        folded = fold(" ".join((f"{number}/{symbol}", *texts)))
        db.execute("UPDATE register_outgoing SET folded = ? WHERE id = ?", (folded, id))


@migrations()
def m003_chain(db: Database) -> None:
    """Tasks, the activity log with evidence, closed periods, reports of duties, versions."""
    _run(db, THIRD)
    # What an office made its own before has a first version.
    db.execute(
        "INSERT INTO catalogue_versions "
        "SELECT catalogue, id, 1, content, content_sha256, updated_at, updated_by "
        "FROM catalogue_entries"
    )


@migrations()
def m004_exchange(db: Database) -> None:
    """Keys, bundles sent and received, received records, conflicts, units' reports and figures."""
    _run(db, FOURTH)
