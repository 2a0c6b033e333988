"""An index in a Qdrant cluster: its collections, what is asked of them, and how a generation comes there."""
