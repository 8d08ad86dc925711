"""The parts of the Word reader: package, styles, numbers, paragraphs, tables."""
