-- The engine's tables, the same in every service that has kinds (architecture §5). Lean on purpose: a decision writes five rows.

GRANT USAGE ON SCHEMA approval TO {{app}}, {{clock}}, {{check}};

-- 事项. Updates stay on the page (HOT): no index on a column that changes, room on the page, the form last because it is never rewritten.
CREATE TABLE approval.matter (
  company_id      uuid        NOT NULL,
  id              uuid        NOT NULL,
  version         int         NOT NULL,
  state           text        NOT NULL CHECK (state IN ('draft', 'running', 'revising', 'approved', 'completed', 'correcting', 'refused', 'withdrawn', 'void')),
  text_version    int         NOT NULL,
  process_version int         NOT NULL,
  updated_at      timestamptz NOT NULL,
  head            bytea       NOT NULL,
  walk            bytea       NOT NULL,
  content_hash    text        NOT NULL,
  kind            text        NOT NULL,
  applicant       text        NOT NULL,
  enterer         text        NOT NULL,
  department      text        NOT NULL,
  secrecy         text        NOT NULL,
  serial          text        NOT NULL,
  title           text        NOT NULL,
  created_at      timestamptz NOT NULL,
  form            jsonb       NOT NULL,
  PRIMARY KEY (company_id, id)
) WITH (fillfactor = 70);
CREATE INDEX matter_applicant ON approval.matter (company_id, applicant, id);
CREATE INDEX matter_kind ON approval.matter (company_id, kind, id);

-- 待办. Only what is open, held or waiting; closing deletes. The due timer is the row itself (OP-016): a clock claims it for a moment.
-- Holder null: the platform (await).
CREATE TABLE approval.open_task (
  company_id uuid        NOT NULL,
  matter_id  uuid        NOT NULL,
  id         uuid        NOT NULL,
  holder     uuid,
  opened_at  timestamptz NOT NULL,
  due_at     timestamptz,
  alarm_at   timestamptz,
  seat       smallint    NOT NULL,
  round      smallint    NOT NULL,
  state      text        NOT NULL CHECK (state IN ('open', 'held', 'waiting')),
  step       text        NOT NULL,
  kind       text        NOT NULL,
  claimed_until timestamptz,
  PRIMARY KEY (company_id, matter_id, id)
) WITH (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000);
-- A person's id is the group's own: the company would make the entry longer and find nothing faster.
CREATE INDEX open_task_holder ON approval.open_task (holder);

-- 过程. Decision, command answer and chain link in one row that nobody changes or removes (APR-10). Hashed are the stored bytes, salted:
-- the line's JSON, packed (src/store/packed.ts). Beside it stand the columns that the database itself judges by.
CREATE TABLE approval.way (
  company_id  uuid  NOT NULL,
  matter_id   uuid  NOT NULL,
  no          int   NOT NULL CHECK (no > 0),
  actor       uuid,
  for_whom    uuid,
  operation   text  NOT NULL,
  step        text,
  command_key uuid  NOT NULL,
  fingerprint bytea NOT NULL,
  hash        bytea NOT NULL,
  salt        bytea NOT NULL,
  line        bytea NOT NULL,
  PRIMARY KEY (company_id, matter_id, no)
);
CREATE UNIQUE INDEX way_command ON approval.way (company_id, command_key);
CREATE INDEX way_actor ON approval.way (actor, matter_id);

-- Frozen texts: each submission (number > 0) and each saved draft (number 0), so that every version is kept (DOUT-02).
CREATE TABLE approval.text_version (
  company_id   uuid        NOT NULL,
  matter_id    uuid        NOT NULL,
  line         int         NOT NULL,
  number       int         NOT NULL,
  content_hash text        NOT NULL,
  frozen_at    timestamptz NOT NULL,
  by           text        NOT NULL,
  form         jsonb       NOT NULL,
  PRIMARY KEY (company_id, matter_id, line)
);

-- 可见范围. Only those whom neither a task nor a line of the way makes a participant.
CREATE TABLE approval.sight (
  company_id uuid NOT NULL,
  matter_id  uuid NOT NULL,
  person     uuid NOT NULL,
  because    text NOT NULL,
  PRIMARY KEY (company_id, matter_id, person)
);
CREATE INDEX sight_person ON approval.sight (company_id, person, matter_id);

-- Timers that belong to no task: cadence, terms. Fired by taking the row away in the transaction of what it starts (OP-016).
CREATE TABLE approval.timer (
  company_id    uuid        NOT NULL,
  type          text        NOT NULL,
  key           text        NOT NULL,
  due_at        timestamptz NOT NULL,
  value         jsonb       NOT NULL,
  claimed_until timestamptz,
  PRIMARY KEY (company_id, type, key)
);
CREATE INDEX timer_due ON approval.timer (due_at);

-- Events that found no await to finish: shown to owner and administrators, nothing dropped (OP-803).
CREATE TABLE approval.set_aside (
  company_id uuid        NOT NULL,
  event_id   text        NOT NULL,
  matter_id  uuid        NOT NULL,
  reason     text        NOT NULL,
  step       text,
  event      jsonb       NOT NULL,
  at         timestamptz NOT NULL,
  seq        bigint      GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (company_id, event_id, matter_id)
);

-- 流程版本, group default: the nil company's rows are the group's, a company may have its own (APR-01). Never changed, only added.
CREATE TABLE approval.process_version (
  company_id   uuid        NOT NULL,
  kind         text        NOT NULL,
  version      int         NOT NULL,
  definition   jsonb       NOT NULL,
  published_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, kind, version)
);

-- Steps whose effect always needs deciders first, as the kinds state it (APR-14); the trigger below reads it.
CREATE TABLE approval.effect_requirement (
  kind     text   NOT NULL,
  step     text   NOT NULL,
  required text[] NOT NULL,
  PRIMARY KEY (kind, step)
);

CALL kit.own('approval.matter');
CALL kit.own('approval.open_task');
CALL kit.own('approval.way');
CALL kit.own('approval.text_version');
CALL kit.own('approval.sight');
CALL kit.own('approval.set_aside');
CALL kit.own('approval.timer');
ALTER TABLE approval.process_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE approval.process_version FORCE ROW LEVEL SECURITY;
CREATE POLICY reading ON approval.process_version FOR SELECT USING (company_id IN ('00000000-0000-0000-0000-000000000000', (SELECT kit.company_id())));
CREATE POLICY publishing ON approval.process_version FOR INSERT WITH CHECK (company_id = (SELECT kit.company_id()));
CREATE POLICY clock ON approval.open_task TO {{clock}} USING (true);
CREATE POLICY clock ON approval.timer TO {{clock}} USING (true);

GRANT SELECT, INSERT, UPDATE ON approval.matter TO {{app}};
GRANT SELECT, INSERT, DELETE, UPDATE (state, due_at, alarm_at) ON approval.open_task TO {{app}};
GRANT SELECT, INSERT ON approval.way, approval.text_version, approval.sight, approval.set_aside, approval.process_version, approval.effect_requirement TO {{app}};
GRANT UPDATE (required) ON approval.effect_requirement TO {{app}};
GRANT SELECT, INSERT, DELETE ON approval.timer TO {{app}};
GRANT SELECT (company_id, matter_id, id, alarm_at, claimed_until), UPDATE (claimed_until) ON approval.open_task TO {{clock}};
GRANT SELECT (company_id, type, key, due_at, claimed_until), UPDATE (claimed_until) ON approval.timer TO {{clock}};

-- Who takes part in a matter: one rule for every door (ORG-09). Posts with scope are added by the asker, who knows the directory.
CREATE FUNCTION approval.sees(company uuid, matter uuid, person uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN EXISTS (SELECT FROM approval.open_task t WHERE t.company_id = company AND t.matter_id = matter AND t.holder = person)
      OR EXISTS (SELECT FROM approval.way w WHERE w.company_id = company AND w.actor = person AND w.matter_id = matter)
      OR EXISTS (SELECT FROM approval.sight s WHERE s.company_id = company AND s.matter_id = matter AND s.person = sees.person);
-- The same rule from the person's side, for lists.
CREATE FUNCTION approval.seen(company uuid, person uuid) RETURNS SETOF uuid LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT t.matter_id FROM approval.open_task t WHERE t.company_id = company AND t.holder = person
   UNION SELECT w.matter_id FROM approval.way w WHERE w.company_id = company AND w.actor = person
   UNION SELECT s.matter_id FROM approval.sight s WHERE s.company_id = company AND s.person = seen.person;
END;
GRANT EXECUTE ON FUNCTION approval.sees(uuid, uuid, uuid), approval.seen(uuid, uuid) TO {{app}};

-- What was decided stays as it was taken, for the owner too (APR-10).
CREATE FUNCTION approval.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'APR-10: % is never changed or removed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON approval.way FOR EACH ROW EXECUTE FUNCTION approval.refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON approval.way FOR EACH STATEMENT EXECUTE FUNCTION approval.refuse_change();
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON approval.text_version FOR EACH ROW EXECUTE FUNCTION approval.refuse_change();

-- Nobody decides on a matter that they applied for (APR-09, OP-733).
CREATE FUNCTION approval.refuse_own_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM approval.matter m WHERE m.company_id = NEW.company_id AND m.id = NEW.matter_id AND m.applicant IN (NEW.actor::text, NEW.for_whom::text)) THEN
    RAISE EXCEPTION 'APR-09: the applicant does not decide' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER never_own BEFORE INSERT ON approval.way FOR EACH ROW WHEN (NEW.operation IN ('agree', 'disagree')) EXECUTE FUNCTION approval.refuse_own_decision();

-- No effect before its deciders (APR-14, OP-860): the matter is approved, before this statement and after it.
CREATE FUNCTION approval.refuse_effect() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM approval.matter m JOIN approval.effect_requirement r ON r.kind = m.kind AND r.step = NEW.step AND cardinality(r.required) > 0
     WHERE m.company_id = NEW.company_id AND m.id = NEW.matter_id AND m.state NOT IN ('approved', 'completed')) THEN
    RAISE EXCEPTION 'APR-14: the deciders of this effect have not agreed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER never_unapproved BEFORE INSERT ON approval.way FOR EACH ROW WHEN (NEW.operation = 'done') EXECUTE FUNCTION approval.refuse_effect();
