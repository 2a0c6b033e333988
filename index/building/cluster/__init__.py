"""Building into a cluster, and the upkeep of what serves there."""
