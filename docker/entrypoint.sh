#!/bin/sh
# What a container of Relais is: web, worker, beat, prepare, or any command of manage.py.
set -eu
cd /relais 2>/dev/null || cd "$(dirname "$0")/.."

case "${1:-web}" in
    prepare)
        # The steps of `make run`: migrations, and in an empty database the calendars and the catalogue.
        exec python manage.py prepare
        ;;
    web)
        exec python -m uvicorn helpdesk.asgi:application --host 0.0.0.0 --port "${PORT:-8000}" \
            --workers "${WEB_WORKERS:-2}" --no-access-log --timeout-graceful-shutdown 20 \
            --proxy-headers --forwarded-allow-ips "${TRUSTED_PROXIES:-127.0.0.1}"
        ;;
    worker)
        exec python -m celery -A helpdesk worker --concurrency "${WORKER_PROCESSES:-2}" --loglevel INFO
        ;;
    beat)
        exec python -m celery -A helpdesk beat --loglevel INFO --pidfile= --schedule /tmp/beat-schedule
        ;;
    *)
        exec python manage.py "$@"
        ;;
esac
