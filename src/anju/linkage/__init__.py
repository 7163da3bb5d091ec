"""this floor asks "is this the same person?" and looks at pictures: pure functions, no framework, no clock, no I/O.

Nothing here merges, refuses or blocks anything. A score is a hint beside two names at a counter; an officer decides
(rule I10), and "not the same" is remembered.
"""
