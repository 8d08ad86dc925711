"""Photos: their day, smaller copies and thumbnails, places dropped."""
