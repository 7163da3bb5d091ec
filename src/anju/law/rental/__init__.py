"""Public rental housing: rounds, the waiting list and its order, offers, leases, and what can be said against it. Source: I6."""
