"""Where CAO must know of a provider: one fact of the host per file, and a table of them all."""

from cao_scaffold.points import (
    binary,
    enforcement,
    enum_member,
    manager_branch,
    manager_class,
    manager_import,
    mcp_transports,
    module,
    runtime_skills,
    soft_enforcement,
    tool_names,
    workspace_access,
)
from cao_scaffold.points.point import Point

# In order of application.
POINTS: tuple[Point, ...] = (
    enum_member.POINT,
    module.POINT,
    manager_import.POINT,
    manager_class.POINT,
    manager_branch.POINT,
    enforcement.POINT,
    mcp_transports.POINT,
    workspace_access.POINT,
    binary.POINT,
    runtime_skills.POINT,
    soft_enforcement.POINT,
    tool_names.POINT,
)
