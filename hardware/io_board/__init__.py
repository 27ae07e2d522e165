"""Serial I/O board: door, tamper contact, people sensor, indicator lights."""
