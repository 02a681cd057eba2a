cp -r "$BASES/audit/." .
python3 - <<'END'
from pathlib import Path

plugin = Path("cao_audit/plugin.py")
text = plugin.read_text()
head, _, tail = text.partition('    @hook("post_send_message")')
_, _, tail = tail.partition("    def _write")
hooks = "".join(
    f'''    @hook("{name}")
    async def on_{name}(self, event: CaoEvent) -> None:
        """Queue a line."""
        self._tell(event)

'''
    for name in (
        "post_create_session",
        "post_kill_session",
        "post_create_terminal",
        "post_kill_terminal",
    )
)
told = '''    def _tell(self, event: CaoEvent) -> None:
        said = {"event": event.event_type, "session": event.session_id}
        self._waiting.put(json.dumps(said))

    def _write'''
text = head.replace("PostSendMessageEvent", "CaoEvent").replace("each message that CAO's agents send", "the beginning and the end of sessions and terminals")
plugin.write_text(text + hooks + told + tail)
tests = Path("tests/test_plugin.py")
tests.write_text(
    tests.read_text()
    .replace("PostSendMessageEvent(sender=\"a\", receiver=\"b\", message=\"hi\")", 'PostKillSessionEvent(session_id="cao-x")')
    .replace("PostSendMessageEvent", "PostKillSessionEvent")
    .replace("on_message", "on_post_kill_session")
    .replace('{"from": "a", "to": "b", "text": "hi"}', '{"event": "post_kill_session", "session": "cao-x"}')
)
END
