"""Consolidated figures for engines outside: Parquet files, PostgreSQL."""
