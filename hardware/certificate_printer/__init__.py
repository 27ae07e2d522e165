"""A4 printer over IPP."""
