"""One QObject per screen: what it shows and the few acts it offers; no rules."""
