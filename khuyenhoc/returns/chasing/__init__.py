"""Chasing: who has not sent, what they are told, and who was told what when."""
