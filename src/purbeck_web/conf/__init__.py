"""How the application is set up: settings, addresses, and what refuses an unsafe deployment."""
