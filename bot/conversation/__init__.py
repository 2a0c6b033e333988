"""What is said in a chat, and what it goes back to."""
