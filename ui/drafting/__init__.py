"""Beginning a document: from a template, last year's, a superior's plan, or empty."""
