"""The contract of a provider: what CAO asks of it, one check a file."""

from cao_scaffold.checks.check import Check
from cao_scaffold.checks.provider import (
    class_found,
    coroutine_awaited,
    empty_list_denies,
    escapes_stripped,
    extraction,
    fixture_secret,
    fixture_state,
    input_counted,
    launch_quoted,
    loads,
    loop_sleeps,
    model_declared,
    native_status,
    newest_mark,
    pattern_finds_something,
    pattern_linear,
    prompt_private,
    registered,
    signature,
    terminal_id_passed,
    tools_denied,
    unknown_text,
)
from cao_scaffold.checks.provider.subject import Subject

# By reading the module; by running it in CAO's own Python.
READ: tuple[Check[Subject], ...] = (
    class_found.CHECK,
    coroutine_awaited.CHECK,
    loop_sleeps.CHECK,
    escapes_stripped.CHECK,
    empty_list_denies.CHECK,
    input_counted.CHECK,
    native_status.CHECK,
    terminal_id_passed.CHECK,
    registered.CHECK,
    fixture_secret.CHECK,
    pattern_finds_something.CHECK,
)
RUN: tuple[Check[Subject], ...] = (
    loads.CHECK,
    signature.CHECK,
    model_declared.CHECK,
    unknown_text.CHECK,
    fixture_state.CHECK,
    newest_mark.CHECK,
    extraction.CHECK,
    launch_quoted.CHECK,
    prompt_private.CHECK,
    tools_denied.CHECK,
    pattern_linear.CHECK,
)
PROVIDER_CHECKS = (*READ, *RUN)
