"""Measured comparisons, ours and the other side in turn in one run; results in results.md."""
