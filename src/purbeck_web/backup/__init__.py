"""Backups: all rows and files of an installation in one file, and back again."""
