-- Demand pooled under common terms and deadlines: rounds, lots, pledges, what is sealed, who may open it.

create sequence round_numbers;
grant usage on sequence round_numbers to muster_app, muster_worker;
-- The number of a purchase, from its first public word on: an expression of interest or, without one, the draft.
create function next_round_number() returns text language sql volatile
  return 'R-' || to_char(now() at time zone 'Asia/Shanghai', 'YYYY') || '-' || lpad(nextval('round_numbers')::text, 4, '0');

create table rounds (
  id                uuid primary key default uuidv7(),
  number            text not null unique default next_round_number(),
  title             text not null check (length(title) between 2 and 120),
  title_en          text check (length(title_en) between 2 and 160),
  profile           text not null check (profile in ('enterprise', 'statutory', 'quick')),
  state             text not null default 'draft' check (state in ('draft', 'published', 'frozen', 'closed',
                      'technical_opened', 'eligibility_fixed', 'prices_opened', 'decided', 'confirmed', 'concluded',
                      'suspended', 'failed', 'canceled')),
  questions_close_at timestamptz,
  pledges_close_at  timestamptz,
  bids_close_at     timestamptz,
  opening_at        timestamptz,
  terms_version     int not null default 1 check (terms_version >= 1),
  notice_hash       bytea check (length(notice_hash) = 32),
  drafted_by        uuid,
  drafted_at        timestamptz not null default now(),
  published_at      timestamptz,
  suspended_at      timestamptz,
  reached           text not null default 'draft',    -- the last phase it was in, kept by a trigger; resuming returns there
  decided_at        timestamptz,
  standstill_ends_at timestamptz,
  confirmed_at      timestamptz,
  late_join_until   timestamptz,
  reason            text,                             -- why it was canceled, suspended or failed
  keys_changed_at   timestamptz,                      -- an addendum named other keys: what was sealed before, nobody opens
  check (state = 'draft' or state = 'canceled' or (notice_hash is not null and published_at is not null)),
  check (state in ('draft', 'canceled') or
         (questions_close_at < pledges_close_at and pledges_close_at < bids_close_at and bids_close_at <= opening_at)),
  check ((state = 'suspended') = (suspended_at is not null)),
  check (state <> 'canceled' or reason is not null)
);
create index rounds_by_state on rounds (state, pledges_close_at);
create index rounds_newest on rounds (published_at desc nulls first, id desc);
-- A draft is the office's. Everyone may lock a published round `for share` (that takes the update policy's first half);
-- only officers and the clock change one. Its deadlines are therefore the same for everyone.
call protect('rounds', $$ state <> 'draft' or (select app_is('officer')) or (select app_is('auditor')) $$, verbs => 'select');
create policy added on rounds for insert to muster_app with check ((select app_is('officer')));
create policy changed on rounds for update to muster_app using (state <> 'draft' or (select app_is('officer')))
  with check ((select app_is('officer')));
grant insert, update on rounds to muster_app;
call guard_states('rounds', 'round');

create function round_state(round uuid) returns text language sql stable security definer
  set search_path = public, pg_temp
  as $$ select state from rounds where id = round $$;
grant execute on function round_state to muster_app, muster_worker;

create function keep_reached() returns trigger language plpgsql as $$
begin
  if new.state not in ('suspended', 'failed', 'canceled') then new.reached := new.state; end if;
  return new;
end $$;
create trigger keep_reached before update of state on rounds for each row execute function keep_reached();
create trigger tell_live after update on rounds for each row execute function tell_live('id');

-- Has the round gone beyond this phase? A suspended, failed or canceled one counts as far as it came.
create function round_past(round uuid, phase text) returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  select coalesce(array_position(phases, reached) > array_position(phases, phase), false)
  from rounds, (select array['draft', 'published', 'frozen', 'closed', 'technical_opened', 'eligibility_fixed',
                             'prices_opened', 'decided', 'confirmed', 'concluded']) as p (phases)
  where id = round;
$$;
grant execute on function round_past to muster_app, muster_worker;

create table round_terms (
  round_id uuid not null references rounds,
  version  int not null check (version >= 1),
  body     jsonb not null,                            -- roundTerms of app/rounds/terms.ts
  hash     bytea not null check (length(hash) = 32),
  notice   text,                                      -- muster-notice/1 in canonical JSON, once published
  at       timestamptz not null default now(),
  primary key (round_id, version)
);
call protect('round_terms', 'exists (select from rounds where rounds.id = round_id)', $$ (select app_is('officer')) $$);

-- Terms kept under a name, to begin other rounds from; a name saved again is its next version.
create table round_templates (
  id         uuid primary key default uuidv7(),
  name       text not null check (length(name) between 2 and 80),
  name_en    text check (length(name_en) between 2 and 120),
  version    int not null check (version >= 1),
  profile    text not null check (profile in ('enterprise', 'statutory', 'quick')),
  body       jsonb not null,                          -- roundTerms of app/rounds/terms.ts
  hash       bytea not null check (length(hash) = 32),
  saved_from uuid not null references rounds,
  saved_by   uuid not null references persons,
  at         timestamptz not null default clock_timestamp(),
  retired_at timestamptz,
  unique (name, version)
);
call protect('round_templates', $$ (select app_is('officer')) or (select app_is('auditor')) $$, $$ (select app_is('officer')) $$);
-- A version is a fact; only that it is out of use comes later, once.
create function refuse_template_change() returns trigger language plpgsql as $$
begin
  if old.retired_at is not null or to_jsonb(new) - 'retired_at' is distinct from to_jsonb(old) - 'retired_at' then
    raise exception 'a version of a template does not change' using errcode = 'MU001';
  end if;
  return new;
end $$;
create trigger refuse_template_change before update on round_templates for each row execute function refuse_template_change();
alter table rounds add column template_id uuid references round_templates;  -- what it began from, if not from a profile

-- A published version of the terms is a fact: an addendum adds the next one.
create function refuse_published_terms() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if round_state(old.round_id) <> 'draft' then
    raise exception 'published terms change by addendum only' using errcode = 'MU001';
  end if;
  return coalesce(new, old);
end $$;
create trigger refuse_published_terms before update or delete on round_terms
  for each row execute function refuse_published_terms();

-- Two officers for what binds many: each consents over the same hash, the second consent moves the round.
create table round_consents (
  round_id   uuid not null references rounds,
  deed       text not null check (deed in ('publish', 'amend', 'decide', 'cancel')),
  over       bytea not null check (length(over) = 32),
  person_id  uuid not null references persons,
  note       text check (length(note) <= 1000),       -- the reason, where the deed needs one
  at         timestamptz not null default clock_timestamp(),
  primary key (round_id, deed, over, person_id)
);
call protect('round_consents', $$ (select app_is('officer')) or (select app_is('auditor')) $$,
  $$ (select app_is('officer')) and person_id = (select app_person()) $$, verbs => 'select, insert');
call append_only('round_consents');

create table lots (
  id               uuid primary key default uuidv7(),
  round_id         uuid not null references rounds,
  code             text not null check (code ~ '^L[0-9]{2}$'),
  kind             text not null check (kind in ('class', 'product')),
  class_id         uuid references equivalence_classes,
  edition_id       uuid references editions,
  justification    text,                              -- why one publisher's product
  metric           text not null check (metric in ('device', 'node-locked', 'user', 'named-user', 'concurrent-user',
                     'client-access', 'core-points', 'processor-points', 'appliance', 'custom-metric')),
  term             text not null check (term in ('perpetual', 'subscription', 'evaluation')),
  term_months      int check (term_months between 1 and 120),
  unit             text not null default 'license' check (unit ~ '^[a-z][a-z-]*$'),
  rights           jsonb not null default '{}',
  reference_price  bigint not null check (reference_price > 0),   -- fen; no price is above it
  currency         char(3) not null default 'CNY',
  reference_source text not null check (reference_source in ('list', 'quote', 'past_award', 'survey')),
  reference_note   text,
  evidence_file_id uuid references files,
  min_volume       int not null default 1 check (min_volume >= 1),
  milestones       int[] not null default '{}',       -- published volumes, rising; the steps of tierMode fixedSteps
  max_winners      int not null default 1 check (max_winners between 1 and 3),
  contract_months  int not null default 12 check (contract_months between 1 and 120),
  state            text not null default 'active' check (state in ('active', 'unsuccessful', 'awarded', 'canceled')),
  reason           text check (reason in ('below_min_volume', 'too_few_bids', 'too_few_eligible',
                     'all_above_reference', 'no_clearing', 'canceled', 'failed')),
  unique (round_id, code),
  unique (round_id, id),
  check (num_nonnulls(class_id, edition_id) = 1 and (kind = 'class') = (class_id is not null)),
  check (kind = 'class' or justification is not null),
  check ((term = 'perpetual') = (term_months is null)),
  check (state = 'active' or state = 'awarded' or reason is not null)
);
create index lots_by_edition on lots (edition_id) where edition_id is not null;
create index lots_by_class on lots (class_id) where class_id is not null;
call protect('lots', 'exists (select from rounds where rounds.id = round_id)', $$ (select app_is('officer')) $$,
  verbs => 'select, insert, update, delete');
call guard_states('lots', 'lot');

alter table demand_lines add foreign key (round_lot_id) references lots;

create table questions (
  id          uuid primary key default uuidv7(),
  round_id    uuid not null,
  lot_id      uuid,
  text        text not null check (length(text) between 5 and 2000),
  asked_at    timestamptz not null default now(),
  answer      text check (length(answer) between 1 and 4000),
  answered_at timestamptz,
  foreign key (round_id) references rounds,
  foreign key (round_id, lot_id) references lots (round_id, id),
  check ((answer is null) = (answered_at is null))
);
create index questions_by_round on questions (round_id, asked_at);
-- Unanswered ones are the office's; an answer is everybody's at the same moment.
call protect('questions',
  $$ answered_at is not null or (select app_is('officer')) or (select app_is('auditor')) $$, verbs => 'select, insert, update');
drop policy added on questions;
create policy added on questions for insert to muster_app
  with check ((select app_org()) is not null and answer is null and exists (select from rounds where rounds.id = round_id));
drop policy changed on questions;
create policy changed on questions for update to muster_app
  using ((select app_is('officer'))) with check ((select app_is('officer')));

-- Who asked: the asker and auditors, not the office.
create table question_authors (
  question_id uuid primary key references questions,
  org_id      uuid not null references organizations,
  person_id   uuid not null references persons
);
call protect('question_authors', $$ org_id = (select app_org()) or (select app_is('auditor')) $$,
  $$ org_id = (select app_org()) and person_id = (select app_person()) $$, verbs => 'select, insert');
call append_only('question_authors');

-- Whoever asked sees that the question waits.
create function asked_by_us(question uuid) returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  select exists (select from question_authors where question_id = question and org_id = app_org());
$$;
grant execute on function asked_by_us to muster_app, muster_worker;
create policy asked on questions for select to muster_app using (asked_by_us(id));

create table addenda (
  id       uuid primary key default uuidv7(),
  round_id uuid not null references rounds,
  no       int not null check (no >= 1),
  material boolean not null,
  changes  jsonb not null,                            -- [{path, from, to}]
  reason   text not null check (length(reason) between 5 and 2000),
  at       timestamptz not null default now(),
  unique (round_id, no)
);
call protect('addenda', 'exists (select from rounds where rounds.id = round_id)', $$ (select app_is('officer')) $$,
  verbs => 'select, insert');
call append_only('addenda');

-- What a vendor must show to be found fit (§1.8), by version; the newest is asked of whoever applies.
create table criteria_sets (
  version      int primary key check (version >= 1),
  id           uuid not null unique default uuidv7(), -- what its events are about
  body         jsonb not null,
  reason       text check (length(reason) between 2 and 1000),  -- why it was changed; the first has none
  published_by uuid references persons,
  since        timestamptz not null default clock_timestamp(),
  check (version = 1 or num_nonnulls(reason, published_by) = 2)
);
-- What every vendor must show is public; an officer publishes the next version.
call protect('criteria_sets', 'true',
  $$ (select app_is('officer')) and published_by = (select app_person()) $$, verbs => 'select, insert');
call append_only('criteria_sets');
insert into criteria_sets (version, body) values (1, $criteria${"criteria": [
  {"code": "entity", "text": {"zh": "经营主体", "en": "Legal entity"}, "groups": [
    {"code": "registered", "text": {"zh": "登记的企业", "en": "Registered company"}, "requirements": [
      {"code": "license-until", "type": "date", "evidence": true, "text": {"zh": "营业执照有效期至（长期的填 2099-12-31）", "en": "Business license valid until (unlimited: 2099-12-31)"}}]}]},
  {"code": "source", "text": {"zh": "正版来源", "en": "Genuine source"}, "groups": [
    {"code": "holder", "text": {"zh": "自有软件", "en": "Own software"}, "requirements": [
      {"code": "own-work", "type": "yes", "evidence": true, "text": {"zh": "本单位是所供软件的著作权人（附登记证书）", "en": "You hold the copyright of what you supply (certificate of registration)"}}]},
    {"code": "reseller", "text": {"zh": "授权经销", "en": "Authorized resale"}, "requirements": [
      {"code": "authorized", "type": "yes", "evidence": true, "text": {"zh": "权利人或其总代理书面授权经销（附授权书）", "en": "The right holder or its distributor authorizes you in writing (letter)"}},
      {"code": "supply-chain", "type": "text", "evidence": false, "text": {"zh": "从权利人到本单位的供货渠道，逐级写明", "en": "How the software comes from the right holder to you, step by step"}}]}]},
  {"code": "service", "text": {"zh": "交付与服务", "en": "Delivery and support"}, "groups": [
    {"code": "support", "text": {"zh": "交付与支持", "en": "Delivery and support"}, "requirements": [
      {"code": "response-hours", "type": "number", "evidence": false, "least": 1, "most": 24, "text": {"zh": "故障响应时间，小时（不超过 24）", "en": "Response to faults, hours (24 at most)"}},
      {"code": "delivery", "type": "text", "evidence": false, "text": {"zh": "交付方式与时间、服务人员", "en": "How and when you deliver, who supports"}}]}]},
  {"code": "conduct", "text": {"zh": "信用", "en": "Conduct"}, "groups": [
    {"code": "clean", "text": {"zh": "守法经营", "en": "Lawful conduct"}, "requirements": [
      {"code": "no-offense", "type": "yes", "evidence": false, "text": {"zh": "近三年没有重大违法记录和侵权处罚", "en": "No serious offense and no penalty for infringement in three years"}}]}]},
  {"code": "record", "text": {"zh": "业绩或担保", "en": "Record or guarantee"}, "groups": [
    {"code": "proven", "text": {"zh": "同类业绩", "en": "Comparable work"}, "requirements": [
      {"code": "works", "type": "number", "evidence": true, "least": 1, "text": {"zh": "近三年同类供货合同，份（附其中一份）", "en": "Comparable contracts of three years (attach one)"}}]},
    {"code": "guaranteed", "text": {"zh": "履约担保", "en": "Performance guarantee"}, "requirements": [
      {"code": "guarantee", "type": "file", "evidence": true, "text": {"zh": "银行或担保机构的履约保函", "en": "A bank's or guarantor's performance bond"}}]}]}
]}$criteria$);

-- The next version while the office works on it: one for all officers.
create table criteria_drafts (
  one      boolean primary key default true check (one),
  body     jsonb not null,
  saved_by uuid not null references persons,
  at       timestamptz not null default clock_timestamp()
);
call protect('criteria_drafts', $$ (select app_is('officer')) $$, verbs => 'select, insert, update, delete');

-- A round is published with the version that is in force then, and keeps it.
alter table rounds add column criteria_version int references criteria_sets;
create function freeze_criteria() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.criteria_version is not null then
    new.criteria_version := old.criteria_version;
  elsif new.published_at is not null then
    new.criteria_version := (select max(version) from criteria_sets);
  end if;
  return new;
end $$;
create trigger freeze_criteria before insert or update on rounds for each row execute function freeze_criteria();

-- What a vendor answers to each requirement, kept current by itself; an application freezes a copy.
create table vendor_responses (
  vendor_id   uuid not null references organizations,
  requirement text not null check (requirement ~ '^[a-z][a-z0-9-]{0,30}$'),
  value       text check (length(value) <= 2000),
  file_id     uuid references files,
  at          timestamptz not null default clock_timestamp(),
  primary key (vendor_id, requirement)
);
call protect('vendor_responses', $$ vendor_id = (select app_org()) $$);

-- A vendor's fitness, for one round or for all.
create table qualifications (
  id          uuid primary key default uuidv7(),
  vendor_id   uuid not null references organizations,
  round_id    uuid references rounds,
  state       text not null default 'applied' check (state in
              ('applied', 'in_review', 'qualified', 'returned', 'rejected', 'suspended', 'expired', 'banned')),
  criteria_version int not null references criteria_sets,
  responses   jsonb not null default '{}',            -- {requirement: {value, fileId}} as they stood when it was sent
  reason      text,
  valid_until timestamptz,
  cure_until  timestamptz,
  warned_for  timestamptz,                            -- the end that the vendor was warned of
  suspended_by uuid references persons,               -- the officer who did, while it is suspended
  applied_at  timestamptz not null default now(),
  check (state <> 'qualified' or valid_until is not null),
  check (suspended_by is null or state = 'suspended')
);
create unique index qualifications_standing on qualifications (vendor_id, round_id) nulls not distinct
  where state not in ('rejected', 'expired');
call protect('qualifications',
  $$ vendor_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) $$,
  $$ vendor_id = (select app_org()) or (select app_is('officer')) $$);
call guard_states('qualifications', 'qualification');
-- The office reads how a vendor's standing came to be, whoever made a step.
create policy office_qualifications on events for select to muster_app using (
  (select app_is('officer')) and split_part(kind, '.', 1) = 'qualification');

-- The files of what was sent, also of what has been made good since: the office reads them.
create table qualification_evidence (
  qualification_id uuid not null references qualifications,
  file_id          uuid not null references files,
  primary key (qualification_id, file_id)
);
create index qualification_evidence_by_file on qualification_evidence (file_id);
call protect('qualification_evidence', 'exists (select from qualifications q where q.id = qualification_id)',
  $$ exists (select from qualifications q where q.id = qualification_id and q.vendor_id = (select app_org())) $$,
  verbs => 'select, insert');
create policy qualification_files on files for select to muster_app using (
  ((select app_is('officer')) or (select app_is('auditor')))
  and exists (select from qualification_evidence e where e.file_id = files.id));

-- What right holders allow a vendor to sell: one letter of a publisher, for all of its products or one, for a region and a time.
create table reseller_authorizations (
  id           uuid primary key default uuidv7(),
  vendor_id    uuid not null references organizations,
  publisher_id uuid not null references publishers,
  product_id   uuid references products,              -- null: all that the publisher makes
  district     char(6) references districts,          -- null: everywhere
  valid_from   date not null,
  valid_until  date not null,
  file_id      uuid not null references files,
  state        text not null default 'submitted'
               check (state in ('submitted', 'confirmed', 'returned', 'withdrawn', 'expired')),
  reason       text check (length(reason) between 2 and 1000),
  renews_id    uuid references reseller_authorizations,
  warned_for   date,                                  -- the end that the vendor was warned of
  submitted_by uuid not null references persons,
  submitted_at timestamptz not null default clock_timestamp(),
  decided_by   uuid references persons,
  decided_at   timestamptz,
  check (valid_until >= valid_from),
  check (state <> 'returned' or reason is not null),
  check (state <> 'confirmed' or decided_by is not null)
);
create index reseller_authorizations_by_vendor on reseller_authorizations (vendor_id, publisher_id);
create index reseller_authorizations_by_renewed on reseller_authorizations (renews_id) where renews_id is not null;
create index reseller_authorizations_by_file on reseller_authorizations (file_id);
create index reseller_authorizations_ending on reseller_authorizations (valid_until)
  where state in ('submitted', 'confirmed', 'returned');
call protect('reseller_authorizations',
  $$ vendor_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) $$,
  $$ vendor_id = (select app_org()) or (select app_is('officer')) $$);
call guard_states('reseller_authorizations', 'authorization');
create policy authorization_files on files for select to muster_app using (
  ((select app_is('officer')) or (select app_is('auditor')))
  and exists (select from reseller_authorizations a where a.file_id = files.id));
-- Both sides read the whole history of a letter.
create policy sides_of_authorizations on events for select to muster_app using (
  split_part(kind, '.', 1) = 'authorization' and exists (select from reseller_authorizations a where a.id = subject_id));

-- What an officer found about one requirement; it counts for the very response that was read.
create table requirement_reviews (
  qualification_id uuid not null references qualifications,
  requirement      text not null,
  response         jsonb,
  met              boolean not null,
  note             text check (length(note) between 2 and 1000),
  by               uuid not null references persons,
  at               timestamptz not null default clock_timestamp(),
  primary key (qualification_id, requirement),
  check (met or note is not null)
);
call protect('requirement_reviews', 'exists (select from qualifications q where q.id = qualification_id)',
  $$ (select app_is('officer')) $$);

-- A suspension looked at again at the vendor's request; one at a time.
create table qualification_appeals (
  id               uuid primary key default uuidv7(),
  qualification_id uuid not null references qualifications,
  text             text not null check (length(text) between 2 and 1000),
  filed_by         uuid not null references persons,
  filed_at         timestamptz not null default clock_timestamp(),
  upheld           boolean,
  reason           text check (length(reason) between 2 and 1000),
  decided_by       uuid references persons,
  decided_at       timestamptz,
  check (num_nonnulls(upheld, reason, decided_by, decided_at) in (0, 4))
);
create unique index qualification_appeals_open on qualification_appeals (qualification_id) where decided_at is null;
create index qualification_appeals_by_standing on qualification_appeals (qualification_id, filed_at);
call protect('qualification_appeals', 'exists (select from qualifications q where q.id = qualification_id)',
  $$ exists (select from qualifications q where q.id = qualification_id and q.vendor_id = (select app_org())) $$,
  verbs => 'select, insert');
create policy ruled on qualification_appeals for update to muster_app
  using ((select app_is('officer')))
  -- Nobody judges over the own suspension.
  with check ((select app_is('officer')) and not exists (
    select from qualifications q where q.id = qualification_id and q.suspended_by = decided_by));
grant update on qualification_appeals to muster_app;

-- Whose key opens what is sealed; the recipient stands in the notice.
create table opener_keys (
  round_id  uuid not null references rounds,
  no        int not null check (no between 1 and 3),
  person_id uuid not null references persons,
  org_id    uuid not null references organizations,
  recipient text check (recipient ~ '^age1[a-z0-9]{58}$'),
  rehearsal bytea,                                    -- a secret sealed to the recipient, and the hash by which its opening is known
  rehearsal_hash bytea check (length(rehearsal_hash) = 32),
  ready_at  timestamptz,                              -- proven by opening the rehearsal
  primary key (round_id, no),
  unique (round_id, org_id),
  check (ready_at is null or recipient is not null),
  check (num_nulls(recipient, rehearsal, rehearsal_hash) in (0, 3))
);
call protect('opener_keys', 'exists (select from rounds where rounds.id = round_id)',
  $$ (select app_is('officer')) or person_id = (select app_person()) $$, verbs => 'select, insert, update, delete');

-- Who shall take an opener's place in a round under way: the key is made and rehearsed before an addendum names it.
create table opener_successors (
  round_id  uuid not null references rounds,
  no        int not null check (no between 1 and 3),
  person_id uuid not null references persons,
  org_id    uuid not null references organizations,
  recipient text check (recipient ~ '^age1[a-z0-9]{58}$'),
  rehearsal bytea,
  rehearsal_hash bytea check (length(rehearsal_hash) = 32),
  ready_at  timestamptz,
  primary key (round_id, no),
  unique (round_id, org_id),
  check (ready_at is null or recipient is not null),
  check (num_nulls(recipient, rehearsal, rehearsal_hash) in (0, 3))
);
call protect('opener_successors', $$ (select app_is('officer')) or person_id = (select app_person()) $$, verbs => 'select, insert, update, delete');

create function app_opens(round uuid) returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  select exists (select from opener_keys where round_id = round and person_id = app_person());
$$;
-- Whoever is named an opener of a draft makes a key for it.
create policy opens on rounds for select to muster_app using (app_opens(id));

-- Who may be named, with their organizations: persons charged with opening in verified agencies.
create function listed_openers() returns table (person_id uuid, name text, org_id uuid, organization text, organization_en text, office boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.name, o.id, o.name, o.name_en, exists (select from agencies a where a.org_id = o.id and a.office)
  from members m join persons p on p.id = m.person_id join organizations o on o.id = m.org_id
  where 'opener' = any (m.roles) and m.until is null and p.state = 'active' and o.kind = 'agency' and o.state = 'verified'
    and app_is('officer')
  order by o.name, p.name;
$$;
-- The openers of a round by name, for those who prepare, open, judge or audit it.
create function round_openers(round uuid) returns table (no int, person_id uuid, name text, org_id uuid, organization text, organization_en text,
                                                         recipient text, ready_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select k.no, k.person_id, p.name, k.org_id, o.name, o.name_en, k.recipient, k.ready_at
  from opener_keys k join persons p on p.id = k.person_id join organizations o on o.id = k.org_id
  where k.round_id = round and (app_is('officer') or app_is('opener') or app_is('evaluator') or app_is('auditor'))
  order by k.no;
$$;
-- The same of those who shall take their places, for who prepares the addendum.
create function round_successors(round uuid) returns table (no int, person_id uuid, name text, org_id uuid, organization text, organization_en text,
                                                            recipient text, ready_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select k.no, k.person_id, p.name, k.org_id, o.name, o.name_en, k.recipient, k.ready_at
  from opener_successors k join persons p on p.id = k.person_id join organizations o on o.id = k.org_id
  where k.round_id = round and app_is('officer') order by k.no;
$$;
-- The openers of the newest published round, as far as they still are, for a new draft.
create function name_usual_openers(draft uuid) returns setof uuid
language sql security definer set search_path = public, pg_temp as $$
  insert into opener_keys (round_id, no, person_id, org_id)
  select draft, k.no, k.person_id, k.org_id from opener_keys k
  where k.round_id = (select id from rounds where published_at is not null
                        and exists (select from opener_keys where round_id = rounds.id) order by published_at desc, id desc limit 1)
    and exists (select from members m where m.person_id = k.person_id and m.org_id = k.org_id and m.until is null and 'opener' = any (m.roles))
    and (select state from rounds where id = draft) = 'draft' and not exists (select from opener_keys where round_id = draft)
  returning person_id;
$$;
grant execute on function app_opens, listed_openers, round_openers, round_successors, name_usual_openers to muster_app, muster_worker;

-- A person's or a role's authority to commit money, per month, year or round.
create table spending_limits (
  id        uuid primary key default uuidv7(),
  org_id    uuid not null references organizations,
  person_id uuid references persons,
  role      text check (role in ('buyer', 'asset_manager', 'approver')),
  period    text not null check (period in ('month', 'year', 'round')),
  amount    bigint not null check (amount >= 0),       -- fen
  since     timestamptz not null default now(),
  until     timestamptz,
  check (num_nonnulls(person_id, role) = 1)
);
create unique index spending_limits_standing on spending_limits (org_id, coalesce(person_id::text, role), period)
  where until is null;
call protect('spending_limits', 'org_id = (select app_org())');

-- An organization of one person may approve its own pledges; said once, by its approver.
create table purchasing_settings (
  org_id            uuid primary key references organizations,
  one_person_may    boolean not null default false,
  changed_by        uuid references persons,
  changed_at        timestamptz not null default now()
);
call protect('purchasing_settings', 'org_id = (select app_org())');

-- What is sealed until the opening. The browser's age envelope and the platform's own differ in `alg` only.
create table sealed_items (
  id            uuid primary key default uuidv7(),
  round_id      uuid not null references rounds,
  lot_id        uuid,
  org_id        uuid not null references organizations,
  kind          text not null check (kind in ('technical', 'price', 'bundle', 'ceiling', 'seed', 'file')),
  bid_id        uuid,                                 -- key by the migration of bids
  pledge_id     uuid,
  envelope      jsonb not null,                       -- sealed-item/1
  envelope_hash bytea not null check (length(envelope_hash) = 32),
  commitment    bytea not null check (length(commitment) = 32),
  received_at   timestamptz not null default clock_timestamp(),
  state         text not null default 'current'           -- waiting: of a change that is not signed yet
                check (state in ('waiting', 'current', 'replaced', 'withdrawn')),
  unique (envelope_hash),
  foreign key (round_id, lot_id) references lots (round_id, id),
  check ((kind = 'ceiling') = (pledge_id is not null)),
  check (kind not in ('technical', 'price', 'file') or (bid_id is not null and lot_id is not null))
);
create unique index sealed_items_current_of_pledge on sealed_items (pledge_id) where state = 'current' and pledge_id is not null;
create unique index sealed_items_current_of_bid on sealed_items (bid_id, kind)
  where state = 'current' and kind in ('technical', 'price');
create unique index sealed_items_current_bundles on sealed_items (round_id, org_id) where state = 'current' and kind = 'bundle';
create index sealed_items_by_round on sealed_items (round_id, kind) where state = 'current';
create index sealed_items_by_org on sealed_items (org_id, round_id);
-- The author alone; openers receive ciphertexts after closing through a function of room bids.
call protect('sealed_items', 'org_id = (select app_org())');

-- Who changes the openers or their keys ends the seed that was sealed to the former ones, whoever sealed it; after
-- publication by an addendum alone.
create function drop_seed(draft uuid) returns void language sql security definer set search_path = public, pg_temp as $$
  update sealed_items set state = 'withdrawn'
  where round_id = draft and kind = 'seed' and state = 'current' and (case (select state from rounds where id = draft) when 'draft' then app_is('officer') or app_opens(draft)
           when 'published' then app_is('officer') when 'frozen' then app_is('officer') else false end);
$$;
grant execute on function drop_seed to muster_app, muster_worker;

-- A ciphertext and its hashes never change; only its standing does.
create function keep_sealed() returns trigger language plpgsql as $$
begin
  if (new.id, new.round_id, new.lot_id, new.org_id, new.kind, new.bid_id, new.pledge_id, new.envelope,
      new.envelope_hash, new.commitment, new.received_at) is distinct from
     (old.id, old.round_id, old.lot_id, old.org_id, old.kind, old.bid_id, old.pledge_id, old.envelope,
      old.envelope_hash, old.commitment, old.received_at)
     or (new.state <> old.state and (old.state in ('replaced', 'withdrawn') or new.state = 'waiting')) then
    raise exception 'a sealed item never changes' using errcode = 'MU001';
  end if;
  return new;
end $$;
create trigger keep_sealed before update on sealed_items for each row execute function keep_sealed();

create table pledges (
  id                 uuid primary key default uuidv7(),
  round_id           uuid not null references rounds,
  lot_id             uuid not null,
  org_id             uuid not null references organizations,
  state              text not null default 'draft' check (state in ('draft', 'awaiting_approval', 'active',
                       'withdrawn', 'invalidated', 'frozen', 'dropped', 'served', 'unserved', 'released',
                       'ordered', 'defaulted')),
  version            int not null default 1 check (version >= 1),  -- the version that counts
  asked_version      int not null default 1,          -- the newest one; above `version` while a change waits for approval
  quantity           int not null check (quantity between 1 and 10000000),
  stretch_quantity   int check (stretch_quantity between 1 and 10000000),
  all_or_nothing     boolean not null default false,
  conditions_item_id uuid references sealed_items,
  requested_by       uuid not null references persons,
  approved_by        uuid references persons,
  charged_to         uuid references persons,         -- whose limit carries it
  reserved           bigint not null default 0 check (reserved >= 0),  -- fen held against that limit
  reserved_at        timestamptz,
  terms_hash         bytea check (length(terms_hash) = 32),
  signed_by          uuid references persons,
  signed_at          timestamptz,
  drafted_at         timestamptz not null default now(),
  returned_reason    text check (length(returned_reason) <= 1000),
  defaulted_at       timestamptz,                     -- the enterprise let its order fall; may bar it for a time
  foreign key (round_id, lot_id) references lots (round_id, id),
  check ((state = 'defaulted') = (defaulted_at is not null)),
  check (asked_version >= version),
  check (state not in ('active', 'invalidated', 'frozen', 'served', 'unserved', 'released', 'ordered', 'defaulted')
         or (terms_hash is not null and signed_by is not null and signed_at is not null))
);
create unique index pledges_one_standing on pledges (lot_id, org_id) where state not in ('withdrawn', 'dropped');
create index pledges_by_org on pledges (org_id, round_id);
create index pledges_by_round on pledges (round_id, state);
create index pledges_by_charge on pledges (org_id, charged_to, reserved_at) where reserved > 0;
-- Exact pledges: the enterprise; officer and auditor from the freeze on, since before they see bands like everyone.
call protect('pledges',
  $$ org_id = (select app_org())
     or (((select app_is('officer')) or (select app_is('auditor'))) and round_past(round_id, 'published')) $$,
  $$ org_id = (select app_org()) $$);
call guard_states('pledges', 'pledge');

alter table sealed_items add foreign key (pledge_id) references pledges deferrable initially deferred;

create table pledge_versions (
  pledge_id          uuid not null references pledges deferrable initially deferred,
  version            int not null check (version >= 1),
  quantity           int not null check (quantity between 1 and 10000000),
  stretch_quantity   int check (stretch_quantity between 1 and 10000000),
  all_or_nothing     boolean not null,
  conditions_item_id uuid references sealed_items,
  line_ids           uuid[] not null default '{}',    -- the needs that it pools once it is signed
  asked_by           uuid not null,
  asked_at           timestamptz not null default clock_timestamp(),
  primary key (pledge_id, version)
);
call protect('pledge_versions', 'exists (select from pledges where pledges.id = pledge_id)',
  'exists (select from pledges where pledges.id = pledge_id and pledges.org_id = (select app_org()))', verbs => 'select, insert');
call append_only('pledge_versions');

-- Append-only, so that a hot lot has no row that every pledge updates.
create table pledge_deltas (
  id            bigint generated always as identity primary key,
  xid           xid8 not null default pg_current_xact_id(),
  round_id      uuid not null references rounds,
  lot_id        uuid not null,
  pledge_id     uuid not null references pledges deferrable initially deferred,
  delta         int not null,
  stretch_delta int not null default 0,
  at            timestamptz not null default clock_timestamp()
);
create index pledge_deltas_by_lot on pledge_deltas (lot_id, xid);
call protect('pledge_deltas', 'exists (select from pledges where pledges.id = pledge_id)',
  'exists (select from pledges where pledges.id = pledge_id and pledges.org_id = (select app_org()))', verbs => 'select, insert');
call append_only('pledge_deltas');

-- The sum of all deltas of transactions before `folded_to`; what is newer is added when it is read.
create table lot_totals (
  lot_id    uuid primary key references lots on delete cascade,
  quantity  bigint not null default 0,
  stretch   bigint not null default 0,
  folded_to xid8 not null default '0'
);
-- Exact volumes are no one's before the freeze, and the office's after it.
call protect('lot_totals',
  $$ ((select app_is('officer')) or (select app_is('auditor')))
     and exists (select from lots where lots.id = lot_id and round_past(lots.round_id, 'published')) $$, verbs => 'select');

-- What everybody is shown: a band once a day before the freeze, two significant digits after it.
create table lot_bands (
  lot_id uuid primary key references lots on delete cascade,
  low    bigint not null default 0,
  high   bigint not null default 10,
  buyers int,                                         -- null: fewer than five, or one holds half
  frozen boolean not null default false,
  at     timestamptz not null default clock_timestamp()
);
call protect('lot_bands', 'exists (select from lots where lots.id = lot_id)', verbs => 'select');

create function tell_band() returns trigger language plpgsql as $$
begin
  perform pg_notify('muster_live', (select round_id from lots where id = new.lot_id)::text);
  return null;
end $$;
create trigger tell_live after update on lot_bands for each row execute function tell_band();
create trigger tell_live after update of state on lots for each row execute function tell_live('round_id');

create function open_lot_figures() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into lot_totals (lot_id) values (new.id);
  insert into lot_bands (lot_id) values (new.id);
  return null;
end $$;
create trigger open_lot_figures after insert on lots for each row execute function open_lot_figures();

-- Who has pledged, not what: shown to the office while the round is open.
create function pledgers(round uuid) returns table (lot_id uuid, org_id uuid, signed_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select lot_id, org_id, signed_at from pledges
  where round_id = round and state in ('active', 'frozen') and (app_is('officer') or app_is('auditor'));
$$;
grant execute on function pledgers to muster_app, muster_worker;

-- Buyers of a round: those with a pledge that stands or stood at the freeze.
create function app_buys(round uuid) returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  select exists (select from pledges where round_id = round and org_id = app_org()
                   and state not in ('draft', 'awaiting_approval', 'withdrawn', 'dropped'));
$$;
grant execute on function app_buys to muster_app, muster_worker;

-- The scripts with which browsers seal and open, as a build serves them: lines of `sha256sum`. Each list once, in the log
-- before anybody is served by it (procurement.md §6).
create table sealing_scripts (
  id       uuid primary key default uuidv7(),
  digest   bytea not null unique check (length(digest) = 32),
  list     text not null check (digest = sha256(convert_to(list, 'UTF8'))),
  event_id uuid not null references events,
  at       timestamptz not null default clock_timestamp()
);
call share('sealing_scripts', 'whoever seals may compare what they are served');
call append_only('sealing_scripts');
create function record_scripts(served text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its uuid := uuidv7();
  told bytea := sha256(convert_to(served, 'UTF8'));
  event uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('sealing scripts', 0));
  if exists (select from sealing_scripts where digest = told) then return; end if;
  event := record_event('scripts.served', its, jsonb_build_object('digest', encode(told, 'hex'),
                        'files', to_jsonb(string_to_array(rtrim(served, E'\n'), E'\n'))));
  insert into sealing_scripts (id, digest, list, event_id) values (its, told, served, event);
end $$;
grant execute on function record_scripts to muster_app, muster_worker;

-- What everyone may know of a round's course: that it happened and when, never who did it; and with what is sealed.
create function is_public(event events) returns boolean language sql stable as $$
  select event.kind = 'scripts.served' or exists (select from rounds r where r.id = event.round_id and r.state <> 'draft') and (
    event.kind in ('round.published', 'round.amended', 'round.frozen', 'round.bids_closed', 'round.technical_opened',
                   'round.eligibility_fixed', 'round.prices_opened', 'round.suspended', 'round.resumed', 'round.closed',
                   'round.voided', 'question.answered')
    or event.kind like 'award.%' or event.kind = 'challenge.answered');
$$;
create function round_history(round uuid)
returns table (id uuid, kind text, at timestamptz, subject_id uuid, ix bigint, hash bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select e.id, e.kind, e.at, e.subject_id, l.ix, l.hash from events e left join leaves l on l.event_id = e.id
  where e.round_id = round and is_public(e);
$$;
-- What anyone may know of a leaf: that of a public event also says what it tells of.
create function shown_leaf(place bigint)
returns table (ix bigint, hash bytea, filler boolean, event_id uuid, kind text, at timestamptz, round_id uuid, scripts text)
language sql stable security definer set search_path = public, pg_temp as $$
  select l.ix, l.hash, l.filler is not null, e.id, e.kind, e.at, e.round_id, encode(s.digest, 'hex')
  from leaves l left join events e on e.id = l.event_id and is_public(e)
    left join sealing_scripts s on s.event_id = e.id where l.ix = place;
$$;
grant execute on function round_history, shown_leaf to muster_app, muster_worker;

-- A notice for everyone whom a round concerns: enterprises that pledge, whoever asked, and every vendor alike, so that
-- a notice tells nobody who bids.
create function tell_round(round uuid, kind text, href text, event uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  select notify_roles(org, array['buyer', 'approver', 'vendor'], tell_round.kind, '{}', href, event)
  from (select org_id as org from pledges where round_id = round and state not in ('withdrawn', 'dropped')
        union select a.org_id from question_authors a join questions q on q.id = a.question_id where q.round_id = round
        union select id from organizations where organizations.kind = 'vendor' and state = 'verified') as concerned;
$$;
-- A notice for the whole market: buyers of enterprises and every vendor.
create function tell_market(kind text, href text, event uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  select notify_roles(id, array['buyer', 'vendor'], tell_market.kind, '{}', href, event)
  from organizations where organizations.kind in ('enterprise', 'vendor') and state = 'verified';
$$;
grant execute on function tell_round, tell_market to muster_app, muster_worker;
