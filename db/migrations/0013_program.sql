-- The office of the joint conference: its plan, meetings, reports, briefs, training, honors, market supervision, and
-- the daily statuses from which every figure of the past is answered. No figure here is typed in.

create table plans (
  id            uuid primary key default uuidv7(),
  org_id        uuid not null references organizations,
  year          int not null unique check (year between 2012 and 2100),
  title         text not null,
  title_en      text,
  objectives    text not null default '',
  targets_due   date not null,
  published_at  timestamptz
);
call protect('plans', $$ published_at is not null or (select app_is('officer')) or (select app_is('auditor')) $$, $$ (select app_is('officer')) $$);

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
-- One number stands for a scope and a measure; one change of it may wait.
create unique index targets_one_stands on targets (plan_id, org_id, scope, coalesce(scope_code, ''), measure) where state = 'accepted';
create unique index targets_one_waits on targets (plan_id, org_id, scope, coalesce(scope_code, ''), measure) where state in ('proposed', 'returned');
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
  approved_at timestamptz,
  invited_at  timestamptz,
  reason      text,
  check (approved_by is null or approved_by <> minutes_by),
  check (state <> 'minutes_approved' or (minutes is not null and approved_by is not null))
);
-- The office's drafts are its own; the leader of the office may approve minutes as an officer may.
call protect('meetings', $$ (select app_is('officer')) or (select app_is('auditor')) or ((select app_is('liaison')) or (select app_is('leader'))) and state <> 'planned' $$,
  $$ (select app_is('officer')) or ((select app_is('leader')) and org_id = (select app_org())) $$);
call guard_states('meetings', 'meeting');

create table meeting_members (
  meeting_id uuid not null references meetings,
  org_id     uuid not null references organizations,
  answer     text check (answer in ('coming', 'not_coming')),
  attended   boolean,
  primary key (meeting_id, org_id)
);
call protect('meeting_members', 'exists (select from meetings m where m.id = meeting_id)', $$ org_id = (select app_org()) or (select app_is('officer')) $$,
  verbs => 'select, insert, update, delete');

create table resolutions (
  id         uuid primary key default uuidv7(),
  meeting_id uuid not null references meetings,
  org_id     uuid not null references organizations,        -- who does it
  text       text not null,
  due_on     date not null,
  state      text not null default 'open' check (state in ('open', 'done', 'dropped')),
  reason     text,
  done_at    timestamptz,
  reminded   int[] not null default '{}',
  check (state <> 'dropped' or reason is not null)
);
create index resolutions_open on resolutions (due_on) where state = 'open';
call protect('resolutions', 'exists (select from meetings m where m.id = meeting_id)', $$ org_id = (select app_org()) or (select app_is('officer')) $$);
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
  approved_at  timestamptz,
  decided_at   timestamptz,
  reason       text,
  reminded     int[] not null default '{}',                 -- days before the due day on which a reminder went out
  unique (round_id, org_id),
  check (approved_by is null or approved_by <> submitted_by),
  check (state = 'open' or submitted_at is not null)
);
create index report_tasks_by_org on report_tasks (org_id, state);
call protect('report_tasks', $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) $$);
-- The computed figures are written by submit_report alone: no form, and no statement of the application, reaches them.
revoke insert, update on report_tasks from muster_app;
grant insert (round_id, org_id) on report_tasks to muster_app;
grant update (state, answers, approved_by, approved_at, decided_by, decided_at, reason) on report_tasks to muster_app;
call guard_states('report_tasks', 'report_task');

create table briefs (
  id           uuid primary key default uuidv7(),
  no           int unique,                                  -- given when it is published, without gaps
  title        text not null,
  title_en     text not null default '',
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
  reason       text,                                        -- why a reviewer gave it back
  at           timestamptz not null default clock_timestamp(),
  check (covers_from <= covers_to),
  check (approved_by is null or approved_by <> written_by),
  check ((published_at is null) = (state in ('draft', 'in_review'))),
  check (state in ('draft', 'in_review') or (no is not null and approved_by is not null))
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
  corrects_id  uuid references announcements,
  reason       text,
  at           timestamptz not null default clock_timestamp(),
  check (approved_by is null or approved_by <> written_by),
  check ((published_at is null) = (state in ('draft', 'in_review')))
);
create index announcements_newest on announcements (published_at desc) where state = 'published';
call protect('announcements', $$ published_at is not null or (select app_is('officer')) or (select app_is('auditor')) $$, $$ (select app_is('officer')) $$);
call guard_states('announcements', 'announcement');

-- What is published is never rewritten; it may only be marked as corrected by a later one.
create function keep_published() returns trigger language plpgsql as $$
begin
  if old.published_at is not null and to_jsonb(new) - 'state' is distinct from to_jsonb(old) - 'state' then
    raise exception '% is published', tg_table_name using errcode = 'MU001';
  end if;
  return new;
end $$;
create trigger keep_published before update on briefs for each row execute function keep_published();
create trigger keep_published before update on announcements for each row execute function keep_published();

-- Whoever asked for briefs by mail and confirmed the address. Read and changed by functions and the worker alone.
create table subscriptions (
  id           uuid primary key default uuidv7(),
  mail         text not null unique check (mail = lower(mail)),
  locale       text not null check (locale in ('zh', 'en')),
  token        text not null unique,
  confirmed_at timestamptz,
  at           timestamptz not null default clock_timestamp()
);
call protect('subscriptions', 'false', verbs => 'select');

-- Answers the token to be mailed; null for an address that is confirmed or was written to just now, which nobody learns.
create function subscribe(its_mail text, its_locale text, fresh text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare got text;
begin
  insert into subscriptions (mail, locale, token) values (lower(its_mail), its_locale, fresh)
  on conflict (mail) do update set locale = excluded.locale, at = clock_timestamp()
    where subscriptions.confirmed_at is null and subscriptions.at < clock_timestamp() - interval '10 minutes'
  returning token into got;
  return got;
end $$;
create function confirm_subscription(its_token text) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  with done as (update subscriptions set confirmed_at = coalesce(confirmed_at, clock_timestamp()) where token = its_token returning 1)
  select exists (select from done);
$$;
create function end_subscription(its_token text) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  with done as (delete from subscriptions where token = its_token returning 1) select exists (select from done);
$$;
grant execute on function subscribe, confirm_subscription, end_subscription to muster_app;

create table list_proposals (
  id          uuid primary key default uuidv7(),
  edition_id  uuid not null references editions,
  org_id      uuid not null references organizations,
  reason      text not null check (length(reason) between 2 and 2000),
  state       text not null default 'submitted' check (state in ('submitted', 'in_review', 'accepted', 'rejected', 'removed')),
  proposed_by uuid references persons default app_person(),
  criteria    jsonb not null default '{}',                  -- what the review found: criterion → 'met' or 'not_met'
  review      text,
  reviewed_by uuid references persons,
  reviewed_at timestamptz,
  decision    text,                                         -- why it was decided so
  decided_by  uuid references persons,
  decided_at  timestamptz,
  decision_no text,
  valid_until date,
  entry_id    uuid unique references recommended_entries,
  removal     text,
  removed_at  timestamptz,
  at          timestamptz not null default clock_timestamp(),
  check (state <> 'in_review' or review is not null),
  check (state not in ('accepted', 'removed') or (review is not null and decision_no is not null and valid_until is not null and entry_id is not null)),
  check (state in ('submitted', 'in_review') or (decision is not null and decided_at is not null)),
  check (state <> 'removed' or (removal is not null and removed_at is not null))
);
create unique index list_proposals_one_open on list_proposals (edition_id) where state in ('submitted', 'in_review');
-- The agency that reviews what is proposed: in the plan the science and technology bureau.
create function app_reviews_list() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select (app_is('liaison') or app_is('leader')) and exists (select from agencies where org_id = app_org() and reviews_list);
$$;
grant execute on function app_reviews_list to muster_app;
call protect('list_proposals', $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('liaison')) or (select app_is('leader')) or (select app_is('auditor')) $$,
  $$ org_id = (select app_org()) $$, verbs => 'select, insert');
create policy changed on list_proposals for update to muster_app
  using ((select app_is('officer')) or (select app_reviews_list())) with check ((select app_is('officer')) or (select app_reviews_list()));
grant update on list_proposals to muster_app;
call guard_states('list_proposals', 'list_proposal');

-- How a vendor served over a year, counted from facts each quarter. The vendor sees it first and may comment on it; from its
-- release on it stands beside the vendor's application for a round. Its figures are the clock's alone.
create table scorecards (
  id           uuid primary key default uuidv7(),
  vendor_id    uuid not null references organizations,
  covers_from  date not null,
  covers_to    date not null,
  figures      jsonb not null,
  state        text not null default 'shown' check (state in ('shown', 'released')),
  comment_due  timestamptz not null,
  comment      text check (length(comment) between 2 and 4000),
  commented_by uuid references persons,
  commented_at timestamptz,
  shown_at     timestamptz not null default clock_timestamp(),
  released_at  timestamptz,
  unique (vendor_id, covers_to),
  check (covers_from <= covers_to),
  check ((state = 'released') = (released_at is not null)),
  check (num_nonnulls(comment, commented_by, commented_at) in (0, 3))
);
create index scorecards_shown on scorecards (comment_due) where state = 'shown';
call protect('scorecards', $$ vendor_id = (select app_org()) or state = 'released' and ((select app_is('officer')) or (select app_is('auditor'))
    or (select app_is('evaluator')) or (select app_is('liaison')) or (select app_is('leader'))) $$, $$ vendor_id = (select app_org()) $$, verbs => 'select, update');
revoke update on scorecards from muster_app;
grant update (comment, commented_by, commented_at) on scorecards to muster_app;
call guard_states('scorecards', 'scorecard');

-- What a vendor did in a span of days, as counts; a share of fewer than five tells of single ones and is left to the reader.
-- Cases are confidential: how many there are is said from five on.
create function scorecard_figures(vendor uuid, since date, until date) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  with answers (took) as (
    select k.at - o.placed_at from orders o join contracts c on c.order_id = o.id
    join contract_confirmations k on k.contract_id = c.id and k.side = 'vendor'
    where o.vendor_id = vendor and shanghai_day(k.at) between since and until
    union all
    select w.answered_at - w.raised_at from price_watches w join awards a on a.id = w.award_id
    where a.vendor_id = vendor and shanghai_day(w.answered_at) between since and until),
  figures (name, value) as (
    select 'due', count(*) from orders where vendor_id = vendor and shanghai_day(deliver_due) between since and until
      and (closed_at is null or closed_at > deliver_due)
    union all
    select 'onTime', count(*) from orders where vendor_id = vendor and shanghai_day(deliver_due) between since and until
      and (closed_at is null or closed_at > deliver_due) and delivered_at <= deliver_due
    union all
    select 'deliveries', count(*) from delivery_notes n join orders o on o.id = n.order_id
    where o.vendor_id = vendor and n.state in ('accepted', 'rejected') and shanghai_day(n.decided_at) between since and until
    union all
    select 'rejected', count(*) from delivery_notes n join orders o on o.id = n.order_id
    where o.vendor_id = vendor and n.state = 'rejected' and shanghai_day(n.decided_at) between since and until
    union all
    select 'answers', count(*) from answers
    union all
    select 'answerHours', (extract(epoch from percentile_cont(0.5) within group (order by took)) / 3600)::bigint from answers
    union all
    select 'breaches', count(*) from price_watches w join awards a on a.id = w.award_id
    where a.vendor_id = vendor and w.state = 'granted' and shanghai_day(w.decided_at) between since and until
    union all
    select 'orders', count(*) from orders where vendor_id = vendor and shanghai_day(confirmed_at) between since and until
    union all
    select 'cases', nullif(greatest(count(*), 4), 4) from cases
    where respondent_id = vendor and state <> 'draft' and shanghai_day(filed_at) between since and until)
  select jsonb_object_agg(name, value) from figures;
$$;
revoke execute on function scorecard_figures from public;
grant execute on function scorecard_figures to muster_worker;

-- What a product last cost when it was bought together; as public as the awards themselves.
create function last_group_price(edition uuid) returns bigint language sql stable
  return (select a.unit_price from awards a join award_runs u on u.id = a.run_id join rounds r on r.id = u.round_id
          where a.edition_id = edition and u.state = 'adopted' and r.state in ('confirmed', 'concluded')
          order by r.confirmed_at desc, a.id desc limit 1);
grant execute on function last_group_price to muster_app;

create table trainings (
  id          uuid primary key default uuidv7(),
  title_zh    text not null,
  title_en    text not null default '',
  topic       text not null check (topic in ('copyright', 'asset_management', 'technology')),
  starts_at   timestamptz not null,
  ends_at     timestamptz not null,
  place       text not null,
  place_en    text not null default '',
  seats       int not null check (seats between 1 and 10000),
  taken       int not null default 0 check (taken >= 0),
  description text not null default '',
  state       text not null default 'draft' check (state in ('draft', 'open', 'held', 'closed', 'canceled')),
  code_hash   bytea,                                        -- attendance code, shown in the room
  reminded_at timestamptz,
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
call protect('enrollments', $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) $$, verbs => 'select');
-- Who is in the room the office marks; who comes, and in which place of the line, only the functions below write.
grant update (state, certificate_no) on enrollments to muster_app;
create policy marked on enrollments for update to muster_app using ((select app_is('officer'))) with check ((select app_is('officer')));
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

-- Whoever withdraws gives the seat to the first who waits; answers who that is.
create function withdraw_enrollment(enrollment uuid) returns table (moved_up uuid, org_id uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
declare was record; next record;
begin
  perform from trainings t join enrollments e on e.training_id = t.id where e.id = enrollment for update of t;
  update enrollments e set state = 'withdrawn' from enrollments old
  where e.id = enrollment and old.id = e.id and e.org_id = app_org() and e.state in ('enrolled', 'waiting')
    and exists (select from trainings t where t.id = e.training_id and t.state = 'open')
  returning old.state, e.training_id into was;
  if was is null then raise exception 'already-moved' using errcode = 'MU100'; end if;
  if was.state = 'waiting' then return; end if;
  select e.id, e.org_id into next from enrollments e where e.training_id = was.training_id and e.state = 'waiting' order by e.at, e.id limit 1;
  if next.id is null then
    update trainings set taken = taken - 1 where id = was.training_id;
    return;
  end if;
  update enrollments set state = 'enrolled' where id = next.id;
  return query select next.id, next.org_id;
end $$;
grant execute on function withdraw_enrollment to muster_app;

-- Nobody guesses the number of a certificate: whoever has it was given it.
create function training_certificate_no(starts_at timestamptz) returns text language sql volatile
  return 'TC-' || to_char(starts_at at time zone 'Asia/Shanghai', 'YYYY') || '-' || upper(left(encode(sha256(uuid_send(gen_random_uuid())), 'hex'), 10));
grant execute on function training_certificate_no to muster_app;

-- Of each question two to six choices, one of them right; as many rights as questions.
create function quiz_whole(questions jsonb, rights int[]) returns boolean language sql immutable
  return jsonb_array_length(questions) between 1 and 10 and cardinality(rights) = jsonb_array_length(questions)
    and not exists (select from jsonb_array_elements(questions) with ordinality q (its, at)
      where (jsonb_array_length(its -> 'choices') between 2 and 6 and rights[at] between 0 and jsonb_array_length(its -> 'choices') - 1) is not true);
grant execute on function quiz_whole to muster_app;

create table training_quizzes (
  training_id uuid primary key references trainings,
  questions   jsonb not null,                               -- [{ask, askEn, choices, choicesEn}]
  rights      int[] not null,                               -- of each question the right choice, from 0
  pass_at     int not null,                                 -- how many right answers pass
  needed      boolean not null default false,               -- no certificate without the pass
  check (quiz_whole(questions, rights)),
  check (pass_at between 1 and cardinality(rights))
);
call protect('training_quizzes', $$ exists (select from trainings t where t.id = training_id) $$,
  $$ (select app_is('officer')) and exists (select from trainings t where t.id = training_id and t.state in ('draft', 'open')) $$);
-- What is right is written by the office and read by the functions below alone.
revoke select on training_quizzes from muster_app;
grant select (training_id, questions, pass_at, needed) on training_quizzes to muster_app;

-- The office reads what it set.
create function quiz_rights(training uuid) returns int[]
language sql stable security definer set search_path = public, pg_temp as $$
  select rights from training_quizzes where training_id = training and app_is('officer');
$$;
revoke execute on function quiz_rights from public;
grant execute on function quiz_rights to muster_app;

create table quiz_attempts (
  enrollment_id uuid not null references enrollments,
  no            int not null check (no between 1 and 3),
  score         int not null check (score between 0 and 10),
  passed        boolean not null,
  at            timestamptz not null default clock_timestamp(),
  primary key (enrollment_id, no)
);
create unique index quiz_attempts_passed_once on quiz_attempts (enrollment_id) where passed;
call protect('quiz_attempts', $$ exists (select from enrollments e where e.id = enrollment_id) $$, verbs => 'select');

-- A quiz that nobody has answered can be taken away (an answer and a removal take turns by the training's row).
grant delete on training_quizzes to muster_app;
create policy dropped on training_quizzes for delete to muster_app using ((select app_is('officer')) and not exists (
  select from quiz_attempts a join enrollments e on e.id = a.enrollment_id where e.training_id = training_quizzes.training_id));

-- How many answers are the right ones.
create function quiz_score(rights int[], answers int[]) returns int language sql immutable
  return (select count(*) from generate_subscripts(rights, 1) at where rights[at] = answers[at]);

-- What attendance alone earns: the certificate's number, unless the quiz is needed for it.
create function attendance_certificate(training trainings) returns text language sql volatile
  return case when not exists (select from training_quizzes q where q.training_id = (training).id and q.needed)
              then training_certificate_no((training).starts_at) end;
grant execute on function attendance_certificate to muster_app;

-- An attempt of whoever attended, three at most, none after the pass. A needed pass makes the certificate.
create function answer_quiz(training uuid, enrollment uuid, answers int[]) returns table (no int, score int, passed boolean)
language plpgsql security definer set search_path = public, pg_temp as $$
declare its record; before bigint; points int;
begin
  select q.rights, q.pass_at, t.starts_at into its
  from enrollments e join trainings t on t.id = e.training_id join training_quizzes q on q.training_id = t.id
  where e.id = enrollment and t.id = training and e.org_id = app_org() and e.state = 'attended' and t.state in ('held', 'closed') for update of e for share of t;
  if not found then raise exception 'quiz-not-due' using errcode = 'MU100'; end if;
  if exists (select from quiz_attempts a where a.enrollment_id = enrollment and a.passed) then
    raise exception 'quiz-passed' using errcode = 'MU100';
  end if;
  select count(*) into before from quiz_attempts a where a.enrollment_id = enrollment;
  if before >= 3 then raise exception 'quiz-spent' using errcode = 'MU100'; end if;
  points := quiz_score(its.rights, answers);
  insert into quiz_attempts values (enrollment, before + 1, points, points >= its.pass_at);
  if points >= its.pass_at then
    update enrollments e set certificate_no = training_certificate_no(its.starts_at) where e.id = enrollment and e.certificate_no is null;
  end if;
  return query select before::int + 1, points, points >= its.pass_at;
end $$;
revoke execute on function answer_quiz from public;
grant execute on function answer_quiz to muster_app;

-- Whoever sat in the room knows the code that was shown there.
create function attend_training(enrollment uuid, code text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from enrollments e join trainings t on t.id = e.training_id
                 where e.id = enrollment and e.org_id = app_org() and e.state = 'enrolled' and t.state = 'held') then
    raise exception 'already-moved' using errcode = 'MU100';
  end if;
  update enrollments e set state = 'attended', certificate_no = attendance_certificate(t) from trainings t
  where e.id = enrollment and t.id = e.training_id and e.state = 'enrolled' and t.code_hash = sha256(convert_to(t.id || ' ' || code, 'UTF8'));
  if not found then raise exception 'attendance-code-wrong' using errcode = 'MU100'; end if;
end $$;
grant execute on function attend_training to muster_app;

-- What a certificate's number proves, to whoever holds it: the training, its day, and the name with all but its first sign hidden.
create function training_certificate(no text)
returns table (training_id uuid, title_zh text, title_en text, topic text, starts_at timestamptz, ends_at timestamptz, person text, organization text, quiz_passed boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select t.id, t.title_zh, t.title_en, t.topic, t.starts_at, t.ends_at, left(e.person, 1) || '**', o.name,
    exists (select from quiz_attempts a where a.enrollment_id = e.id and a.passed)
  from enrollments e join trainings t on t.id = e.training_id join organizations o on o.id = e.org_id
  where e.certificate_no = no and e.state = 'attended';
$$;
grant execute on function training_certificate to muster_app;

-- How many wait, for whoever may yet enroll: a number, no names.
create function training_waiting(training uuid) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from enrollments where training_id = training and state = 'waiting';
$$;
grant execute on function training_waiting to muster_app;

create table surveys (
  id        uuid primary key default uuidv7(),
  org_id    uuid not null references organizations,
  title_zh  text not null,
  title_en  text not null default '',
  about     text not null default '',
  form      jsonb not null,                                 -- questions: number, text, choice, need of a class
  filter    jsonb not null default '{}',                    -- {districts, sectors, ownerships, scales}; absent: any
  due_on    date not null,
  state     text not null default 'draft' check (state in ('draft', 'open', 'closed')),
  opened_at timestamptz,
  closed_at timestamptz,
  reminded  int[] not null default '{}',
  suggested uuid[] not null default '{}',                   -- classes of which a wish was suggested
  check (state = 'draft' or opened_at is not null)
);
call protect('surveys', $$ state <> 'draft' or (select app_is('officer')) or (select app_is('auditor')) $$, $$ (select app_is('officer')) $$);
call guard_states('surveys', 'survey');

-- The enterprises that a filter means.
create function survey_asks(filter jsonb, o organizations) returns boolean language sql immutable
  return o.kind = 'enterprise' and o.state = 'verified'
    and (not filter ? 'districts' or filter -> 'districts' ? o.district::text)
    and (not filter ? 'sectors' or exists (select from jsonb_array_elements_text(filter -> 'sectors') s (code) where starts_with(o.sector, s.code)))
    and (not filter ? 'ownerships' or filter -> 'ownerships' ? o.ownership)
    and (not filter ? 'scales' or filter -> 'scales' ? o.scale);
grant execute on function survey_asks to muster_app;

create table survey_answers (
  survey_id   uuid not null references surveys,
  org_id      uuid not null references organizations,
  answers     jsonb,
  answered_by uuid references persons,
  answered_at timestamptz,
  primary key (survey_id, org_id),
  check (num_nonnulls(answers, answered_by, answered_at) in (0, 3))
);
create index survey_answers_by_org on survey_answers (org_id);
call protect('survey_answers', $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) $$, $$ (select app_is('officer')) $$, verbs => 'select, insert');
-- The office knows who answered, never what: answers leave this table by the functions below alone.
revoke select, insert on survey_answers from muster_app;
grant select (survey_id, org_id, answered_at) on survey_answers to muster_app;
grant insert (survey_id, org_id) on survey_answers to muster_app;

-- What one's own enterprise answered.
create function own_answers(survey uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select answers from survey_answers where survey_id = survey and org_id = app_org();
$$;
revoke execute on function own_answers from public;
grant execute on function own_answers to muster_app;

-- Answers, or changes its answers, while the survey is open.
create function answer_survey(survey uuid, its_answers jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from surveys where id = survey and state = 'open' for share;
  if not found then raise exception 'survey-closed' using errcode = 'MU100'; end if;
  update survey_answers set answers = its_answers, answered_by = app_person(), answered_at = clock_timestamp()
  where survey_id = survey and org_id = app_org();
  if not found then raise exception 'survey-not-asked' using errcode = 'MU100'; end if;
end $$;
revoke execute on function answer_survey from public;
grant execute on function answer_survey to muster_app;

-- How many were asked and answered, by district; for the office.
create function survey_rates(survey uuid) returns table (district char(6), asked bigint, answered bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.district, count(*), count(a.answered_at) from survey_answers a join organizations o on o.id = a.org_id
  where a.survey_id = survey and (app_is('officer') or app_is('auditor')) group by o.district order by o.district;
$$;
revoke execute on function survey_rates from public;
grant execute on function survey_rates to muster_app;

-- How many answered in all; anyone may know.
create function survey_size(survey uuid) returns table (asked bigint, answered bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*), count(answered_at) from survey_answers where survey_id = survey;
$$;
grant execute on function survey_size to muster_app;

-- What a survey found, so that nobody is recognized: nothing of a question that fewer than five answered. Of a choice the
-- counts below five are hidden, and where that is one alone the smallest other with it, since the rest would tell it.
create function survey_results(survey uuid) returns table (key text, answered bigint, option text, hits bigint, total numeric, middle numeric, needing bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with its as (select * from surveys where id = survey and (state = 'closed' or app_is('officer') or app_is('auditor'))),
  given as materialized (
    select q.field ->> 'key' as key, q.field ->> 'kind' as kind, a.org_id, nullif(a.answers ->> (q.field ->> 'key'), '') as value
    from its cross join lateral jsonb_array_elements(its.form) q (field)
    join survey_answers a on a.survey_id = its.id and a.answered_at is not null),
  enough as (select key, kind, count(value) as answered from given group by 1, 2 having count(value) >= 5),
  counted as (
    select e.key, e.answered, o.option, count(g.org_id) as hits
    from enough e join its on true cross join lateral jsonb_array_elements(its.form) q (field)
    cross join lateral jsonb_array_elements_text(q.field -> 'options') o (option)
    left join given g on g.key = e.key and g.value = o.option
    where e.kind = 'choice' and q.field ->> 'key' = e.key group by 1, 2, 3),
  hidden as (
    select *, sum((hits < 5)::int) over (partition by key) as few, row_number() over (partition by key order by hits < 5, hits) as smallest from counted)
  select key, answered, option, case when hits >= 5 and not (few = 1 and smallest = 1) then hits end, null, null, null from hidden
  union all
  select e.key, e.answered, null, null, sum(g.value::numeric), percentile_cont(0.5) within group (order by g.value::numeric)::numeric,
    nullif(greatest(count(*) filter (where g.value::numeric > 0), 4), 4)
  from enough e join given g on g.key = e.key and g.value is not null where e.kind in ('number', 'need') group by 1, 2
  union all
  select e.key, e.answered, null, null, null, null, null from enough e where e.kind = 'text';
$$;
grant execute on function survey_results to muster_app;

create table honor_calls (
  id             uuid primary key default uuidv7(),
  title_zh       text not null,
  title_en       text not null default '',
  about          text not null default '',
  opens_on       date not null,
  closes_on      date not null,
  clean_years    int not null default 3 check (clean_years between 0 and 10),     -- no blacklist entry within so many years
  needs_pilot    boolean not null default false,
  notice_days    int not null default 7 check (notice_days between 5 and 60),
  places         int not null check (places between 1 and 1000),
  least_scores   int not null default 3 check (least_scores between 1 and 20),    -- of how many reviewers an application needs a score
  criteria       jsonb not null default '[]',               -- [{key, zh, en, points}]
  state          text not null default 'draft' check (state in ('draft', 'open', 'scoring', 'noticed', 'closed')),
  notice_until   timestamptz,
  check (opens_on <= closes_on),
  check (state not in ('noticed', 'closed') or notice_until is not null)
);
call protect('honor_calls', $$ state <> 'draft' or (select app_is('officer')) $$, $$ (select app_is('officer')) $$);
call guard_states('honor_calls', 'honor_call');

create table honor_applications (
  id          uuid primary key default uuidv7(),
  call_id     uuid not null references honor_calls,
  org_id      uuid not null references organizations,
  statement   text not null default '' check (length(statement) <= 8000),
  state       text not null default 'draft' check (state in ('draft', 'submitted', 'eligible', 'ineligible', 'scored', 'noticed', 'recommended', 'rejected')),
  reasons     text[] not null default '{}',                 -- why it is not eligible, or why it was rejected
  score       int,                                          -- the mean of its reviewers, in hundredths of a point
  rank        int,
  submitted_by uuid references persons,
  submitted_at timestamptz,
  noticed_at  timestamptz,
  decided_at  timestamptz,
  certificate_no text unique,
  at          timestamptz not null default clock_timestamp(),
  unique (call_id, org_id),
  unique (id, call_id),
  check (state = 'draft' or submitted_at is not null),
  check (state <> 'ineligible' or reasons <> '{}'),
  check (state not in ('scored', 'noticed', 'recommended') or num_nonnulls(score, rank) = 2),
  check ((state = 'recommended') = (certificate_no is not null))
);
-- A draft is the enterprise's own; handed in, only the office and the function below move it.
call protect('honor_applications', $$ org_id = (select app_org()) or state <> 'draft' and ((select app_is('officer')) or (select app_is('evaluator')) or (select app_is('auditor'))) $$,
  $$ org_id = (select app_org()) and state = 'draft' or state <> 'draft' and (select app_is('officer')) $$);
call guard_states('honor_applications', 'honor_application');

-- Why an enterprise cannot be honored by a call, from facts alone; empty: it can.
create function honor_reasons(call uuid, organization uuid) returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  select array_remove(array[
    case when o.state <> 'verified' then 'not-verified' end,
    case when coalesce((select s.status from organization_statuses s where s.org_id = o.id), 'not_inspected') not in ('compliant', 'regularized')
      then 'not-compliant' end,
    case when exists (select from blacklist_entries e where e.org_id = o.id and e.state in ('listed', 'removed')
                      and (e.state = 'listed' or coalesce(e.public_at, e.listed_at) > clock_timestamp() - make_interval(years => c.clean_years)))
      then 'blacklisted' end,
    case when c.needs_pilot and not exists (select from pilots p where p.org_id = o.id and p.state = 'passed') then 'no-pilot' end], null)
  from honor_calls c, organizations o
  where c.id = call and o.id = organization
    and (organization = app_org() or app_is('officer') or app_is('auditor'));
$$;
revoke execute on function honor_reasons from public;
grant execute on function honor_reasons to muster_app;

-- An enterprise hands its application in, and facts say at once whether it is eligible.
create function submit_honor(application uuid) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare its honor_applications; found_reasons text[];
begin
  select a.* into its from honor_applications a join honor_calls c on c.id = a.call_id
  where a.id = application and a.org_id = app_org() and a.state = 'draft' for update of a;
  if its.id is null then raise exception 'already-moved' using errcode = 'MU100'; end if;
  perform from honor_calls c where c.id = its.call_id and c.state = 'open' for share;
  if not found then raise exception 'call-closed' using errcode = 'MU100'; end if;
  found_reasons := honor_reasons(its.call_id, its.org_id);
  update honor_applications set state = 'submitted', submitted_by = app_person(), submitted_at = clock_timestamp() where id = its.id;
  update honor_applications set state = case when found_reasons = '{}' then 'eligible' else 'ineligible' end, reasons = found_reasons,
    decided_at = case when found_reasons = '{}' then null else clock_timestamp() end where id = its.id;
  return case when found_reasons = '{}' then 'eligible' else 'ineligible' end;
end $$;
revoke execute on function submit_honor from public;
grant execute on function submit_honor to muster_app;

-- Why this reviewer must not score this applicant: of its own, once one of its people, or within its group.
create function honor_conflict(application uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when a.org_id = app_org() then 'own'
    when exists (select from members m where m.org_id = a.org_id and m.person_id = app_person()) then 'member'
    when exists (select from ownerships w where (w.owner_id, w.owned_id) in ((app_org(), a.org_id), (a.org_id, app_org()))
                 and (w.until is null or w.until >= shanghai_day())) then 'group' end
  from honor_applications a where a.id = application;
$$;
revoke execute on function honor_conflict from public;
grant execute on function honor_conflict to muster_app;

create table honor_scores (
  application_id uuid not null references honor_applications,
  org_id         uuid not null references organizations,    -- the reviewer's own
  reviewer_id    uuid not null references persons,
  points         jsonb not null default '{}',               -- criterion → points
  total          int check (total >= 0),
  conflict       text check (length(conflict) between 2 and 500),
  at             timestamptz not null default clock_timestamp(),
  primary key (application_id, reviewer_id),
  check (num_nonnulls(total, conflict) = 1)                 -- whoever has a conflict gives no points
);
-- Reviewers score alone: the others' points are seen by the auditor; the office reads means.
call protect('honor_scores', $$ reviewer_id = (select app_person()) or (select app_is('auditor')) $$,
  $$ reviewer_id = (select app_person()) and org_id = (select app_org()) and (select app_is('evaluator'))
     and (total is null or honor_conflict(application_id) is null)
     and exists (select from honor_applications a join honor_calls c on c.id = a.call_id where a.id = application_id and a.state = 'eligible' and c.state = 'scoring') $$);

-- Whether an application is being scored; while the answer is used, its call stays as it is.
create function hold_scoring(application uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from honor_calls c join honor_applications a on a.call_id = c.id
  where a.id = application and a.state = 'eligible' and c.state = 'scoring' for share of c;
  return found;
end $$;
revoke execute on function hold_scoring from public;
grant execute on function hold_scoring to muster_app;

-- How many scored an application, how many stood back, and the mean in hundredths; of one call.
create function honor_tally(call uuid) returns table (application_id uuid, scores int, conflicts int, mean int)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, count(s.total)::int, count(s.conflict)::int, round(avg(s.total) * 100)::int
  from honor_applications a left join honor_scores s on s.application_id = a.id
  where a.call_id = call and a.state not in ('draft', 'submitted') and (app_is('officer') or app_is('auditor')) group by a.id;
$$;
revoke execute on function honor_tally from public;
grant execute on function honor_tally to muster_app;

-- Whom a call put on public notice or honored: by applying an enterprise agreed that its name is shown.
create function honored(call uuid default null)
returns table (application_id uuid, call_id uuid, organization text, organization_en text, district char(6), score int, rank int, state text, certificate_no text, decided_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.call_id, o.name, o.name_en, o.district, a.score, a.rank, a.state, a.certificate_no, a.decided_at
  from honor_applications a join organizations o on o.id = a.org_id
  where a.state in ('noticed', 'recommended') and (honored.call is null or a.call_id = honored.call);
$$;
grant execute on function honored to muster_app;

create table honor_objections (
  id             uuid primary key default uuidv7(),
  application_id uuid not null,
  call_id        uuid not null,
  org_id         uuid not null references organizations,    -- whose person objects
  by             uuid not null references persons,
  text           text not null check (length(text) between 10 and 4000),
  at             timestamptz not null default clock_timestamp(),
  answer         text check (length(answer) between 2 and 4000),
  upheld         boolean,
  answered_by    uuid references persons,
  answered_at    timestamptz,
  foreign key (application_id, call_id) references honor_applications (id, call_id),
  check (num_nonnulls(answer, upheld, answered_by, answered_at) in (0, 4))
);
create index honor_objections_open on honor_objections (application_id) where answered_at is null;
create function on_honor_notice(application uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from honor_applications a join honor_calls c on c.id = a.call_id
                 where a.id = application and a.state = 'noticed' and c.state = 'noticed' and c.notice_until > clock_timestamp());
$$;
revoke execute on function on_honor_notice from public;
grant execute on function on_honor_notice to muster_app;
call protect('honor_objections', $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) $$,
  $$ org_id = (select app_org()) and by = (select app_person()) and answered_at is null and on_honor_notice(application_id) $$, verbs => 'select, insert');
create policy changed on honor_objections for update to muster_app using ((select app_is('officer'))) with check ((select app_is('officer')));
grant update (answer, upheld, answered_by, answered_at) on honor_objections to muster_app;

-- Who applied, for whoever scores, and for everyone once it stands on public notice.
create function honor_applicant(application uuid) returns table (organization text, organization_en text)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.name, o.name_en from honor_applications a join organizations o on o.id = a.org_id
  where a.id = application and (a.state in ('noticed', 'recommended') or a.org_id = app_org() or app_is('officer') or app_is('auditor')
    or app_is('evaluator') or exists (select from honor_objections b where b.application_id = a.id and b.org_id = app_org()));
$$;
revoke execute on function honor_applicant from public;
grant execute on function honor_applicant to muster_app;

-- Nobody guesses the number of a certificate.
create function honor_certificate_no() returns text language sql volatile
  return 'HU-' || to_char(clock_timestamp() at time zone 'Asia/Shanghai', 'YYYY') || '-' || upper(left(encode(sha256(uuid_send(gen_random_uuid())), 'hex'), 10));
grant execute on function honor_certificate_no to muster_app;

-- Market supervision 市场监管: who sells software in the city, what they promised, what was found there.
create table sellers (
  id        uuid primary key default uuidv7(),
  name      text not null check (length(name) between 2 and 120),
  kind      text not null check (kind in ('shop', 'mall', 'online', 'assembler')),
  uscc      text,
  district  char(6) references districts,
  address   text not null default '',
  website   text,
  person    text not null default '',                       -- who answers for it
  phone     text,
  org_id    uuid references organizations,                  -- its organization here, by the code
  at        timestamptz not null default clock_timestamp(),
  constraint sellers_place check (case when kind = 'online' then website is not null else address <> '' end)
);
create unique index sellers_one on sellers (name, address);
call protect('sellers', $$ (select app_is('inspector')) or (select app_is('officer')) or (select app_is('auditor')) or org_id = (select app_org()) $$, $$ (select app_is('inspector')) or (select app_is('officer')) $$);

-- The text of the responsibility letter 责任书, version by version; what was signed keeps the text it was signed with.
create table letter_texts (
  version      int primary key check (version > 0),
  text         text not null check (length(text) between 20 and 8000),
  sha256       bytea not null check (length(sha256) = 32),
  months       int not null check (months between 1 and 36), -- how long a signed letter stands
  by           uuid not null references persons,
  published_at timestamptz not null default clock_timestamp()
);
call protect('letter_texts', $$ (select app_is('inspector')) or (select app_is('officer')) or (select app_is('auditor')) $$, $$ (select app_is('officer')) $$,
  verbs => 'select, insert');
call append_only('letter_texts');

create table responsibility_letters (
  id         uuid primary key default uuidv7(),
  seller_id  uuid not null references sellers,
  org_id     uuid references organizations,
  version    int not null references letter_texts,
  text       text not null,
  sha256     bytea not null,
  state      text not null default 'offered' check (state in ('offered', 'signed', 'expired', 'terminated')),
  offered_by uuid not null references persons,
  offered_at timestamptz not null default clock_timestamp(),
  signed_by  text,                                          -- the name under it
  signed_at  timestamptz,
  signed_person uuid references persons,                    -- signed with an account of its own …
  witnessed_by  uuid references persons,                    -- … or on the spot, before an inspector
  expires_on date not null,
  reason     text,
  reminded_at timestamptz,
  check (state <> 'signed' or (signed_by is not null and signed_at is not null)),
  check ((signed_at is null) = (signed_person is null and witnessed_by is null)),
  check (signed_person is null or witnessed_by is null),
  check (state <> 'terminated' or reason is not null)
);
create unique index responsibility_letters_one_offered on responsibility_letters (seller_id) where state = 'offered';
create index responsibility_letters_ending on responsibility_letters (expires_on) where state in ('offered', 'signed');
call protect('responsibility_letters', $$ (select app_is('inspector')) or (select app_is('officer')) or (select app_is('auditor')) or org_id = (select app_org()) $$,
  $$ (select app_is('inspector')) or (select app_is('officer')) or org_id = (select app_org()) $$);
create policy offered_by on responsibility_letters as restrictive for insert to muster_app with check ((select app_is('inspector')) or (select app_is('officer')));
revoke update on responsibility_letters from muster_app;
grant update (state, signed_by, signed_at, signed_person, witnessed_by, reason) on responsibility_letters to muster_app;
call guard_states('responsibility_letters', 'responsibility_letter');

-- What was seen is not rewritten: a second look is a second visit.
create table market_visits (
  id         uuid primary key default uuidv7(),
  seller_id  uuid not null references sellers,
  visited_on date not null,
  by         uuid not null references persons,
  checklist  jsonb not null default '{}',                   -- point → ok, bad, skipped
  finding    text not null default 'none' check (finding in ('none', 'preinstalled', 'pirated_copies', 'online', 'other')),
  remark     text not null default '',
  at         timestamptz not null default clock_timestamp(),
  constraint market_visits_say_what check (finding = 'none' or remark <> '')
);
create index market_visits_by_seller on market_visits (seller_id, visited_on);
call protect('market_visits', $$ (select app_is('inspector')) or (select app_is('officer')) or (select app_is('auditor')) $$,
  $$ (select app_is('inspector')) or (select app_is('officer')) $$, verbs => 'select, insert');
call append_only('market_visits');

create sequence market_case_numbers;
grant usage on sequence market_case_numbers to muster_app, muster_worker;
create table market_cases (
  id          uuid primary key default uuidv7(),
  no          text not null unique default 'MS-' || to_char(now() at time zone 'Asia/Shanghai', 'YYYY') || '-' || lpad(nextval('market_case_numbers')::text, 4, '0'),
  seller_id   uuid not null references sellers,
  visit_id    uuid references market_visits,
  facts       text not null,
  state       text not null default 'opened' check (state in ('opened', 'investigated', 'decided', 'closed')),
  evidence    text,                                         -- what the investigation established
  heard       text,                                         -- what the party said before anything was decided
  decision_no text,
  authority   text,
  ground      text,
  decided_on  date,
  fine        bigint check (fine >= 0),
  entry_id    uuid references blacklist_entries,            -- what was proposed on the decision
  outcome     text,                                         -- how it ended
  published   text,                                         -- masked text of a typical case
  published_en text not null default '',
  masked_by   uuid references persons,
  published_by uuid references persons,
  published_at timestamptz,
  opened_at   timestamptz not null default clock_timestamp(),
  check (state = 'opened' or state = 'closed' or (evidence is not null and heard is not null)),
  check (state <> 'decided' or (decision_no is not null and authority is not null and ground is not null and decided_on is not null and fine is not null)),
  check (state <> 'closed' or outcome is not null),
  check (entry_id is null or decision_no is not null),
  constraint market_cases_two_publish check (published_by <> masked_by),
  check ((published_at is null) = (published_by is null)),
  check (published_at is null or (published is not null and decision_no is not null))
);
create index market_cases_by_seller on market_cases (seller_id);
-- One case for one visit: of two who open it the second is told.
create unique index market_cases_one_of_visit on market_cases (visit_id) where visit_id is not null;
call protect('market_cases', $$ (select app_is('inspector')) or (select app_is('officer')) or (select app_is('auditor')) $$, $$ (select app_is('inspector')) or (select app_is('officer')) $$);
call guard_states('market_cases', 'market_case');

-- Typical cases 典型案例 for everyone: the masked text and what names nobody.
create function typical_cases() returns table (id uuid, text_zh text, text_en text, finding text, district char(6), fine bigint, decided_on date, published_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, c.published, c.published_en, coalesce(v.finding, 'other'), s.district, c.fine, c.decided_on, c.published_at
  from market_cases c join sellers s on s.id = c.seller_id left join market_visits v on v.id = c.visit_id
  where c.published_at is not null order by c.published_at desc;
$$;
grant execute on function typical_cases to muster_app;

-- Whoever supervises the market sees its trail.
create policy seen_by_market on events for select to muster_app
  using ((select app_is('inspector')) and split_part(kind, '.', 1) = any ('{seller,letter,visit,market_case}'::text[]));

-- Where a team goes: an enterprise's address is no one else's business than the office's and of those who visit it.
create function visit_address(inspection uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select c.address from inspections i join contacts c on c.org_id = i.org_id
  where i.id = inspection and (app_is('officer') or app_is('inspector') and app_person() = any (i.team));
$$;
revoke execute on function visit_address from public;
grant execute on function visit_address to muster_app;

-- What listed and pre-IPO enterprises disclosed 信息披露; it stays as entered, what follows is added.
create table disclosures (
  id        uuid primary key default uuidv7(),
  org_id    uuid not null references organizations,
  kind      text not null check (kind in ('litigation', 'violation', 'statement', 'other')),
  text      text not null check (length(text) between 4 and 4000),
  source    text not null check (length(source) between 2 and 200),
  link      text check (link ~ '^https?://'),
  on_day    date not null,
  by        uuid not null references persons,
  unique (org_id, on_day, kind, source)
);
create index disclosures_newest on disclosures (on_day desc);
call protect('disclosures', $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor'))
  or (((select app_is('liaison')) or (select app_is('leader'))) and app_oversees(org_id)) $$, $$ (select app_is('officer')) $$, verbs => 'select, insert');
call append_only('disclosures');

create table disclosure_follow_ups (
  id            uuid primary key default uuidv7(),
  disclosure_id uuid not null references disclosures,
  org_id        uuid not null references organizations,
  text          text not null check (length(text) between 4 and 2000),
  by            uuid not null references persons,
  at            timestamptz not null default clock_timestamp()
);
create index disclosure_follow_ups_of on disclosure_follow_ups (disclosure_id);
call protect('disclosure_follow_ups', 'exists (select from disclosures d where d.id = disclosure_id)', $$ (select app_is('officer')) $$, verbs => 'select, insert');
call append_only('disclosure_follow_ups');

-- What a pre-IPO enterprise shows to be listed: only when the registers say so, and only through issue_statement.
create table compliance_statements (
  id          uuid primary key default uuidv7(),
  org_id      uuid not null references organizations,
  no          text not null unique,
  on_day      date not null,
  valid_until date not null check (valid_until > on_day),
  computers   int not null check (computers > 0),
  issued_by   uuid not null references persons,
  issued_at   timestamptz not null default clock_timestamp(),
  unique (org_id, on_day)
);
call protect('compliance_statements', $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) $$, verbs => 'select');

-- The first reason why an enterprise may not be stated to be compliant (app/program/disclosures/stating.ts); null when it may.
create function why_not_state(org uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when o.listing <> 'pre_ipo' then 'not-pre-ipo'
    when o.state <> 'verified' then 'statement-unverified'
    when exists (select from blacklist_entries e where e.org_id = o.id and e.state = 'listed') then 'statement-blacklisted'
    when coalesce(s.in_use, 0) = 0 or s.inventoried < s.in_use then 'statement-lists-missing'
    when s.status <> 'compliant' then 'statement-not-compliant' end
  from organizations o left join organization_statuses s on s.org_id = o.id where o.id = org;
$$;
revoke execute on function why_not_state from public;

create function issue_statement() returns table (id uuid, no text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare code text := why_not_state(app_org());
begin
  if code is not null then raise exception '%', code using errcode = 'MU100'; end if;
  return query insert into compliance_statements as c (org_id, no, on_day, valid_until, computers, issued_by)
    select app_org(), 'CS-' || to_char(clock_timestamp() at time zone 'Asia/Shanghai', 'YYYY') || '-' || upper(left(encode(sha256(uuid_send(gen_random_uuid())), 'hex'), 10)),
           shanghai_day(), shanghai_day() + 90, s.in_use, app_person()
    from organization_statuses s where s.org_id = app_org()
    on conflict (org_id, on_day) do nothing returning c.id, c.no;
  if not found then raise exception 'statement-of-today' using errcode = 'MU100'; end if;
end $$;
revoke execute on function issue_statement from public;
grant execute on function issue_statement to muster_app;

-- What a statement's number proves to whoever holds it: it ends with its time, or as soon as the registers say otherwise.
create function proven_statement(its_no text) returns table (name text, uscc text, on_day date, valid_until date, holds boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.name, o.uscc, c.on_day, c.valid_until, c.valid_until >= shanghai_day() and why_not_state(o.id) is null
  from compliance_statements c join organizations o on o.id = c.org_id where c.no = its_no;
$$;
grant execute on function proven_statement to muster_app;

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
  until  date,                                              -- the day of the next row; null for the one that stands
  inspected boolean not null default false,                 -- ever until then
  had_gap   boolean not null default false,                 -- ever until then
  primary key (org_id, day),
  check (until > day)
);
create index status_days_by_day on status_days (day, until);
create unique index status_days_one_stands on status_days (org_id) where until is null;
call protect('status_days', $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) or app_oversees(org_id) $$, verbs => 'select');

-- A day of the past is answered by one look at the rows that stood on it: each knows until when it did, and what was ever
-- true until then. Whoever writes a row need not.
create function join_status_day() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare before status_days;
begin
  select * into before from status_days where org_id = new.org_id and day < new.day order by day desc limit 1;
  new.inspected := new.status <> 'not_inspected' or coalesce(before.inspected, false);
  new.had_gap := new.status = 'gap' or coalesce(before.had_gap, false);
  new.until := (select min(day) from status_days where org_id = new.org_id and day > new.day);
  update status_days set until = new.day where org_id = new.org_id and day = before.day and until is distinct from new.day;
  update status_days later set (inspected, had_gap) = (
    select new.inspected or coalesce(bool_or(d.status <> 'not_inspected'), false), new.had_gap or coalesce(bool_or(d.status = 'gap'), false)
    from status_days d where d.org_id = new.org_id and d.day > new.day and d.day <= later.day)
  where later.org_id = new.org_id and later.day > new.day;
  return new;
end $$;
create trigger join_status_day before insert or update of status on status_days for each row execute function join_status_day();

-- The past is kept where the status is: the day's last one stands.
create function keep_status_day() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into status_days (org_id, day, status) values (new.org_id, shanghai_day(new.at), new.to_status)
  on conflict (org_id, day) do update set status = excluded.status;
  return null;
end $$;
create trigger keep_status_day after insert on position_changes for each row
  when (new.product_id is null) execute function keep_status_day();

-- Figures (program.md §2.1, §3): counts of facts as of the end of a day in Shanghai, one statement each. Who may see
-- which of them is decided by the rows they are joined with and by the pages; none names an enterprise.

-- How every enterprise stood at the end of a day, and what was ever true of it until then; those without a row were not inspected.
create function standings_on(on_day date) returns table (org_id uuid, status text, inspected boolean, had_gap boolean)
language sql stable as $$
  select d.org_id, d.status, d.inspected, d.had_gap from status_days d where d.day <= on_day and (d.until is null or d.until > on_day);
$$;
revoke execute on function standings_on from public;

-- Which notice a year of the calendar was loaded from, and by whom; what came with the software has none.
create table calendar_notices (
  year   int primary key check (year between 2000 and 2099),
  notice text not null,
  by     uuid references persons,
  at     timestamptz not null default clock_timestamp()
);
call share('calendar_notices', 'notices of public holidays');
-- A year's days off and moved working days, loaded by an officer in place of those it had; what was counted by weekends alone
-- is counted again by the clock.
create function load_calendar(its_year int, its_notice text, days jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not app_is('officer') then raise exception 'not-your-move' using errcode = 'MU100'; end if;
  insert into calendar_notices (year, notice, by) values (its_year, its_notice, app_person())
  on conflict (year) do update set notice = excluded.notice, by = excluded.by, at = clock_timestamp();
  delete from calendar_days where day between make_date(its_year, 1, 1) and make_date(its_year, 12, 31);
  insert into calendar_days select * from jsonb_to_recordset(days) as d (day date, kind text);
end $$;
grant execute on function load_calendar to muster_app;

-- What was bought in a span of days: lines of orders confirmed in it, less what was canceled. An order that nobody paid for and
-- that has expired since is no purchase. Inlined where it is asked of ten thousand enterprises.
create function purchases_between(since date, on_day date)
returns table (enterprise_id uuid, round_id uuid, licenses int, paid bigint, reference bigint)
language sql stable as $$
  select o.enterprise_id, o.round_id, l.quantity - l.canceled, l.unit_price * (l.quantity - l.canceled), l.reference_price * (l.quantity - l.canceled)
  from orders o join order_lines l on l.order_id = o.id
  where shanghai_day(o.confirmed_at) between since and on_day and l.quantity > l.canceled
    and (o.state <> 'expired' or shanghai_day(o.closed_at) > on_day);
$$;
revoke execute on function purchases_between from public;

-- What each enterprise adds to each measure of the plan; `since` begins the year.
create function measures_on(since date, on_day date) returns table (org_id uuid, measure text, value int)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.org_id, 'compliant', 1 from standings_on(on_day) s where s.status in ('compliant', 'regularized')
  union all
  select distinct s.org_id, 'self_inspected', 1 from self_inspections s
  where s.state = 'accepted' and shanghai_day(s.reviewed_at) between since and on_day
  union all
  select p.org_id, 'pilots', 1 from pilots p where p.state = 'passed' and shanghai_day(p.decided_at) between since and on_day
  union all
  select distinct e.org_id, 'trained', 1 from enrollments e join trainings t on t.id = e.training_id
  where e.state = 'attended' and shanghai_day(t.starts_at) between since and on_day
  union all
  select distinct p.enterprise_id, 'bought', 1 from purchases_between(since, on_day) p
  union all
  select p.enterprise_id, 'licenses', sum(p.licenses)::int from purchases_between(since, on_day) p group by 1
  union all
  select p.org_id, 'mediated', count(*)::int from cases c
  cross join lateral (values (c.claimant_id), (c.respondent_id)) p (org_id) join organizations o on o.id = p.org_id and o.kind = 'enterprise'
  where c.state like 'closed%' and c.state <> 'closed_rejected' and shanghai_day(c.closed_at) between since and on_day group by 1;
$$;
revoke execute on function measures_on from public;

-- Does a target of this scope speak of this enterprise? Inlined where it is asked of ten thousand.
create function in_scope(scope text, code text, agency uuid, district text, sector text, ownership text, listing text, scale text) returns boolean
language sql stable
  return case scope
    when 'city' then true
    when 'district' then district = code
    when 'sector' then starts_with(sector, code)
    else covers(agency, district, sector, ownership, listing, scale) end;
create function in_scope(scope text, code text, agency uuid, o organizations) returns boolean
language sql stable
  return in_scope(scope, code, agency, o.district, o.sector, o.ownership, o.listing, o.scale);

-- Of each target of a year's plan the count as of a day; all zero before the year.
create function target_figures(plan uuid, on_day date) returns table (target_id uuid, value bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with facts as materialized (   -- enterprises that no target could tell apart are added up first
    select m.measure, o.district, o.sector, o.ownership, o.listing, o.scale, sum(m.value) as value from plans p
    cross join lateral measures_on(make_date(p.year, 1, 1), least(on_day, make_date(p.year, 12, 31))) m
    join organizations o on o.id = m.org_id where p.id = plan group by 1, 2, 3, 4, 5, 6)
  select t.id, coalesce(sum(f.value), 0)::bigint from targets t
  left join facts f on f.measure = t.measure and in_scope(t.scope, t.scope_code, t.org_id, f.district, f.sector, f.ownership, f.listing, f.scale)
  where t.plan_id = plan group by t.id;
$$;
grant execute on function target_figures to muster_app;

-- The count that a target of this scope and measure would have.
create function scope_figure(scope text, code text, agency uuid, its_measure text, year int, on_day date) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(sum(m.value), 0)::bigint
  from measures_on(make_date(year, 1, 1), least(on_day, make_date(year, 12, 31))) m
  join organizations o on o.id = m.org_id and in_scope(scope, code, agency, o) where m.measure = its_measure;
$$;
grant execute on function scope_figure to muster_app;

-- What facts say of the enterprises an agency answers for, over a period; for that agency and the office.
create function report_figures(agency uuid, since date, until date) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  with own as materialized (
    select o.id from organizations o
    where o.kind = 'enterprise' and covers(agency, o.district, o.sector, o.ownership, o.listing, o.scale)
      and (agency = app_org() or app_is('officer') or app_is('auditor'))),
  figures (name, value) as (
    select m.measure, sum(m.value) from measures_on(since, until) m join own on own.id = m.org_id group by 1
    union all select 'enterprises', count(*) from own
    union all select coalesce(s.status, 'not_inspected'), count(*) from own left join standings_on(until) s on s.org_id = own.id
    where coalesce(s.status, 'not_inspected') in ('gap', 'unknown', 'not_inspected') group by 1)
  select coalesce(jsonb_object_agg(name, value), '{}') from figures;
$$;
revoke execute on function report_figures from public;
grant execute on function report_figures to muster_app;

-- A liaison hands the report in: the figures are computed and frozen here, whatever the answers say.
create function submit_report(task uuid, its_answers jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update report_tasks t set state = 'submitted', answers = its_answers, submitted_by = app_person(), submitted_at = clock_timestamp(),
    approved_by = null, approved_at = null, decided_by = null, decided_at = null, reason = null,
    figures = report_figures(t.org_id, r.covers_from, least(r.covers_to, shanghai_day()))
  from report_rounds r where r.id = t.round_id and t.id = task and t.org_id = app_org() and t.state in ('open', 'returned');
  if not found then raise exception 'already-moved' using errcode = 'MU100'; end if;
end $$;
revoke execute on function submit_report from public;
grant execute on function submit_report to muster_app;

-- What a brief tells of a period: counts of facts, none below five where it could point at someone.
create function brief_figures(since date, until date) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  with them as materialized (
    select o.id, o.district, left(o.sector, 1) as section, coalesce(b.status, 'not_inspected') as before, coalesce(a.status, 'not_inspected') as after
    from organizations o left join standings_on(since - 1) b on b.org_id = o.id left join standings_on(until) a on a.org_id = o.id
    where o.kind = 'enterprise' and shanghai_day(o.created_at) <= until),
  bought as (
    select p.round_id, sum(p.licenses) as licenses, sum(p.paid) as paid, sum(p.reference) as reference
    from purchases_between(since, until) p where p.reference is not null group by p.round_id)
  select jsonb_build_object(
    'enterprises', (select count(*) from them),
    'compliantBefore', (select count(*) from them where before in ('compliant', 'regularized')),
    'compliant', (select count(*) from them where after in ('compliant', 'regularized')),
    'gaps', (select count(*) from them where after = 'gap'),
    'measures', (select coalesce(jsonb_object_agg(measure, value), '{}') from (
        select m.measure, sum(m.value) as value from measures_on(since, until) m where m.measure not in ('compliant', 'mediated') group by 1) m),
    'districts', (select coalesce(jsonb_agg(jsonb_build_object('code', d.code, 'nameZh', d.name_zh, 'nameEn', d.name_en, 'enterprises', n,
                    'compliant', case when n >= 5 then c end) order by d.code), '[]')
                  from (select district, count(*) as n, count(*) filter (where after in ('compliant', 'regularized')) as c from them group by 1) t
                  join districts d on d.code = t.district),
    'sectors', (select coalesce(jsonb_agg(jsonb_build_object('code', s.code, 'nameZh', s.name_zh, 'nameEn', s.name_en, 'enterprises', n,
                    'compliant', c) order by s.code), '[]')
                from (select section, count(*) as n, count(*) filter (where after in ('compliant', 'regularized')) as c from them group by 1) t
                join sectors s on s.code = t.section where n >= 5),
    'rounds', (select coalesce(jsonb_agg(jsonb_build_object('number', r.number, 'title', r.title, 'titleEn', r.title_en, 'licenses', b.licenses,
                    'paid', b.paid::text, 'reference', b.reference::text) order by r.number), '[]')
               from bought b join rounds r on r.id = b.round_id),
    'paid', (select coalesce(sum(paid), 0)::text from bought),
    'reference', (select coalesce(sum(reference), 0)::text from bought),
    'mediated', (select nullif(greatest(count(*), 4), 4) from cases
                 where state like 'closed%' and state <> 'closed_rejected' and shanghai_day(closed_at) between since and until),
    'trainings', (select count(*) from trainings where state in ('held', 'closed') and shanghai_day(starts_at) between since and until),
    'attended', (select count(*) from enrollments e join trainings t on t.id = e.training_id
                 where e.state = 'attended' and shanghai_day(t.starts_at) between since and until),
    'listed', (select coalesce(jsonb_agg(jsonb_build_object('name', o.name, 'uscc', e.uscc, 'decisionNo', e.decision_no, 'ground', e.ground) order by e.public_at), '[]')
               from blacklist_entries e join organizations o on o.id = e.org_id
               where e.state = 'listed' and e.public_at <= clock_timestamp() and shanghai_day(e.public_at) between since and until),
    'removed', (select count(*) from blacklist_entries where state = 'removed' and shanghai_day(removed_at) between since and until));
$$;
revoke execute on function brief_figures from public;
grant execute on function brief_figures to muster_app;

-- Good practice that member units reported in a period: texts of accepted reports, for the draft of a brief.
create function practice_notes(since date, until date) returns table (agency text, note text)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.name, t.answers -> 'values' ->> (f.field ->> 'key')
  from report_tasks t join report_rounds r on r.id = t.round_id join organizations o on o.id = t.org_id
  cross join lateral jsonb_array_elements(r.form) f (field)
  where app_is('officer') and t.state = 'accepted' and r.due_on between since and until and f.field ->> 'kind' = 'text'
    and length(t.answers -> 'values' ->> (f.field ->> 'key')) >= 4
  order by r.due_on, o.name;
$$;
revoke execute on function practice_notes from public;
grant execute on function practice_notes to muster_app;

-- How many enterprises a target could count at most.
create function scope_size(scope text, code text, agency uuid) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from organizations o where o.kind = 'enterprise' and in_scope(scope, code, agency, o);
$$;
grant execute on function scope_size to muster_app;

-- The city at the end of a day in one look: enterprises by district and status, and of them how many took each step from
-- the register to a clean status; each step counts those of the step before who took it as well.
create function city_on(on_day date)
returns table (district char(6), status text, enterprises bigint, inspected bigint, found bigint, pledged bigint, bought bigint, compliant bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with steps as (
    select o.district, coalesce(s.status, 'not_inspected') as status, s.inspected as a, s.inspected and s.had_gap as b,
           p.org_id is not null as c, b.enterprise_id is not null as d, s.status in ('compliant', 'regularized') as e
    from organizations o
    left join standings_on(on_day) s on s.org_id = o.id
    left join (select distinct org_id from pledges where state not in ('draft', 'awaiting_approval', 'withdrawn', 'dropped')
               and shanghai_day(signed_at) <= on_day) p on p.org_id = o.id
    left join (select distinct enterprise_id from purchases_between('-infinity', on_day)) b on b.enterprise_id = o.id
    where o.kind = 'enterprise' and o.created_at < (on_day + 1)::timestamp at time zone 'Asia/Shanghai')
  select district, status, count(*), count(*) filter (where a), count(*) filter (where b), count(*) filter (where b and c),
         count(*) filter (where b and c and d), count(*) filter (where b and c and d and e) from steps group by 1, 2;
$$;
grant execute on function city_on to muster_app;

-- What group purchases saved against the recorded reference prices, fen, in a span of days.
create function savings_between(since date, on_day date) returns table (reference bigint, paid bigint, licenses bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(sum(p.reference), 0)::bigint, coalesce(sum(p.paid), 0)::bigint, coalesce(sum(p.licenses), 0)::bigint
  from purchases_between(since, on_day) p where p.reference is not null;
$$;
grant execute on function savings_between to muster_app;

-- What the office may know of open cases: how many are how old, none of a band with fewer than five (mediation.md §9).
create function case_ages() returns table (days_from int, cases bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with ages as (
    select case when age < interval '30 days' then 0 when age < interval '60 days' then 30 else 60 end as days_from
    from (select clock_timestamp() - filed_at as age from cases where filed_at is not null and closed_at is null) a)
  select b.days_from, nullif(greatest(count(a.days_from), 4), 4)
  from unnest('{0,30,60}'::int[]) b (days_from) left join ages a using (days_from) group by 1 order by 1;
$$;
grant execute on function case_ages to muster_app;

-- The front page's figures: whoever reads the public site may know them.
create function public_figures() returns table (enterprises bigint, compliant bigint, rounds bigint, licenses bigint, saved bigint, reference bigint, settled bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select (select count(*) from organizations where kind = 'enterprise' and state = 'verified'),
         (select count(*) from organization_statuses where status in ('compliant', 'regularized')),
         (select count(*) from rounds where confirmed_at is not null),
         s.licenses, s.reference - s.paid, s.reference,
         (select nullif(greatest(count(*), 4), 4) from cases where state in ('closed_fulfilled', 'fulfillment', 'settled'))
  from savings_between('2000-01-01', shanghai_day()) s;
$$;
grant execute on function public_figures to muster_app;

-- What is kept of persons, shown at /privacy.
insert into retention (table_name, column_name, purpose, ground, keep) values
  ('persons', 'name, mail, phone', '身份识别与通知 · identify and notify', 'PIPL 13(2)', null),
  ('passwords', 'hash', '登录 · sign-in', 'PIPL 13(2)', null),
  ('factors', 'secret_ct', '第二因素登录 · second factor', 'PIPL 13(2)', null),
  ('sessions', 'ip, agent', '安全 · security', 'PIPL 13(3)', interval '90 days'),
  ('mails', 'address, text', '通知 · notification', 'PIPL 13(2)', interval '365 days'),
  ('events', 'actor', '审计 · audit trail', '电子商务法 31 · E-Commerce Law 31', interval '3650 days'),
  ('contracts', 'parties', '合同 · contracts', '民法典 188 · Civil Code 188', interval '3650 days'),
  ('bid_networks', 'mark', '围标提示 · where to look for agreements between bidders', '招标投标法 32 · Tendering Law 32', null),
  ('bank_lines', 'counterparty', '对账 · reconciliation', '会计法 23 · Accounting Law 23', interval '10950 days'),
  ('assignments', 'person', '许可分配 · license assignment', 'PIPL 13(2)', interval '1095 days'),
  ('honor_objections', 'by', '示范单位公示异议 · objections to honors', 'PIPL 13(3)', interval '1825 days'),
  ('enrollments', 'person, mail', '培训 · training', 'PIPL 13(1)', interval '1095 days'),
  ('messages', 'text', '调解 · mediation', '人民调解法 25 · People''s Mediation Law 25', interval '1825 days'),
  ('body_matters', 'text', '对调解员的投诉与工作量 · complaints about mediators, workload', '人民调解法 25 · People''s Mediation Law 25', interval '30 days');

-- Files that belong to a thing of this room; whoever sees the thing sees its files.
create table attachments (
  file_id    uuid primary key references files,
  place      text not null check (place in ('report', 'meeting', 'announcement', 'training', 'honor', 'visit', 'market_case')),
  subject_id uuid not null,
  label      text not null default '',
  at         timestamptz not null default clock_timestamp()
);
create index attachments_by_subject on attachments (subject_id, at);
call protect('attachments', $$ case place
    when 'report' then exists (select from report_tasks t where t.id = subject_id)
    when 'meeting' then exists (select from meetings m where m.id = subject_id)
    when 'announcement' then exists (select from announcements a where a.id = subject_id)
    when 'training' then exists (select from trainings t where t.id = subject_id)
    when 'honor' then exists (select from honor_applications a where a.id = subject_id)
    when 'market_case' then exists (select from market_cases c where c.id = subject_id)
    else exists (select from market_visits v where v.id = subject_id) end $$, verbs => 'select, insert, delete');
-- Whoever reads a thing of the office adds nothing to it: files are the office's to add, an enterprise's or a unit's to its own.
create policy attached_by on attachments as restrictive for insert to muster_app with check ((select app_is('officer')) or case place
    when 'report' then exists (select from report_tasks t where t.id = subject_id and t.org_id = (select app_org()))
    when 'honor' then exists (select from honor_applications a where a.id = subject_id and a.org_id = (select app_org()))
    else place in ('visit', 'market_case') and (select app_is('inspector')) end);
create policy attached_files on files for select to muster_app using (exists (select from attachments a where a.file_id = files.id));

-- What this room records is the office's own trail, whichever member unit acted.
create policy seen_by_office on events for select to muster_app
  using ((select app_is('officer')) and split_part(kind, '.', 1) = any ('{plan,target,meeting,resolution,report,brief,announcement,
    listing,scorecard,training,enrollment,survey,honor,seller,letter,visit,market_case,disclosure,compliance_statement,budget,agency,appointment,registration}'::text[]));
