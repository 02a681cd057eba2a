"""A real CAO: the environment it lives in, its private home, its server. Never imported here."""
