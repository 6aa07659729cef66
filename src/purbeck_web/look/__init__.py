"""What the style sheet of the application is compiled from (``scripts/make_web_static.sh``)."""
