"""Pages, pieces of HTML, and XML: what formats with tags share."""
