"""Self-scores against sets of criteria."""
