"""Scaffold event plugins for CLI Agent Orchestrator (CAO)."""

__version__ = "0.1.0"
