"""The embedded PostgreSQL and Valkey: a real database and a real broker from two wheels.

``python -m helpdesk.services COMMAND`` starts those whose URL the environment does not give, runs
COMMAND with DATABASE_URL and REDIS_URL set, and stops them with it. Production sets both URLs and
never comes here. Nothing in this package imports Django: it runs before there is a database.
"""
