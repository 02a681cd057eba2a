cat > answers.toml <<'END'
command = "strict-agent"
enforcement = "native"
enforcement_flag = "--deny"

[tools]
execute_bash = ["Shell"]
fs_write = ["Write", "Edit"]
END
cd cli-agent-orchestrator
cao-scaffold provider strict-agent --answers ../answers.toml
