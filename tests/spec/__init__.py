"""Rules as drawn tables, which a performance officer can check."""
