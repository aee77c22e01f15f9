"""Registering without an account: the village's poster, and each entry's own secret address."""
