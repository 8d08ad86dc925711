"""From what was read in a file to a document: zones, outline, foot, annexes."""
