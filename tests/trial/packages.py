"""Small plugin packages, each written as text."""

from pathlib import Path

PYPROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "cao-post"
version = "0.1.0"
requires-python = ">=3.10"
dependencies = ["cli-agent-orchestrator"]

[project.entry-points."cao.plugins"]
post = "cao_post.plugin:PostPlugin"
"""

ENV_TEMPLATE = """\
# Required.
CAO_POST_URL=https://example.invalid/hook
# Required.
CAO_POST_KEY=
# Optional.
# CAO_POST_TIMEOUT=5
"""

POSTING = '''\
"""Posts each event to a URL."""

import os
import urllib.request

from cli_agent_orchestrator.plugins import CaoPlugin, hook


class PostPlugin(CaoPlugin):
    async def setup(self):
        self.url, self.key = os.environ["CAO_POST_URL"], os.environ["CAO_POST_KEY"]

    def post(self, text):
        urllib.request.urlopen(self.url, text.encode("utf-8")).read()

    @hook("post_create_session")
    async def on_session(self, event):
        self.post(f"{event.session_name} started")

    @hook("post_send_message")
    async def on_message(self, event):
        self.post(f"{event.sender} to {event.receiver}: {event.message}")
'''

# One file of `changes` after the other replaces what stands here.
FILES = {
    "pyproject.toml": PYPROJECT,
    "env.template": ENV_TEMPLATE,
    "cao_post/__init__.py": "",
    "cao_post/plugin.py": POSTING,
}


def write_package(folder: Path, changes: dict[str, str | None] | None = None) -> Path:
    """Write the package to `folder`; None leaves a file out."""
    for name, text in {**FILES, **(changes or {})}.items():
        if text is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folder
