"""The editor: one document open for writing, with everything around its text."""
