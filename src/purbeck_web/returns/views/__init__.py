"""The pages of returns: each asks who may, and leaves what is due and what is right elsewhere."""
