"""Receipt printer; ESC/POS is spoken only here."""
