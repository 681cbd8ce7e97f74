DELETE FROM relationship WHERE source = ? AND scope = ? AND target = ? AND type = ?
