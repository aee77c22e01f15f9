"""Looking figures up: what is asked for stands wholly in the address, which can be kept, sent, and taken away as a file."""
