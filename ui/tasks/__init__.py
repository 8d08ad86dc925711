"""The tasks of the year as table, board, timeline and calendar."""
