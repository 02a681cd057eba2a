"""The events that are dispatched, filled as the server fills them."""

import importlib
from typing import Any


def event(plugins: Any, name: str) -> Any:
    """Return a new event of the module `plugins`; fields that a release lacks are left out."""
    words = [word.capitalize() for word in name.split("_")]
    made = getattr(plugins, "".join(words) + "Event")()
    for field, value in fields().items():
        if hasattr(made, field):
            setattr(made, field, value)
    return made


def fields() -> dict[str, Any]:
    """Return a value for each field of any event."""
    return {
        "session_id": "cao-check",
        "session_name": "cao-check",
        "terminal_id": "c0ffee01",
        "agent_name": "developer",
        "provider": "mock_cli",
        "sender": "c0ffee01",
        "receiver": "c0ffee02",
        "message": "A message of the check.",
        "orchestration_type": orchestration_type(),
    }


def orchestration_type() -> Any:
    """Return the member that the server passes, or its text where a release has none."""
    try:
        module = importlib.import_module("cli_agent_orchestrator.models.inbox")
        return module.OrchestrationType.SEND_MESSAGE
    except (ImportError, AttributeError):
        return "send_message"
