"""Public rental housing: what everybody may see, one's own place on the list, and the housing office's desk."""
