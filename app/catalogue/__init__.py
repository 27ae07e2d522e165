"""Service items, forms and rules as data: load, check, evaluate."""
