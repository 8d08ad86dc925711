"""The overview: tiles, what each opens, empty and crowded."""
