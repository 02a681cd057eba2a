cat > answers.toml <<'END'
command = "served-agent"
mcp = "stdio"
mcp_flag = "--mcp-config"
mcp_cwd = "shim"
END
cd cli-agent-orchestrator
cao-scaffold provider served-agent --answers ../answers.toml
