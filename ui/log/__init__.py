"""The activity log: what was done on which day, with its evidence."""
