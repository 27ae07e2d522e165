"""Packages that came on a removable medium, the centre's side: docs/integration/removable-medium.md is the format."""
