"""A person's own goals: wording, steps, who helps, and how near."""
