"""The counter: police stations and street halls. Fast, keyboard first, the next file one key away."""
