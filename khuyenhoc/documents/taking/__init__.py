"""Tables to take away, of any length: made and written a few thousand rows at a time, so that a million take no more memory."""
