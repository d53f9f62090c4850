"""Spreadsheets in and out: CSV, XLSX and JSON, read cell by cell with every fault told at once."""
