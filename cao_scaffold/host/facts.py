"""What a CAO tree offers to a provider, read off its source; never by version number."""

import ast
from dataclasses import dataclass

from cao_scaffold.host.checkout import Checkout

# Where each fact stands: a file of the package, and the dotted name that it defines; a name
# after a colon is a parameter of that function.
PLACES = {
    "asynchronous": ("providers/base.py", "BaseProvider.get_status:buffer"),
    "native_status_buffer": ("providers/base.py", "BaseProvider._resolve_native_status:buffer"),
    "resolve_buffer": ("providers/base.py", "BaseProvider._resolve_buffer"),
    "init_timeout": ("providers/base.py", "BaseProvider.get_init_timeout"),
    "input_ready": ("providers/base.py", "BaseProvider.wait_until_input_ready"),
    "direct_status_probe": ("providers/base.py", "BaseProvider.supports_direct_status_probe"),
    "extraction_error": ("providers/base.py", "OutputExtractionError"),
    "extraction_rejected": ("providers/base.py", "OutputExtractionRejected"),
    "buffer_reset": ("providers/base.py", "BaseProvider.notify_status_buffer_reset"),
    "honors_model": ("providers/base.py", "BaseProvider.honors_model"),
    "error_message": ("providers/base.py", "BaseProvider.get_error_message"),
    "recheck_uses_screen": ("providers/base.py", "BaseProvider.status_recheck_uses_screen"),
    "midburst_probe": ("providers/base.py", "BaseProvider.supports_midburst_processing_probe"),
    "stale_processing_capture": (
        "providers/base.py",
        "BaseProvider.supports_stale_processing_capture",
    ),
    "stale_waiting_capture": ("providers/base.py", "BaseProvider.supports_stale_waiting_capture"),
    "raw_fallback": ("providers/base.py", "BaseProvider.allow_raw_transcript_fallback"),
    "model": ("providers/manager.py", "ProviderManager.create_provider:model"),
    "provider_class": ("providers/manager.py", "ProviderManager.provider_class"),
    "enforcement_table": ("utils/enforcement.py", "PROVIDER_ENFORCEMENT"),
    "tool_constraint": ("utils/tool_mapping.py", "tool_constraint_instruction"),
    "plugin_mcp": ("agent_plugins/mcp_delivery.py", "with_plugin_mcp"),
    "mcp_mapping": ("agent_plugins/mcp_mapping.py", "PROVIDER_TRANSPORTS"),
}


@dataclass(frozen=True)
class Facts:
    """What this tree has; each field is a row of PLACES."""

    asynchronous: bool
    native_status_buffer: bool
    resolve_buffer: bool
    init_timeout: bool
    input_ready: bool
    direct_status_probe: bool
    extraction_error: bool
    extraction_rejected: bool
    buffer_reset: bool
    honors_model: bool
    error_message: bool
    recheck_uses_screen: bool
    midburst_probe: bool
    stale_processing_capture: bool
    stale_waiting_capture: bool
    raw_fallback: bool
    model: bool
    provider_class: bool
    enforcement_table: bool
    tool_constraint: bool
    plugin_mcp: bool
    mcp_mapping: bool


def read_facts(checkout: Checkout) -> Facts:
    """Read each file that PLACES names, once."""
    paths = {path for path, _ in PLACES.values()}
    defined = {path: _defined(checkout.syntax(checkout.code(path))) for path in paths}
    return Facts(**{fact: name in defined[path] for fact, (path, name) in PLACES.items()})


def _defined(module: ast.Module) -> frozenset[str]:
    """Return the dotted names that a module defines, and `function:parameter` for each."""
    names: set[str] = set()
    _collect(module.body, "", names)
    return frozenset(names)


def _collect(body: list[ast.stmt], prefix: str, names: set[str]) -> None:
    for node in body:
        if isinstance(node, ast.ClassDef):
            names.add(prefix + node.name)
            _collect(node.body, f"{prefix}{node.name}.", names)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            names.add(prefix + node.name)
            arguments = (*node.args.args, *node.args.kwonlyargs)
            names.update(f"{prefix}{node.name}:{argument.arg}" for argument in arguments)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(prefix + node.target.id)
        elif isinstance(node, ast.Assign):
            names.update(prefix + t.id for t in node.targets if isinstance(t, ast.Name))
