"""A made-up year in the city, for trying things out: people, staff and what they did, by the real acts."""
