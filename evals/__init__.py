"""Evals: what an agent does with a skill, and without, judged by programs."""
