"""Services with what a city and its counties changed, what is still assumed, and how the offices do (R9, C4, D2, D6)."""
