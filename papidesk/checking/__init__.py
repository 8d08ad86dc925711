"""Rules of form and content, one function each."""
