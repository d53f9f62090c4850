"""The steering group's report: two pages of figures for a period, on a page, as PDF and as XLSX."""
