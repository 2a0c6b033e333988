"""Networks: the embedder, and the reader of spans."""
