"""The room of truth: what is stored, and what may happen to it."""
