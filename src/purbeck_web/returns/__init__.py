"""What is due from whom, and how figures are entered."""
