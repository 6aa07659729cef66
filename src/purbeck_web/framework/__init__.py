"""What is measured: outcomes, indicators, measures, targets, comparators and the policy."""
