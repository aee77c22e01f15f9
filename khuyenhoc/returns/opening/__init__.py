"""Opening a collection: what is proposed, copied from the last one, what it changes, who will owe, and the plan it leaves."""
