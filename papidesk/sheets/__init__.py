"""Spreadsheets: registers and tables as XLSX files."""
