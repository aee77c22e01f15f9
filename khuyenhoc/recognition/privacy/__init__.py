"""What is kept of a person: given out on demand, erased on demand, erased when it has been kept for long enough."""
