"""Receipt lines, certificate PDF, signature."""
