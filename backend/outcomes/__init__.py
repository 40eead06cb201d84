"""Instruments as data, what a person answered, scores, and change in words."""
