"""The whole chain at once: a year of a commune, from the superior's plan to the year's report."""
