"""Scoring oneself: points by indicator, kept page by page, photos and files as evidence, sent to the village."""
