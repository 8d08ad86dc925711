"""The registers of outgoing and incoming papers."""
