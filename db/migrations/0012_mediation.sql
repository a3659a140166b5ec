-- Cases over anything to the left. Access comes from a seat, channel by channel; nothing here is seen by role alone.

create table mediation_bodies (
  org_id       uuid primary key references organizations,
  kind         text not null check (kind in ('people', 'commercial', 'industry', 'court_invited')),
  license_no   text not null,
  issued_by    text not null,
  valid_from   date not null,
  valid_until  date not null,
  fee_schedule text not null default '',                   -- people's mediation is free
  fee_file_id  uuid references files,
  court        text,
  suspended_at timestamptz,
  check (valid_from <= valid_until)
);
call share('mediation_bodies', 'the roster is public', 'select, insert, update');

create table mediators (
  person_id uuid primary key references persons,
  body_id   uuid not null references mediation_bodies,
  fields    text[] not null default '{}',
  languages text[] not null default '{zh}',
  max_open  int not null default 5 check (max_open between 1 and 100),
  roster_no int not null,
  active    boolean not null default true,
  unique (body_id, roster_no)
);
call share('mediators', 'the roster is public', 'select, insert, update');

-- The roster is public with its names; other persons stay behind their row policy.
create policy on_roster on persons for select to muster_app
  using (exists (select from mediators where mediators.person_id = persons.id and mediators.active));

create table deadline_rules (
  case_type  text not null check (case_type in ('purchase', 'use')),
  body_kind  text not null check (body_kind in ('people', 'commercial', 'industry', 'court_invited')),
  key        text not null,
  amount     int not null check (amount > 0),
  unit       text not null check (unit in ('wd', 'cal')),
  on_expiry  text not null,
  version    int not null default 1,
  valid_from date not null,
  primary key (case_type, body_kind, key, version)
);
call share('deadline_rules', 'every deadline is published', 'select');

create table cases (
  id             uuid primary key default uuidv7(),
  number         text not null unique check (number ~ '^MC[0-9]{2}-[2-9A-HJ-NP-Z]{6}$'),   -- random, never a sequence
  type           text not null check (type in ('purchase', 'use')),
  claimant_id    uuid not null references organizations,
  respondent_id  uuid not null references organizations,
  body_id        uuid not null references mediation_bodies,
  state          text not null default 'draft' check (state in (
                   'draft', 'filed', 'awaiting_response', 'negotiation', 'mediator_selection', 'conflict_check', 'mediation',
                   'paused', 'settlement_draft', 'signing', 'settled', 'fulfillment', 'cure', 'breached', 'impasse',
                   'closed_rejected', 'closed_declined', 'closed_withdrawn', 'closed_no_response', 'closed_fulfilled',
                   'closed_breached', 'closed_impasse')),
  phase          text check (phase in ('intake', 'joint', 'caucus', 'proposal')),
  previous_state text,
  state_since    timestamptz not null default clock_timestamp(),
  rules_version  int not null default 1,
  amount         bigint not null default 0 check (amount >= 0),
  currency       char(3) not null default 'CNY',
  parent_id      uuid references cases,
  returned_reason text,
  reopened       int not null default 0 check (reopened between 0 and 1),
  mediated_again boolean not null default false,
  extended       boolean not null default false,
  filed_at       timestamptz,
  responded_at   timestamptz,
  closed_at      timestamptz,
  erase_on       date,
  check (claimant_id <> respondent_id)
);
create index cases_by_body on cases (body_id, state);
create index cases_by_claimant on cases (claimant_id);
create index cases_by_respondent on cases (respondent_id);
call guard_states('cases', 'case');

create table case_seats (
  id          uuid primary key default uuidv7(),
  case_id     uuid not null references cases,
  person_id   uuid not null references persons,
  side        text not null check (side in ('claimant', 'respondent', 'mediator', 'registrar', 'expert')),
  capacity    text not null check (capacity in ('representative', 'team', 'lawyer', 'signatory', 'mediator', 'co_mediator', 'registrar', 'expert', 'guest')),
  valid_from  timestamptz not null default clock_timestamp(),
  valid_until timestamptz
);
create unique index case_seats_once on case_seats (case_id, person_id, capacity) where valid_until is null;
create index case_seats_by_person on case_seats (person_id) where valid_until is null;

create function has_seat(its_case uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from case_seats where case_id = its_case and person_id = app_person()
                 and valid_from <= clock_timestamp() and (valid_until is null or valid_until > clock_timestamp()));
$$;
-- The side on which one sits, for rows that belong to one side only.
create function seat_side(its_case uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select side from case_seats where case_id = its_case and person_id = app_person()
    and (valid_until is null or valid_until > clock_timestamp()) order by valid_from limit 1;
$$;
grant execute on function has_seat, seat_side to muster_app, muster_worker;

-- A registrar takes part in the procedure of every case of the own body, before any seat was given.
create function registers(body uuid) returns boolean language sql stable
  return app_is('registrar') and body = app_org();
create function registers_case(its_case uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from cases where id = its_case and registers(body_id) and state <> 'draft');
$$;
grant execute on function registers_case to muster_app, muster_worker;

-- Who files has no seat yet at the moment of the insert; the draft belongs to the own organization.
call protect('cases',
  $$ has_seat(id) or (registers(body_id) and state <> 'draft') or (claimant_id = (select app_org()) and state = 'draft') $$);
call protect('case_seats',
  $$ has_seat(case_id) or registers_case(case_id) or person_id = (select app_person()) $$,
  $$ has_seat(case_id) or registers_case(case_id)
     or exists (select from cases where cases.id = case_id and cases.claimant_id = (select app_org()) and cases.state = 'draft') $$);

-- People who share a case know each other by name; so do the organizations.
create function shares_case(person uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from case_seats mine join case_seats theirs using (case_id)
                 where mine.person_id = app_person() and mine.valid_until is null and theirs.person_id = person);
$$;
create function case_with(org uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from cases where org in (claimant_id, respondent_id)
                 and (has_seat(id) or (registers(body_id) and state <> 'draft')));
$$;
grant execute on function shares_case, case_with to muster_app, muster_worker;
create policy shares_case on persons for select to muster_app using (shares_case(id));
create policy case_with on organizations for select to muster_app using (case_with(id));

create table invitations (
  id         uuid primary key default uuidv7(),
  case_id    uuid not null references cases,
  contact    text not null,
  kind       text not null check (kind in ('in_app', 'mail', 'sms')),
  token_hash bytea unique,
  code_hash  bytea,
  tries      int not null default 0,
  sent_at    timestamptz not null default clock_timestamp(),
  delivered  boolean,
  opened_at  timestamptz,
  passed_at  timestamptz,
  ends_at    timestamptz not null
);
create index invitations_by_case on invitations (case_id);
call protect('invitations', $$ registers_case(case_id) or (select app_is('door')) $$);

create table objections (
  id           uuid primary key default uuidv7(),
  case_id      uuid not null references cases,
  no           int not null check (no between 1 and 20),
  subject_kind text not null check (subject_kind in ('order_line', 'entitlement', 'product')),
  subject_id   uuid not null,
  ground       text not null check (ground in ('not_delivered', 'not_working', 'wrong_edition', 'wrong_quantity', 'price_protection',
                                               'invoice', 'service', 'unlicensed_use', 'over_use', 'other')),
  remedy       text not null check (remedy in ('deliver', 'reissue', 'refund', 'credit', 'buy', 'uninstall', 'pay', 'declare', 'other')),
  amount       bigint not null default 0 check (amount >= 0),
  quantity     int check (quantity > 0),
  currency     char(3) not null default 'CNY',
  text         text not null default '',
  state        text not null default 'open' check (state in ('open', 'agreed', 'withdrawn', 'settled', 'unresolved')),
  unique (case_id, no)
);
create index objections_by_subject on objections (subject_kind, subject_id);
call protect('objections', $$ has_seat(case_id) or registers_case(case_id) or exists (select from cases where cases.id = case_id) $$);
call guard_states('objections', 'objection');

create table nominations (
  case_id     uuid not null references cases,
  side        text not null check (side in ('claimant', 'respondent')),
  mediator_id uuid not null references mediators,
  rank        int not null check (rank between 1 and 5),
  primary key (case_id, side, mediator_id),
  unique (case_id, side, rank)
);
call protect('nominations', 'seat_side(case_id) = side', verbs => 'select, insert, update, delete');

create table mediator_appointments (
  id          uuid primary key default uuidv7(),
  case_id     uuid not null references cases,
  mediator_id uuid not null references mediators,
  by          text not null check (by in ('match', 'body')),
  state       text not null default 'asked' check (state in ('asked', 'accepted', 'refused', 'withdrawn', 'replaced')),
  declaration jsonb,
  asked_at    timestamptz not null default clock_timestamp(),
  accepted_at timestamptz,
  ended_at    timestamptz
);
create unique index mediator_appointments_standing on mediator_appointments (case_id) where ended_at is null;
create index mediator_appointments_by_mediator on mediator_appointments (mediator_id) where ended_at is null;
call protect('mediator_appointments', $$ has_seat(case_id) or registers_case(case_id) or mediator_id = (select app_person()) $$);
call guard_states('mediator_appointments', 'appointment');
create function asked_to_mediate(its_case uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from mediator_appointments where case_id = its_case and mediator_id = app_person() and ended_at is null);
$$;
grant execute on function asked_to_mediate to muster_app;
-- Whoever is asked to mediate must know between whom, to declare conflicts.
create policy asked on cases for select to muster_app using (asked_to_mediate(id));
create policy asked on organizations for select to muster_app using (
  exists (select from cases where organizations.id in (cases.claimant_id, cases.respondent_id) and asked_to_mediate(cases.id)));

create table conflict_checks (
  id             uuid primary key default uuidv7(),
  case_id        uuid not null references cases,
  appointment_id uuid not null references mediator_appointments,
  inputs         jsonb not null,
  findings       jsonb not null,
  outcome        text not null check (outcome in ('clear', 'disclosed', 'blocked')),
  at             timestamptz not null default clock_timestamp()
);
call protect('conflict_checks', 'has_seat(case_id) or registers_case(case_id)', verbs => 'select, insert');
call append_only('conflict_checks');

create table mediator_challenges (
  id             uuid primary key default uuidv7(),
  case_id        uuid not null references cases,
  appointment_id uuid not null references mediator_appointments,
  side           text not null check (side in ('claimant', 'respondent')),
  ground         text not null,
  decision       text check (decision in ('upheld', 'dismissed', 'waived')),
  due_at         timestamptz not null,
  decided_at     timestamptz,
  unique (appointment_id, side)
);
call protect('mediator_challenges', 'has_seat(case_id) or registers_case(case_id)');

-- Channels: each has its own readers and its own key; a table's policy is the only way in.
create table channels (
  id           uuid primary key default uuidv7(),
  case_id      uuid not null references cases,
  kind         text not null check (kind in ('joint', 'caucus_claimant', 'caucus_respondent', 'team_claimant', 'team_respondent',
                                             'notes', 'procedure', 'expert', 'body')),
  no           int not null default 1,
  wrapped_key  bytea not null,                             -- the channel's data key under the master key
  destroyed_at timestamptz,
  unique (case_id, kind, no)
);

create table channel_members (
  channel_id  uuid not null references channels,
  person_id   uuid not null references persons,
  valid_from  timestamptz not null default clock_timestamp(),
  valid_until timestamptz,
  primary key (channel_id, person_id, valid_from)
);
create index channel_members_by_person on channel_members (person_id) where valid_until is null;

create function in_channel(channel uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from channel_members where channel_id = channel and person_id = app_person()
                 and (valid_until is null or valid_until > clock_timestamp()));
$$;
grant execute on function in_channel to muster_app, muster_worker;
call protect('channels', 'in_channel(id)', verbs => 'select');
call protect('channel_members', 'in_channel(channel_id)', verbs => 'select');

-- Opening a channel and changing its members follow the seats; only this function writes them.
create function open_channel(its_case uuid, its_kind text, key bytea, its_no int default 1) returns uuid
language sql security definer set search_path = public, pg_temp as $$
  insert into channels (case_id, kind, no, wrapped_key) values (its_case, its_kind, its_no, key)
  on conflict (case_id, kind, no) do update set kind = excluded.kind returning id;
$$;

-- Who reads which channel, from the seats of the case: called after every change of a seat.
create function seat_channels(its_case uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with readers as (
    select c.id as channel_id, s.person_id
    from channels c join case_seats s on s.case_id = c.case_id
    where c.case_id = its_case and c.kind not in ('expert', 'body')
      and (s.valid_until is null or s.valid_until > clock_timestamp())
      and case c.kind
            when 'joint' then s.side in ('claimant', 'respondent', 'mediator', 'registrar')
            when 'procedure' then s.side in ('claimant', 'respondent', 'mediator', 'registrar')
            when 'caucus_claimant' then s.side in ('claimant', 'mediator') and s.capacity <> 'guest'
            when 'caucus_respondent' then s.side in ('respondent', 'mediator') and s.capacity <> 'guest'
            when 'team_claimant' then s.side = 'claimant' and s.capacity <> 'guest'
            when 'team_respondent' then s.side = 'respondent' and s.capacity <> 'guest'
            when 'notes' then s.side = 'mediator'
          end
    group by 1, 2
  ), ended as (
    update channel_members m set valid_until = clock_timestamp()
    from channels c where c.id = m.channel_id and c.case_id = its_case and c.kind not in ('expert', 'body') and m.valid_until is null
      and not exists (select from readers r where r.channel_id = m.channel_id and r.person_id = m.person_id)
  )
  insert into channel_members (channel_id, person_id)
  select channel_id, person_id from readers r
  where not exists (select from channel_members m where m.channel_id = r.channel_id and m.person_id = r.person_id and m.valid_until is null);
end $$;
grant execute on function open_channel, seat_channels to muster_app, muster_worker;
create function reseat() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform seat_channels(new.case_id);
  return null;
end $$;
create trigger seats_decide after insert or update on case_seats for each row execute function reseat();
create function seat_new_channel() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform seat_channels(new.case_id);
  return null;
end $$;
create trigger channel_opens after insert on channels for each row execute function seat_new_channel();

create table messages (
  id         uuid primary key default uuidv7(),
  channel_id uuid not null references channels,
  no         int not null check (no > 0),
  author_id  uuid not null references persons,
  body_ct    bytea not null,
  at         timestamptz not null default clock_timestamp(),
  unique (channel_id, no)
);
call protect('messages', 'in_channel(channel_id)', $$ in_channel(channel_id) and author_id = (select app_person()) $$, verbs => 'select, insert');
call append_only('messages');

create table drafts (
  channel_id uuid not null references channels,
  person_id  uuid not null references persons,
  body_ct    bytea not null,
  at         timestamptz not null default clock_timestamp(),
  primary key (channel_id, person_id)
);
call protect('drafts', $$ in_channel(channel_id) and person_id = (select app_person()) $$, verbs => 'select, insert, update, delete');

create table caucus_releases (
  caucus_message_id uuid primary key references messages,
  channel_id        uuid not null references channels,
  joint_message_id  uuid not null references messages,
  by                uuid not null references persons,
  at                timestamptz not null default clock_timestamp()
);
call protect('caucus_releases', 'in_channel(channel_id)', verbs => 'select, insert');
call append_only('caucus_releases');

create policy channel_files on files for select to muster_app using (channel_id is not null and in_channel(channel_id));
create policy channel_files_added on files for insert to muster_app with check (channel_id is not null and in_channel(channel_id));

create table evidence_items (
  id           uuid primary key default uuidv7(),
  case_id      uuid not null references cases,
  channel_id   uuid not null references channels,
  no           int not null,
  kind         text not null check (kind in ('platform_record', 'party_file', 'inventory_scan', 'law_letter', 'external_proof', 'expert_report', 'agreed_fact')),
  title        text not null,
  objection_id uuid references objections,
  by_side      text not null,
  purpose      text not null default 'pre_existing' check (purpose in ('pre_existing', 'for_mediation')),
  late         boolean not null default false,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  unique (channel_id, no)
);
create index evidence_items_by_case on evidence_items (case_id);
call protect('evidence_items', 'in_channel(channel_id)');

create table evidence_versions (
  item_id    uuid not null references evidence_items,
  no         int not null,
  file_id    uuid references files,
  sha256     bytea not null check (length(sha256) = 32),
  bytes      bigint not null,
  media_type text not null,
  source     text not null,
  record     text,                                         -- canonical bytes of a platform record
  scan       text not null default 'not_scanned' check (scan in ('not_scanned', 'clean', 'infected')),
  by         uuid not null references persons,
  at         timestamptz not null default clock_timestamp(),
  primary key (item_id, no),
  check ((file_id is null) <> (record is null))
);
call protect('evidence_versions', 'exists (select from evidence_items where evidence_items.id = item_id)', verbs => 'select, insert');
call append_only('evidence_versions');

create table evidence_comments (
  item_id uuid not null references evidence_items,
  side    text not null check (side in ('claimant', 'respondent')),
  head    text not null check (head in ('authenticity', 'legality', 'relevance')),
  verdict text not null check (verdict in ('accept', 'deny')),
  reason  text not null default '',
  by      uuid not null references persons,
  at      timestamptz not null default clock_timestamp(),
  primary key (item_id, side, head),
  check (verdict = 'accept' or reason <> '')
);
call protect('evidence_comments', 'exists (select from evidence_items where evidence_items.id = item_id)');

create table evidence_requests (
  id         uuid primary key default uuidv7(),
  case_id    uuid not null references cases,
  channel_id uuid not null references channels,
  by         uuid not null references persons,
  owner_side text not null check (owner_side in ('claimant', 'respondent')),
  text_ct    bytea not null,
  due_at     timestamptz not null,
  state      text not null default 'open' check (state in ('open', 'provided', 'refused')),
  reason     text
);
call protect('evidence_requests', 'in_channel(channel_id)');
call guard_states('evidence_requests', 'evidence_request');

-- Offers and proposals are without prejudice: tables of their own, on which the exporter has no grant.
create table offers (
  id         uuid primary key default uuidv7(),
  case_id    uuid not null references cases,
  side       text not null check (side in ('claimant', 'respondent')),
  no         int not null,
  answers_id uuid references offers,
  terms      jsonb not null,
  expires_at timestamptz not null,
  state      text not null default 'draft' check (state in ('draft', 'open', 'countered', 'accepted', 'declined', 'expired', 'withdrawn')),
  by         uuid not null references persons,
  at         timestamptz not null default clock_timestamp(),
  unique (case_id, side, no)
);
create unique index offers_one_accepted on offers (case_id) where state = 'accepted';
call protect('offers',
  $$ has_seat(case_id) and (state <> 'draft' or seat_side(case_id) = side) and seat_side(case_id) in ('claimant', 'respondent', 'mediator')
     or exists (select from cases where cases.id = case_id and cases.state = 'draft') $$);
call guard_states('offers', 'offer');

create table proposals (
  id         uuid primary key default uuidv7(),
  case_id    uuid not null references cases,
  no         int not null,
  terms      jsonb not null,
  expires_at timestamptz not null,
  state      text not null default 'draft' check (state in ('draft', 'open', 'accepted', 'declined', 'expired', 'withdrawn')),
  claimant_yes_at   timestamptz,
  respondent_yes_at timestamptz,
  by         uuid not null references persons,
  at         timestamptz not null default clock_timestamp(),
  unique (case_id, no)
);
call protect('proposals', $$ has_seat(case_id) and (state <> 'draft' or by = (select app_person())) and seat_side(case_id) in ('claimant', 'respondent', 'mediator') $$);
call guard_states('proposals', 'proposal');

create table settlements (
  id      uuid primary key default uuidv7(),
  case_id uuid not null references cases,
  version int not null check (version > 0),
  body    jsonb not null,
  text    text not null,
  sha256  bytea not null check (length(sha256) = 32),
  state   text not null default 'draft' check (state in ('draft', 'agreed', 'signed', 'superseded', 'refused')),
  claimant_yes_at   timestamptz,
  respondent_yes_at timestamptz,
  effective_on      date,
  at      timestamptz not null default clock_timestamp(),
  unique (case_id, version)
);
create unique index settlements_one_signed on settlements (case_id) where state = 'signed';
call protect('settlements', $$ has_seat(case_id) and seat_side(case_id) <> 'expert' $$);
call guard_states('settlements', 'settlement');

create table obligations (
  id            uuid primary key default uuidv7(),
  settlement_id uuid not null references settlements,
  case_id       uuid not null references cases,
  no            int not null,
  kind          text not null check (kind in ('buy_via_round', 'true_up', 'replace', 'pay', 'refund', 'reissue', 'service', 'declare', 'third_party_pay', 'part')),
  debtor_side   text not null check (debtor_side in ('claimant', 'respondent')),
  terms         jsonb not null default '{}',
  quantity      int check (quantity > 0),
  amount        bigint check (amount > 0),
  currency      char(3) not null default 'CNY',
  due_on        date not null,
  state         text not null default 'open' check (state in ('open', 'met', 'late', 'breached', 'released')),
  answer        text not null default 'not_yet' check (answer in ('met', 'not_yet', 'cannot_tell')),
  met_event_id  uuid references events,
  met_at        timestamptz,
  unique (settlement_id, no)
);
create index obligations_open on obligations (due_on) where state in ('open', 'late');
call protect('obligations', $$ has_seat(case_id) and seat_side(case_id) <> 'expert' $$);
call guard_states('obligations', 'obligation');

create table obligation_credits (
  obligation_id uuid not null references obligations,
  case_id       uuid not null references cases,
  fact_kind     text not null check (fact_kind in ('entitlement', 'refund', 'posting', 'import', 'order_line', 'statement')),
  fact_id       uuid not null,
  quantity      int not null default 1 check (quantity > 0),
  at            timestamptz not null default clock_timestamp(),
  unique (fact_kind, fact_id)                              -- one fact meets one obligation
);
call protect('obligation_credits', 'has_seat(case_id)', verbs => 'select, insert, delete');

create table signatures (
  settlement_id uuid not null references settlements,
  case_id       uuid not null references cases,
  person_id     uuid not null references persons,
  side          text not null check (side in ('claimant', 'respondent', 'mediator')),
  sha256        bytea not null,
  method        text not null default 'step_up' check (method in ('step_up', 'sealed_scan')),
  at            timestamptz not null default clock_timestamp(),
  primary key (settlement_id, person_id)
);
call protect('signatures', 'has_seat(case_id)', $$ has_seat(case_id) and person_id = (select app_person()) $$, verbs => 'select, insert');
call append_only('signatures');

-- Links an obligation with the demand that meets it. Demands and rounds never point back.
create table settlement_purchases (
  obligation_id uuid primary key references obligations,
  case_id       uuid not null references cases,
  side          text not null check (side in ('claimant', 'respondent')),
  demand_id     uuid not null,
  round_id      uuid references rounds,
  fallback      jsonb not null default '{}',
  latest_on     date not null
);
call protect('settlement_purchases', 'seat_side(case_id) = side');

create table confirmations (
  case_id           uuid primary key references cases,
  due_on            date not null,
  claimant_yes_at   timestamptz,
  respondent_yes_at timestamptz,
  court             text,
  pack_file_id      uuid references files,
  filed_on          date,
  outcome           text check (outcome in ('confirmed', 'refused', 'withdrawn'))
);
call protect('confirmations', 'has_seat(case_id)');

create table hold_requests (
  id            uuid primary key default uuidv7(),
  case_id       uuid not null references cases,
  order_line_id uuid not null references order_lines,
  amount        bigint not null check (amount > 0),
  currency      char(3) not null default 'CNY',
  state         text not null default 'provisional' check (state in ('provisional', 'granted', 'refused', 'released', 'impossible')),
  decided_by    uuid references persons,
  reason        text,
  hold_id       uuid references holds,
  ends_at       timestamptz not null,
  unique (case_id, order_line_id)
);
call protect('hold_requests', $$ has_seat(case_id) or registers_case(case_id) or exists (select from cases where cases.id = case_id and cases.state = 'draft') $$);
call guard_states('hold_requests', 'hold_request');

create table deadlines (
  id            uuid primary key default uuidv7(),
  case_id       uuid not null references cases,
  key           text not null,
  rules_version int not null default 1,
  started_on    date not null,
  due_at        timestamptz not null,
  remaining     int,
  state         text not null default 'running' check (state in ('running', 'met', 'expired', 'paused', 'dropped')),
  provisional   boolean not null default false,
  reminded      int not null default 0
);
create unique index deadlines_running on deadlines (case_id, key) where state in ('running', 'paused');
create index deadlines_due on deadlines (due_at) where state = 'running';
call protect('deadlines', 'has_seat(case_id) or registers_case(case_id) or exists (select from cases where cases.id = case_id)');
call guard_states('deadlines', 'deadline');

create table case_exports (
  id      uuid primary key default uuidv7(),
  case_id uuid not null references cases,
  by      uuid not null references persons,
  sha256  bytea not null,
  file_id uuid references files,
  at      timestamptz not null default clock_timestamp()
);
call protect('case_exports', $$ by = (select app_person()) $$, verbs => 'select, insert');

create table case_meetings (
  id         uuid primary key default uuidv7(),
  case_id    uuid not null references cases,
  channel_id uuid not null references channels,
  starts_at  timestamptz not null,
  minutes    int not null default 60 check (minutes between 10 and 480),
  place      text not null,
  recording  boolean not null default false,
  claimant_records   boolean not null default false,
  respondent_records boolean not null default false,
  attended   uuid[] not null default '{}',
  result     text,
  state      text not null default 'planned' check (state in ('planned', 'held', 'canceled')),
  check (not recording or (claimant_records and respondent_records))
);
call protect('case_meetings', 'in_channel(channel_id)');
call guard_states('case_meetings', 'case_meeting');

create table case_templates (
  id          uuid primary key default uuidv7(),
  body_id     uuid references mediation_bodies,
  kind        text not null,
  version     int not null default 1,
  name_zh     text not null,
  name_en     text not null,
  text_zh     text not null,
  text_en     text not null,
  reviewed_by uuid references persons,
  unique (body_id, kind, version)
);
call share('case_templates', 'reviewed texts, no case', 'select, insert');

create table mediation_figures (
  quarter    text not null check (quarter ~ '^[0-9]{4}Q[1-4]$'),
  body_id    uuid references mediation_bodies,
  figure     text not null,
  value      int not null,
  suppressed boolean not null default false,
  frozen_at  timestamptz not null default clock_timestamp(),
  unique nulls not distinct (quarter, body_id, figure)
);
call share('mediation_figures', 'frozen counts, small cells suppressed', 'select');

-- May this person serve the round (open, evaluate)? Not within 12 months of mediating for a party (mediation.md §5).
create or replace function mediated_within_year(person uuid, org uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from mediator_appointments a join cases c on c.id = a.case_id
    where a.mediator_id = person and a.accepted_at is not null and org in (c.claimant_id, c.respondent_id)
      and coalesce(a.ended_at, clock_timestamp()) > clock_timestamp() - interval '12 months');
$$;
grant execute on function mediated_within_year to muster_app, muster_worker;

-- A number that tells nothing: random over an alphabet without look-alikes.
create function fresh_case_number() returns text language sql volatile as $$
  select 'MC' || to_char(clock_timestamp() at time zone 'Asia/Shanghai', 'YY') || '-' ||
    string_agg(substr('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', 1 + (get_byte(uuid_send(gen_random_uuid()), n) % 32), 1), '')
  from unnest(array[0, 1, 2, 3, 4, 5]) as n;
$$;
grant execute on function fresh_case_number to muster_app;
