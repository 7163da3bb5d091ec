"""The papers of a dispute: invitations to both sides, and the agreement they sign."""
