"""What holds for every value, whichever is drawn."""
