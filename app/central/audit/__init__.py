"""Whether a station's audit trail is one unbroken line: its daily seals, and the heads it tells of in between."""
