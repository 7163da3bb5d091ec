"""Where Django looks for template tags; what they do stands in anju.web.tags."""
