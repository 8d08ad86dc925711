"""Names of the tables, and what marks a file as ours."""

from __future__ import annotations

from typing import Final, Literal

# "Papi" in ASCII: SQLite keeps it in bytes 68-71 of the file.
APPLICATION_ID = 0x50617069
# The number of migrations; SQLite keeps it in bytes 60-63 of the file.
SCHEMA_VERSION = 4

WORKSPACE: Final = "workspace"
DOCUMENTS: Final = "documents"
VERSIONS: Final = "versions"
SNAPSHOTS: Final = "snapshots"
OFFICES: Final = "offices"
OFFICE_VERSIONS: Final = "office_versions"
ATTACHMENTS: Final = "attachments"
ATTACHMENT_LINKS: Final = "attachment_links"
REGISTER_OUTGOING: Final = "register_outgoing"
AUDIT: Final = "audit"
DRAFTS: Final = "drafts"
ACTS: Final = "acts"
REMARKS: Final = "remarks"
DOCUMENT_LINKS: Final = "document_links"
REGISTER_INCOMING: Final = "register_incoming"
INCOMING_ATTACHMENTS: Final = "incoming_attachments"
CATALOGUE_ENTRIES: Final = "catalogue_entries"
ACCESS: Final = "access"
TASKS: Final = "tasks"
TASK_DIMENSIONS: Final = "task_dimensions"
TASK_UNITS: Final = "task_units"
ACTIVITY_SERIES: Final = "activity_series"
ACTIVITIES: Final = "activities"
ACTIVITY_AMOUNTS: Final = "activity_amounts"
ACTIVITY_TASKS: Final = "activity_tasks"
ACTIVITY_DIMENSIONS: Final = "activity_dimensions"
EVIDENCE: Final = "evidence"
CLOSINGS: Final = "closings"
CORRECTIONS: Final = "corrections"
DUTY_REPORTS: Final = "duty_reports"
CATALOGUE_VERSIONS: Final = "catalogue_versions"
TRUSTED_KEYS: Final = "trusted_keys"
KEYSETS: Final = "keysets"
BUNDLES_SENT: Final = "bundles_sent"
BUNDLES_RECEIVED: Final = "bundles_received"
RECEIVED_RECORDS: Final = "received_records"
RECEIVED_AMOUNTS: Final = "received_amounts"
RECEIVED_BLOBS: Final = "received_blobs"
ACKNOWLEDGED_BLOBS: Final = "acknowledged_blobs"
RECORD_VERSIONS: Final = "record_versions"
IMPORT_JOURNAL: Final = "import_journal"
CONFLICTS: Final = "conflicts"
UNIT_REPORTS: Final = "unit_reports"
FIGURE_WINDOWS: Final = "figure_windows"
FIGURE_COUNTERS: Final = "figure_counters"
FIGURE_UNITS: Final = "figure_units"
UNIT_FIGURES: Final = "unit_figures"
FIGURE_TOTALS: Final = "figure_totals"
CONSOLIDATIONS: Final = "consolidations"
SEARCH_DOCUMENTS: Final = "search_documents"
SEARCH: Final = "search"
SEARCH_TYPING: Final = "search_typing"
SEARCH_NUMBERS: Final = "search_numbers"

# What a backup counts, so that a person sees how much is in it.
COUNTED: tuple[str, ...] = (
    DOCUMENTS,
    VERSIONS,
    SNAPSHOTS,
    OFFICES,
    ATTACHMENTS,
    REGISTER_OUTGOING,
    REGISTER_INCOMING,
    ACTS,
    REMARKS,
    DOCUMENT_LINKS,
    CATALOGUE_ENTRIES,
    TASKS,
    ACTIVITIES,
    ACTIVITY_SERIES,
    EVIDENCE,
    CLOSINGS,
    CORRECTIONS,
    DUTY_REPORTS,
    CATALOGUE_VERSIONS,
    TRUSTED_KEYS,
    BUNDLES_SENT,
    BUNDLES_RECEIVED,
    RECEIVED_RECORDS,
    CONFLICTS,
    UNIT_REPORTS,
    UNIT_FIGURES,
    CONSOLIDATIONS,
    AUDIT,
)

TableName = Literal[
    "workspace",
    "documents",
    "versions",
    "snapshots",
    "offices",
    "office_versions",
    "attachments",
    "attachment_links",
    "register_outgoing",
    "audit",
    "search_documents",
    "search",
    "search_typing",
    "search_numbers",
    "drafts",
    "acts",
    "remarks",
    "document_links",
    "register_incoming",
    "incoming_attachments",
    "catalogue_entries",
    "access",
    "tasks",
    "task_dimensions",
    "task_units",
    "activity_series",
    "activities",
    "activity_amounts",
    "activity_tasks",
    "activity_dimensions",
    "evidence",
    "closings",
    "corrections",
    "duty_reports",
    "catalogue_versions",
    "trusted_keys",
    "keysets",
    "bundles_sent",
    "bundles_received",
    "received_records",
    "received_amounts",
    "received_blobs",
    "acknowledged_blobs",
    "record_versions",
    "import_journal",
    "conflicts",
    "unit_reports",
    "figure_windows",
    "figure_counters",
    "figure_units",
    "unit_figures",
    "figure_totals",
    "consolidations",
]
