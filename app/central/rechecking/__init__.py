"""The centre judges again what a station judged by a rule pack. A case is never refused for it: a person is told."""
