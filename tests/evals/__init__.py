"""Tests of the evals: the trigger gate, each grader with mutants, and the runner."""
