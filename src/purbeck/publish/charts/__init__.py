"""Charts: one Vega-Lite specification each, with the alt text and the table of its values."""
