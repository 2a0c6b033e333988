"""What formats share: text encodings, paragraphs, pieces of HTML and XML, and metadata beside the text."""
