"""The verbs: guard, change, record what happened, queue the letter. They never commit."""
