"""Last year's document carried over to a new year: what may be stale, and what is done about it."""
