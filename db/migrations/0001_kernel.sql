-- What every room stands on: who is asking, the audit trail, and the small tables of the house.

-- Who is asking. `enter` sets these for one transaction; outside of one they are empty.
create function app_org() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.org_id', true), '')::uuid;
create function app_person() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.person_id', true), '')::uuid;
create function app_is(role text) returns boolean language sql stable parallel safe
  return role = any (string_to_array(coalesce(current_setting('app.roles', true), ''), ','));

-- Row-level security on a table: who of the application's callers sees and who changes a row.
-- The owner (functions of the house) and the worker (jobs) pass by a policy of their own, by name.
create procedure protect(tbl regclass, seen text, changed text default null,
                         verbs text default 'select, insert, update') language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tbl);
  execute format('alter table %s force row level security', tbl);
  execute format('create policy house on %s to muster_owner, muster_worker using (true) with check (true)', tbl);
  execute format('create policy seen on %s for select to muster_app using (%s)', tbl, seen);
  if verbs ~ 'insert' then
    execute format('create policy added on %s for insert to muster_app with check (%s)', tbl, coalesce(changed, seen));
  end if;
  if verbs ~ 'update' then
    execute format('create policy changed on %s for update to muster_app using (%s) with check (%s)',
                   tbl, coalesce(changed, seen), coalesce(changed, seen));
  end if;
  if verbs ~ 'delete' then
    execute format('create policy dropped on %s for delete to muster_app using (%s)', tbl, coalesce(changed, seen));
  end if;
  execute format('grant %s on %s to muster_app', verbs, tbl);
  execute format('grant select, insert, update, delete on %s to muster_worker', tbl);
end $$;

-- A table that belongs to the whole market, without a row policy; the reason stands beside the call.
create procedure share(tbl regclass, reason text, verbs text default 'select') language plpgsql as $$
begin
  execute format('comment on table %s is %L', tbl, 'market-wide: ' || reason);
  execute format('grant %s on %s to muster_app', verbs, tbl);
  execute format('grant select, insert, update, delete on %s to muster_worker', tbl);
end $$;

-- Who follows something live is told that it changed, never what: each then reads it with rights of their own. Only what
-- somebody is shown at that moment is told, not what is written in crowds: a notification makes commits wait for each other.
create function tell_live() returns trigger language plpgsql as $$
begin
  perform pg_notify('muster_live', to_jsonb(coalesce(new, old)) ->> tg_argv[0]);
  return null;
end $$;

-- Rows that are facts: nobody changes or removes them.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'MU001';
end $$;

create procedure append_only(tbl regclass) language plpgsql as $$
begin
  execute format('create trigger append_only before update or delete on %s for each row execute function refuse_change()', tbl);
  execute format('create trigger append_only_all before truncate on %s for each statement execute function refuse_change()', tbl);
end $$;

-- RFC 8785 for what the house hashes: ASCII keys, strings, booleans, null, safe integers.
create function canonical(j jsonb) returns text language plpgsql immutable parallel safe as $$
begin
  case jsonb_typeof(j)
    when 'object' then
      -- A plain value is its own text: only what holds something is worth another call.
      return (select '{' || coalesce(string_agg(to_json(key)::text || ':' ||
                       case when jsonb_typeof(value) in ('object', 'array') then canonical(value) else value::text end,
                       ',' order by key collate "C"), '') || '}'
              from jsonb_each(j));
    when 'array' then
      return (select '[' || coalesce(string_agg(
                       case when jsonb_typeof(value) in ('object', 'array') then canonical(value) else value::text end, ',' order by n), '') || ']'
              from jsonb_array_elements(j) with ordinality as e (value, n));
    else return j::text;
  end case;
end $$;

-- The audit trail.
create table events (
  id          uuid primary key default uuidv7(),
  xid         xid8 not null default pg_current_xact_id(),
  at          timestamptz not null default clock_timestamp(),
  kind        text not null check (kind ~ '^[a-z_]+\.[a-z_]+$'),
  subject_id  uuid,
  org_id      uuid,
  round_id    uuid,
  channel_id  uuid,
  actor_id    uuid,
  actor_kind  text not null,
  rule        text,
  request_id  text,
  body_hash   bytea not null
);
create index events_by_subject on events (subject_id, id);
create index events_by_org on events (org_id, id);
create index events_by_kind on events (kind, id);
create index events_by_round on events (round_id, id) where round_id is not null;
create index events_by_xid on events (xid, id);
call protect('events',
  'org_id = (select app_org()) or actor_id = (select app_person()) or (select app_is(''auditor''))',
  verbs => 'select');
call append_only('events');

create table event_bodies (
  event_id  uuid primary key references events,
  salt      bytea,
  body      text,
  erased_at timestamptz,
  ground    text,
  check ((salt is null) = (body is null) and (salt is null) = (erased_at is not null))
);
call protect('event_bodies', 'exists (select from events where events.id = event_id)', verbs => 'select');

create table leaves (
  ix       bigint primary key,
  event_id uuid unique references events,
  filler   text,
  hash     bytea not null,
  check ((event_id is null) <> (filler is null))
);
call protect('leaves', 'true', verbs => 'select');
call append_only('leaves');

create table checkpoints (
  size bigint primary key,
  root bytea not null,
  note text not null,
  at   timestamptz not null default clock_timestamp()
);
call share('checkpoints', 'signed roots are published');
call append_only('checkpoints');

create table seal_state (
  one               boolean primary key default true check (one),
  xid               xid8 not null,
  size              bigint not null,
  system_identifier bigint not null
);
call share('seal_state', 'one row: how far the log is sealed');
insert into seal_state select true, '0'::xid8, 0, system_identifier from pg_control_system();

-- What of an event is a leaf: ids only; its body by the hash alone, so that it can be erased (trust.md §7).
create function leaf_of(event events) returns text language sql stable as $$
  select canonical(jsonb_build_object(
    'id', event.id, 'kind', event.kind, 'subject', event.subject_id, 'org', event.org_id, 'round', event.round_id,
    'actor', event.actor_id, 'body', encode(event.body_hash, 'hex'),
    'at', to_char(event.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')));
$$;

-- Numbers the events of transactions that are surely over, and fills up to a multiple of 16, so that gaps tell nothing
-- of a quiet round. A transaction that commits late has its own number, not yet passed: nothing is skipped. Any number of
-- sealers: the lock lets one at a time. Answers how many leaves there are now.
create function seal_events() returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
  state   seal_state;
  horizon xid8;
  reached xid8;
  sealed  bigint;
begin
  select * into state from seal_state for update;
  if state.system_identifier <> (select system_identifier from pg_control_system()) then
    raise exception 'audit-rebase' using errcode = 'object_not_in_prerequisite_state';
  end if;
  horizon := pg_snapshot_xmin(pg_current_snapshot());
  with batch as materialized (
    -- Whole transactions only.
    select e.*, row_number() over (order by e.xid, e.id) - 1 as place from (
      select * from events where events.xid > state.xid and events.xid < horizon
      order by events.xid fetch first 2000 rows with ties) as e
  ), written as (
    insert into leaves (ix, event_id, hash)
    select state.size + b.place, b.id, sha256('\x00'::bytea || convert_to(leaf_of(e), 'UTF8'))
    from batch b join events e on e.id = b.id
    returning 1
  )
  select count(*), (select max(batch.xid) from batch) into sealed, reached from written;
  if sealed = 0 then return state.size; end if;
  insert into leaves (ix, filler, hash)
  select ix, preimage, sha256('\x00'::bytea || convert_to(preimage, 'UTF8'))
  from (select ix, 'filler/' || ix || '/' || encode(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'hex') as preimage
        from generate_series(state.size + sealed, ceil((state.size + sealed) / 16.0)::bigint * 16 - 1) as ix) as f;
  update seal_state set xid = reached, size = ceil((state.size + sealed) / 16.0)::bigint * 16;
  return (select size from seal_state);
end $$;
grant execute on function seal_events to muster_worker;

create table outbox (
  id       uuid primary key default uuidv7(),
  event_id uuid not null references events,
  kind     text not null
);
call protect('outbox', 'false', verbs => 'select');

create table reactions (
  event_id uuid not null references events,
  name     text not null,
  at       timestamptz not null default clock_timestamp(),
  primary key (event_id, name)
);
call protect('reactions', 'false', verbs => 'select');

-- One event, its erasable body and its outbox row, in the caller's transaction.
create function record_event(kind text, subject uuid, facts jsonb default '{}', org uuid default null,
                             round uuid default null, channel uuid default null, rule text default null)
returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare
  event uuid := uuidv7();
  salt  bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
  body  text := canonical(facts);
begin
  insert into events (id, kind, subject_id, org_id, round_id, channel_id, actor_id, actor_kind, rule, request_id, body_hash)
  values (event, kind, subject, coalesce(org, app_org()), round, channel, app_person(),
          coalesce(nullif(current_setting('app.actor_kind', true), ''), 'clock'), rule,
          nullif(current_setting('app.request_id', true), ''), sha256(salt || convert_to(body, 'UTF8')));
  insert into event_bodies (event_id, salt, body) values (event, salt, body);
  insert into outbox (event_id, kind) values (event, kind);
  return event;
end $$;
grant execute on function record_event to muster_app, muster_worker;

-- Many events at once, as `record_event` keeps each, in the order given; answers their ids in that order.
create type event_facts as (kind text, subject uuid, facts jsonb, org uuid);
create function record_events(its event_facts[]) returns uuid[]
language sql security definer set search_path = public, pg_temp as $$
  with salted as materialized (
    select t.*, uuidv7() as id, uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) as salt, canonical(t.facts) as body
    from unnest(its) with ordinality as t (kind, subject, facts, org, n) order by t.n),
  recorded as (
    insert into events (id, kind, subject_id, org_id, actor_id, actor_kind, request_id, body_hash)
    select id, kind, subject, coalesce(org, app_org()), app_person(), coalesce(nullif(current_setting('app.actor_kind', true), ''), 'clock'),
           nullif(current_setting('app.request_id', true), ''), sha256(salt || convert_to(body, 'UTF8'))
    from salted order by n),
  kept as (insert into event_bodies (event_id, salt, body) select id, salt, body from salted order by n),
  sent as (insert into outbox (event_id, kind) select id, kind from salted order by n)
  select array_agg(id order by n) from salted;
$$;
revoke execute on function record_events from public;

-- A state changes only along the lifecycles of the rooms; db/moves.sql holds them, generated.
create table moves (
  thing      text not null,
  from_state text not null,
  to_state   text not null,
  primary key (thing, from_state, to_state)
);
call share('moves', 'the lifecycles as data');

create function guard_move() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if old.state is distinct from new.state and not exists (
    select from moves where thing = tg_argv[0] and from_state = old.state and to_state = new.state) then
    raise exception '% may not move from % to %', tg_argv[0], old.state, new.state using errcode = 'MU002';
  end if;
  return new;
end $$;

create procedure guard_states(tbl regclass, thing text) language plpgsql as $$
begin
  execute format('create trigger guard_states before update of state on %s for each row execute function guard_move(%L)', tbl, thing);
end $$;

create table files (
  id         uuid primary key default uuidv7(),
  org_id     uuid not null,
  channel_id uuid,
  name       text not null,
  sha256     bytea not null check (length(sha256) = 32),
  bytes      bigint not null check (bytes >= 0),
  media_type text not null,
  scan       text not null default 'not_scanned' check (scan in ('not_scanned', 'clean', 'infected')),
  by         uuid,
  at         timestamptz not null default now()
);
create index files_by_org on files (org_id, at);
call protect('files', 'channel_id is null and org_id = (select app_org())');

create table idempotency_keys (
  org_id      uuid not null,
  key         text not null check (length(key) between 8 and 200),
  fingerprint bytea not null,
  answer      jsonb,
  at          timestamptz not null default now(),
  primary key (org_id, key)
);
call protect('idempotency_keys', 'org_id = (select app_org())');

create table mails (
  id        uuid primary key default uuidv7(),
  org_id    uuid,
  person_id uuid,
  event_id  uuid references events,
  address   text not null,
  locale    text not null check (locale in ('zh', 'en')),
  subject   text not null,
  body      text not null,
  state     text not null default 'queued' check (state in ('queued', 'sent', 'kept', 'failed')),
  tries     int not null default 0,
  queued_at timestamptz not null default now(),
  sent_at   timestamptz,
  problem   text,
  unique (event_id, address)
);
create index mails_waiting on mails (queued_at) where state = 'queued';
create index mails_newest on mails (queued_at desc);
call protect('mails', '(select app_is(''officer''))', verbs => 'select');

-- A mail leaves with the caller's transaction or not at all; one per event and address.
create function queue_mail(event uuid, org uuid, person uuid, address text, locale text, subject text, body text) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into mails (event_id, org_id, person_id, address, locale, subject, body)
  values (event, org, person, address, locale, subject, body)
  on conflict (event_id, address) do nothing;
$$;
grant execute on function queue_mail to muster_app, muster_worker;

create table notifications (
  id        uuid primary key default uuidv7(),
  person_id uuid not null,
  event_id  uuid references events,
  kind      text not null,
  facts     jsonb not null default '{}',
  href      text not null check (href like '/%'),
  at        timestamptz not null default now(),
  read_at   timestamptz,
  unique (event_id, person_id)
);
create index notifications_newest on notifications (person_id, id desc);
create index notifications_unread on notifications (person_id) where read_at is null;
call protect('notifications', 'person_id = (select app_person())', verbs => 'select, update');

create table calendar_days (
  day  date primary key,
  kind text not null check (kind in ('holiday', 'workday'))
);
call share('calendar_days', 'public holidays and moved working days');

create table data_keys (
  id      uuid primary key default uuidv7(),
  version int not null,
  wrapped bytea not null
);
call share('data_keys', 'wrapped; useless without the master key', 'select, insert, update');

create unlogged table rate_buckets (
  key    text primary key,
  tokens double precision not null,
  at     timestamptz not null default clock_timestamp()
);
call share('rate_buckets', 'counters of the door', 'select, insert, update, delete');

-- Takes one token; answers the seconds to wait, 0 when there was one.
create function take_token(bucket text, burst int, seconds int) returns double precision
language sql as $$
  insert into rate_buckets as b (key, tokens, at) values (bucket, burst - 1, clock_timestamp())
  on conflict (key) do update set
    tokens = greatest(least(burst, b.tokens + extract(epoch from clock_timestamp() - b.at) * burst / seconds) - 1, -1),
    at = clock_timestamp()
  returning case when tokens >= 0 then 0 else seconds::double precision / burst end;
$$;

create table retention (
  table_name  text not null,
  column_name text not null default '*',
  purpose     text not null,
  ground      text not null,
  keep        interval,
  primary key (table_name, column_name)
);
call share('retention', 'shown at /privacy');
