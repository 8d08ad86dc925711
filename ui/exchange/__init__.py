"""The page Gửi / Nhận: bundles looked at and taken in, bundles made and sent, conflicts, keys."""
