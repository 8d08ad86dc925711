"""Sending bundles: what goes into them, how they go on, what can go wrong."""
