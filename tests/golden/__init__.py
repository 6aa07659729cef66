"""The Dorset report of September 2018, made again and compared with what was published."""
