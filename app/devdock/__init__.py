"""The developer panel that works the simulators' own controls; never in the packaged kiosk."""
