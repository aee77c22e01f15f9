"""Balances that go from units to those that take over: what one gives and another takes is one row, so it adds to zero."""
