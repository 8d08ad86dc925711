"""The year at a glance: what is due, late, waiting, missing."""
