"""What a worker needs to know before seeing somebody: what is due, and what is new."""
