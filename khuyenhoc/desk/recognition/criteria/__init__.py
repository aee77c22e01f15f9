"""Pages of criteria sets: the list, one set, and a new version from draft to adoption."""
