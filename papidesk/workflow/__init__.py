"""What a person does: one plain function per act."""
