"""What is kept about totals, which are kept nowhere themselves: reasons for odd ones, what printed them. It reckons nothing."""
