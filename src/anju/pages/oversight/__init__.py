"""Pages of those who see to it that the work is done: figures of the own subtree, never a person."""
