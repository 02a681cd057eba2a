"""Stages for tests of generated providers: a cao-server for each release and way of drawing."""

from collections.abc import Iterator

import pytest

from tests.real_cao import NEWEST, RELEASES
from tests.trial.provider.patched_cao import Stage, stage

# The releases that can have a provider of ours.
SUPPORTED = tuple(version for version in RELEASES if version != "2.1.1")


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(
            (version, drawing),
            marks=() if version == NEWEST else pytest.mark.matrix,
            id=f"{version}-{drawing}",
        )
        for version in SUPPORTED
        for drawing in ("lines", "full-screen")
    ],
)
def on_stage(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """A server with our provider, and a scripted CLI that draws in this way."""
    version, drawing = request.param
    folder = tmp_path_factory.mktemp("tree") / version
    with stage(version, folder, full_screen=drawing == "full-screen") as opened:
        yield opened
