"""Beginning a document: templates, last year's, the superior's plan."""
