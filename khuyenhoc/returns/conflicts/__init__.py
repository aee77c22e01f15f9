"""Two returns of one unit, from two hands: both are kept until somebody has chosen one of them."""
