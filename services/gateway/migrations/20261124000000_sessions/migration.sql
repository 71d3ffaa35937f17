-- Sessions of browsers: opaque, the token never leaves the server. The owner's schema, one table, one role.
CREATE TABLE session (
  sid    text         NOT NULL PRIMARY KEY,
  sess   json         NOT NULL,
  expire timestamp(6) NOT NULL
);
CREATE INDEX session_expire ON session (expire);
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO {{app}};
