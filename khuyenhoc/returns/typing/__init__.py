"""A return that is typed on the pages: every value stored as it is typed, checked at once, resumed anywhere."""
