"""The management of the app."""
