"""The shell: the only folder that touches the world (channels, store, clock, web, commands)."""
