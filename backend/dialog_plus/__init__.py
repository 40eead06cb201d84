"""DIALOG+: conversations about up to three areas of life, agreed actions, and the plan they make."""
