"""Files as people really send them, made by a seeded generator, each with its truth; and the score of the reader on them."""
