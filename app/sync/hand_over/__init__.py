"""Handing a case over by codes on paper: docs/integration/hand-over.md is the format."""
