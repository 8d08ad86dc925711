"""The command line: the same workflow as the window, for scripts and for checks."""
