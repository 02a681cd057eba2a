"""Answers in, a plan for the files of a plugin out."""
