"""Evidence handed over as a folder or a ZIP file."""
