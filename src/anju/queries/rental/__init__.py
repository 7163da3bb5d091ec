"""Public rental housing as it is read: the list and its order, one's own place, the desk, what is public, figures."""
