"""Pages of bodies that keep a list of their own, and of departments that point people to registration."""
