-- 组织: what was read from the identity provider and told to everybody. Group-level: no company, no private fields; only this service writes.

CREATE TABLE entry (
  kind     text   NOT NULL CHECK (kind IN ('company', 'department', 'person')),
  id       uuid   NOT NULL,
  -- Null: the entry is gone; the line stays so that the revision goes on from it.
  body     jsonb,
  revision bigint NOT NULL,
  PRIMARY KEY (kind, id)
);
CREATE INDEX entry_revision ON entry (revision);

-- A change that would shut out too many people at once waits here until somebody confirms it.
CREATE TABLE held_change (
  id           uuid        NOT NULL DEFAULT uuidv7() PRIMARY KEY,
  fingerprint  text        NOT NULL UNIQUE,
  lost         int         NOT NULL CHECK (lost > 0),
  total        int         NOT NULL CHECK (total >= lost),
  people       uuid[]      NOT NULL,
  found_at     timestamptz NOT NULL DEFAULT now(),
  confirmed_by text,
  confirmed_at timestamptz,
  CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL))
);

GRANT SELECT, INSERT, UPDATE ON entry TO {{app}};
GRANT SELECT, INSERT ON held_change TO {{app}};
GRANT UPDATE (confirmed_by, confirmed_at) ON held_change TO {{app}};
