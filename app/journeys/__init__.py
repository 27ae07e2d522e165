"""What one sitting does, step by step: `(state, event) -> (state, commands)`, pure.

No clock, no device, no screen, no database here: time runs out because an event says so.
"""
