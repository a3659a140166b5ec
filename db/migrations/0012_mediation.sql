-- Cases over anything to the left. Access comes from a seat, channel by channel; nothing here is seen by role alone.

create table mediation_bodies (
  org_id       uuid primary key references organizations,
  kind         text not null check (kind in ('people', 'commercial', 'industry', 'court_invited')),
  license_no   text not null,
  issued_by    text not null,
  valid_from   date not null,
  valid_until  date not null,
  fee_schedule text not null default '',                   -- people's mediation is free
  fee_schedule_en text not null default '',
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

-- The first version, alike for both types and all kinds of body; a test holds it against deadlines.ts.
insert into deadline_rules (case_type, body_kind, key, amount, unit, on_expiry, valid_from)
select type, kind, r.key, r.amount, r.unit, r.on_expiry, date '2026-01-01'
from unnest(array['purchase', 'use']) as type, unnest(array['people', 'commercial', 'industry', 'court_invited']) as kind,
     (values
       ('draft', 30, 'cal', 'purge'),
       ('admission', 2, 'wd', 'task'),
       ('response', 7, 'wd', 'lapse'),
       ('response_extension', 5, 'wd', 'lapse'),
       ('negotiation', 10, 'wd', 'ask_mediator'),
       ('ranking', 3, 'wd', 'task'),
       ('appointment', 2, 'wd', 'task'),
       ('disclosure', 2, 'wd', 'task'),
       ('objection', 3, 'wd', 'clear'),
       ('decision', 3, 'wd', 'task'),
       ('first_contact', 10, 'wd', 'task'),
       ('length', 30, 'cal', 'end'),
       ('length_extension', 30, 'cal', 'end'),
       ('length_most', 60, 'cal', 'end'),
       ('pause', 60, 'cal', 'resume'),
       ('text', 10, 'wd', 'back_to_mediation'),
       ('signing', 5, 'wd', 'refuse_signature'),
       ('confirmation', 30, 'cal', 'close_window'),
       ('cannot_tell', 5, 'wd', 'task'),
       ('cure', 10, 'wd', 'breach'),
       ('breached', 30, 'cal', 'close_breached'),
       ('impasse', 5, 'wd', 'close_impasse'),
       ('reopening', 30, 'cal', 'close_window'),
       ('complaint', 10, 'wd', 'task'),
       ('notes', 30, 'cal', 'erase'),
       ('retention', 1095, 'cal', 'erase')
     ) as r (key, amount, unit, on_expiry);

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
  split_by       uuid unique,                              -- the promise by which it was split off
  drafted_by     uuid references persons default app_person(),
  respondent_contact text check (respondent_contact = lower(respondent_contact)),   -- a mail address the claimant knows
  returned_reason text,
  close_reason   text,
  reopened       int not null default 0 check (reopened between 0 and 1),
  mediated_again boolean not null default false,
  extended       boolean not null default false,
  filed_at       timestamptz,
  responded_at   timestamptz,
  closed_at      timestamptz,
  erase_on       date,
  check (claimant_id <> respondent_id)
);
create index cases_by_body on cases (body_id, id desc) where state <> 'draft';
create index cases_by_state on cases (body_id, state, id);
create index cases_by_claimant on cases (claimant_id);
create index cases_of_claimant on cases (body_id, claimant_id) where filed_at is not null;
create index cases_of_respondent on cases (body_id, respondent_id) where filed_at is not null;
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
-- Whether one has a seat is asked of every row of every table of a case, ended seats included.
create index case_seats_by_case on case_seats (case_id, person_id);
create index case_seats_by_person on case_seats (person_id) where valid_until is null;
create index case_seats_of_sides on case_seats (person_id) where valid_until is null and side <> 'registrar';

-- The worker, whatever user it signed in as: moves that no person asks for.
create function app_is_clock() returns boolean language sql stable
  return coalesce(nullif(current_setting('role'), 'none'), session_user::text) = 'muster_worker';

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
-- Seated on this side in one's own name; a guest reads and answers, and does nothing else.
create function sits(its_case uuid, its_side text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from case_seats where case_id = its_case and side = its_side and person_id = app_person()
                 and capacity <> 'guest' and valid_from <= clock_timestamp()
                 and (valid_until is null or valid_until > clock_timestamp()));
$$;
-- Seated as anything but an expert, who reads nothing but what they are asked about.
create function takes_side(its_case uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from case_seats where case_id = its_case and side <> 'expert' and person_id = app_person()
                 and valid_from <= clock_timestamp() and (valid_until is null or valid_until > clock_timestamp()));
$$;
-- That there is an expert is known in the expert's channel alone. (plpgsql: the channels stand further down.)
create function knows_expert(its_case uuid, person uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return person = app_person() or exists (select from channels c where c.case_id = its_case and c.expert_id = person and in_channel(c.id));
end $$;
create function drafts_case(its_case uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from cases where id = its_case and drafted_by = app_person() and state = 'draft');
$$;
grant execute on function has_seat, seat_side, sits, takes_side, knows_expert, drafts_case to muster_app, muster_worker;

-- A registrar takes part in the procedure of every case of the own body, before any seat was given.
create function registers(body uuid) returns boolean language sql stable
  return app_is('registrar') and body = app_org();
create function registers_case(its_case uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from cases where id = its_case and registers(body_id) and filed_at is not null);
$$;
grant execute on function registers_case to muster_app, muster_worker;

-- Who files has no seat yet at the moment of the insert; until it is filed a draft is its author's alone.
-- A registrar's own body is asked first, and once: of a docket no row is looked up among the seats.
call protect('cases',
  $$ ((select app_is('registrar')) and body_id = (select app_org()) and filed_at is not null)
     or (drafted_by = (select app_person()) and state = 'draft') or has_seat(id) $$,
  $$ (drafted_by = (select app_person()) and claimant_id = (select app_org()) and state = 'draft') or has_seat(id)
     or (registers(body_id) and filed_at is not null) $$);
-- A state is moved by `move_case` alone.
revoke update on cases from muster_app;
grant update (body_id, amount, phase, respondent_contact, returned_reason, close_reason, extended, parent_id) on cases to muster_app;

-- Each side seats its own people, a registrar oneself, whoever drafts oneself; the rest is done by functions below.
call protect('case_seats',
  $$ person_id = (select app_person())
     or ((has_seat(case_id) or registers_case(case_id)) and (side <> 'expert' or knows_expert(case_id, person_id))) $$,
  $$ (side in ('claimant', 'respondent') and sits(case_id, side))
     or (side = 'registrar' and person_id = (select app_person()) and registers_case(case_id))
     or (side = 'claimant' and person_id = (select app_person()) and drafts_case(case_id)) $$);

-- People who share a case know each other by name; so do the organizations.
create function shares_case(person uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from case_seats mine join case_seats theirs using (case_id)
                 where mine.person_id = app_person() and mine.valid_until is null and theirs.person_id = person
                   and (theirs.side <> 'expert' or knows_expert(theirs.case_id, person)));
$$;
-- From one's own seats, not from the other's cases, of which a vendor has many; a registrar's seats are those of the body.
-- Planned once, for any organization: planning it for each took a hundred times as long as looking.
create function case_with(org uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
  select (app_is('registrar') and (
      exists (select from cases where body_id = app_org() and claimant_id = org and filed_at is not null)
      or exists (select from cases where body_id = app_org() and respondent_id = org and filed_at is not null)))
    or exists (select from case_seats s join cases c on c.id = s.case_id
               where s.person_id = app_person() and s.side <> 'registrar' and s.valid_until is null and org in (c.claimant_id, c.respondent_id))
    or (not app_is('registrar') and exists (select from case_seats s join cases c on c.id = s.case_id
               where s.person_id = app_person() and s.side = 'registrar' and s.valid_until is null and org in (c.claimant_id, c.respondent_id)));
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
  code_ends_at timestamptz,
  tries      int not null default 0,
  codes      int not null default 0 check (codes <= 5),    -- sent for this link: five, each tried five times
  batch      uuid not null,                                -- the letters of one sending
  event_id   uuid references events,                       -- of the sending; its letters are found by it
  sent_at    timestamptz not null default clock_timestamp(),
  delivered  boolean,
  opened_at  timestamptz,
  passed_at  timestamptz,
  ends_at    timestamptz not null
);
create index invitations_by_case on invitations (case_id);
create index invitations_returned on invitations (case_id) where delivered = false;
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
-- An expert, whose seat lets them see that there is the case, does not read what is claimed.
call protect('objections',
  $$ takes_side(case_id) or registers_case(case_id) or (seat_side(case_id) is null and exists (select from cases where cases.id = case_id)) $$);
create policy dropped on objections for delete to muster_app
  using (sits(case_id, 'claimant') and exists (select from cases where cases.id = case_id and cases.state = 'draft'));
grant delete on objections to muster_app;
call guard_states('objections', 'objection');

create table nominations (
  case_id     uuid not null references cases,
  side        text not null check (side in ('claimant', 'respondent')),
  mediator_id uuid not null references mediators,
  rank        int not null check (rank between 1 and 5),
  stands      boolean not null default true,               -- until a mediator leaves: then it is proposed to its side once more
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
-- Whoever is asked to mediate must know between whom, to declare conflicts: asked once per query, not of each row.
create function asked_cases() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select case_id from mediator_appointments where mediator_id = app_person() and ended_at is null;
$$;
create function asked_parties() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id from asked_cases() a (id) join cases c on c.id = a.id cross join lateral (values (c.claimant_id), (c.respondent_id)) p (id);
$$;
grant execute on function asked_cases, asked_parties to muster_app;
create policy asked on cases for select to muster_app using (id in (select asked_cases()));
create policy asked on organizations for select to muster_app using (id in (select asked_parties()));

create table conflict_checks (
  id             uuid primary key default uuidv7(),
  case_id        uuid not null references cases,
  appointment_id uuid not null references mediator_appointments,
  inputs         jsonb not null,
  findings       jsonb not null,
  outcome        text not null check (outcome in ('clear', 'disclosed', 'blocked')),
  at             timestamptz not null default clock_timestamp()
);
call protect('conflict_checks', 'takes_side(case_id) or registers_case(case_id) or asked_to_mediate(case_id)', verbs => 'select, insert');
call append_only('conflict_checks');
-- What was looked at names people of both sides; whoever reads the case reads what was found.
revoke select on conflict_checks from muster_app;
grant select (id, case_id, appointment_id, findings, outcome, at) on conflict_checks to muster_app;

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
call protect('mediator_challenges', 'takes_side(case_id) or registers_case(case_id)');

-- Channels: each has its own readers and its own key; a table's policy is the only way in.
create table channels (
  id           uuid primary key default uuidv7(),
  case_id      uuid references cases,
  body_id      uuid references mediation_bodies,           -- of a channel between the body's head and a mediator
  kind         text not null check (kind in ('joint', 'caucus_claimant', 'caucus_respondent', 'team_claimant', 'team_respondent',
                                             'notes', 'procedure', 'expert', 'body')),
  no           int not null default 1,
  wrapped_key  bytea not null,                             -- the channel's data key under the master key
  side         text check (side in ('claimant', 'respondent')),   -- that invited the expert
  expert_id    uuid references persons,
  ended_at     timestamptz,                                -- with its mediator: the next one does not read it
  passed_to    uuid references persons,                    -- unless its side lets this one
  destroyed_at timestamptz,
  unique (case_id, kind, no),
  unique (body_id, no),
  check ((kind = 'body') = (body_id is not null) and (kind = 'body') = (case_id is null)),
  check ((kind = 'expert') = (expert_id is not null and side is not null))
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

-- Opening a channel and changing its members follow the seats; only these functions write them.
create function takes_part(its_case uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select has_seat(its_case) or registers_case(its_case) or drafts_case(its_case) or asked_to_mediate(its_case) or app_is_clock();
$$;
create function open_channel(its_case uuid, its_kind text, key bytea, its_no int default 1) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its uuid;
begin
  if not takes_part(its_case) then
    raise exception 'case-unknown' using errcode = 'MU100';
  end if;
  insert into channels (case_id, kind, no, wrapped_key) values (its_case, its_kind, its_no, key)
  on conflict (case_id, kind, no) do update set kind = excluded.kind returning id into its;
  return its;
end $$;
-- The channels that every case has and this one lacks, alike for all cases: nothing is told by one being there.
create function channels_to_open(its_case uuid) returns table (kind text, no int)
language sql stable security definer set search_path = public, pg_temp as $$
  select k, 1 + coalesce((select max(c.no) from channels c where c.case_id = its_case and c.kind = k), 0)
  from unnest(array['joint', 'procedure', 'team_claimant', 'team_respondent', 'caucus_claimant', 'caucus_respondent', 'notes']) as k
  where takes_part(its_case)
    and not exists (select from channels c where c.case_id = its_case and c.kind = k and c.ended_at is null);
$$;

-- Who reads which channel, from the seats of the case: called after every change of a seat.
create function seat_channels(its_case uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with readers as (
    select c.id as channel_id, s.person_id
    from channels c join case_seats s on s.case_id = c.case_id
    where c.case_id = its_case
      and (s.valid_until is null or s.valid_until > clock_timestamp())
      and case c.kind
            when 'joint' then s.side in ('claimant', 'respondent', 'mediator', 'registrar')
            when 'procedure' then s.side in ('claimant', 'respondent', 'mediator', 'registrar')
            when 'caucus_claimant' then s.side in ('claimant', 'mediator') and s.capacity <> 'guest'
            when 'caucus_respondent' then s.side in ('respondent', 'mediator') and s.capacity <> 'guest'
            when 'team_claimant' then s.side = 'claimant' and s.capacity <> 'guest'
            when 'team_respondent' then s.side = 'respondent' and s.capacity <> 'guest'
            when 'notes' then s.side = 'mediator'
            when 'expert' then s.side = 'mediator' or (s.side = c.side and s.capacity <> 'guest')
                            or (s.side = 'expert' and s.person_id = c.expert_id and c.ended_at is null)
          end
      and (s.side <> 'mediator' or c.ended_at is null or s.person_id = c.passed_to)
    group by 1, 2
  ), ended as (
    update channel_members m set valid_until = clock_timestamp()
    from channels c where c.id = m.channel_id and c.case_id = its_case and m.valid_until is null
      and not exists (select from readers r where r.channel_id = m.channel_id and r.person_id = m.person_id)
  )
  insert into channel_members (channel_id, person_id)
  select channel_id, person_id from readers r
  where not exists (select from channel_members m where m.channel_id = r.channel_id and m.person_id = r.person_id and m.valid_until is null);
end $$;
grant execute on function takes_part, open_channel, channels_to_open to muster_app, muster_worker;
revoke execute on function seat_channels from public;
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

-- What was said is never changed; it goes only with its channel, once that was destroyed.
create function keep_said() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' and exists (select from channels where id = old.channel_id and destroyed_at is not null) then
    return old;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'MU001';
end $$;
create trigger keep_said before update or delete on messages for each row execute function keep_said();
create trigger keep_said_all before truncate on messages for each statement execute function refuse_change();

create table drafts (
  channel_id uuid not null references channels,
  person_id  uuid not null references persons,
  body_ct    bytea not null,
  at         timestamptz not null default clock_timestamp(),
  primary key (channel_id, person_id)
);
call protect('drafts', $$ in_channel(channel_id) and person_id = (select app_person()) $$, verbs => 'select, insert, update, delete');

-- What the people of one side write together before it goes out, in their team's channel and under its key. Where a second
-- person must approve, it is one who has not changed it last.
create table side_drafts (
  id           uuid primary key default uuidv7(),
  case_id      uuid not null references cases,
  channel_id   uuid not null references channels,
  kind         text not null check (kind in ('joint', 'offer')),
  body_ct      bytea not null,
  version      int not null default 1 check (version > 0),
  needs_second boolean not null default false,
  edited_by    uuid not null references persons,
  edited_at    timestamptz not null default clock_timestamp(),
  approved_by  uuid references persons,
  approved_version int check (approved_version <= version),
  state        text not null default 'open' check (state in ('open', 'posted', 'dropped')),
  closed_by    uuid references persons,
  closed_at    timestamptz,
  check ((approved_by is null) = (approved_version is null)),
  check (approved_version is distinct from version or approved_by <> edited_by),
  check (state <> 'posted' or not needs_second or approved_version is not distinct from version),
  check ((state = 'open') = (closed_at is null) and (closed_by is null) = (closed_at is null))
);
create index side_drafts_by_channel on side_drafts (channel_id, edited_at desc);
call protect('side_drafts', 'in_channel(channel_id)');
call guard_states('side_drafts', 'side_draft');

create table caucus_releases (
  caucus_message_id uuid primary key references messages,
  channel_id        uuid not null references channels,
  joint_message_id  uuid not null references messages,
  by                uuid not null references persons,
  at                timestamptz not null default clock_timestamp()
);
call protect('caucus_releases', 'in_channel(channel_id)', verbs => 'select, insert');
create trigger keep_said before update or delete on caucus_releases for each row execute function keep_said();

-- An expert's words reach the others only when the side that asked and the mediator both say so, message by message.
create table expert_releases (
  message_id       uuid primary key references messages,
  channel_id       uuid not null references channels,
  side_yes_by      uuid references persons,
  mediator_yes_by  uuid references persons,
  joint_message_id uuid references messages
);
call protect('expert_releases', 'in_channel(channel_id)');

-- What the head of a body and a mediator of it settle between themselves, each matter in a channel of its own: a workload, or
-- what a party complains of. Its number is random, for one that counts would tell of the others. The side that complained
-- reads its complaint and the summary that ends it, under a key of their own; of the channel it reads nothing.
create table body_matters (
  id          uuid primary key default uuidv7(),
  body_id     uuid not null references mediation_bodies,
  no          int not null check (no between 100000 and 999999),
  kind        text not null check (kind in ('complaint', 'workload')),
  mediator_id uuid not null references mediators,
  channel_id  uuid not null unique references channels,
  case_id     uuid references cases,
  side        text check (side in ('claimant', 'respondent')),
  opened_by   uuid not null references persons,
  opened_at   timestamptz not null default clock_timestamp(),
  wrapped_key bytea not null,
  text_ct     bytea not null,
  summary_ct  bytea,
  reason_ct   bytea,                                       -- why whoever complained has taken it back, if they say
  outcome     text check (outcome in ('upheld', 'partly', 'dismissed', 'withdrawn')),
  closed_by   uuid references persons,
  closed_at   timestamptz,
  rule        text,                                        -- by which the head answers a complaint in time, as the clock quotes it
  due_at      timestamptz,
  remind_at   timestamptz,                                 -- the head, once
  expired_at  timestamptz,
  erase_on    date,                                        -- from this day on no word of it is left
  unique (body_id, no),
  check ((kind = 'complaint') = (case_id is not null and side is not null)),
  check ((kind = 'complaint') = (due_at is not null) and (due_at is null) = (rule is null)),
  check ((closed_at is null) = (closed_by is null) and (closed_at is null) = (erase_on is null)),
  check (kind = 'workload' or (closed_at is null) = (outcome is null)),
  check (kind = 'workload' or (outcome in ('upheld', 'partly', 'dismissed')) is true = (summary_ct is not null)),
  check (reason_ct is null or outcome = 'withdrawn')
);
create index body_matters_due on body_matters (due_at) where closed_at is null and expired_at is null;
create index body_matters_over on body_matters (erase_on) where erase_on is not null;
-- How many days after its end what was said in a matter is kept (mediation.md §6.9, as of a mediator's notes): 30, unless the
-- database is told otherwise (`alter database … set muster.matter_days = 60`).
create function matter_days() returns int
language sql stable return coalesce(nullif(current_setting('muster.matter_days', true), '')::int, 30);
create unique index body_matters_complained on body_matters (case_id, side, mediator_id) where closed_at is null and kind = 'complaint';
create index body_matters_by_mediator on body_matters (mediator_id);
create function heads(body uuid) returns boolean language sql stable
  return app_is('head') and body = app_org();
call protect('body_matters',
  $$ (select app_is('head')) and body_id = (select app_org()) or mediator_id = (select app_person()) and body_id = (select app_org())
     or (case_id is not null and sits(case_id, side)) $$, verbs => 'select');

-- Who reads a matter: its mediator and whoever heads the body, as both are today.
create function seat_matters(body uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  with readers as (
    select t.channel_id, m.person_id from body_matters t
    join members m on m.org_id = t.body_id and m.until is null and (m.person_id = t.mediator_id or 'head' = any (m.roles))
    where t.body_id = body
  ), ended as (
    update channel_members m set valid_until = clock_timestamp()
    from body_matters t where t.channel_id = m.channel_id and t.body_id = body and m.valid_until is null
      and not exists (select from readers r where r.channel_id = m.channel_id and r.person_id = m.person_id)
  )
  insert into channel_members (channel_id, person_id)
  select channel_id, person_id from readers r
  where not exists (select from channel_members m where m.channel_id = r.channel_id and m.person_id = r.person_id and m.valid_until is null);
$$;
revoke execute on function seat_matters from public;
create function members_decide() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from body_matters where body_id = new.org_id) then
    perform seat_matters(new.org_id);
  end if;
  return null;
end $$;
create trigger members_decide after insert or update on members for each row execute function members_decide();

-- A number under which nothing stands yet.
create function fresh_matter_no(body uuid) returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  its int;
begin
  loop
    its := 100000 + floor(random() * 900000)::int;
    exit when not exists (select from channels c where c.body_id = body and c.no = its);
  end loop;
  return its;
end $$;
-- Those of whose conduct in a case a side may complain: they have taken it on, whether or not they still mediate.
create function complained_of(its_case uuid) returns table (mediator_id uuid, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.name from persons p
  where (sits(its_case, 'claimant') or sits(its_case, 'respondent'))
    and p.id in (select a.mediator_id from mediator_appointments a where a.case_id = its_case and a.accepted_at is not null)
  order by 2;
$$;
-- Tells the readers of a matter that it has news: the body's name, and the way there.
create function notify_matter(matter uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into notifications (person_id, kind, facts, href)
  select m.person_id, 'body.matter', jsonb_build_object('body', o.name, 'bodyEn', coalesce(o.name_en, o.name)), w.href
  from body_matters t join organizations o on o.id = t.body_id
  cross join lateral (select '/bodies/' || t.body_id || '/matters/' || t.no as href) w
  join channel_members m on m.channel_id = t.channel_id and m.valid_until is null
  where t.id = matter and ((t.case_id is not null and sits(t.case_id, t.side)) or in_channel(t.channel_id)) and m.person_id is distinct from app_person()
    and not exists (select from notifications n where n.person_id = m.person_id and n.href = w.href and n.read_at is null);
$$;
-- The head or the mediator opens a matter of workload, a side of a case a complaint about who has mediated it.
create function open_matter(matter uuid, body uuid, its_no int, mediator uuid, channel_key bytea, key bytea, its_text bytea,
                            its_case uuid, its_side text, its_rule text, due timestamptz, remind timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  channel uuid;
begin
  if its_case is null then
    if not (heads(body) or (mediator = app_person() and body = app_org() and app_is('mediator')))
       or not exists (select from mediators where person_id = mediator and body_id = body) then
      raise exception 'matter-unknown' using errcode = 'MU100';
    end if;
  else
    if not sits(its_case, its_side) or not exists (select from cases where id = its_case and body_id = body) then
      raise exception 'case-unknown' using errcode = 'MU100';
    end if;
    if not exists (select from complained_of(its_case) o where o.mediator_id = mediator) then
      raise exception 'complained-of-whom' using errcode = 'MU100';
    end if;
    perform 1 from cases where id = its_case for update;
    if exists (select from body_matters t where t.case_id = its_case and t.side = its_side and t.mediator_id = mediator and t.closed_at is null) then
      raise exception 'complaint-open' using errcode = 'MU100';
    end if;
  end if;
  insert into channels (body_id, kind, no, wrapped_key) values (body, 'body', its_no, channel_key) returning id into channel;
  insert into body_matters (id, body_id, no, kind, mediator_id, channel_id, case_id, side, opened_by, wrapped_key, text_ct,
    rule, due_at, remind_at)
  values (matter, body, its_no, case when its_case is null then 'workload' else 'complaint' end, mediator, channel, its_case, its_side,
    app_person(), key, its_text, its_rule, due, remind);
  perform seat_matters(body);
  perform notify_matter(matter);
end $$;
-- The head ends a matter, but none about oneself; whoever complained is given the summary.
create function close_matter(matter uuid, its_outcome text, summary bytea) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its body_matters;
begin
  select * into its from body_matters where id = matter for update;
  if its.id is null or not in_channel(its.channel_id) then
    raise exception 'matter-unknown' using errcode = 'MU100';
  end if;
  if not heads(its.body_id) or its.mediator_id = app_person() then
    raise exception 'matter-of-head' using errcode = 'MU100';
  end if;
  if its.closed_at is not null then
    raise exception 'matter-closed' using errcode = 'MU100';
  end if;
  update body_matters set closed_at = clock_timestamp(), closed_by = app_person(), outcome = its_outcome, summary_ct = summary,
    erase_on = shanghai_day() + matter_days() where id = matter;
  update channels set ended_at = clock_timestamp() where id = its.channel_id;
end $$;
-- The side that complained takes it back, and may say why; what head and mediator have written stays theirs.
create function withdraw_matter(matter uuid, reason bytea) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its body_matters;
begin
  select * into its from body_matters where id = matter and kind = 'complaint' for update;
  if its.id is null or not sits(its.case_id, its.side) then
    raise exception 'matter-unknown' using errcode = 'MU100';
  end if;
  if its.closed_at is not null then
    raise exception 'matter-closed' using errcode = 'MU100';
  end if;
  update body_matters set closed_at = clock_timestamp(), closed_by = app_person(), outcome = 'withdrawn', reason_ct = reason,
    erase_on = shanghai_day() + matter_days() where id = matter;
  update channels set ended_at = clock_timestamp() where id = its.channel_id;
  perform notify_matter(matter);
end $$;
-- Tells the heads who are to answer a complaint that its day is near, or over: as `notify_matter`, each once, also beside a notice
-- that nobody has read.
create function notify_heads(matter uuid, its_kind text) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into notifications (person_id, kind, facts, href)
  select m.person_id, its_kind, jsonb_build_object('body', o.name, 'bodyEn', coalesce(o.name_en, o.name)), '/bodies/' || t.body_id || '/matters/' || t.no
  from body_matters t join organizations o on o.id = t.body_id
  join members m on m.org_id = t.body_id and m.until is null and 'head' = any (m.roles) and m.person_id <> t.mediator_id
  where t.id = matter and t.closed_at is null;
$$;
revoke execute on function notify_heads from public;
grant execute on function notify_heads to muster_worker;
grant execute on function heads, fresh_matter_no, complained_of, notify_matter, open_matter, close_matter, withdraw_matter to muster_app;

create policy channel_files on files for select to muster_app using (channel_id is not null and in_channel(channel_id));
create policy channel_files_added on files for insert to muster_app with check (channel_id is not null and in_channel(channel_id));

create table evidence_items (
  id           uuid primary key default uuidv7(),
  case_id      uuid not null references cases,
  channel_id   uuid not null references channels,
  no           int not null,
  kind         text not null check (kind in ('platform_record', 'party_file', 'inventory_scan', 'law_letter', 'external_proof', 'expert_report', 'agreed_fact')),
  title_ct     bytea not null,                             -- like every word of a channel under the channel's key
  objection_id uuid references objections,
  by_side      text not null check (by_side in ('claimant', 'respondent', 'mediator', 'registrar', 'expert')),
  purpose      text not null default 'pre_existing' check (purpose in ('pre_existing', 'for_mediation')),
  late         boolean not null default false,
  subject_kind text check (subject_kind in ('order', 'purchase_record', 'entitlement')),   -- the live row behind a snapshot
  subject_id   uuid,
  by           uuid references persons,
  at           timestamptz not null default clock_timestamp(),
  withdrawn_at timestamptz,
  withdrawn_reason_ct bytea,
  unique (channel_id, no),
  check ((subject_kind is null) = (subject_id is null))
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
  name_ct    bytea,                                        -- what the file was called
  record     text,                                         -- canonical bytes of a platform record
  scan       text not null default 'not_scanned' check (scan in ('not_scanned', 'clean', 'infected')),
  personal   text not null default 'none' check (personal in ('none', 'found', 'unknown')),   -- data of people in it; unknown: nobody can read it here
  by         uuid references persons,
  at         timestamptz not null default clock_timestamp(),
  primary key (item_id, no),
  check ((file_id is null) <> (record is null))
);
call protect('evidence_versions', 'exists (select from evidence_items where evidence_items.id = item_id)', verbs => 'select, insert');
create function keep_shown() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' and exists (select from evidence_items i join channels c on c.id = i.channel_id
                                  where i.id = old.item_id and c.destroyed_at is not null) then
    return old;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'MU001';
end $$;
create trigger keep_shown before update or delete on evidence_versions for each row execute function keep_shown();
create trigger keep_shown_all before truncate on evidence_versions for each statement execute function refuse_change();

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

-- Evidence that both sides accept under all three heads may become undisputed, by both saying so 无争议事实.
create table agreed_facts (
  item_id           uuid primary key references evidence_items,
  case_id           uuid not null references cases,
  claimant_yes_at   timestamptz,
  respondent_yes_at timestamptz
);
call protect('agreed_facts', 'exists (select from evidence_items where evidence_items.id = item_id)');

-- A file with data of people, or of which nobody can say, goes into the bundle as it is when both sides say so.
create table evidence_consents (
  item_id           uuid primary key references evidence_items,
  case_id           uuid not null references cases,
  claimant_yes_at   timestamptz,
  respondent_yes_at timestamptz
);
call protect('evidence_consents', 'exists (select from evidence_items where evidence_items.id = item_id)');

-- Who has opened such a file unmasked: told to the side that brought it, and to oneself.
create table evidence_openings (
  id        uuid primary key default uuidv7(),
  item_id   uuid not null,
  version   int not null,
  person_id uuid not null references persons default app_person(),
  at        timestamptz not null default clock_timestamp(),
  foreign key (item_id, version) references evidence_versions (item_id, no)
);
create index evidence_openings_by_item on evidence_openings (item_id, version);
call protect('evidence_openings',
  $$ exists (select from evidence_items i where i.id = item_id and (person_id = (select app_person()) or i.by_side = seat_side(i.case_id))) $$,
  $$ person_id = (select app_person()) and exists (select from evidence_items where evidence_items.id = item_id) $$,
  verbs => 'select, insert');

create table evidence_requests (
  id         uuid primary key default uuidv7(),
  case_id    uuid not null references cases,
  channel_id uuid not null references channels,
  by         uuid not null references persons,
  owner_side text not null check (owner_side in ('claimant', 'respondent')),
  text_ct    bytea not null,
  due_on     date not null,
  state      text not null default 'open' check (state in ('open', 'provided', 'refused')),
  at         timestamptz not null default clock_timestamp()
);
create index evidence_requests_by_channel on evidence_requests (channel_id);
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
  state      text not null default 'draft' check (state in ('draft', 'open', 'countered', 'accepted', 'declined', 'expired', 'withdrawn', 'lapsed')),
  by         uuid not null references persons,
  at         timestamptz not null default clock_timestamp(),
  unique (case_id, side, no)
);
create unique index offers_one_accepted on offers (case_id) where state = 'accepted';
call protect('offers',
  $$ has_seat(case_id) and (state <> 'draft' or seat_side(case_id) = side) and seat_side(case_id) in ('claimant', 'respondent', 'mediator')
     or drafts_case(case_id) $$);
call guard_states('offers', 'offer');

create table proposals (
  id         uuid primary key default uuidv7(),
  case_id    uuid not null references cases,
  no         int not null,
  terms      jsonb not null,
  expires_at timestamptz not null,
  state      text not null default 'draft' check (state in ('draft', 'open', 'accepted', 'declined', 'expired', 'withdrawn', 'lapsed')),
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
  fell_back_at  timestamptz,                               -- into a direct order or a payment; of a next round who buys alone knows
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
call protect('obligation_credits', 'takes_side(case_id)', verbs => 'select, insert, delete');

create table signatures (
  settlement_id uuid not null references settlements,
  case_id       uuid not null references cases,
  person_id     uuid not null references persons,
  side          text not null check (side in ('claimant', 'respondent', 'mediator', 'payer')),
  payer_id      uuid references organizations,
  sha256        bytea not null,
  method        text not null default 'step_up' check (method in ('step_up', 'sealed_scan')),
  at            timestamptz not null default clock_timestamp(),
  primary key (settlement_id, person_id),
  unique (settlement_id, payer_id),
  check ((side = 'payer') = (payer_id is not null))
);

-- Who pays by a settlement and is no party of the case, such as a reseller: named when the text is fixed, asked to sign it,
-- and shown nothing else of the case.
create table settlement_payers (
  settlement_id uuid not null references settlements,
  case_id       uuid not null references cases,
  org_id        uuid not null references organizations,
  named_at      timestamptz not null default clock_timestamp(),
  refused_at    timestamptz,
  primary key (settlement_id, org_id)
);
create index settlement_payers_by_org on settlement_payers (org_id);
create index settlement_payers_by_case on settlement_payers (case_id);
call protect('settlement_payers', $$ takes_side(case_id) or (org_id = (select app_org()) and (select app_is('signatory'))) $$, verbs => 'select');

create function pays_by(its_settlement uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select app_is('signatory') and exists (
    select from settlement_payers p join settlements s on s.id = p.settlement_id
    where p.settlement_id = its_settlement and p.org_id = app_org() and p.refused_at is null and s.state = 'agreed');
$$;
grant execute on function pays_by to muster_app;
call protect('signatures', $$ takes_side(case_id) or person_id = (select app_person()) $$,
  $$ person_id = (select app_person()) and case when side = 'payer' then payer_id = (select app_org()) and pays_by(settlement_id) else takes_side(case_id) end $$,
  verbs => 'select, insert');
call append_only('signatures');
-- The sides know by name who signs with them and for whom: asked once per query, from one's own seats.
create function signers_along() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select x.id from case_seats mine join settlement_payers p on p.case_id = mine.case_id
  left join signatures g on g.settlement_id = p.settlement_id and g.payer_id = p.org_id
  cross join lateral (values (p.org_id), (g.person_id)) x (id)
  where mine.person_id = app_person() and mine.valid_until is null and mine.side <> 'expert';
$$;
grant execute on function signers_along to muster_app;
create policy signs_along on persons for select to muster_app using (id in (select signers_along()));
create policy pays_along on organizations for select to muster_app using (id in (select signers_along()));

-- Names the third parties of a text that both sides have adopted, and tells their signatories.
create function name_payers(its_settlement uuid, codes text[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its settlements;
begin
  select * into its from settlements where id = its_settlement and state = 'agreed';
  if its.id is null or not (sits(its.case_id, 'claimant') or sits(its.case_id, 'respondent')) then
    raise exception 'case-unknown' using errcode = 'MU100';
  end if;
  insert into settlement_payers (settlement_id, case_id, org_id)
  select its.id, its.case_id, o.id from organizations o where o.uscc = any (codes) on conflict do nothing;
  insert into notifications (person_id, kind, facts, href)
  select m.person_id, 'case.to_sign', jsonb_build_object('number', c.number, 'body', b.name, 'bodyEn', coalesce(b.name_en, b.name)),
    '/cases/' || c.id || '/third-party'
  from settlement_payers p join cases c on c.id = p.case_id join organizations b on b.id = c.body_id
  join members m on m.org_id = p.org_id and m.until is null and 'signatory' = any (m.roles)
  where p.settlement_id = its.id;
end $$;
-- The text as a signatory of a third party has it while it stands.
create function payer_paper(its_case uuid)
returns table (settlement_id uuid, version int, body jsonb, text text, sha256 bytea, state text, signed_at timestamptz, refused_at timestamptz,
  effective_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.version, s.body, s.text, s.sha256, s.state, g.at, p.refused_at, s.effective_on
  from settlement_payers p join settlements s on s.id = p.settlement_id
  left join signatures g on g.settlement_id = s.id and g.payer_id = p.org_id
  where p.case_id = its_case and p.org_id = app_org() and app_is('signatory') and s.state in ('agreed', 'signed')
  order by s.version desc limit 1;
$$;
-- Of what it has signed, the part that concerns a third party: who signed beside it, and what became of its own promise.
create function pays_by_signed(its_settlement uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select app_is('signatory') and exists (
    select from settlement_payers p join settlements s on s.id = p.settlement_id
    where p.settlement_id = its_settlement and p.org_id = app_org() and s.state = 'signed');
$$;
create function payer_signatures(its_settlement uuid)
returns table (side text, organization text, person text, at timestamptz, method text)
language sql stable security definer set search_path = public, pg_temp as $$
  select g.side, o.name, p.name, g.at, g.method
  from signatures g join cases c on c.id = g.case_id join persons p on p.id = g.person_id
  join organizations o on o.id = case g.side when 'claimant' then c.claimant_id when 'respondent' then c.respondent_id
                                             when 'mediator' then c.body_id else g.payer_id end
  where g.settlement_id = its_settlement and pays_by_signed(its_settlement) and (g.side <> 'payer' or g.payer_id = app_org())
  order by g.at;
$$;
create function payer_obligations(its_settlement uuid)
returns table (no int, amount bigint, currency char(3), due_on date, text text, state text, met_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select b.no, b.amount, b.currency, b.due_on, b.terms ->> 'text', b.state, b.met_at
  from obligations b join organizations o on o.id = app_org() and o.uscc = b.terms ->> 'payer'
  where b.settlement_id = its_settlement and b.kind = 'third_party_pay' and pays_by_signed(its_settlement) order by b.no;
$$;
grant execute on function payer_signatures, payer_obligations to muster_app;
-- The texts that wait for a signatory of one's own organization, which is to pay by them.
create function papers_to_sign() returns table (case_id uuid, number text, named_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.case_id, c.number, p.named_at
  from settlement_payers p join settlements s on s.id = p.settlement_id and s.state = 'agreed' join cases c on c.id = p.case_id
  where p.org_id = app_org() and app_is('signatory') and p.refused_at is null
    and not exists (select from signatures g where g.settlement_id = s.id and g.payer_id = p.org_id)
  order by p.named_at;
$$;
create function refuse_as_payer(its_settlement uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  update settlement_payers set refused_at = clock_timestamp()
  where settlement_id = its_settlement and org_id = app_org() and pays_by(its_settlement);
$$;
grant execute on function name_payers, payer_paper, papers_to_sign, refuse_as_payer to muster_app;

-- Links an obligation with the demand that meets it. Demands and rounds never point back.
create table settlement_purchases (
  obligation_id uuid primary key references obligations,
  case_id       uuid not null references cases,
  side          text not null check (side in ('claimant', 'respondent')),
  demand_id     uuid not null,                             -- shared by promises of one product while it is a draft
  round_id      uuid references rounds,
  lot_id        uuid references lots,                      -- whose pledge pools the need
  fallback      jsonb not null default '[]',               -- the lots that came to nothing, in their order
  latest_on     date not null
);
call protect('settlement_purchases', 'seat_side(case_id) = side');

-- The round that takes the need up is noted here alone: the need itself never points back.
create function note_pooled() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update settlement_purchases p set lot_id = l.id, round_id = l.round_id
  from lots l where l.id = new.round_lot_id and p.demand_id = new.id;
  return null;
end $$;
create trigger note_pooled after update of round_lot_id on demand_lines
  for each row when (new.round_lot_id is not null) execute function note_pooled();

-- Of one product a gap drafts one need, whoever suggested it first and under whatever id: promises whose own was not made
-- are met by that one. Nothing of it is written on the need.
create function adopt_purchases() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update settlement_purchases p set demand_id = new.id
  from obligations o join cases c on c.id = o.case_id cross join lateral promised_subject(o) s
  where p.obligation_id = o.id and not exists (select from demand_lines d where d.id = p.demand_id)
    and new.org_id = case p.side when 'claimant' then c.claimant_id else c.respondent_id end
    and s.product_id = (select e.product_id from editions e where e.id = new.edition_id);
  return null;
end $$;
create trigger adopt_purchases after insert or update of quantity on demand_lines
  for each row when (new.source = 'gap' and new.state = 'draft') execute function adopt_purchases();

-- What signed settlements have promised of a need, zero where none has: a draft that follows the figures asks for no less.
create function promised_units(demand uuid) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(sum(o.quantity), 0)::int from settlement_purchases p join obligations o on o.id = p.obligation_id
  join demand_lines d on d.id = p.demand_id
  where p.demand_id = demand and o.state in ('open', 'late') and (d.org_id = app_org() or app_is_clock());
$$;
revoke execute on function promised_units from public;
grant execute on function promised_units to muster_app, muster_worker;

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
call protect('confirmations', 'takes_side(case_id)');

-- From when a side's own claims may be barred, as that side says (the house computes no law), and how many of the
-- warnings before it were given.
create table limitation_dates (
  case_id uuid not null references cases,
  side    text not null check (side in ('claimant', 'respondent')),
  on_day  date not null,
  warned  int not null check (warned between 0 and 3),
  primary key (case_id, side)
);
call protect('limitation_dates', 'sits(case_id, side)', verbs => 'select, insert, update, delete');

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
call protect('hold_requests', $$ takes_side(case_id) or registers_case(case_id) or exists (select from cases where cases.id = case_id and cases.state = 'draft') $$);
call guard_states('hold_requests', 'hold_request');
create index hold_requests_undecided on hold_requests (case_id) where state = 'provisional';

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
  reminded      int not null default 0,
  remind_at     timestamptz,                               -- of the next reminder
  ended_at      timestamptz
);
-- When a period was met or missed is the database's word.
create function end_period() returns trigger language plpgsql as $$
begin
  new.ended_at := case when new.state in ('met', 'expired', 'dropped') then coalesce(old.ended_at, clock_timestamp()) end;
  return new;
end $$;
create trigger end_period before update of state on deadlines for each row execute function end_period();
create unique index deadlines_running on deadlines (case_id, key) where state in ('running', 'paused');
create index deadlines_due on deadlines (due_at) where state = 'running';
create index deadlines_by_case on deadlines (case_id);
create index deadlines_provisional on deadlines (due_at) where state = 'running' and provisional;
create index deadlines_reminding on deadlines (remind_at) where state = 'running' and remind_at is not null;
call protect('deadlines', 'has_seat(case_id) or registers_case(case_id) or exists (select from cases where cases.id = case_id)');
call guard_states('deadlines', 'deadline');

-- A pause needs both sides, or a court's order brought by the registrar; it has an end and a reason.
create table case_pauses (
  id          uuid primary key default uuidv7(),
  case_id     uuid not null references cases,
  asked_side  text not null check (asked_side in ('claimant', 'respondent', 'court')),
  until_on    date not null,
  reason      text not null,
  asked_by    uuid not null references persons,
  asked_at    timestamptz not null default clock_timestamp(),
  answered_by uuid references persons,
  agreed_at   timestamptz,
  declined_at timestamptz,
  check (agreed_at is null or declined_at is null)
);
create unique index case_pauses_asked on case_pauses (case_id) where agreed_at is null and declined_at is null;
call protect('case_pauses', 'takes_side(case_id) or registers_case(case_id)');

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
  place_ct   bytea not null,                               -- like every word of a channel under the channel's key
  recording  boolean not null default false,
  claimant_records   boolean not null default false,
  respondent_records boolean not null default false,
  attended   uuid[] not null default '{}',
  result_ct  bytea,
  state      text not null default 'planned' check (state in ('planned', 'held', 'canceled')),
  check (not recording or (claimant_records and respondent_records))
);
create index case_meetings_by_case on case_meetings (case_id, starts_at);
call protect('case_meetings', 'in_channel(channel_id)');
call guard_states('case_meetings', 'case_meeting');

-- Texts of a body from which an editor may begin. One person writes a version, another reviews it before anybody sees it;
-- no word of a reviewed one changes, and a new version takes its place. No template holds anything of a case.
create table case_templates (
  id          uuid primary key default uuidv7(),
  body_id     uuid not null references mediation_bodies,
  first_id    uuid not null references case_templates,      -- the first version of its line
  version     int not null check (version > 0),
  kind        text not null check (kind in ('first_offer', 'settlement', 'procedure')),
  name_zh     text not null,
  name_en     text not null,
  text_zh     text not null,
  text_en     text not null,
  written_by  uuid not null references persons,
  written_at  timestamptz not null default clock_timestamp(),
  reviewed_by uuid references persons,
  reviewed_at timestamptz,
  ended_at    timestamptz,
  unique (first_id, version),
  check (reviewed_by <> written_by),
  check ((reviewed_by is null) = (reviewed_at is null))
);
create unique index case_templates_in_use on case_templates (first_id) where reviewed_at is not null and ended_at is null;
create index case_templates_by_body on case_templates (body_id, kind);
create function writes_templates(body uuid) returns boolean language sql stable
  return (app_is('registrar') or app_is('mediator')) and body = app_org();
grant execute on function writes_templates to muster_app;
call protect('case_templates', 'body_id = (select app_org()) or (reviewed_at is not null and ended_at is null)',
  $$ writes_templates(body_id) and written_by = (select app_person()) and reviewed_by is null $$, verbs => 'select, insert');
-- What is updated is that somebody reviewed it oneself, and that it ended; never a word of it.
create policy changed on case_templates for update to muster_app using (writes_templates(body_id))
  with check (writes_templates(body_id) and (reviewed_by is null or reviewed_by = (select app_person()) or ended_at is not null));
grant update (reviewed_by, reviewed_at, ended_at) on case_templates to muster_app;

create table mediation_figures (
  quarter    text not null check (quarter ~ '^[0-9]{4}Q[1-4]$'),
  body_id    uuid references mediation_bodies,
  vendor_id  uuid references organizations,                -- of one vendor, over the twelve months up to the quarter
  figure     text not null,
  value      int not null,                                 -- 0 where it is suppressed: what is not told is not kept
  suppressed boolean not null default false,
  frozen_at  timestamptz not null default clock_timestamp(),
  unique nulls not distinct (quarter, body_id, vendor_id, figure),
  check (body_id is null or vendor_id is null)
);
call share('mediation_figures', 'frozen counts, small cells suppressed', 'select');
call append_only('mediation_figures');

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

-- In which roles the acting person stands to a case; a guest of the respondent's is told apart.
create function case_roles(its_case uuid) returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct role), '{}') from (
    select case capacity when 'guest' then 'guest' else side end as role from case_seats
    where case_id = its_case and person_id = app_person() and valid_from <= clock_timestamp()
      and (valid_until is null or valid_until > clock_timestamp())
    union all select 'claimant' where drafts_case(its_case)
    union all select 'mediator' where asked_to_mediate(its_case)
    union all select 'registrar' where registers_case(its_case)
    union all select 'head' where registers_case(its_case) and app_is('head')
    union all select 'clock' where app_is_clock()) as its;
$$;
grant execute on function case_roles to muster_app, muster_worker;

-- The life of a case as data, move by move; a test holds it against lifecycle.ts.
create table case_moves (
  move        text primary key,
  from_states text[] not null,
  to_state    text not null,
  movers      text[] not null
);
call share('case_moves', 'the procedure is published');
insert into case_moves (move, from_states, to_state, movers) values
  ('file',                '{draft}',                                    'filed',              '{claimant}'),
  ('admit',               '{filed}',                                    'awaiting_response',  '{registrar}'),
  ('return',              '{filed}',                                    'draft',              '{registrar}'),
  ('reject',              '{filed}',                                    'closed_rejected',    '{registrar}'),
  ('accept',              '{awaiting_response}',                        'negotiation',        '{respondent}'),
  ('decline',             '{awaiting_response}',                        'closed_declined',    '{respondent,clock}'),
  ('extend',              '{awaiting_response}',                        'awaiting_response',  '{registrar}'),
  ('lapse',               '{awaiting_response}',                        'closed_no_response', '{clock}'),
  ('ask_mediator',        '{negotiation}',                              'mediator_selection', '{claimant,respondent,clock}'),
  ('take_on',             '{mediator_selection}',                       'conflict_check',     '{mediator}'),
  ('clear',               '{conflict_check}',                           'mediation',          '{claimant,respondent,head,clock}'),
  ('choose_again',        '{conflict_check,mediation,paused}',          'mediator_selection', '{mediator,head,clock}'),
  ('pause',               '{mediation}',                                'paused',             '{claimant,respondent,registrar}'),
  ('resume',              '{paused}',                                   'mediation',          '{claimant,respondent,clock}'),
  ('agree',               '{negotiation,mediation}',                    'settlement_draft',   '{claimant,respondent}'),
  ('back_to_negotiation', '{settlement_draft}',                         'negotiation',        '{claimant,respondent,clock}'),
  ('back_to_mediation',   '{settlement_draft}',                         'mediation',          '{claimant,respondent,clock}'),
  ('adopt_text',          '{settlement_draft}',                         'signing',            '{claimant,respondent}'),
  ('refuse_signature',    '{signing}',                                  'settlement_draft',   '{claimant,respondent,clock}'),
  ('settle',              '{signing}',                                  'settled',            '{claimant,respondent,clock}'),
  ('begin_fulfillment',   '{settled}',                                  'fulfillment',        '{clock}'),
  ('fulfill',             '{fulfillment}',                              'closed_fulfilled',   '{clock}'),
  ('notice_delay',        '{fulfillment}',                              'cure',               '{clock}'),
  ('cure',                '{cure}',                                     'fulfillment',        '{clock}'),
  ('breach',              '{cure}',                                     'breached',           '{clock}'),
  ('resume_mediation',    '{breached}',                                 'mediation',          '{claimant,respondent}'),
  ('close_breached',      '{breached}',                                 'closed_breached',    '{claimant,respondent,clock}'),
  ('end',                 '{mediation}',                                'impasse',            '{mediator,claimant,respondent,clock}'),
  ('leave',               '{negotiation,mediator_selection,conflict_check,paused,settlement_draft,signing}',
                                                                        'impasse',            '{claimant,respondent}'),
  ('withdraw',            '{awaiting_response,negotiation,mediator_selection,conflict_check,mediation,paused,settlement_draft,signing}',
                                                                        'closed_withdrawn',   '{claimant}'),
  ('close_impasse',       '{impasse}',                                  'closed_impasse',     '{registrar,clock}'),
  ('reopen_admission',    '{closed_rejected}',                          'filed',              '{registrar}'),
  ('reopen_invitation',   '{closed_declined,closed_no_response}',       'awaiting_response',  '{registrar}'),
  ('reopen_negotiation',  '{closed_withdrawn,closed_impasse}',          'negotiation',        '{registrar}'),
  ('reopen_fulfillment',  '{closed_fulfilled,closed_breached}',         'fulfillment',        '{registrar}');

-- The only way a case moves: one row lock, one conditional update, and the seats and texts that follow from it.
create function move_case(its_case uuid, its_move text) returns cases
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  old  cases;
  new  cases;
  its  case_moves;
  mine text[];
begin
  select * into old from cases where id = its_case for update;
  mine := case_roles(its_case);
  if old.id is null or mine = '{}' then
    raise exception 'case-unknown' using errcode = 'MU100';
  end if;
  select * into its from case_moves where move = its_move;
  if its.move is null or not old.state = any (its.from_states) then
    raise exception 'already-moved' using errcode = 'MU100';
  end if;
  -- A guest may say yes; everything else needs an account.
  if not (its.movers && mine or (its_move = 'accept' and 'guest' = any (mine))) then
    raise exception 'not-your-move' using errcode = 'MU100';
  end if;
  if its_move like 'back\_to\_%' and old.previous_state is distinct from substr(its_move, 9) then
    raise exception 'agreed-elsewhere' using errcode = 'MU100';
  end if;
  if its_move = 'resume_mediation' and old.mediated_again then
    raise exception 'mediated-again' using errcode = 'MU100';
  end if;
  if its_move = 'extend' and old.extended then
    raise exception 'extended-before' using errcode = 'MU100';
  end if;
  if its_move like 'reopen\_%' and old.reopened > 0 then
    raise exception 'reopened-before' using errcode = 'MU100';
  end if;
  update cases set
    state = its.to_state,
    state_since = clock_timestamp(),
    previous_state = case when its.to_state in ('settlement_draft', 'paused') and old.state in ('negotiation', 'mediation')
                          then old.state else old.previous_state end,
    phase = case when its_move in ('clear', 'resume_mediation') then 'intake' when its_move = 'choose_again' then null else old.phase end,
    filed_at = case when its_move = 'file' then clock_timestamp() else old.filed_at end,
    rules_version = case when its_move = 'file' then (select max(version) from deadline_rules where valid_from <= shanghai_day())
                    else old.rules_version end,
    responded_at = case when its_move in ('accept', 'decline') then coalesce(old.responded_at, clock_timestamp()) else old.responded_at end,
    closed_at = case when its.to_state like 'closed\_%' then clock_timestamp() end,
    extended = old.extended or its_move = 'extend',
    reopened = old.reopened + (its_move like 'reopen\_%')::int,
    mediated_again = old.mediated_again or its_move = 'resume_mediation'
  where id = its_case returning * into new;
  if its_move = 'clear' then
    insert into case_seats (case_id, person_id, side, capacity)
    select its_case, mediator_id, 'mediator', 'mediator' from mediator_appointments
    where case_id = its_case and state = 'accepted' and ended_at is null
    on conflict do nothing;
  elsif its_move = 'choose_again' then
    update nominations set stands = false where case_id = its_case;
    update channels set ended_at = clock_timestamp()
    where case_id = its_case and kind in ('caucus_claimant', 'caucus_respondent', 'notes') and ended_at is null;
    update case_seats set valid_until = clock_timestamp() where case_id = its_case and side = 'mediator' and valid_until is null;
  end if;
  -- Whoever acts for the respondent in their own name takes over what guests began.
  if 'respondent' = any (mine) then
    update case_seats set valid_until = clock_timestamp() where case_id = its_case and capacity = 'guest' and valid_until is null;
  end if;
  if its_move in ('back_to_negotiation', 'back_to_mediation', 'leave', 'withdraw', 'refuse_signature') then
    update settlements set state = 'refused' where case_id = its_case and state in ('draft', 'agreed');
  end if;
  if its_move in ('back_to_negotiation', 'back_to_mediation') then
    update offers set state = 'lapsed' where case_id = its_case and state = 'accepted';
    update proposals set state = 'lapsed' where case_id = its_case and state = 'accepted';
  end if;
  return new;
end $$;
grant execute on function move_case, app_is_clock to muster_app, muster_worker;

-- The trail of a case is read from its seats; no organization owns it.
create policy case_trail on events for select to muster_app using (
  kind ~ '^(case|settlement|obligation)[.]' and (takes_side(subject_id) or registers_case(subject_id)));

-- The house's support reads the joint talks and the procedure of one case for an hour, and nothing else of it: somebody of
-- the office asks with a reason, the head of the body lets them, whoever takes part is told at once (mediation.md §6).
create table case_supports (
  id         uuid primary key default uuidv7(),
  case_id    uuid not null references cases,
  reason     text not null check (length(reason) between 2 and 500),
  asked_by   uuid not null references persons,
  asked_at   timestamptz not null default clock_timestamp(),
  decided_by uuid references persons,
  decided_at timestamptz,
  granted    boolean,
  ends_at    timestamptz,
  check ((granted is null) = (decided_at is null) and (granted is null) = (decided_by is null)),
  check (decided_by <> asked_by),
  check ((granted is true) = (ends_at is not null) and ends_at <= decided_at + interval '60 minutes')
);
create unique index case_supports_waiting on case_supports (case_id, asked_by) where granted is null;
create index case_supports_by_case on case_supports (case_id);
create index case_supports_by_person on case_supports (asked_by);
call protect('case_supports', $$ asked_by = (select app_person()) or takes_side(case_id) or registers_case(case_id) $$, verbs => 'select');

-- What support reads now: asked once per query. Nothing is written by it, for no policy of writing knows it.
create function supported_cases() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select case_id from case_supports where asked_by = app_person() and granted and ends_at > clock_timestamp() and app_is('officer');
$$;
create function supported_channels() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id from channels c where c.kind in ('joint', 'procedure') and c.destroyed_at is null and c.case_id in (select supported_cases());
$$;
create function supported_persons() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select author_id from messages where channel_id in (select supported_channels());
$$;
grant execute on function supported_cases, supported_channels, supported_persons to muster_app;
create policy supported on channels for select to muster_app using (id in (select supported_channels()));
create policy supported on messages for select to muster_app using (channel_id in (select supported_channels()));
create policy supported on case_seats for select to muster_app
  using (case_id in (select supported_cases()) and person_id in (select supported_persons()));
create policy supported on persons for select to muster_app using (id in (select supported_persons()));

-- What somebody of the office has asked for, with the numbers of the cases; of the cases themselves they see nothing.
create function supports_asked()
returns table (id uuid, case_id uuid, number text, state text, reason text, asked_at timestamptz, granted boolean,
               decided_at timestamptz, ends_at timestamptz, runs boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.case_id, c.number, c.state, s.reason, s.asked_at, s.granted, s.decided_at, s.ends_at,
         coalesce(s.granted and s.ends_at > clock_timestamp(), false)
  from case_supports s join cases c on c.id = s.case_id where s.asked_by = app_person() order by s.id desc limit 200;
$$;
-- Who of support reads a case or has, for whoever takes part in it.
create function supports_of(its_case uuid)
returns table (id uuid, who text, reason text, asked_at timestamptz, granted boolean, decided_at timestamptz, ends_at timestamptz, runs boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, p.name, s.reason, s.asked_at, s.granted, s.decided_at, s.ends_at, coalesce(s.granted and s.ends_at > clock_timestamp(), false)
  from case_supports s join persons p on p.id = s.asked_by
  where s.case_id = its_case and (takes_side(its_case) or registers_case(its_case)) order by s.id desc limit 50;
$$;
create function ask_support(its_number text, its_reason text) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its cases;
  new uuid;
begin
  if not app_is('officer') then
    raise exception 'not-your-move' using errcode = 'MU100';
  end if;
  select * into its from cases where number = upper(trim(its_number)) and filed_at is not null for update;
  if its.id is null then
    raise exception 'support-case-unknown' using errcode = 'MU100';
  end if;
  if exists (select from case_supports s where s.case_id = its.id and s.asked_by = app_person()
             and (s.granted is null or s.ends_at > clock_timestamp())) then
    raise exception 'support-asked' using errcode = 'MU100';
  end if;
  insert into case_supports (case_id, reason, asked_by) values (its.id, its_reason, app_person()) returning id into new;
  perform notify_roles(its.body_id, array['head'], 'case.news',
    (select jsonb_build_object('number', its.number, 'body', o.name, 'bodyEn', coalesce(o.name_en, o.name)) from organizations o where o.id = its.body_id),
    '/cases/' || its.id || '/support', record_event('case.support_asked', its.id, jsonb_build_object('case', its.id, 'support', new),
    '00000000-0000-0000-0000-000000000000'));
  return new;
end $$;
-- The head lets support read, from this moment for an hour, or does not.
create function decide_support(its_case uuid, support uuid, yes boolean) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not (registers_case(its_case) and app_is('head')) then
    raise exception 'not-your-move' using errcode = 'MU100';
  end if;
  update case_supports set granted = yes, decided_by = app_person(), decided_at = clock_timestamp(),
    ends_at = case when yes then clock_timestamp() + interval '59 minutes 59 seconds' end
  where id = support and case_id = its_case and granted is null and asked_by <> app_person();
  if not found then
    raise exception 'already-moved' using errcode = 'MU100';
  end if;
end $$;
-- Whoever asked needs no more, or the head lets them no more.
create function end_support(support uuid) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its uuid;
begin
  update case_supports set ends_at = clock_timestamp()
  where id = support and granted and ends_at > clock_timestamp()
    and (asked_by = app_person() or (registers_case(case_id) and app_is('head'))) returning case_id into its;
  if its is null then
    raise exception 'already-moved' using errcode = 'MU100';
  end if;
  perform record_event('case.support_ended', its, jsonb_build_object('case', its, 'support', support), '00000000-0000-0000-0000-000000000000');
  return its;
end $$;
grant execute on function supports_asked, supports_of, ask_support, decide_support, end_support to muster_app;

-- The live rows beside a snapshot: whoever sits in the case sees the disputed order as it is now.
create function order_disputed(its_order uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from order_lines l join objections o on o.subject_kind = 'order_line' and o.subject_id = l.id
                 where l.order_id = its_order and (takes_side(o.case_id) or registers_case(o.case_id)));
$$;
grant execute on function order_disputed to muster_app;
create policy seen_in_case on orders for select to muster_app using (order_disputed(id));

-- Open cases between the two parties of an order over goods of it: lines named themselves, or by the license that came of them.
create function disputes(its_order uuid) returns table (case_id uuid, order_line_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, l.id
  from order_lines l join orders o on o.id = l.order_id
  join objections b on b.state <> 'withdrawn'
    and (b.subject_kind = 'order_line' and b.subject_id = l.id
         or b.subject_kind = 'entitlement' and b.subject_id in (
           select e.id from purchase_records r join entitlements e on e.purchase_record_id = r.id where r.order_line_id = l.id))
  join cases c on c.id = b.case_id
  where l.order_id = its_order and c.state <> 'draft' and c.state not like 'closed%'
    and c.claimant_id in (o.enterprise_id, o.vendor_id) and c.respondent_id in (o.enterprise_id, o.vendor_id);
$$;
revoke execute on function disputes from public;

-- Until an open case over its goods ends, the acceptance of a note does not run out; nor while money of theirs is held.
create or replace function acceptance_waits(note uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from deliveries d join holds h on h.order_line_id = d.order_line_id
                 where d.note_id = note and h.state = 'active')
      or exists (select from deliveries d join disputes(d.order_id) c on c.order_line_id = d.order_line_id where d.note_id = note);
$$;

-- The orders whose goods a case names, open or not.
create function orders_of_case(its_case uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select l.order_id from objections b join order_lines l on b.subject_kind = 'order_line' and l.id = b.subject_id
  where b.case_id = its_case
  union
  select l.order_id from objections b join entitlements e on b.subject_kind = 'entitlement' and e.id = b.subject_id
  join purchase_records r on r.id = e.purchase_record_id join order_lines l on l.id = r.order_line_id
  where b.case_id = its_case;
$$;
revoke execute on function orders_of_case from public;

-- An order whose goods are disputed says by which case, in the transaction that opens or ends it.
create function mark_paused() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update orders set acceptance_paused_by = (select case_id from disputes(orders.id) order by case_id limit 1)
  where id in (select orders_of_case(new.id));
  return null;
end $$;
create trigger mark_paused after update of state on cases for each row
  when ((old.state = 'draft' or old.state like 'closed%') <> (new.state = 'draft' or new.state like 'closed%'))
  execute function mark_paused();

-- Notes whose acceptance has waited for this case and for nothing any more.
create function notes_resumed(its_case uuid) returns table (id uuid, sent_at timestamptz, accept_due timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select n.id, n.sent_at, n.accept_due from delivery_notes n
  where takes_part(its_case) and n.state = 'sent' and not acceptance_waits(n.id)
    and n.order_id in (select orders_of_case(its_case));
$$;
-- Its period goes on with what was left of it; it is never shortened.
create function resume_acceptance(its_case uuid, note uuid, until timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  update delivery_notes set accept_due = until
  where id = note and accept_due < until and id in (select r.id from notes_resumed(its_case) r);
$$;
revoke execute on function notes_resumed, resume_acceptance from public;
grant execute on function notes_resumed, resume_acceptance to muster_app, muster_worker;

-- A notice for everyone seated on one of these sides, but oneself.
create function notify_seats(its_case uuid, sides text[], kind text, facts jsonb, href text, event uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into notifications (person_id, event_id, kind, facts, href)
  select distinct s.person_id, event, kind, facts, href from case_seats s
  where s.case_id = its_case and s.side = any (sides) and s.valid_until is null and s.capacity <> 'guest'
    and s.person_id is distinct from app_person() and takes_part(its_case)
  on conflict (event_id, person_id) do nothing;
$$;

-- The same for the readers of one channel; who has not yet read the last one is not told again.
create function notify_readers(channel uuid, its_href text) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into notifications (person_id, kind, facts, href)
  select m.person_id, 'case.news', jsonb_build_object('number', k.number, 'body', o.name, 'bodyEn', coalesce(o.name_en, o.name)), its_href
  from channels c join cases k on k.id = c.case_id join organizations o on o.id = k.body_id
  join channel_members m on m.channel_id = c.id and m.valid_until is null
  where c.id = channel and in_channel(channel) and m.person_id is distinct from app_person()
    and not exists (select from notifications n where n.person_id = m.person_id and n.href = its_href and n.read_at is null);
$$;
grant execute on function notify_readers to muster_app, muster_worker;

-- The respondent's people who answer for it take their seats when the case is admitted.
create function seat_respondent(its_case uuid) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  seated int;
begin
  if not registers_case(its_case) then
    raise exception 'case-unknown' using errcode = 'MU100';
  end if;
  insert into case_seats (case_id, person_id, side, capacity)
  select c.id, m.person_id, 'respondent', 'representative'
  from cases c join members m on m.org_id = c.respondent_id and m.until is null and m.roles && array['approver', 'vendor']
  where c.id = its_case on conflict do nothing;
  get diagnostics seated = row_count;
  return seated;
end $$;

-- A license behind a snapshot as it is now, for whoever reads the snapshot: how many units, those that were delivered for
-- some of them anew among them, and how it stands.
create function license_now(item uuid) returns table (no text, quantity int, replaced int, state text)
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive anew as (
    select e.id, e.quantity, e.state from entitlements e join evidence_items i on i.id = item and e.replaces_id = i.subject_id
    union select e.id, e.quantity, e.state from entitlements e join anew on e.replaces_id = anew.id),
  standing as (select coalesce(sum(quantity), 0)::int as units from anew where state in ('active', 'suspended'))
  select n.no, n.quantity + standing.units, standing.units,
         case when n.state = 'superseded' and standing.units > 0 then 'active' else n.state end
  from standing cross join evidence_items i join entitlements n on i.subject_kind = 'entitlement' and n.id = i.subject_id
  where i.id = item and i.withdrawn_at is null and in_channel(i.channel_id);
$$;
grant execute on function license_now to muster_app;

-- The keys of a license behind a snapshot by their tails, for the sides and their mediator; a guest and a registrar see none.
create function keys_behind(item uuid) returns setof license_keys
language sql stable security definer set search_path = public, pg_temp as $$
  select k.* from evidence_items i join license_keys k on i.subject_kind = 'entitlement' and k.entitlement_id = i.subject_id
  where k.kind <> 'file' and i.id = item and i.withdrawn_at is null and in_channel(i.channel_id)
    and (sits(i.case_id, 'claimant') or sits(i.case_id, 'respondent') or sits(i.case_id, 'mediator'));
$$;
revoke execute on function keys_behind from public;
create function masked_keys(item uuid)
returns table (id uuid, unit_no int, kind text, tail text, state text, reveals int)
language sql stable security definer set search_path = public, pg_temp as $$
  select k.id, k.unit_no, k.kind, k.tail, k.state,
         (select count(*)::int from key_reveals r where r.key_id = k.id and r.evidence_id = item)
  from keys_behind(item) k order by k.state = 'revoked', k.unit_no nulls first, k.id limit 500;
$$;
-- Who has seen one of them beside this item.
create function evidence_reveals(item uuid, key uuid) returns table (id uuid, at timestamptz, person text)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.id, r.at, p.name from keys_behind(item) k join key_reveals r on r.key_id = k.id and r.evidence_id = item
  join persons p on p.id = r.person_id where k.id = key order by r.id desc limit 100;
$$;
-- One of them in full, with the line in its owner's log that says who has seen it.
create function reveal_evidence_key(item uuid, key uuid, address inet)
returns table (org_id uuid, body bytea, wrapped_key bytea)
language sql volatile security definer set search_path = public, pg_temp as $$
  select (o.its).org_id, h.body, h.wrapped_key
  from (select (select k from keys_behind(item) k where k.id = key) as its) o,
    hand_out_key(o.its, 'evidence', null, item, address) h;
$$;
grant execute on function masked_keys, evidence_reveals, reveal_evidence_key to muster_app;

-- A right holder knows by its code whom it means; nothing else of an enterprise is told.
create function organization_by_code(code text) returns table (id uuid, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.name from organizations o where o.uscc = code and o.state in ('verified', 'submitted') and o.kind in ('enterprise', 'vendor');
$$;

-- Is there somebody to answer: a representative with an account, a contact of the organization, or one the claimant gave?
create function reachable(its_case uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from cases c where c.id = its_case and takes_part(its_case) and (
    c.respondent_contact is not null
    or exists (select from members m where m.org_id = c.respondent_id and m.until is null and m.roles && array['approver', 'vendor'])
    or exists (select from contacts k where k.org_id = c.respondent_id and k.mail is not null)));
$$;
-- What the platform itself knows of what is disputed, as canonical bytes, the same for both sides: the order line with its
-- money, every purchase record, every license without its keys. Only a party of the order takes them into a case.
create function case_snapshots(its_case uuid) returns table (subject_kind text, subject_id uuid, no text, body text)
language sql stable security definer set search_path = public, pg_temp as $$
  with line as (
    select distinct l.id, l.order_id from objections o
    left join entitlements e on o.subject_kind = 'entitlement' and e.id = o.subject_id
    left join purchase_records r on r.id = e.purchase_record_id
    join order_lines l on l.id = case o.subject_kind when 'order_line' then o.subject_id else r.order_line_id end
    where o.case_id = its_case and takes_part(its_case) and order_side(l.order_id) is not null)
  select 'order', o.id, o.number || ' · ' || l.no, canonical(jsonb_build_object(
    'format', 'order-line/1', 'order', o.number, 'line', l.no, 'state', o.state,
    'product', p.name_zh, 'edition', e.name_zh, 'sku', e.sku, 'metric', l.metric, 'term', l.term,
    'quantity', l.quantity, 'unitPrice', l.unit_price::text, 'amount', l.amount::text, 'currency', o.currency,
    'delivered', l.delivered, 'accepted', l.accepted, 'canceled', l.canceled,
    'paid', m.paid::text,
    'refunded', (select coalesce(sum(rp.amount), 0)::text from refund_parts rp join refunds rf on rf.id = rp.refund_id
                 where rp.order_line_id = l.id and rf.state in ('approved', 'sent', 'paid')),
    'deliveries', (select coalesce(jsonb_agg(jsonb_build_object('no', n.number, 'quantity', d.quantity, 'state', n.state,
                     'sentAt', to_char(n.sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by n.number), '[]')
                   from deliveries d join delivery_notes n on n.id = d.note_id where d.order_line_id = l.id),
    'events', (select coalesce(jsonb_agg(v.id order by v.id), '[]') from events v where v.subject_id = o.id and v.kind like 'order.%'),
    'takenAt', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')))
  from line k join order_lines l on l.id = k.id join orders o on o.id = l.order_id
  join editions e on e.id = l.edition_id join products p on p.id = e.product_id
  join lateral line_money(o.id) m on m.order_line_id = l.id
  union all
  select 'purchase_record', r.id, r.no, r.body from line k join purchase_records r on r.order_line_id = k.id
  union all
  select 'entitlement', e.id, e.no, canonical(jsonb_build_object(
    'format', 'license/1', 'no', e.no, 'record', r.no, 'quantity', e.quantity, 'metric', e.metric, 'term', e.term,
    'startsOn', e.starts_on, 'endsOn', e.ends_on, 'state', e.state, 'channel', e.channel,
    'keys', (select count(*) from license_keys y where y.entitlement_id = e.id and y.state <> 'revoked'),
    'takenAt', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')))
  from line k join purchase_records r on r.order_line_id = k.id join entitlements e on e.purchase_record_id = r.id and e.source in ('order', 'reissue');
$$;
grant execute on function case_snapshots to muster_app;
-- What the disputed order lines have cost and have not given back; null where nothing was bought.
create function refundable_in(its_case uuid) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select sum(m.paid - coalesce((select sum(p.amount) from refund_parts p join refunds r on r.id = p.refund_id
                                where p.order_line_id = l.id and r.state <> 'refused'), 0))::bigint
  from (select distinct subject_id from objections where case_id = its_case and subject_kind = 'order_line') o
  join order_lines l on l.id = o.subject_id
  join lateral line_money(l.order_id) m on m.order_line_id = l.id
  where takes_part(its_case);
$$;
grant execute on function refundable_in to muster_app, muster_worker;
-- The running case in which something is already disputed by the same claimant.
create function open_case_on(its_kind text, its uuid, claimant uuid, respondent uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id from objections o join cases c on c.id = o.case_id
  where o.subject_kind = its_kind and o.subject_id = its and c.claimant_id = claimant and c.respondent_id = respondent
    and c.state not like 'closed%' and c.state <> 'draft' and o.state not in ('withdrawn', 'settled') limit 1;
$$;
grant execute on function reachable, open_case_on to muster_app;

-- How often the claimant of a case has filed within the thirty days up to its filing, before whichever body.
create function recent_filings(its_case uuid) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from cases c join cases other on other.claimant_id = c.claimant_id
    and other.parent_id is null and other.filed_at between c.filed_at - interval '30 days' and c.filed_at
  where c.id = its_case and takes_part(its_case);
$$;
grant execute on function recent_filings to muster_app, muster_worker;

-- A side lets the present mediator read what it said to one who has left.
create function pass_caucus(its_case uuid, its_side text, its_no int) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  present uuid := (select mediator_id from mediator_appointments where case_id = its_case and state = 'accepted' and ended_at is null);
begin
  if not sits(its_case, its_side) then
    raise exception 'not-your-move' using errcode = 'MU100';
  end if;
  update channels set passed_to = present
  where case_id = its_case and kind = 'caucus_' || its_side and no = its_no and ended_at is not null and destroyed_at is null
    and present is not null and passed_to is distinct from present
    and exists (select from cases where id = its_case and state not like 'closed%');
  if not found then
    raise exception 'not-now' using errcode = 'MU100';
  end if;
  perform seat_channels(its_case);
end $$;
grant execute on function pass_caucus to muster_app;

-- The number of the next expert that one's side asks: each side counts on its own, so that no gap tells of the other's.
create function next_expert_no(its_case uuid) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select case s.side when 'claimant' then 11 else 21 end
    + (select count(*)::int from channels c where c.case_id = its_case and c.kind = 'expert' and c.side = s.side)
  from unnest(array['claimant', 'respondent']) s (side) where sits(its_case, s.side);
$$;
-- Seats an expert, by the address of their account, in a channel of their own with the side that asks and the mediator.
create function invite_expert(its_case uuid, address text, its_no int, key bytea) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its     cases;
  expert  uuid := (select id from persons where mail = lower(address) and state = 'active');
  channel uuid;
begin
  select * into its from cases where id = its_case for update;
  if its_no is distinct from next_expert_no(its_case) or its_no % 10 = 0 then
    raise exception 'not-your-move' using errcode = 'MU100';
  end if;
  if its.state = 'draft' or its.state like 'closed\_%' then
    raise exception 'not-now' using errcode = 'MU100';
  end if;
  if expert is null then
    raise exception 'expert-unknown' using errcode = 'MU100';
  end if;
  if exists (select from members where person_id = expert and until is null and org_id in (its.claimant_id, its.respondent_id, its.body_id)) then
    raise exception 'expert-of-party' using errcode = 'MU100';
  end if;
  if mediated_within_year(expert, its.claimant_id) or mediated_within_year(expert, its.respondent_id) then
    raise exception 'expert-mediated' using errcode = 'MU100';
  end if;
  if exists (select from channels c where c.case_id = its_case and c.expert_id = expert and c.ended_at is null and in_channel(c.id)) then
    raise exception 'seat-taken' using errcode = 'MU100';
  end if;
  insert into case_seats (case_id, person_id, side, capacity) values (its_case, expert, 'expert', 'expert') on conflict do nothing;
  insert into channels (case_id, kind, no, wrapped_key, side, expert_id)
  values (its_case, 'expert', its_no, key, case when its_no < 20 then 'claimant' else 'respondent' end, expert) returning id into channel;
  insert into notifications (person_id, kind, facts, href)
  select expert, 'case.news', jsonb_build_object('number', its.number, 'body', o.name, 'bodyEn', coalesce(o.name_en, o.name)),
    '/cases/' || its_case || '/experts/' || its_no
  from organizations o where o.id = its.body_id;
  return channel;
end $$;
-- The side that asked lets the expert go: the channel stays readable to it, the expert's seat ends.
create function end_expert(channel uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its channels;
begin
  select * into its from channels where id = channel and kind = 'expert' and ended_at is null for update;
  if its.id is null or not sits(its.case_id, its.side) then
    raise exception 'not-your-move' using errcode = 'MU100';
  end if;
  update channels set ended_at = clock_timestamp() where id = channel;
  update case_seats set valid_until = clock_timestamp()
  where case_id = its.case_id and person_id = its.expert_id and side = 'expert' and valid_until is null
    and not exists (select from channels c where c.case_id = its.case_id and c.expert_id = its.expert_id and c.ended_at is null);
  perform seat_channels(its.case_id);
end $$;
grant execute on function next_expert_no, invite_expert, end_expert to muster_app;

-- How many running cases each mediator of a body has.
create function open_mandates(body uuid) returns table (mediator_id uuid, open int)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.mediator_id, count(*)::int from mediator_appointments a
  join mediators m on m.person_id = a.mediator_id and m.body_id = body
  join cases c on c.id = a.case_id and c.state not like 'closed%'
  where a.ended_at is null group by 1;
$$;
grant execute on function notify_seats, seat_respondent, organization_by_code, open_mandates to muster_app, muster_worker;

-- Both rankings of a case, once both are in; until then nobody's.
create function both_rankings(its_case uuid) returns table (side text, mediator_id uuid, rank int)
language sql stable security definer set search_path = public, pg_temp as $$
  select n.side, n.mediator_id, n.rank from nominations n
  where n.case_id = its_case and n.stands and takes_part(its_case)
    and (select count(distinct x.side) from nominations x where x.case_id = its_case and x.stands) = 2
  order by 1, 3;
$$;
-- Which sides have handed in their ranking; not what it says.
create function sides_ranked(its_case uuid) returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct side), '{}') from nominations where case_id = its_case and stands and takes_part(its_case);
$$;

-- What is known of a mediator before an appointment (mediation.md §5), for mediators/conflicts.ts. Phones and accounts are
-- told as digests under a salt of this one answer, of an address the domain: enough to see what is alike, no more.
create function conflict_inputs(its_case uuid, mediator uuid) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  its   cases;
  body  uuid := (select body_id from mediators where person_id = mediator);
  since date := shanghai_day() - interval '36 months';
  salt  text := gen_random_uuid()::text;
begin
  select * into its from cases where id = its_case;
  if not takes_part(its_case) then
    raise exception 'case-unknown' using errcode = 'MU100';
  end if;
  return (with account as (
    select k.org_id, encode(sha256(convert_to(salt || k.bank_account, 'UTF8')), 'hex') as digest
    from contacts k where k.org_id in (body, its.claimant_id, its.respondent_id) and k.bank_account is not null
  ), person as (
    select p.id, m.org_id, jsonb_build_object('personId', p.id,
      'phone', encode(sha256(convert_to(salt || p.phone, 'UTF8')), 'hex'), 'mail', 'x@' || split_part(p.mail, '@', 2),
      'accounts', (select coalesce(jsonb_agg(digest), '[]') from account where account.org_id = m.org_id)) as facts
    from members m join persons p on p.id = m.person_id
    where m.until is null and (m.org_id in (its.claimant_id, its.respondent_id) or (m.org_id = body and p.id = mediator))
  ), mandate as (                                          -- sat for a party elsewhere, was its expert, worked for it
    select s.id, case s.side when 'claimant' then c.claimant_id else c.respondent_id end as org_id, shanghai_day(coalesce(s.valid_until, c.closed_at)) as until
    from case_seats s join cases c on c.id = s.case_id
    where s.person_id = mediator and s.side in ('claimant', 'respondent') and s.capacity <> 'guest' and c.id <> its_case
    union all
    select x.id, case x.side when 'claimant' then c.claimant_id else c.respondent_id end, shanghai_day(coalesce(x.ended_at, c.closed_at))
    from channels x join cases c on c.id = x.case_id where x.kind = 'expert' and x.expert_id = mediator and c.id <> its_case
    union all
    select m.org_id, m.org_id, shanghai_day(m.until) from members m where m.person_id = mediator and m.until is not null
  ), related (id) as (                                     -- the body, where else the mediator works, and their groups
    select body union select m.org_id from members m where m.person_id = mediator and m.until is null
  ), own (id) as (
    with recursive own_of (id) as (
      select related.id from related
      union select case o.owner_id when w.id then o.owned_id else o.owner_id end
      from own_of w join ownerships o on w.id in (o.owner_id, o.owned_id) and (o.until is null or o.until >= shanghai_day()))
    select own_of.id from own_of
  ), disputed (id) as (
    select distinct coalesce(e.product_id, n.product_id, case b.subject_kind when 'product' then b.subject_id end)
    from objections b
    left join order_lines l on b.subject_kind = 'order_line' and l.id = b.subject_id
    left join editions e on e.id = l.edition_id
    left join entitlements n on b.subject_kind = 'entitlement' and n.id = b.subject_id
    where b.case_id = its_case
  ) select jsonb_build_object(
    'mediator', (select facts from person where id = mediator and org_id = body) || jsonb_build_object('bodyId', body,
      'organizations', (select coalesce(jsonb_agg(m.org_id), '[]') from members m where m.person_id = mediator and m.until is null and m.org_id <> body)),
    'parties', (select jsonb_agg(jsonb_build_object('organizationId', o, 'persons',
        (select coalesce(jsonb_agg(facts), '[]') from person where org_id = o)))
      from unnest(array[its.claimant_id, its.respondent_id]) o),
    'ownerships', (select coalesce(jsonb_agg(jsonb_build_object('ownerId', owner_id, 'ownedId', owned_id)), '[]')
      from ownerships where until is null or until >= shanghai_day()),
    'mandates', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'organizationId', m.org_id, 'until', m.until)), '[]') from mandate m
      where m.org_id in (its.claimant_id, its.respondent_id) and (m.until is null or m.until >= since)),
    -- What is disputed is bought in the round, and one of theirs won there or is authorized to sell it. Who only bids is sealed.
    'earnings', (select coalesce(jsonb_agg(distinct jsonb_build_object('roundId', r.id)), '[]')
      from disputed d join products p on p.id = d.id
      join lots l on l.edition_id in (select e.id from editions e where e.product_id = p.id)
        or l.class_id in (select k.class_id from class_members k join editions e on e.id = k.edition_id where e.product_id = p.id)
      join rounds r on r.id = l.round_id and r.state not in ('draft', 'suspended', 'failed', 'canceled')
      where exists (select from awards a join own on own.id = a.vendor_id where a.lot_id = l.id)
        or exists (select from reseller_authorizations u join own on own.id = u.vendor_id
                   where u.state = 'confirmed' and shanghai_day() between u.valid_from and u.valid_until
                     and u.publisher_id = p.publisher_id and coalesce(u.product_id, p.id) = p.id)),
    'rounds', (select coalesce(jsonb_agg(jsonb_build_object('roundId', r.id, 'on', shanghai_day(coalesce(r.opening_at, r.published_at)),
        'organizationIds', (select coalesce(jsonb_agg(x.id), '[]') from (
          select p.org_id as id from pledges p where p.round_id = r.id and p.org_id in (its.claimant_id, its.respondent_id)
          union select b.vendor_id from bids b where b.round_id = r.id and b.vendor_id in (its.claimant_id, its.respondent_id)) x))), '[]')
      from rounds r
      where r.published_at >= since and (exists (select from opener_keys k where k.round_id = r.id and k.person_id = mediator)
        or exists (select from scores s join bids b on b.id = s.bid_id where b.round_id = r.id and s.evaluator_id = mediator))),
    'appointments', (select coalesce(jsonb_agg(jsonb_build_object('caseId', c.id, 'on', shanghai_day(a.accepted_at), 'byOrganizationId', n.org)), '[]')
      from mediator_appointments a join cases c on c.id = a.case_id
      cross join lateral unnest(array[c.claimant_id, c.respondent_id]) n (org)
      where a.mediator_id = mediator and a.by = 'match' and a.accepted_at is not null and c.id <> its_case
        and n.org in (its.claimant_id, its.respondent_id))));
end $$;
grant execute on function both_rankings, sides_ranked, conflict_inputs to muster_app, muster_worker;

-- How the respondent can be reached: its representatives, its own contact, an address that the claimant knows.
create function respondent_contacts(its_case uuid) returns table (person_id uuid, address text, locale text)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (x.address) x.person_id, x.address, x.locale from cases c
  cross join lateral (
    select 1 as place, p.id as person_id, p.mail as address, p.locale from members m join persons p on p.id = m.person_id
    where m.org_id = c.respondent_id and m.until is null and p.state = 'active' and p.mail is not null
      and m.roles && array['approver', 'vendor']
    union all select 2, null, lower(k.mail), 'zh' from contacts k where k.org_id = c.respondent_id and k.mail is not null
    union all select 3, null, c.respondent_contact, 'zh' where c.respondent_contact is not null
  ) x
  where c.id = its_case and (registers_case(its_case) or app_is_clock())
  order by x.address, x.place;
$$;
grant execute on function respondent_contacts to muster_app, muster_worker;

-- What a promise is about: the objection that it answers, else the first of its case.
create function promised_subject(its obligations)
returns table (product_id uuid, edition_id uuid, order_line_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(e.product_id, n.product_id, case b.subject_kind when 'product' then b.subject_id end),
         coalesce(e.id, n.edition_id), l.id
  from objections b
  left join order_lines l on b.subject_kind = 'order_line' and l.id = b.subject_id
  left join editions e on e.id = l.edition_id
  left join entitlements n on b.subject_kind = 'entitlement' and n.id = b.subject_id
  where b.case_id = its.case_id order by (b.no = (its.terms ->> 'objection')::int) desc nulls last, b.no limit 1;
$$;
revoke execute on function promised_subject from public;

-- The marks that a case lays over its enterprise's own view of a position (mediation.md §9): as its state, its promises
-- and their days are now, however often it is asked. What it lays, no other organization reads.
create function mark_positions(its_case uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its     cases;
  over    timestamptz;
  bought  boolean;
begin
  select * into its from cases where id = its_case;
  over := coalesce(its.closed_at, case when its.state like 'closed%' then clock_timestamp() end);
  bought := exists (select from obligations o where o.case_id = its.id and o.state = 'met' and o.kind in ('buy_via_round', 'true_up', 'replace', 'reissue'));
  insert into compliance_marks (org_id, product_id, kind, case_id, since, until)
  select g.id, p.product_id, k.kind, its.id, coalesce(k.since, clock_timestamp()), k.until
  from organizations g
  cross join (
    select distinct coalesce(e.product_id, n.product_id, case b.subject_kind when 'product' then b.subject_id end) as product_id
    from objections b
    left join order_lines l on b.subject_kind = 'order_line' and l.id = b.subject_id
    left join editions e on e.id = l.edition_id
    left join entitlements n on b.subject_kind = 'entitlement' and n.id = b.subject_id
    where b.case_id = its.id) p
  cross join (values
    ('under_mediation', null::timestamptz, over, its.state not in ('draft', 'filed', 'closed_rejected')),
    ('settlement_late', null, over, its.state in ('fulfillment', 'cure')
      and exists (select from obligations o where o.case_id = its.id and o.state = 'late')),
    ('settlement_breached', over, over + interval '24 months', its.state in ('breached', 'closed_breached')),
    ('settled', over, over + interval '24 months', its.state = 'closed_fulfilled' and bought)) k (kind, since, until, holds)
  where g.id in (its.claimant_id, its.respondent_id) and g.kind = 'enterprise' and p.product_id is not null and k.holds
  on conflict (org_id, product_id, kind, case_id) do update set until = excluded.until;
  update compliance_marks m set until = clock_timestamp()
  where m.case_id = its.id and m.kind = 'settlement_late' and (m.until is null or m.until > clock_timestamp())
    and not (its.state in ('fulfillment', 'cure') and exists (select from obligations o where o.case_id = its.id and o.state = 'late'));
end $$;
revoke execute on function mark_positions from public;
grant execute on function mark_positions to muster_worker;

-- What the rooms to the left carry out for a signed promise, known to them by the obligation's id alone. Nobody but the
-- worker asks: a refund of a disputed line; a need of the side that is an enterprise; an order with the side that sells.
create function refund_promised(obligation uuid)
returns table (order_id uuid, order_line_id uuid, amount bigint, quantity int)
language sql stable security definer set search_path = public, pg_temp as $$
  select l.order_id, l.id, o.amount, coalesce(o.quantity, 0)
  from obligations o join settlements s on s.id = o.settlement_id and s.state = 'signed'
  cross join lateral promised_subject(o) b join order_lines l on l.id = b.order_line_id
  where o.id = obligation and o.kind = 'refund' and o.state in ('open', 'late');
$$;
create function purchase_promised(obligation uuid)
returns table (case_id uuid, side text, org_id uuid, product_id uuid, quantity int, missing int, due_on date)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query select o.case_id, o.debtor_side, g.id, b.product_id, o.quantity, greatest(0, o.quantity -
      coalesce((select sum((f ->> 'much')::int) from jsonb_array_elements(obligation_facts(o.id)) f), 0))::int, o.due_on
  from obligations o join settlements s on s.id = o.settlement_id and s.state = 'signed' join cases c on c.id = o.case_id
  join organizations g on g.id = case o.debtor_side when 'claimant' then c.claimant_id else c.respondent_id end and g.kind = 'enterprise'
  cross join lateral promised_subject(o) b
  where o.id = obligation and o.kind = 'buy_via_round' and b.product_id is not null;
end $$;
create function order_promised(obligation uuid)
returns table (enterprise_id uuid, vendor_id uuid, edition_id uuid, metric text, term text, term_months int, quantity int, amount bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.org_id, v.id, e.id, e.metric, e.term, e.term_months, p.quantity, o.amount
  from obligations o join purchase_promised(o.id) p on true join cases c on c.id = o.case_id
  join organizations v on v.id in (c.claimant_id, c.respondent_id) and v.kind = 'vendor'
  cross join lateral promised_subject(o) b
  join lateral (select x.* from editions x where x.product_id = p.product_id and not x.household
                order by (x.id = b.edition_id) desc nulls last, x.code limit 1) e on true
  where o.id = obligation and o.terms ->> 'fallback' = 'order' and o.amount is not null and o.state in ('open', 'late');
$$;
-- Which licenses a promised reissue is to replace, and how many units of each: of the disputed line or license, delivered by
-- the side that promised and held by the other, those with keys that do not work first, then the latest. Nothing where they
-- are fewer than was promised.
create function reissue_promised(obligation uuid)
returns table (entitlement_id uuid, quantity int, due_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  with its as (
    select o.quantity as owed, o.due_on, b.subject_kind, b.subject_id,
           case o.debtor_side when 'claimant' then c.claimant_id else c.respondent_id end as vendor_id,
           case o.debtor_side when 'claimant' then c.respondent_id else c.claimant_id end as holder_id
    from obligations o join settlements s on s.id = o.settlement_id and s.state = 'signed' join cases c on c.id = o.case_id
    cross join lateral (select x.subject_kind, x.subject_id from objections x where x.case_id = o.case_id
                        order by (x.no = (o.terms ->> 'objection')::int) desc nulls last, x.no limit 1) b
    where o.id = obligation and o.kind = 'reissue' and o.state in ('open', 'late')
      and not exists (select from replacements p where p.obligation_id = o.id)),
  standing as (
    select n.id, n.quantity - coalesce((select sum(p.quantity)::int from replacements p where p.entitlement_id = n.id and p.state = 'open'), 0) as units,
           (select count(*) from license_keys k where k.entitlement_id = n.id and k.state <> 'revoked' and k.faulty_at is not null) as faulty
    from its join entitlements n on n.org_id = its.holder_id and n.state = 'active'
    join purchase_records r on r.id = n.purchase_record_id and r.vendor_id = its.vendor_id
    where case its.subject_kind when 'order_line' then r.order_line_id = its.subject_id when 'entitlement' then n.id = its.subject_id end),
  ranked as (
    select z.id, z.units, sum(z.units) over w as until_here, sum(z.units) over () as whole
    from standing z where z.units > 0 window w as (order by z.faulty desc, z.id desc rows unbounded preceding))
  select k.id, least(k.units, its.owed - (k.until_here - k.units))::int, its.due_on
  from ranked k cross join its where k.whole >= its.owed and k.until_here - k.units < its.owed;
$$;
revoke execute on function refund_promised, purchase_promised, order_promised, reissue_promised from public;
grant execute on function refund_promised, purchase_promised, order_promised, reissue_promised to muster_worker;

-- What stands for a promised reissue: what replaces units, or, where none were to be replaced, what was delivered of the line
-- after the signature. While a replacement is open, or the line has units to be delivered, it may still come; otherwise, such
-- as when replaced units were given back since, only the creditor knows: null.
create function facts_of_reissue(o obligations, holder uuid, signed timestamptz) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  with standing as (
    select n.id, n.quantity, n.issued_at from entitlements n
    where n.org_id = holder and n.quantity > 0 and n.state in ('active', 'suspended')
      and case when exists (select from replacements p where p.obligation_id = o.id)
            then n.id in (select p.result_id from replacements p where p.obligation_id = o.id)
            else n.source = 'order' and n.issued_at > signed and exists (
              select from promised_subject(o) s join purchase_records r on r.id = n.purchase_record_id
              where s.product_id = n.product_id and r.order_line_id = coalesce(s.order_line_id, r.order_line_id)) end
      and not exists (select from obligation_credits k where k.fact_kind = 'entitlement' and k.fact_id = n.id))
  select case when coalesce(sum(quantity), 0) >= o.quantity
                or exists (select from replacements p where p.obligation_id = o.id and p.state = 'open')
                or not exists (select from replacements p where p.obligation_id = o.id)
                   and exists (select from promised_subject(o) s join order_lines l on l.id = s.order_line_id
                               where l.delivered < l.quantity - l.canceled)
              then coalesce(jsonb_agg(jsonb_build_object('kind', 'entitlement', 'id', id, 'much', quantity::text) order by issued_at), '[]') end
  from standing;
$$;
revoke execute on function facts_of_reissue from public;

-- The facts that may meet an obligation and meet no other yet, the oldest first: [{kind, id, much}]; null where the house
-- cannot know. Licenses count that were issued after the signature to the debtor; for a reissue those that replace units of
-- the other side's, and where none were to be replaced what the other side had delivered instead.
create function obligation_facts(its_obligation uuid) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  o       obligations;
  c       cases;
  signed  timestamptz;
  holder  uuid;
  product uuid;
begin
  select * into o from obligations where id = its_obligation;
  select * into c from cases where id = o.case_id;
  if not takes_part(o.case_id) then
    raise exception 'case-unknown' using errcode = 'MU100';
  end if;
  select max(g.at) into signed from signatures g where g.settlement_id = o.settlement_id;
  if o.kind = 'refund' then
    return (select coalesce(jsonb_agg(jsonb_build_object('kind', 'refund', 'id', r.id, 'much', r.amount::text) order by r.paid_at), '[]')
      from refunds r where r.cause = 'settlement' and r.cause_id = o.id and r.state = 'paid'
        and not exists (select from obligation_credits k where k.fact_kind = 'refund' and k.fact_id = r.id));
  end if;
  if o.kind = 'part' then
    return (select '[]'::jsonb from cases where split_by = o.id);
  end if;
  product := (select s.product_id from promised_subject(o) s);
  if product is null then
    return null;
  end if;
  -- The side that is an enterprise holds licenses; a vendor's reissue goes to it.
  select g.id into holder from organizations g
  where g.id in (c.claimant_id, c.respondent_id) and g.kind = 'enterprise'
  order by (g.id = case o.debtor_side when 'claimant' then c.claimant_id else c.respondent_id end) desc limit 1;
  if holder is null then
    return null;
  end if;
  case o.kind
    when 'reissue' then
      return facts_of_reissue(o, holder, signed);
    when 'buy_via_round' then
      return (select coalesce(jsonb_agg(jsonb_build_object('kind', 'entitlement', 'id', n.id, 'much', n.quantity::text) order by n.issued_at), '[]')
        from entitlements n where n.org_id = holder and n.product_id = product and n.source = 'order' and n.state = 'active'
          and n.issued_at > signed and n.quantity is not null
          and not exists (select from obligation_credits k where k.fact_kind = 'entitlement' and k.fact_id = n.id));
    when 'true_up' then
      return jsonb_build_array(jsonb_build_object('kind', 'statement', 'id', o.id, 'much', (select coalesce(sum(n.quantity), 0)::text
        from entitlements n where n.org_id = holder and n.product_id = product and n.state = 'active'
          and n.starts_on <= shanghai_day() and (n.ends_on is null or n.ends_on >= shanghai_day()))));
    when 'replace' then
      return (select coalesce(jsonb_agg(jsonb_build_object('kind', 'import', 'id', i.id, 'much', o.quantity::text)), '[]')
        from (select m.id from imports m where m.org_id = holder and m.state = 'accepted' and m.accepted_at > signed
                and coalesce((select p.installed from positions p where p.org_id = holder and p.product_id = product), 0) = 0
              order by m.accepted_at limit 1) i);
    else
      return '[]';
  end case;
end $$;
grant execute on function obligation_facts to muster_app, muster_worker;

-- What a link without account says before anything is proven: the body, the number, until when. Nothing for one that is
-- spent, over, replaced or never was; looking changes nothing.
create function invitation_behind(token bytea)
returns table (id uuid, number text, body_id uuid, body text, body_en text, ends_at timestamptz, coded boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.id, c.number, o.id, o.name, coalesce(o.name_en, o.name), i.ends_at,
         i.code_hash is not null and i.code_ends_at > clock_timestamp() and i.tries < 5
  from invitations i join cases c on c.id = i.case_id join organizations o on o.id = c.body_id
  where i.token_hash = token and i.passed_at is null and i.ends_at > clock_timestamp() and c.state = 'awaiting_response'
    and (i.codes < 5 or (i.tries < 5 and i.code_ends_at > clock_timestamp()));
$$;

-- Keeps a code for a link and says where it goes: to another contact of the same sending, to the same one if there is no other.
create function code_invitation(token bytea, code bytea) returns table (address text, locale text, case_id uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its invitations;
begin
  perform 1 from invitation_behind(token);
  if not found then
    return;
  end if;
  update invitations set code_hash = code, code_ends_at = clock_timestamp() + interval '10 minutes', tries = 0,
    codes = codes + 1, opened_at = coalesce(opened_at, clock_timestamp())
  where token_hash = token and codes < 5 returning * into its;
  if not found then
    return;
  end if;
  return query
    select i.contact, coalesce((select p.locale from persons p where p.mail = i.contact), 'zh'), i.case_id
    from invitations i where i.batch = its.batch order by (i.id = its.id), i.id limit 1;
end $$;

-- Tries a code: right, it seats a guest for this one case and spends the link; wrong, it counts.
create function pass_invitation(token bytea, code bytea, guest_name text) returns table (person_id uuid, case_id uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its invitations;
  guest uuid;
begin
  perform 1 from invitation_behind(token) b where b.coded;
  if not found then
    return;
  end if;
  select * into its from invitations where token_hash = token for update;
  if its.passed_at is not null or its.tries >= 5 or least(its.code_ends_at, its.ends_at) <= clock_timestamp() then
    return;
  end if;
  if its.code_hash is distinct from code then
    update invitations set tries = tries + 1 where id = its.id;
    return;
  end if;
  insert into persons (name, state) values (guest_name, 'active') returning id into guest;
  insert into case_seats (case_id, person_id, side, capacity) values (its.case_id, guest, 'respondent', 'guest');
  update invitations set passed_at = clock_timestamp(), code_hash = null where id = its.id;
  perform record_event('case.guest_seated', its.case_id, jsonb_build_object('case', its.case_id, 'person', guest),
    '00000000-0000-0000-0000-000000000000');
  return query select guest, its.case_id;
end $$;

-- "Wrong addressee": the link ends at once, the body's registrars are told.
create function misdirected_invitation(token bytea) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its record;
  event uuid;
begin
  select i.id, i.case_id, c.number, c.body_id, o.name, o.name_en into its
  from invitations i join cases c on c.id = i.case_id join organizations o on o.id = c.body_id
  where i.token_hash = token and i.passed_at is null and i.ends_at > clock_timestamp() for update of i;
  if not found then
    return false;
  end if;
  update invitations set ends_at = clock_timestamp(), delivered = false where id = its.id;
  event := record_event('case.misdirected', its.case_id, jsonb_build_object('case', its.case_id),
    '00000000-0000-0000-0000-000000000000');
  perform notify_roles(its.body_id, array['registrar'], 'case.news',
    jsonb_build_object('number', its.number, 'body', its.name, 'bodyEn', coalesce(its.name_en, its.name)),
    '/cases/' || its.case_id || '/parties', event);
  return true;
end $$;
grant execute on function invitation_behind, code_invitation, pass_invitation, misdirected_invitation to muster_app;
-- What became of an invitation's letter. One that no server takes is the registrar's to mend.
create function follow_letter() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its record;
begin
  update invitations i set delivered = (new.state = 'sent')
  where i.event_id = new.event_id and i.contact = new.address and i.delivered is null;
  if new.state = 'failed' then
    select c.id, c.number, c.body_id, o.name, coalesce(o.name_en, o.name) as name_en into its
    from invitations i join cases c on c.id = i.case_id join organizations o on o.id = c.body_id
    where i.event_id = new.event_id and i.contact = new.address limit 1;
    if found then
      perform notify_roles(its.body_id, array['registrar'], 'case.news',
        jsonb_build_object('number', its.number, 'body', its.name, 'bodyEn', its.name_en), '/cases/' || its.id || '/parties', null);
    end if;
  end if;
  return null;
end $$;
create trigger follow_letter after update of state on mails for each row
  when (new.state in ('sent', 'failed') and old.state is distinct from new.state) execute function follow_letter();

-- What of the cases that ended from one day to another is told when their quarter is over: counts, by figure and cell.
-- Rejected applications never were cases between two sides. Of one body where one is named, which only its own people read.
create function closed_case_counts(first date, past date, its_body uuid) returns table (figure text, cell text, n int)
language sql stable security definer set search_path = public, pg_temp as $$
  with closed as materialized (
    select c.id, c.state, c.amount, c.responded_at is not null as answered,
           shanghai_day(c.responded_at) - (select min(d.started_on) from deadlines d where d.case_id = c.id and d.key = 'response') as days,
           (select s.id from settlements s where s.case_id = c.id and s.state = 'signed') as settlement_id,
           (select s.effective_on from settlements s where s.case_id = c.id and s.state = 'signed') as settled_on
    from cases c
    where c.state like 'closed\_%' and c.state <> 'closed_rejected' and shanghai_day(c.closed_at) >= first and shanghai_day(c.closed_at) < past
      and (its_body is null or c.body_id = its_body)),
  kept as (
    select c.settlement_id, c.settled_on, max(shanghai_day(o.met_at)) as kept_on, bool_and(o.met_at is not null or o.state = 'released') as whole
    from closed c join obligations o on o.settlement_id = c.settlement_id group by 1, 2),
  told as (
    select 'outcome' as figure, state as cell, count(*) as n from closed group by state
    union all select 'answered', answered::text, count(*) from closed group by answered
    union all select 'settled', (settlement_id is not null)::text, count(*) from closed where answered group by 2
    union all select 'amount', case when amount = 0 then 'none' when amount <= 1000000 then 'to_10k' when amount <= 10000000 then 'to_100k'
                                    when amount <= 50000000 then 'to_500k' else 'above' end, count(*) from closed group by 2
    union all select 'form', o.kind, count(*) from closed c join obligations o on o.settlement_id = c.settlement_id group by o.kind
    union all select 'kept', case when not whole then 'not' when kept_on - settled_on <= 30 then 'in_30' when kept_on - settled_on <= 90 then 'in_90'
                                  else 'later' end, count(*) from kept group by 2
    union all select 'load', case when l.n = 1 then 'one' when l.n <= 3 then 'to_three' else 'more' end, count(*)
              from (select a.mediator_id, count(*) as n from mediator_appointments a join closed c on c.id = a.case_id
                    where a.accepted_at is not null group by 1) l group by 2
    union all select 'challenged', (exists (select from mediator_challenges h where h.appointment_id = a.id))::text, count(*)
              from mediator_appointments a join closed c on c.id = a.case_id where a.accepted_at is not null group by 2)
  select t.figure, t.cell, t.n::int from told t
  union all
  select 'median_days', '', percentile_disc(0.5) within group (order by days)::int from closed where answered having count(*) >= 5;
$$;
grant execute on function closed_case_counts to muster_worker;

-- The bodies of which cases ended, and nobody's, which stands for all of them together.
create function bodies_that_closed(first date, past date) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct c.body_id from cases c
  where c.state like 'closed\_%' and c.state <> 'closed_rejected' and shanghai_day(c.closed_at) >= first and shanghai_day(c.closed_at) < past
  union all select null;
$$;
grant execute on function bodies_that_closed to muster_worker;

-- The cases that ended from one day to another in which a vendor was claimed against, beside the orders it confirmed then.
create function vendor_case_counts(first date, past date)
returns table (vendor_id uuid, closed int, orders int, answered int, median_days int, settled int, kept int)
language sql stable security definer set search_path = public, pg_temp as $$
  with ended as (
    select c.respondent_id, c.responded_at is not null as answered,
           shanghai_day(c.responded_at) - (select min(d.started_on) from deadlines d where d.case_id = c.id and d.key = 'response') as days,
           s.id is not null as settled,
           s.id is not null and not exists (select from obligations o where o.settlement_id = s.id and o.state not in ('met', 'released')) as kept
    from cases c join organizations v on v.id = c.respondent_id and v.kind = 'vendor'
    left join settlements s on s.case_id = c.id and s.state = 'signed'
    where c.type = 'purchase' and c.state like 'closed\_%' and c.state <> 'closed_rejected'
      and shanghai_day(c.closed_at) >= first and shanghai_day(c.closed_at) < past)
  select e.respondent_id, count(*)::int,
    (select count(*)::int from orders o where o.vendor_id = e.respondent_id
       and shanghai_day(o.confirmed_at) >= first and shanghai_day(o.confirmed_at) < past),
    (count(*) filter (where e.answered))::int,
    percentile_disc(0.5) within group (order by e.days) filter (where e.answered)::int,
    (count(*) filter (where e.settled))::int, (count(*) filter (where e.kept))::int
  from ended e group by e.respondent_id;
$$;
revoke execute on function vendor_case_counts from public;
grant execute on function vendor_case_counts to muster_worker;

-- Quarters that are over, in which a case ended, and whose figures are not frozen yet.
create function quarters_to_freeze() returns setof date language sql stable security definer set search_path = public, pg_temp as $$
  select distinct date_trunc('quarter', c.closed_at at time zone 'Asia/Shanghai')::date as first from cases c
  where c.state like 'closed\_%' and c.state <> 'closed_rejected' and c.closed_at at time zone 'Asia/Shanghai' < date_trunc('quarter', shanghai_day())
    and not exists (select from mediation_figures f where f.quarter = to_char(c.closed_at at time zone 'Asia/Shanghai', 'YYYY"Q"Q'))
  order by 1;
$$;
grant execute on function quarters_to_freeze to muster_worker;

-- A case's bundle is written as this role (mediation.md §10). It has no grant on offers, proposals, messages, drafts and
-- releases, and of evidence it sees what existed before the mediation and stands in a channel that both sides read.
grant execute on function app_person, has_seat, in_channel to muster_export;
grant select on channels, objections, evidence_items, evidence_versions, agreed_facts, evidence_consents, files to muster_export;
create policy exported on channels for select to muster_export using (kind in ('joint', 'procedure') and in_channel(id));
create policy exported on objections for select to muster_export using (has_seat(case_id));
create policy exported on evidence_items for select to muster_export
  using (purpose = 'pre_existing' and exists (select from channels where channels.id = channel_id));
create policy exported on evidence_versions for select to muster_export
  using (exists (select from evidence_items where evidence_items.id = item_id));
create policy exported on agreed_facts for select to muster_export
  using (exists (select from evidence_items where evidence_items.id = item_id));
create policy exported on evidence_consents for select to muster_export
  using (exists (select from evidence_items where evidence_items.id = item_id));
create policy exported on files for select to muster_export
  using (exists (select from evidence_versions where evidence_versions.file_id = files.id));
