"""The password at the start, after a while, and on Ctrl+L."""
