"""The only part of the web room that talks to the matcher."""
