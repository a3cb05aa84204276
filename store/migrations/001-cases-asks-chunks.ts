/** Everything that the store holds at first. Plain SQL for Postgres 15 and later. */
export const casesAsksChunks: string = `
create table case_text (
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  text text not null,
  created_at timestamptz not null default now()
);

create table cases (
  id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,99}$'),
  title text not null,
  revision integer not null check (revision >= 1),
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);

create table case_revision (
  case_id text not null references cases (id) on delete cascade,
  revision integer not null check (revision >= 1),
  digest text not null references case_text (digest),
  -- The revision that this one was written from; two people may write from the same one.
  base integer,
  author text not null,
  note text not null default '',
  created_at timestamptz not null default now(),
  primary key (case_id, revision)
);

create table ask (
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  -- Canonical JSON, as text: its bytes are what the digest names.
  body text not null,
  kind text not null,
  case_digest text not null references case_text (digest),
  engine text not null,
  state text not null check (state in ('open', 'done', 'failed', 'cancelled')),
  error text,
  asked_by text not null,
  serial bigint generated always as identity unique,
  created_at timestamptz not null default now(),
  ended_at timestamptz
);
create index ask_open on ask (serial) where state = 'open';

create table result (
  ask text primary key references ask (digest) on delete cascade,
  -- The answer as JSON, the same bytes wherever it was computed.
  body bytea not null,
  digest text not null,
  created_at timestamptz not null default now()
);

-- A part of an ask that is shared out: so many units of work (worlds, rows) in chunks.
create table task (
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  ask text references ask (digest) on delete cascade,
  -- What to compute, packed: the digest names these bytes, the engine and the cut.
  body bytea not null,
  engine text not null,
  units bigint not null check (units > 0),
  chunk bigint not null check (chunk > 0),
  state text not null default 'open' check (state in ('open', 'done', 'failed', 'cancelled')),
  error text,
  created_at timestamptz not null default now()
);
create index task_of_ask on task (ask);
create index task_open on task (created_at) where state = 'open';

-- One row a chunk: the primary key is what makes a chunk count once, whoever computes it and however often.
create table chunk (
  task text not null references task (digest) on delete cascade,
  number integer not null check (number >= 0),
  body bytea not null,
  worker text not null,
  seconds real not null,
  created_at timestamptz not null default now(),
  primary key (task, number)
);
-- The bytes come compressed.
alter table chunk alter column body set storage external;


create table worker (
  id text primary key,
  engine text not null,
  host text not null,
  pid integer not null,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  chunks integer not null default 0
);

create table observation (
  serial bigint generated always as identity primary key,
  case_id text not null references cases (id) on delete cascade,
  what text not null,
  at date not null,
  value text not null,
  source text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now()
);
create index observation_of_case on observation (case_id, at);

-- Sealed forecasts are never changed: each names the digest of the one before, so that a later change shows.
create table forecast (
  serial bigint generated always as identity primary key,
  digest text not null unique,
  previous text,
  case_digest text not null references case_text (digest),
  engine text not null,
  body text not null,
  sealed_by text not null,
  sealed_at timestamptz not null
);

create table token (
  id text primary key,
  -- SHA-256 of the token; the token itself is shown once and kept nowhere.
  hash bytea not null unique check (octet_length(hash) = 32),
  label text not null,
  role text not null check (role in ('read', 'run', 'admin')),
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz
);

create table setting (
  name text primary key,
  value text not null
);
`
