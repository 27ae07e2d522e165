"""Taking events in: opening, judging, keeping. A bad event never spoils its batch."""
