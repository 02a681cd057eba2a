"""A provider as it is asked for: its names and answers, before any tree is looked at."""
