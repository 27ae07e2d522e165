"""Background work to window thread; one worker per device; the first floor with Qt."""
