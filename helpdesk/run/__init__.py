"""`make run`: everything Relais is, on one machine, watched by one process.

``python -m helpdesk.run`` checks the port, enters ``helpdesk.services`` for a database and a broker,
prepares the first, starts web, worker and beat, and stops all of them when one dies or when asked.
"""
