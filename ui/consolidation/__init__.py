"""The page Tổng hợp: what the units below reported, brought together."""
