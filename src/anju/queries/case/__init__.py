"""Cases: where they go, what waits, what an officer needs to see, and how an office does."""
