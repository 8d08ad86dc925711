"""The nouns of a commune office: frozen records and pure functions."""
