"""The village's meeting: who was there, how it voted on each entry, and the minutes as paper."""
