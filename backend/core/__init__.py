"""Plumbing that every slice stands on: database, encryption, requests, errors, time. No health words in here."""
