"""What is run before a change lands: `nox` is lint and tests, the rest is run by name."""

import nox

nox.needs_version = ">=2024.10.9"
nox.options.default_venv_backend = "uv"
nox.options.sessions = ["lint", "tests"]
nox.options.stop_on_first_error = True

PYPROJECT = nox.project.load_toml("pyproject.toml")
DEVELOPMENT = nox.project.dependency_groups(PYPROJECT, "dev")


def install(session: nox.Session) -> None:
    """Install the project, editable, with what its development needs."""
    session.install("--editable", ".", *DEVELOPMENT)


@nox.session
def lint(session: nox.Session) -> None:
    """Check format, style and types."""
    install(session)
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests, on the newest CAO."""
    install(session)
    session.run("pytest", "-n", "3", "-m", "not matrix and not suite", *session.posargs)


@nox.session
def matrix(session: nox.Session) -> None:
    """Run the tests on the older CAO releases."""
    install(session)
    session.run("pytest", "-n", "2", "-m", "matrix", *session.posargs)


@nox.session
def suite(session: nox.Session) -> None:
    """Run CAO's own whole suite, with our provider in the tree, on each release."""
    install(session)
    session.run("pytest", "-s", "-m", "suite", "tests/matrix", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation into docs/build."""
    install(session)
    session.run("sphinx-build", "-W", "-n", "-b", "html", "docs", "docs/build")


@nox.session
def evals(session: nox.Session) -> None:
    """Rank the descriptions; hold every task's reference solution to its graders."""
    install(session)
    session.run("python", "-m", "evals", "triggers")
    session.run("pytest", "-m", "suite", "tests/evals", *session.posargs)


@nox.session
def benchmarks(session: nox.Session) -> None:
    """Print how we compare; each exits 1 when it misses what it is meant to reach."""
    install(session)
    session.run("python", "benchmarks/cli.py")
    session.run("python", "benchmarks/delivery.py")
    session.run("python", "benchmarks/provider.py")
