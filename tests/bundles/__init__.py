"""Bundles: container, signature, encryption, keys."""
