"""The kiosk command tree, one file per group."""
