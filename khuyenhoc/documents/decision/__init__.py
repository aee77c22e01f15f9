"""The paper of a decision on learning models: its words, its list, and the files."""
