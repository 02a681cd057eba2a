"""How the documentation is built: Sphinx, with Markdown, and the options read from the code."""

from cao_scaffold import __version__

project = "cao-scaffold"
author = "The cao-scaffold authors"
release = __version__
extensions = ["myst_parser", "sphinx_click"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["build"]
html_theme = "furo"
html_title = f"cao-scaffold {release}"
myst_heading_anchors = 3
