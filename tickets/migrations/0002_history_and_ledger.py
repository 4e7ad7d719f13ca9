"""What a CHECK cannot say: history only grows, a settled promise never changes, numbers come from a sequence."""

from django.db import migrations

FORWARD = """
CREATE SEQUENCE tickets_number_seq;

CREATE FUNCTION relais_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: %', TG_OP, TG_TABLE_NAME, TG_ARGV[0]
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER event_only_grows BEFORE UPDATE OR DELETE ON tickets_ticketevent
    FOR EACH ROW EXECUTE FUNCTION relais_refuse('history only grows');
CREATE TRIGGER event_is_not_truncated BEFORE TRUNCATE ON tickets_ticketevent
    FOR EACH STATEMENT EXECUTE FUNCTION relais_refuse('history only grows');

CREATE TRIGGER promise_is_kept_for_ever BEFORE DELETE ON tickets_promise
    FOR EACH ROW EXECUTE FUNCTION relais_refuse('the ledger keeps every promise');

CREATE FUNCTION relais_guard_promise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.outcome <> 'open' THEN
        RAISE EXCEPTION 'promise % is settled: it never changes', OLD.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (NEW.ticket_id, NEW.action, NEW.promised_on, NEW.due_at, NEW.made_by_id, NEW.made_at)
       IS DISTINCT FROM
       (OLD.ticket_id, OLD.action, OLD.promised_on, OLD.due_at, OLD.made_by_id, OLD.made_at) THEN
        RAISE EXCEPTION 'promise % cannot be rewritten: settle it and make another', OLD.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER promise_is_settled_once BEFORE UPDATE ON tickets_promise
    FOR EACH ROW EXECUTE FUNCTION relais_guard_promise();
"""

BACKWARD = """
DROP TRIGGER promise_is_settled_once ON tickets_promise;
DROP FUNCTION relais_guard_promise();
DROP TRIGGER promise_is_kept_for_ever ON tickets_promise;
DROP TRIGGER event_is_not_truncated ON tickets_ticketevent;
DROP TRIGGER event_only_grows ON tickets_ticketevent;
DROP FUNCTION relais_refuse();
DROP SEQUENCE tickets_number_seq;
"""


class Migration(migrations.Migration):
    dependencies = [("tickets", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
