"""Targets against figures: what it would take, the pace, and how one is shared out to the units below."""
