"""Outside cases: the answers of other people's software, from the folder in PURBECK_SHARED."""
