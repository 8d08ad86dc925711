"""The parts of the Word writer: styles, head, blocks, tables, foot, annexes, package."""
