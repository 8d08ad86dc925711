"""Documents to PDF, to the millimetre of the form."""
