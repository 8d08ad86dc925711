"""The workspace on disk: one SQLite file, attachments by content, backups."""
