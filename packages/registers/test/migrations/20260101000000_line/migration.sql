-- A register of the suite's own.
CREATE TABLE line (
  company_id uuid NOT NULL,
  id         uuid NOT NULL DEFAULT uuidv7(),
  year       int  NOT NULL,
  serial     int  NOT NULL,
  title      text NOT NULL,
  day        date,
  noted_at   timestamptz NOT NULL DEFAULT now(),
  secrecy    text NOT NULL DEFAULT '',
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, year, serial)
);
CALL kit.own('line');
GRANT SELECT, INSERT ON line TO {{app}};
