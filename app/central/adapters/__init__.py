"""Ways to a city's own platform: docs/integration/city-platform.md says how to write another."""
