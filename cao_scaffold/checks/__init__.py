"""The contract of a plugin package, one file per check."""
