"""The job board: what is open, what an employer has, what an office reviews, what a seeker sent, and figures."""
