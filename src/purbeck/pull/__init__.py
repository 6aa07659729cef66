"""Floor 4: what a workspace declares of its sources, and loading them into its history."""
