"""The contract of an event plugin: what CAO asks of it, one check a file."""

from typing import Any

from cao_scaffold.checks.check import Check
from cao_scaffold.checks.exercise import Exercise
from cao_scaffold.checks.plugin import (
    blocking_call,
    build_backend,
    cao_declared,
    construction_opens,
    constructor_arguments,
    constructor_opens,
    entry_point_declared,
    entry_point_resolves,
    enum_text,
    env_template,
    hook_annotation,
    hook_arguments,
    hook_async,
    hook_escapes,
    hook_event,
    hook_owner,
    hook_returns,
    hook_runs,
    hook_shadowed,
    hook_task,
    hook_time,
    hook_waits,
    hooks_stacked,
    imports_declared,
    loads,
    loop_bound,
    module_parses,
    plugin_subclass,
    pytest_options,
    python_floor,
    requirements_install,
    secret_in_error,
    secret_logged,
    setup_cleans_up,
    starts_again,
    tears_down,
    wheel_packages,
)
from cao_scaffold.checks.source import Package

# What the files say.
READ: tuple[Check[Package], ...] = (
    module_parses.CHECK,
    entry_point_declared.CHECK,
    entry_point_resolves.CHECK,
    build_backend.CHECK,
    wheel_packages.CHECK,
    python_floor.CHECK,
    cao_declared.CHECK,
    imports_declared.CHECK,
    env_template.CHECK,
    pytest_options.CHECK,
    plugin_subclass.CHECK,
    constructor_arguments.CHECK,
    constructor_opens.CHECK,
    hook_async.CHECK,
    hook_arguments.CHECK,
    hook_annotation.CHECK,
    hook_event.CHECK,
    hooks_stacked.CHECK,
    hook_owner.CHECK,
    hook_shadowed.CHECK,
    loop_bound.CHECK,
    hook_task.CHECK,
    blocking_call.CHECK,
    hook_waits.CHECK,
    hook_escapes.CHECK,
    setup_cleans_up.CHECK,
    enum_text.CHECK,
    secret_in_error.CHECK,
)

# What running it in CAO's Python shows.
RUN: tuple[Check[Exercise], ...] = (
    requirements_install.CHECK,
    loads.CHECK,
    hook_runs.CHECK,
    hook_returns.CHECK,
    hook_time.CHECK,
    secret_logged.CHECK,
    construction_opens.CHECK,
    tears_down.CHECK,
    starts_again.CHECK,
)

CHECKS: tuple[Check[Any], ...] = (*READ, *RUN)
