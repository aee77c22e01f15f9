"""Units that come in as a list: read, judged as a whole, and written as a whole or not at all."""
