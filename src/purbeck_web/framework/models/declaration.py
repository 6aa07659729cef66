"""What a framework declares besides measures and places, each declaration as one value."""

from __future__ import annotations

from django.db import models

from purbeck_web.rows import WorkspaceRow


class Declaration(WorkspaceRow):
    """One table of framework.toml that nothing here asks a part of: a dimension, a model.

    ``declared`` is the whole of it in the form that ``exchange.declarations`` reads back; its
    key is the name of the table, ``kind``, and its own id.
    """

    kind = models.CharField(max_length=40)
    name = models.TextField()
    declared = models.JSONField()
