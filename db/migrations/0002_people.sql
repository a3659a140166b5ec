-- Organizations, the people in them, and how they prove who they are.

create table districts (
  code    char(6) primary key check (code ~ '^[0-9]{6}$'),  -- GB/T 2260
  name_zh text not null,
  name_en text not null
);
call share('districts', 'code list');

create table sectors (
  code    text primary key check (code ~ '^[A-T]([0-9]{2})?$'),  -- GB/T 4754-2017 section and division
  name_zh text not null,
  name_en text not null
);
call share('sectors', 'code list');

create table organizations (
  id              uuid primary key default uuidv7(),
  kind            text not null check (kind in ('enterprise', 'vendor', 'agency', 'mediation_body')),
  name            text not null check (length(name) between 2 and 120),
  name_en         text,
  uscc            text not null unique,
  uscc_override   text,                               -- why an officer accepted a code whose check fails
  state           text not null default 'unverified'
                  check (state in ('unverified', 'submitted', 'verified', 'suspended', 'merged')),
  district        char(6) references districts,
  sector          text references sectors,
  ownership       text check (ownership in ('state_owned', 'private', 'foreign_invested', 'joint')),
  listing         text not null default 'none' check (listing in ('none', 'pre_ipo', 'listed')),
  scale           text check (scale in ('large', 'medium', 'small', 'micro')),
  headcount       int check (headcount >= 0),
  registration    text not null default 'unknown' check (registration in ('unknown', 'active', 'abnormal', 'revoked', 'canceled')),
  registration_on date,
  verified_at     timestamptz,
  returned_reason text,
  created_at      timestamptz not null default now(),
  merged_into     uuid references organizations,          -- which one goes on in its place
  merged_on       date,                                   -- by the business register
  merger_file_id  uuid references files,                  -- its notice
  check (state <> 'verified' or verified_at is not null),
  check ((state = 'merged') = (merged_into is not null and merged_on is not null and merger_file_id is not null)),
  check (merged_into <> id)
);
create index organizations_newest on organizations (kind, created_at, id);
create index organizations_by_name on organizations using gin (name gin_trgm_ops);
create index organizations_by_kind on organizations (kind, state, id);
call guard_states('organizations', 'organization');

-- Which organization goes on for one that was merged, however often; itself where none does.
create function goes_on_as(organization uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive line as (
    select id, merged_into from organizations where id = organization
    union select o.id, o.merged_into from organizations o join line l on o.id = l.merged_into)
  select id from line where merged_into is null;
$$;
grant execute on function goes_on_as to muster_app, muster_worker;

-- How to reach an organization, and where its invoices go; no one else's business.
create table contacts (
  org_id       uuid primary key references organizations,
  person       text,
  mail         text,
  phone        text,
  address      text,
  bank         text,
  bank_account text,
  website      text
);

create table persons (
  id         uuid primary key default uuidv7(),
  name       text not null check (length(name) between 1 and 80),
  mail       text unique check (mail = lower(mail)),
  phone      text,
  locale     text not null default 'zh' check (locale in ('zh', 'en')),
  state      text not null default 'active' check (state in ('listed', 'invited', 'active', 'suspended', 'erased')),
  created_at timestamptz not null default now()
);
call guard_states('persons', 'person');

create table members (
  person_id  uuid not null references persons,
  org_id     uuid not null references organizations,
  roles      text[] not null check (cardinality(roles) > 0),
  department text,
  since      timestamptz not null default now(),
  until      timestamptz,
  primary key (person_id, org_id)
);
create index members_by_org on members (org_id) where until is null;

-- Whoever has an account is asked into a further organization and answers under the own account.
create table member_invitations (
  id         uuid primary key default uuidv7(),
  org_id     uuid not null references organizations,
  person_id  uuid not null references persons,
  name       text not null,                            -- as whoever invited wrote name and address: the account shows nothing yet
  mail       text not null,
  roles      text[] not null check (cardinality(roles) > 0),
  department text,
  invited_by uuid not null references persons,
  invited_at timestamptz not null default clock_timestamp(),
  ends_at    timestamptz not null default clock_timestamp() + interval '7 days',
  outcome    text check (outcome in ('accepted', 'declined', 'taken_back')),
  ended_at   timestamptz,
  check ((outcome is null) = (ended_at is null))
);
create index member_invitations_by_org on member_invitations (org_id) where outcome is null;
create index member_invitations_by_person on member_invitations (person_id) where outcome is null;

-- Which enterprises an agency answers for: a row says "all of these"; null says "any".
create table agencies (
  id         uuid primary key default uuidv7(),
  org_id     uuid not null references organizations,
  office     boolean not null default false,          -- holds the office of the joint conference
  sectors    text[],
  ownerships text[],
  districts  text[],
  listings   text[],
  scales     text[],
  reviews_list boolean not null default false,        -- reviews what is proposed for the recommended list
  note       text
);
create index agencies_by_org on agencies (org_id);

create table appointments (
  id        uuid primary key default uuidv7(),
  org_id    uuid not null references organizations,
  duty      text not null check (duty in ('leader', 'liaison')),
  person_id uuid references persons,
  due_on    date not null,
  since     date,
  until     date,
  check (since is null or person_id is not null),
  check (until >= since)
);
-- Of each duty in a unit one row stands.
create unique index appointments_one on appointments (org_id, duty) where until is null;

create table ownerships (
  owner_id  uuid not null references organizations,
  owned_id  uuid not null references organizations,
  share_bps int not null check (share_bps between 1 and 10000),
  since     date not null,
  until     date,
  primary key (owner_id, owned_id, since),
  check (owner_id <> owned_id)
);

-- Does this coverage row speak of such an enterprise? What the office does for all says nothing of whose it is.
create function coverage_fits(a agencies, district text, sector text, ownership text, listing text, scale text)
returns boolean language sql immutable
  return not a.office
      and (a.sectors is null or sector = any (a.sectors) or left(sector, 1) = any (a.sectors))
      and (a.ownerships is null or ownership = any (a.ownerships))
      and (a.districts is null or district = any (a.districts))
      and (a.listings is null or listing = any (a.listings))
      and (a.scales is null or scale = any (a.scales));
grant execute on function coverage_fits to muster_app, muster_worker;

-- Does this agency answer for this enterprise? Any one coverage row suffices.
create function covers(agency uuid, district text, sector text, ownership text, listing text, scale text)
returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from agencies a where a.org_id = agency and coverage_fits(a, district, sector, ownership, listing, scale));
$$;
grant execute on function covers to muster_app, muster_worker;

-- Officers and auditors see all; liaisons, leaders and inspectors what their agency covers.
create function app_oversees(district text, sector text, ownership text, listing text, scale text)
returns boolean language sql stable
  return app_is('officer') or app_is('auditor')
      or ((app_is('liaison') or app_is('leader') or app_is('inspector'))
          and covers(app_org(), district, sector, ownership, listing, scale));

call protect('organizations',
  $$ id = (select app_org()) or kind <> 'enterprise' or (select app_is('door'))
     or (select app_is('officer')) or (select app_is('auditor'))
     -- app_oversees, written out: of ten thousand enterprises a function would be called for each.
     or ((select app_is('liaison') or app_is('leader') or app_is('inspector'))
         and exists (select from agencies a where a.org_id = (select app_org())
                     and coverage_fits(a, district, sector, ownership, listing, scale))) $$,
  $$ id = (select app_org()) or (select app_is('officer')) or (select app_is('door')) $$);

call protect('contacts',
  $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('door')) $$);

-- One's own organization's people; officers see who represents an organization.
create function shares_organization(person uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from members where person_id = person and org_id = app_org());
$$;
grant execute on function shares_organization to muster_app, muster_worker;

call protect('persons',
  $$ id = (select app_person()) or (select app_is('door')) or (select app_is('officer'))
     or (select app_is('auditor')) or shares_organization(id) $$,
  $$ id = (select app_person()) or (select app_is('door')) or (select app_is('officer')) or shares_organization(id) $$);
-- A colleague is made before the membership that makes them visible; null when the address has an account.
create function add_person(name text, mail text, phone text, locale text, state text) returns uuid
language sql security definer set search_path = public, pg_temp as $$
  insert into persons (name, mail, phone, locale, state) values (name, mail, phone, locale, state)
  on conflict (mail) do nothing returning id;
$$;
grant execute on function add_person to muster_app, muster_worker;

-- Whose address this is, and for what kinds of organizations they act, so that a colleague can be invited who has an account.
create function person_of_mail(address text) returns table (id uuid, state text, locale text, present boolean, kinds text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.state, p.locale,
    exists (select from members m where m.person_id = p.id and m.org_id = app_org() and m.until is null),
    array(select distinct o.kind from members m join organizations o on o.id = m.org_id
          where m.person_id = p.id and m.until is null and m.org_id <> app_org())
  from persons p where p.mail = address;
$$;
grant execute on function person_of_mail to muster_app, muster_worker;

-- The invited person joins: once, in time, and under the own account only; null when it is none of theirs or over.
create function join_organization(invitation uuid) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare its member_invitations;
begin
  update member_invitations set outcome = 'accepted', ended_at = clock_timestamp()
  where id = invitation and person_id = app_person() and outcome is null and ends_at > clock_timestamp()
  returning * into its;
  if its.id is null then return null; end if;
  insert into members (person_id, org_id, roles, department)
  values (its.person_id, its.org_id, its.roles, its.department)
  on conflict (person_id, org_id) do update
    set roles = excluded.roles, department = excluded.department, since = now(), until = null
    where members.until is not null;
  return its.org_id;
end $$;
grant execute on function join_organization to muster_app;

-- The row policy shows of enterprises the one that a person acts for now: these tell which others are theirs, and which ask them in.
create function own_organizations() returns table (id uuid, name text, name_en text, kind text, state text, roles text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.name, o.name_en, o.kind, o.state, m.roles
  from members m join organizations o on o.id = m.org_id
  where m.person_id = app_person() and m.until is null
  order by m.since, o.id;
$$;
create function own_invitations() returns table (id uuid, name text, name_en text, kind text, roles text[], ends_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.id, o.name, o.name_en, o.kind, i.roles, i.ends_at
  from member_invitations i join organizations o on o.id = i.org_id
  where i.person_id = app_person() and i.outcome is null and i.ends_at > clock_timestamp()
  order by i.id;
$$;
grant execute on function own_organizations, own_invitations to muster_app, muster_worker;

call protect('member_invitations', $$ org_id = (select app_org()) or person_id = (select app_person()) $$);
call protect('members',
  $$ org_id = (select app_org()) or person_id = (select app_person()) or (select app_is('door'))
     or (select app_is('officer')) or (select app_is('auditor')) $$,
  $$ org_id = (select app_org()) or (select app_is('door')) or (select app_is('officer')) $$);

call protect('agencies', 'true', $$ (select app_is('officer')) $$, verbs => 'select, insert, update, delete');
call protect('appointments', $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) $$, $$ (select app_is('officer')) $$);
call protect('ownerships',
  $$ owner_id = (select app_org()) or owned_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) $$,
  $$ (select app_is('officer')) $$);

-- What proves a person. Only the door, before anyone is known, and the person read these.
create table passwords (
  person_id  uuid primary key references persons,
  hash       text not null,
  changed_at timestamptz not null default now()
);
create table factors (
  id        uuid primary key default uuidv7(),
  person_id uuid not null references persons,
  kind      text not null check (kind in ('totp', 'webauthn')),
  name      text,
  secret_ct   bytea not null,
  wrapped_key bytea not null,
  last_step bigint,
  sign_count bigint,
  confirmed_at timestamptz,
  added_at  timestamptz not null default now()
);
create index factors_by_person on factors (person_id);
create table recovery_codes (
  person_id uuid not null references persons,
  hash      bytea not null,
  used_at   timestamptz,
  primary key (person_id, hash)
);
create table sessions (
  id_hash    bytea primary key check (length(id_hash) = 32),
  person_id  uuid not null references persons,
  org_id     uuid references organizations,
  ip         text,
  agent      text,
  factor_at  timestamptz,                              -- when a second factor was shown at sign-in
  step_up_at timestamptz,
  started_at timestamptz not null default clock_timestamp(),
  seen_at    timestamptz not null default clock_timestamp(),
  ends_at    timestamptz not null,
  case_id    uuid,
  -- Before a step-up: what was asked under it meanwhile is still answered for a moment, without the step-up.
  earlier_hash bytea check (length(earlier_hash) = 32),
  renamed_at timestamptz,
  check ((earlier_hash is null) = (renamed_at is null))
);
create index sessions_by_person on sessions (person_id);
create index sessions_by_earlier on sessions (earlier_hash) where earlier_hash is not null;
-- Signed out or under a new id: what this session follows ends.
create function end_live() returns trigger language plpgsql as $$
begin
  perform pg_notify('muster_live', encode(old.id_hash, 'hex'));
  return null;
end $$;
create trigger end_live after delete on sessions for each row execute function end_live();
create trigger end_live_renamed after update of id_hash on sessions for each row execute function end_live();
create table one_time_links (
  hash      bytea primary key check (length(hash) = 32),
  purpose   text not null check (purpose in ('invitation', 'reset', 'office')),
  person_id uuid references persons,
  org_id    uuid references organizations,
  ends_at   timestamptz not null,
  used_at   timestamptz
);

call protect('passwords', $$ (select app_is('door')) or person_id = (select app_person()) $$);
call protect('factors', $$ (select app_is('door')) or person_id = (select app_person()) $$, verbs => 'select, insert, update, delete');
call protect('recovery_codes', $$ (select app_is('door')) or person_id = (select app_person()) $$, verbs => 'select, insert, update, delete');
call protect('sessions', $$ (select app_is('door')) or person_id = (select app_person()) $$, verbs => 'select, insert, update, delete');
call protect('one_time_links', $$ (select app_is('door')) $$, $$ (select app_is('door')) or org_id = (select app_org()) $$);

-- Someone who leaves an organization is signed out of it in the same transaction.
create function end_sessions() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from sessions where person_id = new.person_id and org_id = new.org_id;
  return null;
end $$;
create trigger members_leave after update on members for each row
  when (new.until is not null or new.roles is distinct from old.roles) execute function end_sessions();

-- A notice for every present member with one of the roles: of one organization, or of all agencies when it is null.
create function notify_roles(org uuid, wanted text[], kind text, facts jsonb, href text, event uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into notifications (person_id, event_id, kind, facts, href)
  select distinct m.person_id, event, notify_roles.kind, facts, href
  from members m join organizations o on o.id = m.org_id
  where m.until is null and m.roles && wanted and (m.org_id = org or (org is null and o.kind = 'agency'))
  on conflict (event_id, person_id) do nothing;
$$;
grant execute on function notify_roles to muster_app, muster_worker;

-- A mail to every contact of an organization, each member's address and its own, in the language of each: what may be
-- a theft must not depend on one mailbox.
create function mail_everyone(org uuid, event uuid, zh jsonb, en jsonb) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into mails (event_id, org_id, person_id, address, locale, subject, body)
  select event, org, t.person_id, t.mail, t.locale, words ->> 'subject', words ->> 'body'
  from (select p.id as person_id, p.mail, p.locale from members m join persons p on p.id = m.person_id
        where m.org_id = org and m.until is null and p.state = 'active' and p.mail is not null
        union all select null, lower(c.mail), 'zh' from contacts c where c.org_id = org and c.mail is not null) t,
    lateral (select case t.locale when 'en' then en else zh end as words) w
  on conflict (event_id, address) do nothing;
$$;
grant execute on function mail_everyone to muster_app, muster_worker;

create function notify_person(person uuid, kind text, facts jsonb, href text, event uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into notifications (person_id, event_id, kind, facts, href) values (person, event, kind, facts, href)
  on conflict (event_id, person_id) do nothing;
$$;
grant execute on function notify_person to muster_app, muster_worker;

-- The register is the office's: it reads what became of every organization, whoever made a step.
create policy office_register on events for select to muster_app using (
  (select app_is('officer')) and split_part(kind, '.', 1) = 'organization');

-- Extracts of the business register (工商登记), as the office imported them. Every row of a file is kept with what became
-- of it: nothing is lost, and whatever was refused can be corrected and handed in again.
create table registration_imports (
  id        uuid primary key default uuidv7(),
  by        uuid not null references persons,
  file_id   uuid not null references files,
  file_name text not null,
  rows      int not null check (rows > 0),
  added     int not null default 0,
  changed   int not null default 0,
  unchanged int not null default 0,
  older     int not null default 0,
  refused   int not null default 0,
  at        timestamptz not null default clock_timestamp(),
  constraint registration_imports_lose_nothing check (rows = added + changed + unchanged + older + refused)
);
call protect('registration_imports', $$ (select app_is('officer')) or (select app_is('auditor')) $$, $$ (select app_is('officer')) $$,
  verbs => 'select, insert');

create table registration_rows (
  import_id uuid not null references registration_imports,
  line      int not null check (line > 1),
  outcome   text not null check (outcome in ('added', 'changed', 'unchanged', 'older', 'refused')),
  org_id    uuid references organizations,
  record    jsonb not null,                           -- the cells as they stood in the file
  problems  jsonb not null default '[]',              -- of a refused row: column and code
  changes   text[] not null default '{}',             -- of a changed one: what
  primary key (import_id, line),
  check ((outcome = 'refused') = (org_id is null)),
  check ((outcome = 'refused') = (problems <> '[]'))
);
create index registration_rows_by_organization on registration_rows (org_id) where org_id is not null;
call protect('registration_rows', $$ (select app_is('officer')) or (select app_is('auditor')) $$, $$ (select app_is('officer')) $$,
  verbs => 'select, insert');
call append_only('registration_rows');
