"""Letters: worded in the receiver's language from the rows of the outbox, and sent."""
