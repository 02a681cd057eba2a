from dataclasses import replace

from cao_scaffold.provider.answers import Provider
from cao_scaffold.provider.names import ProviderNames
from cao_scaffold.template.usage import usage

PROVIDER = Provider(ProviderNames.of("new_cli"), command=("new-cli", "chat now"))


def test_it_quotes_the_command_and_brackets_what_an_agent_decides() -> None:
    assert usage(PROVIDER) == (
        "new-cli 'chat now' [--model MODEL] [--append-system-prompt-file PROMPT.md]"
    )


def test_it_names_the_options_in_the_order_of_the_command_line() -> None:
    provider = replace(
        PROVIDER,
        command=("new-cli",),
        term="xterm",
        enforcement="native",
        enforcement_flag="--deny",
        mcp="all",
        mcp_flag="--mcp",
        system_prompt="text",
        system_prompt_flag="--prompt",
    )
    assert usage(provider) == (
        "env TERM=xterm new-cli [--deny TOOL]... [--model MODEL] [--mcp MCP.json]"
        ' [--prompt "$(cat PROMPT.md)"]'
    )


def test_it_leaves_out_what_the_cli_does_not_take() -> None:
    provider = replace(PROVIDER, model_flag="", system_prompt="none", enforcement="install")
    provider = replace(provider, enforcement_flag="--agent")
    assert usage(provider) == "new-cli 'chat now' [--agent AGENT.json]"
