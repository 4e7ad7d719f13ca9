#!/bin/sh
# Run once by the PostgreSQL image on an empty volume. Relais owns its database and is no superuser:
# a superuser could switch off the triggers that protect the history.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --set password="$RELAIS_PASSWORD" <<'SQL'
CREATE ROLE relais LOGIN PASSWORD :'password';
CREATE DATABASE relais OWNER relais;
SQL
