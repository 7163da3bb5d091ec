"""The papers of the residence permit, one module a paper. Source: B7, E5, E8, E9, F4–F6."""
