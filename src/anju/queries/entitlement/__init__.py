"""What people are entitled to: for one with reasons, for the whole register in PostgreSQL."""
