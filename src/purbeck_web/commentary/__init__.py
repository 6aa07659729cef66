"""What is written about indicators."""
