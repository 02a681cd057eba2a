"""A real cao-server, from this tree, drives the task's CLI through its states with the provider."""

from collections.abc import Iterator
from pathlib import Path

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.trial import ProviderWanted, run_provider_trial
from cao_scaffold.trial.provider.session import Limits
from evals.grading import CannotGradeError, Check
from evals.trees import find_provider, find_tree
from tests.real_cao import development_python


def checks(workspace: Path, provider: str, program: str, version: str) -> Iterator[Check]:
    """Yield what was seen: it starts, works, completes twice with the whole reply, and ends."""
    checkout = find_tree(workspace)
    find_provider(checkout, provider)
    wanted = ProviderWanted(
        checkout,
        provider,
        python=development_python(version),
        program=workspace / "bin" / program,
        limits=Limits(turn=20),
    )
    try:
        trial = run_provider_trial(wanted, lambda step: None)
    except ScaffoldError as problem:
        raise CannotGradeError(problem.message) from problem
    states = [state.name for state in trial.states]
    said = "; ".join(trial.problems)[-800:]
    yield Check("it gets ready", bool({"idle", "completed"} & set(states)), said)
    yield Check("work is seen", "processing" in states, str(states))
    yield Check("two turns are completed", len(trial.turns) == 2, str(states))
    yield Check("both replies are whole, and it ends", trial.ok, said)
