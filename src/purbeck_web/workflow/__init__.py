"""From draft to issued edition: who has passed what, and what is closed."""
