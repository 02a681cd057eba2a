"""The shapes of an entry: how a thing is listed in a text, without any knowledge of CAO."""
