"""The page of tasks and its dialogs."""
