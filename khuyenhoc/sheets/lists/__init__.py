"""A list of things as rows, in whatever layout it came. What is looked for is said by the caller."""
