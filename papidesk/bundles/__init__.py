"""Bundles: one signed file up, one down: container, manifest, signature, encryption."""
