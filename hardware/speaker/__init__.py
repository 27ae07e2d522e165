"""The speaker: plays a sentence, says whether it was played, stops at once when told to."""
