"""The room that people meet: pages, command line and jobs.

Empty, so that a command loads what it needs and no page: ``web.app`` makes the service.
"""
