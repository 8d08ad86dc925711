"""Files to documents: zones, outline, recipients, signature."""
