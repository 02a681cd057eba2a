"""What a plugin package's files say, read once: project, modules, plugin classes, variables."""

from cao_scaffold.checks.source.package import Package, read_package

__all__ = ["Package", "read_package"]
