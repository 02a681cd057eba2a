"""Tests of cao_scaffold.skill, and of the two skills."""
