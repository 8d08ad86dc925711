"""Sending and receiving in the window, with real bundles of invented offices."""
