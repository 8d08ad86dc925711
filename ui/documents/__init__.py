"""The page Văn bản: the list, the printed page beside it, findings, information."""
