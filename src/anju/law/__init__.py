"""This floor says what the rules say: plain values and functions, without framework, clock, files or network."""
