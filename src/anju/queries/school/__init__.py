"""What is read of schooling: schools and zones, demand, rounds, wishes, the allotment's list, figures."""
