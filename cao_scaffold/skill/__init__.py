"""Agent skills: what one says, whether it keeps to the rules, and where agents find it."""
