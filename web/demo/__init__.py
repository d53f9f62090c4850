"""The demo: people, employers and offers that were made up, and what has happened among them."""
