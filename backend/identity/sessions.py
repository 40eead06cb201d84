"""Being written."""
def load_actor(token, counts): return None
