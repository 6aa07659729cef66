"""What other programs read and write: REST with OpenAPI, tokens and webhooks."""
