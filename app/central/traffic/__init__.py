"""The traffic platform that holds driving licences: docs/integration/traffic-platform.md says how a city serves it."""
