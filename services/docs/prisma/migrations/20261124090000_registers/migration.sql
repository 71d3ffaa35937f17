-- Registers of official documents. What a rule refuses, the database refuses too: no number without an approved matter and its
-- signature, no gap and no repeat, no paper of another text, no issue without its paper, no removal.

CREATE TABLE signature (
  company_id   uuid        NOT NULL,
  matter_id    uuid        NOT NULL,
  content_hash text        NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
  signed_on    date        NOT NULL,
  signed_at    timestamptz NOT NULL,
  signed_by    text        NOT NULL,
  PRIMARY KEY (company_id, matter_id, content_hash),
  FOREIGN KEY (company_id, matter_id) REFERENCES approval.matter (company_id, id)
);

CREATE TABLE outgoing_document (
  company_id      uuid        NOT NULL,
  id              uuid        NOT NULL DEFAULT uuidv7(),
  matter_id       uuid        NOT NULL,
  mark            text        NOT NULL CHECK (mark <> ''),
  year            int         NOT NULL CHECK (year BETWEEN 2000 AND 9999),
  serial          int         NOT NULL CHECK (serial > 0),
  document_number text        NOT NULL GENERATED ALWAYS AS (mark || '〔' || year::text || '〕' || serial::text || '号') STORED,
  title           text        NOT NULL CHECK (title <> ''),
  document_kind   text        NOT NULL,
  secrecy         text        NOT NULL CHECK (secrecy IN ('public', '', 'commercial-secret', 'core-commercial-secret')),
  urgency         text        NOT NULL,
  importance      text        NOT NULL,
  content_hash    text        NOT NULL,
  dated_on        date        NOT NULL,
  numbered_at     timestamptz NOT NULL,
  numbered_by     text        NOT NULL,
  copies          int         CHECK (copies >= 0),
  copied_at       timestamptz,
  issued_at       timestamptz,
  issued_by       text,
  void_at         timestamptz,
  void_reason     text,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, mark, year, serial),
  UNIQUE (company_id, matter_id),
  UNIQUE (company_id, matter_id, content_hash),
  FOREIGN KEY (company_id, matter_id) REFERENCES approval.matter (company_id, id),
  FOREIGN KEY (company_id, matter_id, content_hash) REFERENCES signature (company_id, matter_id, content_hash),
  CHECK ((void_at IS NULL) = (void_reason IS NULL)),
  CHECK ((issued_at IS NULL) = (issued_by IS NULL))
);

CREATE TABLE paper (
  company_id       uuid        NOT NULL,
  id               uuid        NOT NULL DEFAULT uuidv7(),
  matter_id        uuid        NOT NULL,
  round            int         NOT NULL CHECK (round > 0),
  content_hash     text        NOT NULL,
  text_hash        text        NOT NULL CHECK (text_hash ~ '^[0-9a-f]{64}$'),
  document_number  text        NOT NULL,
  dated_on         date        NOT NULL,
  printed_on       date        NOT NULL,
  template_version text        NOT NULL,
  typesetter       text        NOT NULL,
  fonts            jsonb       NOT NULL,
  file_id          uuid        NOT NULL,
  file_name        text        NOT NULL,
  file_size        int         NOT NULL,
  file_sha256      text        NOT NULL CHECK (file_sha256 ~ '^[0-9a-f]{64}$'),
  pages            int         NOT NULL CHECK (pages > 0),
  made_at          timestamptz NOT NULL,
  proofread_at     timestamptz,
  proofread_by     text,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, matter_id, round),
  FOREIGN KEY (company_id, matter_id, content_hash) REFERENCES outgoing_document (company_id, matter_id, content_hash)
);

CREATE TABLE distribution (
  company_id           uuid        NOT NULL,
  id                   uuid        NOT NULL DEFAULT uuidv7(),
  matter_id            uuid        NOT NULL,
  document_number      text        NOT NULL,
  addressee_company_id uuid,
  outside              text        NOT NULL DEFAULT '',
  copy                 boolean     NOT NULL,
  sent_at              timestamptz NOT NULL,
  received_at          timestamptz,
  received_by          text,
  serial               text,
  PRIMARY KEY (company_id, id),
  UNIQUE NULLS NOT DISTINCT (company_id, matter_id, addressee_company_id, outside),
  FOREIGN KEY (company_id, matter_id) REFERENCES outgoing_document (company_id, matter_id),
  CHECK ((addressee_company_id IS NULL) <> (outside = '')),
  CHECK (addressee_company_id <> company_id)
);

CREATE TABLE incoming_document (
  company_id        uuid        NOT NULL,
  id                uuid        NOT NULL DEFAULT uuidv7(),
  matter_id         uuid        NOT NULL,
  year              int         NOT NULL CHECK (year BETWEEN 2000 AND 9999),
  serial            int         NOT NULL CHECK (serial > 0),
  received_on       date        NOT NULL,
  sender            text        NOT NULL CHECK (sender <> ''),
  sender_company_id uuid,
  relation          text        NOT NULL CHECK (relation IN ('superior', 'peer', 'subordinate')),
  document_number   text        NOT NULL,
  title             text        NOT NULL CHECK (title <> ''),
  document_kind     text        NOT NULL,
  secrecy           text        NOT NULL CHECK (secrecy IN ('public', '', 'commercial-secret', 'core-commercial-secret', 'paper-only')),
  urgency           text        NOT NULL,
  copies            int         NOT NULL CHECK (copies >= 0),
  pages             int         NOT NULL CHECK (pages >= 0),
  scans             int         NOT NULL CHECK (scans >= 0),
  duplicate         boolean     NOT NULL,
  registered_at     timestamptz NOT NULL,
  registered_by     text        NOT NULL,
  closed_at         timestamptz,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, year, serial),
  UNIQUE (company_id, matter_id),
  FOREIGN KEY (company_id, matter_id) REFERENCES approval.matter (company_id, id),
  -- SEC-01: a paper-only line has its title and nothing more.
  CONSTRAINT paper_only_says_nothing CHECK (secrecy <> 'paper-only' OR (title = '涉密文件' AND document_number = '' AND document_kind = 'other' AND scans = 0 AND pages = 0))
);
CREATE INDEX incoming_document_same ON incoming_document (company_id, sender, document_number) WHERE document_number <> '';
-- DIN-09 in the database: the second one is registered only as a known duplicate.
CREATE UNIQUE INDEX incoming_document_once ON incoming_document (company_id, sender, document_number) WHERE document_number <> '' AND NOT duplicate;

CREATE TABLE handling (
  company_id    uuid        NOT NULL,
  id            uuid        NOT NULL DEFAULT uuidv7(),
  matter_id     uuid        NOT NULL,
  round         int         NOT NULL CHECK (round > 0),
  department_id uuid        NOT NULL,
  lead          boolean     NOT NULL,
  due_on        date,
  result        text        NOT NULL,
  done_at       timestamptz NOT NULL,
  done_by       text        NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, matter_id, round, department_id),
  FOREIGN KEY (company_id, matter_id) REFERENCES incoming_document (company_id, matter_id)
);

-- DIN-07: which matter an issued document of another company became; each arrives once.
CREATE TABLE arrival (
  company_id       uuid        NOT NULL,
  sender_matter_id uuid        NOT NULL,
  matter_id        uuid        NOT NULL,
  arrived_at       timestamptz NOT NULL,
  PRIMARY KEY (company_id, sender_matter_id),
  UNIQUE (company_id, matter_id),
  FOREIGN KEY (company_id, matter_id) REFERENCES approval.matter (company_id, id)
);

-- DOUT-03, DOUT-05, DOUT-13: a number comes next in its series and belongs to a matter that is approved.
CREATE FUNCTION refuse_number() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  next int;
BEGIN
  IF NOT EXISTS (SELECT FROM approval.matter m WHERE m.company_id = NEW.company_id AND m.id = NEW.matter_id AND m.state = 'approved') THEN
    RAISE EXCEPTION 'DOUT-05: no number without an approved matter' USING ERRCODE = 'check_violation';
  END IF;
  SELECT coalesce(max(serial), 0) + 1 INTO next FROM outgoing_document o WHERE o.company_id = NEW.company_id AND o.mark = NEW.mark AND o.year = NEW.year;
  IF NEW.serial <> next THEN
    RAISE EXCEPTION 'DOUT-03: the next number is %', next USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.issued_at IS NOT NULL THEN
    RAISE EXCEPTION 'DOUT-01: a number is given before the issue' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refuse_number BEFORE INSERT ON outgoing_document FOR EACH ROW EXECUTE FUNCTION refuse_number();

-- DOUT-01, DOUT-05: issued once, with a proofread paper, while approved; a void number is not issued.
CREATE FUNCTION refuse_issue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.issued_at IS NOT NULL AND NEW.issued_at IS DISTINCT FROM OLD.issued_at OR OLD.void_at IS NOT NULL AND NEW.void_at IS DISTINCT FROM OLD.void_at THEN
    RAISE EXCEPTION 'DOUT-03: what is issued or void stays so' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.issued_at IS NULL AND NEW.issued_at IS NOT NULL THEN
    IF NEW.void_at IS NOT NULL
      OR NOT EXISTS (SELECT FROM approval.matter m WHERE m.company_id = NEW.company_id AND m.id = NEW.matter_id AND m.state = 'approved')
      OR NOT EXISTS (SELECT FROM paper p WHERE p.company_id = NEW.company_id AND p.matter_id = NEW.matter_id AND p.content_hash = NEW.content_hash AND p.proofread_at IS NOT NULL) THEN
      RAISE EXCEPTION 'DOUT-05: no issue without approval and a proofread paper' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refuse_issue BEFORE UPDATE ON outgoing_document FOR EACH ROW EXECUTE FUNCTION refuse_issue();

-- DOUT-05, DOUT-07: nothing is sent before it is issued; a receipt stays as it was given.
CREATE FUNCTION refuse_distribution() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT FROM outgoing_document o WHERE o.company_id = NEW.company_id AND o.matter_id = NEW.matter_id AND o.issued_at IS NOT NULL) THEN
    RAISE EXCEPTION 'DOUT-05: not issued' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.received_at IS NOT NULL AND NEW.received_at IS DISTINCT FROM OLD.received_at THEN
    RAISE EXCEPTION 'DOUT-07: signed for already' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refuse_distribution BEFORE INSERT OR UPDATE ON distribution FOR EACH ROW EXECUTE FUNCTION refuse_distribution();

-- DIN-01: the serials of a year follow one another.
CREATE FUNCTION refuse_serial() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  next int;
BEGIN
  SELECT coalesce(max(serial), 0) + 1 INTO next FROM incoming_document i WHERE i.company_id = NEW.company_id AND i.year = NEW.year;
  IF NEW.serial <> next THEN
    RAISE EXCEPTION 'DIN-01: the next serial is %', next USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refuse_serial BEFORE INSERT ON incoming_document FOR EACH ROW EXECUTE FUNCTION refuse_serial();

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['signature', 'outgoing_document', 'paper', 'distribution', 'incoming_document', 'handling', 'arrival'] LOOP
    EXECUTE format('CALL kit.own(%L)', name);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC, {{app}}', name);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO {{app}}', name);
  END LOOP;
END $$;

-- Lines are never removed; of a line only what happens later may be written.
GRANT UPDATE (signed_on, signed_at, signed_by) ON signature TO {{app}};
GRANT UPDATE (copies, copied_at, issued_at, issued_by, void_at, void_reason) ON outgoing_document TO {{app}};
GRANT UPDATE (proofread_at, proofread_by) ON paper TO {{app}};
GRANT UPDATE (received_at, received_by, serial) ON distribution TO {{app}};
GRANT UPDATE (closed_at) ON incoming_document TO {{app}};
