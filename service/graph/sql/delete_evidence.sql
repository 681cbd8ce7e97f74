DELETE FROM evidence WHERE source = ? AND target = ? AND type = ?
