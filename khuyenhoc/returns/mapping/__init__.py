"""What people have said of a file's layout: shown on their own sheet, corrected once, remembered for that unit."""
