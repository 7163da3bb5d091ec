"""The same queries and actions as the pages, as typed JSON for machines."""
