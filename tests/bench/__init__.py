"""`make bench`: the numbers that the site promises, measured. Not a test: times depend on the machine."""
