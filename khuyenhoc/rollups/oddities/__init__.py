"""What is odd about totals and series: the rules of the catalogue's data, a file a family, over the figures of one period."""
