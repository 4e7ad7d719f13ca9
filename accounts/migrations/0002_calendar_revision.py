"""A calendar's revision changes with anything its value is made of: values are cached by it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION relais_renew_calendar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.revision := gen_random_uuid();
    RETURN NEW;
END $$;
CREATE TRIGGER calendar_renewed BEFORE UPDATE ON accounts_calendar
    FOR EACH ROW EXECUTE FUNCTION relais_renew_calendar();

CREATE FUNCTION relais_closure_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE accounts_calendar SET revision = gen_random_uuid()
        WHERE id = COALESCE(NEW.calendar_id, OLD.calendar_id) OR id = OLD.calendar_id;
    RETURN NULL;
END $$;
CREATE TRIGGER closure_changed AFTER INSERT OR UPDATE OR DELETE ON accounts_closure
    FOR EACH ROW EXECUTE FUNCTION relais_closure_changed();

CREATE FUNCTION relais_school_holiday_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE accounts_calendar SET revision = gen_random_uuid() WHERE zone <> '';
    RETURN NULL;
END $$;
CREATE TRIGGER school_holiday_changed AFTER INSERT OR UPDATE OR DELETE ON accounts_schoolholiday
    FOR EACH STATEMENT EXECUTE FUNCTION relais_school_holiday_changed();
"""

BACKWARD = """
DROP TRIGGER school_holiday_changed ON accounts_schoolholiday;
DROP TRIGGER closure_changed ON accounts_closure;
DROP TRIGGER calendar_renewed ON accounts_calendar;
DROP FUNCTION relais_school_holiday_changed();
DROP FUNCTION relais_closure_changed();
DROP FUNCTION relais_renew_calendar();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
