-- 待办 and 通知: rows of a person. The consumer writes them in the matter's company; the person reads them over all companies (ORG-05).

CREATE TABLE inbox_task (
  company_id  uuid        NOT NULL,
  task_id     uuid        NOT NULL,
  holder      uuid        NOT NULL,
  matter_id   uuid        NOT NULL,
  service     text        NOT NULL,
  kind        text        NOT NULL,
  step        text        NOT NULL,
  task_kind   text        NOT NULL,
  doing       boolean     NOT NULL,
  title       text        NOT NULL,
  serial      text        NOT NULL,
  urgency     text        NOT NULL,
  secrecy     text        NOT NULL,
  applicant   text        NOT NULL,
  department  text        NOT NULL,
  opened_at   timestamptz NOT NULL,
  due_at      timestamptz,
  due_order   timestamptz NOT NULL GENERATED ALWAYS AS (coalesce(due_at, 'infinity'::timestamptz)) STORED,
  round       int         NOT NULL,
  held        boolean     NOT NULL,
  urged       int         NOT NULL DEFAULT 0,
  PRIMARY KEY (company_id, task_id)
);
CREATE INDEX inbox_task_holder ON inbox_task (holder, due_order, task_id);
CREATE INDEX inbox_task_matter ON inbox_task (company_id, matter_id);

CREATE TABLE inbox_count (
  company_id uuid NOT NULL,
  holder     uuid NOT NULL,
  deciding   int  NOT NULL DEFAULT 0 CHECK (deciding >= 0),
  doing      int  NOT NULL DEFAULT 0 CHECK (doing >= 0),
  PRIMARY KEY (company_id, holder)
);
CREATE INDEX inbox_count_holder ON inbox_count (holder);

CREATE TABLE notice (
  company_id uuid        NOT NULL,
  id         uuid        NOT NULL,
  person     uuid        NOT NULL,
  code       text        NOT NULL,
  arguments  jsonb       NOT NULL,
  service    text        NOT NULL,
  matter_id  uuid        NOT NULL,
  kind       text        NOT NULL,
  title      text        NOT NULL,
  at         timestamptz NOT NULL,
  read_at    timestamptz,
  PRIMARY KEY (company_id, id)
);
CREATE INDEX notice_person ON notice (person, at DESC, id DESC);
CREATE INDEX notice_unread ON notice (person) WHERE read_at IS NULL;

-- How far the inbox has come in each service's event stream; a screen that has just decided waits for it.
CREATE TABLE seen_position (
  service  text   NOT NULL PRIMARY KEY,
  position bigint NOT NULL
);

DO $$
DECLARE t record;
BEGIN
  FOR t IN SELECT * FROM (VALUES ('inbox_task', 'holder'), ('inbox_count', 'holder'), ('notice', 'person')) AS personal (name, person) LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY; ALTER TABLE %I FORCE ROW LEVEL SECURITY', t.name, t.name);
    EXECUTE format('CREATE POLICY company ON %I USING (company_id = (SELECT kit.company_id())) WITH CHECK (company_id = (SELECT kit.company_id()))', t.name);
    EXECUTE format('CREATE POLICY person ON %I FOR SELECT USING (%I = (SELECT kit.person_id()))', t.name, t.person);
  END LOOP;
END $$;
CREATE POLICY reading ON notice FOR UPDATE USING (person = (SELECT kit.person_id())) WITH CHECK (person = (SELECT kit.person_id()));

GRANT SELECT, INSERT, UPDATE, DELETE ON inbox_task, inbox_count TO {{app}};
GRANT SELECT, INSERT ON notice TO {{app}};
GRANT UPDATE (read_at) ON notice TO {{app}};
GRANT SELECT, INSERT, UPDATE ON seen_position TO {{app}};
