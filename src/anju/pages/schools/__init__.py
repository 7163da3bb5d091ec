"""Schools for everyone, for guardians, and for the education office's desk."""
