python3 - <<'END'
from pathlib import Path

plugin = Path("cao_audit/plugin.py")
text = plugin.read_text()
text = text.replace("import queue\n", "import queue\nimport re\n")
text = text.replace("_END = None\n", '_END = None\n_KEY = re.compile(r"ghp_\\w+")\n')
text = text.replace('"text": event.message}', '"text": _KEY.sub("[key]", event.message)}')
plugin.write_text(text)
tests = Path("tests/test_plugin.py")
tests.write_text(
    tests.read_text().replace('message="hi")', 'message="hi ghp_abc1")').replace('"text": "hi"}', '"text": "hi [key]"}')
)
END
