"""Work in the background: reports, pulls and reminders."""
