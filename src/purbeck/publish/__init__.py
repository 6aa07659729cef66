"""Floor 5: a disclosed scorecard becomes a document, and a document becomes files."""
