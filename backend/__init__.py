"""Waymark: a record that a person holds herself, and a way to ask for more support and be answered.

`app.create_app` is the only place that knows every slice. Slices import downwards only; see `pyproject.toml`, import contracts.
"""
