"""The living scorecard: a web application on the library below, which knows nothing of it."""
