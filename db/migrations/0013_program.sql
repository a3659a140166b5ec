-- The office of the joint conference: its plan, meetings, reports, briefs, training, honors, market supervision, and
-- the daily statuses from which every figure of the past is answered. No figure here is typed in.

create table plans (
  id            uuid primary key default uuidv7(),
  org_id        uuid not null references organizations,
  year          int not null unique check (year between 2012 and 2100),
  title         text not null,
  objectives    text not null default '',
  targets_due   date not null,
  published_at  timestamptz
);
call share('plans', 'the annual plan is published', 'select, insert, update');

create table targets (
  id          uuid primary key default uuidv7(),
  plan_id     uuid not null references plans,
  org_id      uuid not null references organizations,       -- who answers for it: the office, an agency, a district
  scope       text not null check (scope in ('city', 'district', 'sector', 'agency')),
  scope_code  text,                                         -- district or sector code
  measure     text not null check (measure in ('compliant', 'self_inspected', 'pilots', 'trained', 'bought', 'licenses', 'mediated')),
  number      int not null check (number > 0),
  due_on      date not null,
  baseline    int not null default 0,
  state       text not null default 'proposed' check (state in ('proposed', 'returned', 'accepted', 'superseded')),
  reason      text,
  replaces_id uuid references targets,
  proposed_by uuid references persons,
  decided_by  uuid references persons,
  decided_at  timestamptz,
  at          timestamptz not null default clock_timestamp()
);
create index targets_by_plan on targets (plan_id, state);
call protect('targets', $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) or state = 'accepted' $$,
  $$ org_id = (select app_org()) or (select app_is('officer')) $$);
call guard_states('targets', 'target');

create table meetings (
  id          uuid primary key default uuidv7(),
  org_id      uuid not null references organizations,
  kind        text not null check (kind in ('plenary', 'liaison')),
  title       text not null,
  starts_at   timestamptz not null,
  minutes_planned int not null default 90 check (minutes_planned between 10 and 600),
  place       text not null,
  agenda      text not null default '',
  state       text not null default 'planned' check (state in ('planned', 'invited', 'held', 'minutes_approved', 'canceled')),
  minutes     text,
  minutes_by  uuid references persons,
  approved_by uuid references persons,
  reason      text,
  check (approved_by is null or approved_by <> minutes_by)
);
call protect('meetings', $$ (select app_is('officer')) or (select app_is('liaison')) or (select app_is('leader')) or (select app_is('auditor')) $$, $$ (select app_is('officer')) $$);
call guard_states('meetings', 'meeting');

create table meeting_members (
  meeting_id uuid not null references meetings,
  org_id     uuid not null references organizations,
  answer     text check (answer in ('coming', 'not_coming')),
  attended   boolean,
  primary key (meeting_id, org_id)
);
call protect('meeting_members', $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) $$);

create table resolutions (
  id         uuid primary key default uuidv7(),
  meeting_id uuid not null references meetings,
  org_id     uuid not null references organizations,        -- who does it
  text       text not null,
  due_on     date not null,
  state      text not null default 'open' check (state in ('open', 'done', 'dropped')),
  reason     text,
  done_at    timestamptz,
  check (state <> 'dropped' or reason is not null)
);
call protect('resolutions', $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) $$);
call guard_states('resolutions', 'resolution');

create table report_rounds (
  id        uuid primary key default uuidv7(),
  org_id    uuid not null references organizations,
  title     text not null,
  period    text not null check (period in ('monthly', 'quarterly', 'one_off')),
  covers_from date not null,
  covers_to   date not null,
  due_on    date not null,
  form      jsonb not null,                                 -- fields: computed figure, number, text, file
  opened_at timestamptz,
  check (covers_from <= covers_to)
);
call protect('report_rounds', $$ (select app_is('officer')) or (select app_is('auditor')) or ((select app_is('liaison')) or (select app_is('leader'))) and opened_at is not null $$, $$ (select app_is('officer')) $$);

create table report_tasks (
  id           uuid primary key default uuidv7(),
  round_id     uuid not null references report_rounds,
  org_id       uuid not null references organizations,
  state        text not null default 'open' check (state in ('open', 'submitted', 'approved_by_leader', 'accepted', 'returned')),
  answers      jsonb not null default '{}',
  figures      jsonb not null default '{}',                 -- computed and locked at submission
  submitted_by uuid references persons,
  submitted_at timestamptz,
  approved_by  uuid references persons,
  decided_by   uuid references persons,
  reason       text,
  unique (round_id, org_id),
  check (approved_by is null or approved_by <> submitted_by)
);
call protect('report_tasks', $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) $$);
call guard_states('report_tasks', 'report_task');

create table briefs (
  id           uuid primary key default uuidv7(),
  no           int not null unique,
  title        text not null,
  covers_from  date not null,
  covers_to    date not null,
  figures      jsonb not null,                              -- computed when drafted; the text may comment, not change them
  body         text not null default '',
  body_en      text not null default '',
  state        text not null default 'draft' check (state in ('draft', 'in_review', 'published', 'corrected')),
  corrects_id  uuid references briefs,
  written_by   uuid not null references persons,
  approved_by  uuid references persons,
  published_at timestamptz,
  check (approved_by is null or approved_by <> written_by),
  check ((published_at is null) = (state in ('draft', 'in_review')))
);
call protect('briefs', $$ published_at is not null or (select app_is('officer')) or (select app_is('auditor')) $$, $$ (select app_is('officer')) $$);
call guard_states('briefs', 'brief');

create table announcements (
  id           uuid primary key default uuidv7(),
  title_zh     text not null,
  title_en     text not null default '',
  body_zh      text not null,
  body_en      text not null default '',
  pinned       boolean not null default false,
  state        text not null default 'draft' check (state in ('draft', 'in_review', 'published', 'corrected')),
  publish_at   timestamptz,
  published_at timestamptz,
  written_by   uuid not null references persons,
  approved_by  uuid references persons,
  check (approved_by is null or approved_by <> written_by)
);
call protect('announcements', $$ published_at is not null or (select app_is('officer')) or (select app_is('auditor')) $$, $$ (select app_is('officer')) $$);
call guard_states('announcements', 'announcement');

create table list_proposals (
  id          uuid primary key default uuidv7(),
  edition_id  uuid not null references editions,
  org_id      uuid not null references organizations,
  reason      text not null,
  state       text not null default 'submitted' check (state in ('submitted', 'in_review', 'accepted', 'rejected', 'removed')),
  review      text,
  decided_by  uuid references persons,
  decided_at  timestamptz,
  decision_no text,
  at          timestamptz not null default clock_timestamp()
);
call protect('list_proposals', $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('liaison')) or (select app_is('auditor')) $$);
call guard_states('list_proposals', 'list_proposal');

create table trainings (
  id          uuid primary key default uuidv7(),
  title_zh    text not null,
  title_en    text not null default '',
  topic       text not null check (topic in ('copyright', 'asset_management', 'technology')),
  starts_at   timestamptz not null,
  ends_at     timestamptz not null,
  place       text not null,
  seats       int not null check (seats between 1 and 10000),
  taken       int not null default 0 check (taken >= 0),
  description text not null default '',
  state       text not null default 'draft' check (state in ('draft', 'open', 'held', 'closed', 'canceled')),
  code_hash   bytea,                                        -- attendance code, shown in the room
  check (starts_at < ends_at),
  constraint trainings_no_seat_twice check (taken <= seats)
);
call protect('trainings', $$ state <> 'draft' or (select app_is('officer')) $$, $$ (select app_is('officer')) $$);
call guard_states('trainings', 'training');

create table enrollments (
  id             uuid primary key default uuidv7(),
  training_id    uuid not null references trainings,
  org_id         uuid not null references organizations,
  person         text not null,
  mail           text,
  state          text not null check (state in ('enrolled', 'waiting', 'attended', 'absent', 'withdrawn')),
  certificate_no text unique,
  at             timestamptz not null default clock_timestamp(),
  unique (training_id, org_id, person)
);
create index enrollments_waiting on enrollments (training_id, at) where state = 'waiting';
call protect('enrollments', $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) $$, verbs => 'select, update');
call guard_states('enrollments', 'enrollment');

-- A seat or a place in the line: one conditional update, so that the last seat is sold once.
create function enroll(training uuid, person text, mail text) returns table (id uuid, state text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare got boolean;
begin
  update trainings t set taken = taken + 1
  where t.id = training and t.state = 'open' and t.taken < t.seats and t.starts_at > clock_timestamp() returning true into got;
  if got is null and not exists (select from trainings t where t.id = training and t.state = 'open' and t.starts_at > clock_timestamp()) then
    raise exception 'training-closed' using errcode = 'MU100';
  end if;
  return query
    insert into enrollments as e (training_id, org_id, person, mail, state)
    values (training, app_org(), enroll.person, enroll.mail, case when got then 'enrolled' else 'waiting' end)
    returning e.id, e.state;
exception when unique_violation then
  raise exception 'enrolled-already' using errcode = 'MU100';
end $$;
grant execute on function enroll to muster_app;

-- Whoever withdraws gives the seat to the first who waits.
create function withdraw_enrollment(enrollment uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare was record; next uuid;
begin
  perform from trainings t join enrollments e on e.training_id = t.id where e.id = enrollment for update of t;
  update enrollments e set state = 'withdrawn' from enrollments old
  where e.id = enrollment and old.id = e.id and e.org_id = app_org() and e.state in ('enrolled', 'waiting')
  returning old.state, e.training_id into was;
  if was is null then raise exception 'already-moved' using errcode = 'MU100'; end if;
  if was.state = 'waiting' then return; end if;
  select e.id into next from enrollments e where e.training_id = was.training_id and e.state = 'waiting' order by e.at, e.id limit 1;
  if next is null then update trainings set taken = taken - 1 where id = was.training_id;
  else update enrollments set state = 'enrolled' where id = next; end if;
end $$;
grant execute on function withdraw_enrollment to muster_app;

create table surveys (
  id        uuid primary key default uuidv7(),
  org_id    uuid not null references organizations,
  title_zh  text not null,
  title_en  text not null default '',
  form      jsonb not null,
  filter    jsonb not null default '{}',
  due_on    date not null,
  state     text not null default 'draft' check (state in ('draft', 'open', 'closed')),
  opened_at timestamptz
);
call protect('surveys', $$ state <> 'draft' or (select app_is('officer')) $$, $$ (select app_is('officer')) $$);
call guard_states('surveys', 'survey');

create table survey_answers (
  survey_id   uuid not null references surveys,
  org_id      uuid not null references organizations,
  answers     jsonb,
  answered_at timestamptz,
  primary key (survey_id, org_id)
);
call protect('survey_answers', $$ org_id = (select app_org()) or (select app_is('officer')) $$);

create table honor_calls (
  id             uuid primary key default uuidv7(),
  title_zh       text not null,
  title_en       text not null default '',
  opens_on       date not null,
  closes_on      date not null,
  clean_years    int not null default 3,                    -- no blacklist entry within so many years
  needs_pilot    boolean not null default false,
  notice_days    int not null default 7,
  criteria       jsonb not null default '[]',
  state          text not null default 'draft' check (state in ('draft', 'open', 'scoring', 'noticed', 'closed'))
);
call protect('honor_calls', $$ state <> 'draft' or (select app_is('officer')) $$, $$ (select app_is('officer')) $$);
call guard_states('honor_calls', 'honor_call');

create table honor_applications (
  id          uuid primary key default uuidv7(),
  call_id     uuid not null references honor_calls,
  org_id      uuid not null references organizations,
  statement   text not null default '',
  file_id     uuid references files,
  state       text not null default 'draft' check (state in ('draft', 'submitted', 'eligible', 'ineligible', 'scored', 'noticed', 'recommended', 'rejected')),
  reasons     text[] not null default '{}',
  score       int,
  noticed_at  timestamptz,
  certificate_no text unique,
  unique (call_id, org_id)
);
call protect('honor_applications', $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('evaluator')) or (select app_is('auditor')) or state in ('noticed', 'recommended') $$,
  $$ org_id = (select app_org()) or (select app_is('officer')) $$);
call guard_states('honor_applications', 'honor_application');

create table honor_scores (
  application_id uuid not null references honor_applications,
  org_id         uuid not null references organizations,    -- the reviewer's own
  reviewer_id    uuid not null references persons,
  points         jsonb not null,
  conflict       boolean not null default false,
  at             timestamptz not null default clock_timestamp(),
  primary key (application_id, reviewer_id)
);
call protect('honor_scores', $$ reviewer_id = (select app_person()) or (select app_is('auditor')) $$, $$ reviewer_id = (select app_person()) $$);

create table sellers (
  id        uuid primary key default uuidv7(),
  name      text not null,
  kind      text not null check (kind in ('shop', 'mall', 'online', 'assembler')),
  uscc      text,
  district  char(6) references districts,
  address   text not null default '',
  website   text,
  org_id    uuid references organizations
);
call protect('sellers', $$ (select app_is('inspector')) or (select app_is('officer')) or (select app_is('auditor')) or org_id = (select app_org()) $$, $$ (select app_is('inspector')) or (select app_is('officer')) $$);

create table responsibility_letters (
  id         uuid primary key default uuidv7(),
  seller_id  uuid not null references sellers,
  org_id     uuid references organizations,
  version    int not null,
  text       text not null,
  sha256     bytea not null,
  state      text not null default 'offered' check (state in ('offered', 'signed', 'expired', 'terminated')),
  signed_by  text,
  signed_at  timestamptz,
  expires_on date not null
);
call protect('responsibility_letters', $$ (select app_is('inspector')) or (select app_is('officer')) or (select app_is('auditor')) or org_id = (select app_org()) $$);
call guard_states('responsibility_letters', 'responsibility_letter');

create table market_visits (
  id         uuid primary key default uuidv7(),
  seller_id  uuid not null references sellers,
  visited_on date not null,
  by         uuid not null references persons,
  checklist  jsonb not null default '[]',
  finding    text not null default 'none' check (finding in ('none', 'preinstalled', 'pirated_copies', 'online', 'other')),
  remark     text not null default '',
  file_ids   uuid[] not null default '{}'
);
call protect('market_visits', $$ (select app_is('inspector')) or (select app_is('officer')) or (select app_is('auditor')) $$);

create table market_cases (
  id          uuid primary key default uuidv7(),
  no          text not null unique,
  seller_id   uuid not null references sellers,
  visit_id    uuid references market_visits,
  facts       text not null,
  state       text not null default 'opened' check (state in ('opened', 'investigated', 'decided', 'closed')),
  decision_no text,
  decided_on  date,
  fine        bigint check (fine >= 0),
  published   text,                                         -- masked text of a typical case
  opened_at   timestamptz not null default clock_timestamp(),
  check (state in ('opened', 'investigated') or decision_no is not null)
);
call protect('market_cases', $$ published is not null or (select app_is('inspector')) or (select app_is('officer')) or (select app_is('auditor')) $$, $$ (select app_is('inspector')) or (select app_is('officer')) $$);
call guard_states('market_cases', 'market_case');

create table disclosures (
  id        uuid primary key default uuidv7(),
  org_id    uuid not null references organizations,
  kind      text not null check (kind in ('litigation', 'violation', 'statement', 'other')),
  text      text not null,
  source    text not null,
  link      text,
  on_day    date not null,
  follow_up text,
  by        uuid not null references persons
);
call protect('disclosures', $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) $$, $$ (select app_is('officer')) $$);

create table budget_lines (
  id       uuid primary key default uuidv7(),
  org_id   uuid not null references organizations,
  year     int not null,
  name     text not null,
  planned  bigint not null check (planned >= 0),
  currency char(3) not null default 'CNY'
);
call protect('budget_lines', $$ (select app_is('officer')) or (select app_is('auditor')) $$, $$ (select app_is('officer')) $$, verbs => 'select, insert, update, delete');

create table budget_spendings (
  id         uuid primary key default uuidv7(),
  line_id    uuid not null references budget_lines,
  amount     bigint not null check (amount <> 0),
  voucher_no text not null,
  spent_on   date not null,
  remark     text not null default '',
  by         uuid not null references persons
);
call protect('budget_spendings', $$ (select app_is('officer')) or (select app_is('auditor')) $$, $$ (select app_is('officer')) $$, verbs => 'select, insert');
call append_only('budget_spendings');

-- One row per enterprise and day on which its masked status changed: the past answers from here.
create table status_days (
  org_id uuid not null references organizations,
  day    date not null,
  status text not null,
  primary key (org_id, day)
);
create index status_days_by_day on status_days (day);
call protect('status_days', $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) or (select app_is('liaison')) or (select app_is('leader')) $$, verbs => 'select');
