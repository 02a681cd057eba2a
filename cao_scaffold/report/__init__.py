"""Frozen values in, text out: what a person reads and what a program reads."""
