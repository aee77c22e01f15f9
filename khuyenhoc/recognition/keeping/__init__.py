"""Keeping a register: registering, correcting, leaving, villages."""
