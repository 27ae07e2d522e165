"""Scanner of bar and QR codes."""
