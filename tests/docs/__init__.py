"""Tests of the documentation: it builds, and its pictures are of today."""
