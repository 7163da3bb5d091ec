"""This package is what a city or county changes of a service, what an open case rests on, and what is still assumed."""
