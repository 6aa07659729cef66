"""The registers of risks and of actions."""
