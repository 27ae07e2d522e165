"""The outbox by removable medium, the station's side: docs/integration/removable-medium.md is the format."""
