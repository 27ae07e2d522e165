"""Serial, TCP, USB and pty links behind one Link; addresses are URLs."""
