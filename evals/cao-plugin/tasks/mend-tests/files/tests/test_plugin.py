"""What is told is written."""

import json

import pytest
from cao_audit.plugin import AuditPlugin
from cli_agent_orchestrator.plugins import PostSendMessageEvent

pytestmark = pytest.mark.asyncio


async def test_a_message_is_written(tmp_path, monkeypatch) -> None:
    file = tmp_path / "audit.jsonl"
    monkeypatch.setenv("AUDIT_FILE", str(file))
    plugin = AuditPlugin()
    await plugin.setup()
    await plugin.on_message(PostSendMessageEvent(sender="a", receiver="b", message="hi"))
    await plugin.teardown()
    (line,) = file.read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == {"from": "a", "to": "b", "text": "hi"}


async def test_without_a_file_it_says_so(monkeypatch) -> None:
    monkeypatch.delenv("AUDIT_FILE", raising=False)
    with pytest.raises(RuntimeError, match="AUDIT_FILE"):
        await AuditPlugin().setup()
