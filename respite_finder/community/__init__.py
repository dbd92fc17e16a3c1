"""What people send us: suggestions, corrections, messages, kept until a person reviews them."""
