"""The checker: one function per rule, a registry, findings with their place, source and mend."""
