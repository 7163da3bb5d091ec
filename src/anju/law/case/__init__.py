"""This package is a case: someone applies for a service, an office takes it, asks, decides, and is rated for it."""
