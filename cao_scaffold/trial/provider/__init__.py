"""A provider in a session of a real, private cao-server: two turns, exit, and what is wrong."""
