"""The office's memory: one workspace folder with a SQLite database, attachments and backups."""
