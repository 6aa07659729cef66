"""The public site: a workspace as pages that link to each other, and need no server."""
