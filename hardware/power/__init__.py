"""The UPS. Doors, tamper contacts and the people sensor are at the I/O board (`hardware.io_board`)."""
