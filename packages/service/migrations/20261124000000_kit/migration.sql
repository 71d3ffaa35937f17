-- The kit's own tables, the same in every service's database. Schema `kit`; policies stand on these functions.

CREATE FUNCTION kit.company_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.company_id', true), '')::uuid;
CREATE FUNCTION kit.actor_id() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.actor_id', true), '');
CREATE FUNCTION kit.person_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.person_id', true), '')::uuid;
-- APR-24: time is the transaction's; the offset is set by tests and demonstrations only (OP-017).
CREATE FUNCTION kit.now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
  RETURN now() + coalesce(nullif(current_setting('app.time_offset', true), ''), '0')::interval;

-- Shuts a table of class `own`: only rows of the transaction's company, for the owner too (ORG-03).
CREATE PROCEDURE kit.own(name regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', name);
  EXECUTE format('CREATE POLICY own ON %s USING (company_id = (SELECT kit.company_id())) WITH CHECK (company_id = (SELECT kit.company_id()))', name);
END $$;
REVOKE ALL ON PROCEDURE kit.own(regclass) FROM PUBLIC;

GRANT USAGE ON SCHEMA kit TO {{app}}, {{relay}}, {{clock}}, {{directory}}, {{check}}, {{consumer}}, {{worker}};

-- Events that are committed and not yet on the bus (FIN-03). The key is the sequence: the relay reads in its order. Company null:
-- machinery without a company. Packed: the engine's payload, a third as long (packages/approval/src/store/packed.ts). Both null: a
-- tombstone of a compacted topic. The app can only add, and read back the number it got.
CREATE TABLE kit.outbox (
  company_id  uuid,
  seq         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id          uuid        NOT NULL DEFAULT uuidv7(),
  topic       text        NOT NULL CHECK (topic <> ''),
  key         text        NOT NULL CHECK (key <> ''),
  type        text        NOT NULL CHECK (type <> ''),
  traceparent text        NOT NULL DEFAULT '',
  payload     text,
  at          timestamptz NOT NULL DEFAULT now(),
  packed      bytea,
  CHECK (payload IS NULL OR packed IS NULL)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_insert_threshold = -1);
ALTER TABLE kit.outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE kit.outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON kit.outbox TO {{app}}
  USING (company_id IS NOT DISTINCT FROM (SELECT kit.company_id())) WITH CHECK (company_id IS NOT DISTINCT FROM (SELECT kit.company_id()));
CREATE POLICY relay ON kit.outbox TO {{relay}} USING (true);
GRANT INSERT (company_id, id, topic, key, type, traceparent, payload, packed), SELECT (seq) ON kit.outbox TO {{app}};
GRANT SELECT, DELETE ON kit.outbox TO {{relay}};

-- Each event has one effect: its line is written in the effect's own transaction (FIN-03).
CREATE TABLE kit.inbox (
  consumer text        NOT NULL,
  event_id text        NOT NULL,
  at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, event_id)
);
CREATE INDEX inbox_at ON kit.inbox USING brin (at);
GRANT INSERT (consumer, event_id) ON kit.inbox TO {{app}};
GRANT SELECT, INSERT, DELETE ON kit.inbox TO {{consumer}};

-- Events that could not be processed, and every later one of the same key behind them, in order of arrival (FIN-03).
CREATE TABLE kit.parked (
  consumer      text        NOT NULL,
  event_id      text        NOT NULL,
  seq           bigint      GENERATED ALWAYS AS IDENTITY,
  topic         text        NOT NULL,
  partition     int         NOT NULL,
  position      bigint      NOT NULL,
  key           text        NOT NULL,
  type          text        NOT NULL,
  behind        boolean     NOT NULL,
  reason        text        NOT NULL,
  envelope      jsonb       NOT NULL,
  at            timestamptz NOT NULL DEFAULT now(),
  skip_reason   text,
  skip_asked_by text,
  PRIMARY KEY (consumer, event_id),
  CHECK ((skip_reason IS NULL) = (skip_asked_by IS NULL)),
  CHECK (skip_reason <> '')
);
CREATE INDEX parked_key ON kit.parked (consumer, topic, key, seq);
GRANT SELECT, INSERT, DELETE ON kit.parked TO {{consumer}};
GRANT UPDATE (reason, behind, skip_reason, skip_asked_by) ON kit.parked TO {{consumer}};

-- What was done with set-aside events, by whom. Insert-only. A skip needs a second person, in the database too.
CREATE TABLE kit.parked_log (
  id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  consumer text        NOT NULL,
  event_id text        NOT NULL,
  topic    text        NOT NULL,
  key      text        NOT NULL,
  action   text        NOT NULL CHECK (action IN ('parked', 'redelivered', 'skip-asked', 'skipped')),
  person   text        NOT NULL,
  asked_by text,
  reason   text        NOT NULL,
  at       timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT skip_by_two CHECK (action <> 'skipped' OR (asked_by IS NOT NULL AND asked_by <> person))
);
GRANT SELECT, INSERT ON kit.parked_log TO {{consumer}};

-- Work after the commit: papers, signatures, files. Claimed by the worker, at least once.
CREATE TABLE kit.job (
  company_id  uuid        NOT NULL,
  id          uuid        NOT NULL DEFAULT uuidv7(),
  type        text        NOT NULL CHECK (type <> ''),
  value       jsonb       NOT NULL,
  traceparent text        NOT NULL DEFAULT '',
  state       text        NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'parked')),
  attempts    int         NOT NULL DEFAULT 0,
  next_at     timestamptz NOT NULL DEFAULT now(),
  error       text,
  created_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id)
);
CREATE INDEX job_next ON kit.job (next_at) WHERE state = 'waiting';
ALTER TABLE kit.job ENABLE ROW LEVEL SECURITY;
ALTER TABLE kit.job FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON kit.job TO {{app}} USING (company_id = (SELECT kit.company_id())) WITH CHECK (company_id = (SELECT kit.company_id()));
CREATE POLICY worker ON kit.job TO {{worker}} USING (true);
GRANT INSERT (company_id, id, type, value, traceparent) ON kit.job TO {{app}};
GRANT SELECT, DELETE, UPDATE (state, attempts, next_at, error) ON kit.job TO {{worker}};

-- Files: the bytes lie encrypted outside; the row has their hash and the item's key, wrapped by the company's key, which is never here.
CREATE TABLE kit.file (
  company_id  uuid        NOT NULL,
  id          uuid        NOT NULL,
  name        text        NOT NULL CHECK (name <> ''),
  media_type  text        NOT NULL,
  size        int         NOT NULL CHECK (size >= 0),
  sha256      text        NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  wrapped_key bytea       NOT NULL,
  stored_at   timestamptz NOT NULL DEFAULT now(),
  by          text        NOT NULL,
  from_grant  uuid,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, from_grant)
);
CALL kit.own('kit.file');
GRANT SELECT, INSERT ON kit.file TO {{app}};

CREATE TABLE kit.file_link (
  company_id uuid NOT NULL,
  matter_id  uuid NOT NULL,
  file_id    uuid NOT NULL,
  PRIMARY KEY (company_id, matter_id, file_id),
  FOREIGN KEY (company_id, file_id) REFERENCES kit.file (company_id, id)
);
CREATE INDEX file_link_file ON kit.file_link (company_id, file_id);
CALL kit.own('kit.file_link');
GRANT SELECT, INSERT ON kit.file_link TO {{app}};

CREATE TABLE kit.file_grant (
  company_id uuid        NOT NULL,
  id         uuid        NOT NULL,
  file_id    uuid        NOT NULL,
  to_company uuid        NOT NULL,
  at         timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, file_id, to_company),
  FOREIGN KEY (company_id, file_id) REFERENCES kit.file (company_id, id),
  CHECK (to_company <> company_id)
);
CALL kit.own('kit.file_grant');
GRANT SELECT, INSERT ON kit.file_grant TO {{app}};

-- The directory as this service last heard it. Read by all; written by the consumer of `chancery.directory` alone.
CREATE TABLE kit.directory (
  kind     text   NOT NULL,
  id       text   NOT NULL,
  body     jsonb  NOT NULL,
  revision bigint NOT NULL,
  PRIMARY KEY (kind, id)
);
CREATE INDEX directory_revision_of ON kit.directory (revision);
CREATE TABLE kit.directory_revision (
  one      boolean NOT NULL DEFAULT true PRIMARY KEY CHECK (one),
  revision bigint  NOT NULL
);
INSERT INTO kit.directory_revision (revision) VALUES (0);
GRANT SELECT ON kit.directory, kit.directory_revision TO {{app}}, {{clock}}, {{worker}}, {{directory}};
GRANT INSERT, UPDATE, DELETE ON kit.directory TO {{directory}};
GRANT UPDATE (revision) ON kit.directory_revision TO {{directory}};

-- Numbers without gaps: the row's lock orders those who take one (DIN-01, DOUT-03).
CREATE TABLE kit.counter (
  company_id uuid   NOT NULL,
  series     text   NOT NULL,
  year       int    NOT NULL,
  value      bigint NOT NULL CHECK (value > 0),
  PRIMARY KEY (company_id, series, year)
) WITH (fillfactor = 50);
CALL kit.own('kit.counter');
GRANT SELECT, INSERT, UPDATE (value) ON kit.counter TO {{app}};
