"""Destinations on loopback that enforce the documented limits of the real ones."""
