"""A plugin on a real, private cao-server, from launch to what arrived."""
