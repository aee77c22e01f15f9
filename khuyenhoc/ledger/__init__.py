"""What is kept about totals, which themselves are kept nowhere: reasons for odd ones. It reckons nothing."""
