"""Settings, addresses, server entry and start."""
