-- The embedded bus: a log with topics, partitions, positions and groups, as Kafka has them. Schema `bus`, own database `chancery_bus`.

CREATE TABLE bus.topic (
  name       text    PRIMARY KEY,
  partitions int     NOT NULL CHECK (partitions > 0),
  compacted  boolean NOT NULL
);

-- The row's lock makes the order of positions the order of commits: a reader never passes by what is not yet visible.
CREATE TABLE bus.partition (
  topic     text   NOT NULL REFERENCES bus.topic (name),
  partition int    NOT NULL,
  next      bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (topic, partition)
) WITH (fillfactor = 50);

CREATE TABLE bus.log (
  topic     text        NOT NULL,
  partition int         NOT NULL,
  position  bigint      NOT NULL,
  key       text        NOT NULL,
  headers   jsonb       NOT NULL,
  value     text,
  at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (topic, partition, position)
);
CREATE INDEX log_key ON bus.log (topic, partition, key, position);
CREATE INDEX log_at ON bus.log USING brin (at);

CREATE TABLE bus.group_position (
  name      text   NOT NULL,
  topic     text   NOT NULL,
  partition int    NOT NULL,
  position  bigint NOT NULL,
  PRIMARY KEY (name, topic, partition)
) WITH (fillfactor = 50);

-- Appends in one transaction; one partition after the other, always in the same order, so that writers never wait in a circle.
CREATE FUNCTION bus.append(topics text[], keys text[], header_list text[], contents text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  target record;
  first  bigint;
BEGIN
  FOR target IN
    SELECT g.topic, ('x' || substr(md5(g.key), 1, 7))::bit(28)::int % t.partitions AS partition, count(*) AS n, array_agg(g.ord ORDER BY g.ord) AS ords
      FROM unnest(topics, keys) WITH ORDINALITY AS g (topic, key, ord) LEFT JOIN bus.topic t ON t.name = g.topic
     GROUP BY 1, 2 ORDER BY 1, 2
  LOOP
    UPDATE bus.partition p SET next = p.next + target.n WHERE p.topic = target.topic AND p.partition = target.partition RETURNING p.next - target.n INTO first;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'there is no topic %', target.topic USING ERRCODE = 'no_data_found';
    END IF;
    INSERT INTO bus.log (topic, partition, position, key, headers, value)
    SELECT target.topic, target.partition, first + o.n - 1, keys[o.ord], header_list[o.ord]::jsonb, contents[o.ord]
      FROM unnest(target.ords) WITH ORDINALITY AS o (ord, n);
  END LOOP;
  PERFORM pg_notify('bus', '');
END $$;
REVOKE ALL ON FUNCTION bus.append(text[], text[], text[], text[]) FROM PUBLIC;

GRANT USAGE ON SCHEMA bus TO {{app}}, {{worker}};
GRANT EXECUTE ON FUNCTION bus.append(text[], text[], text[], text[]) TO {{app}};
GRANT SELECT, INSERT ON bus.topic, bus.log TO {{app}};
GRANT SELECT, INSERT, UPDATE (next) ON bus.partition TO {{app}};
GRANT SELECT, INSERT, UPDATE (position) ON bus.group_position TO {{app}};
GRANT SELECT ON bus.topic TO {{worker}};
GRANT SELECT, DELETE ON bus.log TO {{worker}};
