"""Pages, feeds and sitemaps, fetched with care."""
