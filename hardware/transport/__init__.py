"""Serial, TCP, USB and pty links behind one Link; addresses are URLs.

A driver holds a `Line(url, device, default_baud)` and talks in `with line.dialogue() as link:`.
A simulator holds a far end (`open_serial_far_end`, `TcpFarEnd`).
"""
