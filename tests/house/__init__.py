"""Tests about the tree itself: its directions, its size, its sentences, its files."""
