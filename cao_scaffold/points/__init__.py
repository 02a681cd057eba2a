"""Where CAO must know of a provider: one fact of the host per file, and a table of them all."""
