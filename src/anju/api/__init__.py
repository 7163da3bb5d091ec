"""The same queries and actions as typed JSON."""
