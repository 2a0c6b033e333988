"""What is typed in a terminal, and what is printed."""
