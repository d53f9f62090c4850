"""Spreadsheets on pages: handed in, put right, asked about, and taken over."""
