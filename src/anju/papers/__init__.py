"""What gets printed."""
