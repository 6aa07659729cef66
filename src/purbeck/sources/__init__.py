"""Floor 3: the publishers' files, read as they are published.

A connector knows one publisher's format. It locates, fetches and reads; it never decides what a
figure means for a workspace: that is declared in sources.toml, and done in ``purbeck.pull``.
"""
