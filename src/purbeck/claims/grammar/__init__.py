"""The grammar: sentences to clauses, and clauses to statements, by patterns that can be read."""
