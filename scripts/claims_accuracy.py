"""Print how well the checker reads the labelled corpus: precision and recall by kind of claim."""
