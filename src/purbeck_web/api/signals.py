"""What an edition sets off: a message to each webhook, within the same transaction."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone

from purbeck_web.api.webhooks import ISSUED, WITHDRAWN, edition_message, enter_messages
from purbeck_web.workflow.models import Edition


@receiver(post_save, sender=Edition)
def tell_of_edition(instance: Edition, created: bool, **named: Any) -> None:
    """Enter a message when an edition is issued, and when it is withdrawn."""
    if created:
        enter_messages(ISSUED, edition_message(instance, ISSUED), instance.issued_at)
    elif instance.withdrawn_at is not None:
        enter_messages(WITHDRAWN, edition_message(instance, WITHDRAWN), timezone.now())
