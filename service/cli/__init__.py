"""The `clew` command: one file a command, each a thin edge around the rooms that do the work."""
