"""Puts the stand-in for an agent's command line where a private CAO finds it."""

import shlex
import sys
from pathlib import Path

from cao_scaffold.host.home import Home
from cao_scaffold.trial import agent_cli

PROVIDER = "mock_cli"
# Login shells read one of these; /etc/profile has reset PATH before.
_PROFILES = (".bash_profile", ".profile", ".zprofile")


def install_stand_in(home: Home) -> Path:
    """Put a program named as the provider expects it on the PATH of shells in `home`."""
    words = shlex.join([sys.executable, "-I", "-S", str(Path(agent_cli.__file__).resolve())])
    return install_program(home, PROVIDER, f'exec {words} "$@"')


def install_program(home: Home, name: str, script: str) -> Path:
    """Put a shell `script` on the PATH of login shells in `home` as the program `name`."""
    folder = home.path / "bin"
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    for profile in _PROFILES:
        line = f'PATH={shlex.quote(str(folder))}:"$PATH"\nexport PATH\n'
        (home.path / profile).write_text(line, encoding="utf-8")
    return program
