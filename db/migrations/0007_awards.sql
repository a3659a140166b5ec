-- From opened bids to a decision anyone can recompute, and what may still happen to it.

create table evaluators (
  round_id    uuid not null references rounds,
  person_id   uuid not null references persons,
  org_id      uuid not null references organizations,
  declared_at timestamptz,                            -- the declaration of conflicts
  conflict    text check (length(conflict) <= 1000),   -- what was declared; null: none
  scores_due    boolean not null default true,          -- false: excused, or came when the others' sheets were all in
  excused_why   text check (length(excused_why) between 2 and 1000),
  scores_in_at  timestamptz,                            -- the own sheet was handed in, for good
  primary key (round_id, person_id)
);
call protect('evaluators', $$ person_id = (select app_person()) or (select app_is('officer')) or (select app_is('auditor')) $$,
  verbs => 'select, insert, update, delete');

create table eligibility_decisions (
  bid_id     uuid not null references bids,
  version    int not null default 1 check (version >= 1),   -- the next one when an upheld challenge re-opened the step
  eligible   boolean not null,
  reason     text check (length(reason) between 2 and 2000),
  decided_by uuid[] not null check (cardinality(decided_by) >= 1),
  fixed_at   timestamptz,
  check (eligible or reason is not null),
  check (fixed_at is null or cardinality(decided_by) >= 2),
  primary key (bid_id, version)
);
create unique index eligibility_decisions_one_open on eligibility_decisions (bid_id) where fixed_at is null;
-- Fixed before prices are opened, for good.
create function refuse_refixing() returns trigger language plpgsql as $$
begin
  if old.fixed_at is not null then
    raise exception 'eligibility is fixed' using errcode = 'MU001';
  end if;
  return coalesce(new, old);
end $$;
create trigger refuse_refixing before update or delete on eligibility_decisions for each row execute function refuse_refixing();
call protect('eligibility_decisions',
  $$ (select app_is('officer')) or (select app_is('evaluator')) or (select app_is('auditor'))
     or (fixed_at is not null and exists (select from bids where bids.id = bid_id and bids.vendor_id = (select app_org()))) $$,
  $$ (select app_is('officer')) or (select app_is('evaluator')) $$);

-- What counts of a bid: what was decided last, and nothing while it is judged again.
create view standing_decisions with (security_invoker = true) as
  select distinct on (d.bid_id) d.bid_id, d.version, d.eligible, d.reason, d.decided_by, d.fixed_at
  from eligibility_decisions d join bids b on b.id = d.bid_id
  where d.fixed_at is null or b.state <> 'opened'
  order by d.bid_id, d.version desc;
grant select on standing_decisions to muster_app, muster_worker;

-- Evaluators end a step that was judged again where every price that counts is open already.
create function prices_are_open(round uuid) returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  select exists (select from sealed_items i join opened_items o on o.item_id = i.id where i.round_id = round and i.kind = 'seed')
     and not exists (select from bids b join lots l on l.id = b.lot_id and l.state = 'active'
                     where b.round_id = round and b.state in ('opened', 'eligible'));
$$;
revoke execute on function prices_are_open from public;
grant execute on function prices_are_open to muster_app, muster_worker;
create policy judged_again on rounds for update to muster_app
  using ((select app_is('evaluator')))
  with check ((select app_is('evaluator')) and state = 'prices_opened' and prices_are_open(id));
-- Which of the bids have their price opened, without it: for the committee that judged them again.
create function priced_bids(round uuid) returns setof uuid language sql stable security definer
  set search_path = public, pg_temp as $$
  select i.bid_id from sealed_items i join opened_items o on o.item_id = i.id and o.body is not null
  where i.round_id = round and i.kind = 'price' and i.state = 'current'
    and (app_is('evaluator') or app_is('officer') or app_is('auditor') or by_clock());
$$;
revoke execute on function priced_bids from public;
grant execute on function priced_bids to muster_app, muster_worker;

create table scores (
  bid_id       uuid not null references bids,
  criterion    text not null,
  evaluator_id uuid not null references persons,
  hundredths   int not null check (hundredths between 0 and 10000),
  at           timestamptz not null default now(),
  primary key (bid_id, criterion, evaluator_id)
);
-- Whose sheets count, and which are in; a sheet's scores are another matter. For those who judge.
create function score_sheets(round uuid) returns table (person_id uuid, name text, is_in boolean, is_due boolean, excused_why text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select e.person_id, p.name, e.scores_in_at is not null, e.scores_due, e.excused_why
  from evaluators e join persons p on p.id = e.person_id
  where e.round_id = round and e.declared_at is not null and e.conflict is null
    and (app_is('officer') or app_is('evaluator') or app_is('auditor'))
  order by p.name, p.id;
$$;
grant execute on function score_sheets to muster_app, muster_worker;

-- Two sheets at least are in and nobody who is to score is awaited.
create function scores_complete(round uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) >= 2 and bool_and(scores_in_at is not null)
  from evaluators where round_id = round and declared_at is not null and conflict is null and scores_due;
$$;
grant execute on function scores_complete to muster_app, muster_worker;

-- Evaluators do not see each other's scores, and nobody sees any, until all are in.
call protect('scores',
  $$ evaluator_id = (select app_person())
     or (((select app_is('officer')) or (select app_is('evaluator')) or (select app_is('auditor')))
         and exists (select from bids where bids.id = bid_id and scores_complete(bids.round_id))) $$,
  $$ evaluator_id = (select app_person()) and (select app_is('evaluator')) $$,
  verbs => 'select, insert, update, delete');

-- What the evaluators gave, each under a number of this round alone: for its members once it is decided.
create function disclosed_scores(round uuid) returns table (lot text, vendor_id uuid, bid_id uuid, criterion text,
                                                            evaluator_id text, hundredths int)
  language sql stable security definer set search_path = public, pg_temp as $$
  select l.code, b.vendor_id, s.bid_id, s.criterion,
         (dense_rank() over (order by sha256(convert_to(round::text || s.evaluator_id::text, 'UTF8'))))::text, s.hundredths
  from scores s join bids b on b.id = s.bid_id join lots l on l.id = b.lot_id
    join evaluators e on e.round_id = b.round_id and e.person_id = s.evaluator_id
      and e.scores_in_at is not null and e.declared_at is not null and e.conflict is null
  where b.round_id = round and scores_complete(round) and round_past(round, 'prices_opened')
    and (app_buys(round) or app_bids_in(round))
  order by l.code, s.bid_id, s.criterion, 5;
$$;
grant execute on function disclosed_scores to muster_app, muster_worker;

-- What was handed in stays as it is.
create function refuse_rescoring() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  score scores := coalesce(new, old);
begin
  if exists (select from evaluators e join bids b on b.round_id = e.round_id
             where b.id = score.bid_id and e.person_id = score.evaluator_id and e.scores_in_at is not null) then
    raise exception 'this score sheet is handed in' using errcode = 'MU001';
  end if;
  return score;
end $$;
create trigger refuse_rescoring before insert or update or delete on scores for each row execute function refuse_rescoring();
create function refuse_taking_back() returns trigger language plpgsql as $$
begin
  if old.scores_in_at is not null and (new.scores_in_at is distinct from old.scores_in_at or new.conflict is not null) then
    raise exception 'this score sheet is handed in' using errcode = 'MU001';
  end if;
  return new;
end $$;
create trigger refuse_taking_back before update on evaluators for each row execute function refuse_taking_back();

-- Abnormally low: asked, answered, decided.
create table price_inquiries (
  bid_id      uuid primary key references bids,
  grounds     text[] not null check (cardinality(grounds) > 0),
  asked_at    timestamptz not null default now(),
  due_at      timestamptz not null,
  reply       text check (length(reply) between 2 and 4000),
  evidence_file_id uuid references files,
  replied_at  timestamptz,
  overdue_at  timestamptz,                            -- the time to answer ran out; the office decides without an answer
  explained   boolean,
  reason      text,
  decided_by  uuid references persons,
  decided_at  timestamptz,
  check ((decided_at is null) = (explained is null) and (explained is null or reason is not null))
);
call protect('price_inquiries',
  $$ (select app_is('officer')) or (select app_is('auditor'))
     or exists (select from bids where bids.id = bid_id and bids.vendor_id = (select app_org())) $$);

-- What a vendor puts beside its explanation is the office's to read as well.
create policy inquiry_files on files for select to muster_app using (
  ((select app_is('officer')) or (select app_is('auditor')))
  and exists (select from price_inquiries q where q.evidence_file_id = files.id));

create table award_instances (
  hash     text primary key check (hash ~ '^sha256:[0-9a-f]{64}$'),
  round_id uuid not null references rounds,
  body     jsonb not null,                            -- award-instance/1, buyers coded, ceilings rounded to prices
  at       timestamptz not null default now()
);
-- Those who judge; members of the round at the decision, everyone after confirmation.
call protect('award_instances',
  $$ (select app_is('officer')) or (select app_is('evaluator')) or (select app_is('auditor')) or round_past(round_id, 'decided')
     or (round_past(round_id, 'prices_opened') and (app_buys(round_id) or app_bids_in(round_id))) $$, verbs => 'select');
call append_only('award_instances');

create table award_runs (
  id            uuid primary key default uuidv7(),
  round_id      uuid not null references rounds,
  kind          text not null default 'official' check (kind in ('official', 'scenario')),
  state         text not null default 'queued'
                check (state in ('queued', 'running', 'finished', 'failed', 'adopted', 'superseded')),
  scenario      jsonb,                                -- what a scenario changes; shown as "not official"
  instance_hash text references award_instances,
  certificate   jsonb,                                -- award-certificate/1
  objective     bigint,                               -- fen saved
  exact_bound   bigint,
  gap_ppm       int,
  award_hash    text check (award_hash ~ '^sha256:[0-9a-f]{64}$'),
  engine        text,
  progress      jsonb not null default '[]',          -- [{at, phase, incumbent, bound}]
  problem       text,
  asked_by      uuid,
  asked_at      timestamptz not null default now(),
  started_at    timestamptz,
  alive_at      timestamptz,                          -- the last sign of whoever computes it; silent ones are taken up again
  finished_at   timestamptz,
  adopted_at    timestamptz,
  check ((kind = 'scenario') = (scenario is not null)),
  check (state not in ('finished', 'adopted', 'superseded') or (certificate is not null and award_hash is not null)),
  check (kind = 'official' or state not in ('adopted', 'superseded'))
);
create index award_runs_by_round on award_runs (round_id, id);
create unique index award_runs_one_adopted on award_runs (round_id) where state = 'adopted';
call guard_states('award_runs', 'award_run');
call protect('award_runs',
  $$ (select app_is('officer')) or (select app_is('evaluator')) or (select app_is('auditor'))
     or (state in ('adopted', 'superseded')
         and (round_past(round_id, 'decided')
              or (round_past(round_id, 'prices_opened') and (app_buys(round_id) or app_bids_in(round_id))))) $$,
  $$ (select app_is('officer')) $$);

create function tell_run() returns trigger language plpgsql as $$
begin
  perform pg_notify('muster_live', new.round_id::text);
  return null;
end $$;
create trigger tell_live after insert or update of state, progress on award_runs for each row execute function tell_run();

create table awards (
  id         uuid primary key default uuidv7(),
  run_id     uuid not null references award_runs,
  lot_id     uuid not null references lots,
  bid_id     uuid not null references bids,
  vendor_id  uuid not null references organizations,
  edition_id uuid not null references editions,
  tier       int not null check (tier >= 0),
  bundle     int check (bundle >= 0),
  unit_price bigint not null check (unit_price > 0),   -- fen, as decided; deeper tiers follow in tier_events
  quantity   int not null check (quantity > 0),
  unique (run_id, lot_id, bid_id)
);
create index awards_by_vendor on awards (vendor_id);
create index awards_by_edition on awards (edition_id);
call protect('awards', 'exists (select from award_runs where award_runs.id = run_id)', verbs => 'select');

create table allocations (
  award_id          uuid not null references awards,
  pledge_id         uuid not null references pledges,
  org_id            uuid not null references organizations,
  quantity          int not null check (quantity > 0),
  unit_price        bigint not null check (unit_price > 0),
  stand_alone_price bigint check (stand_alone_price > 0),
  buyer_code        text not null check (buyer_code ~ '^B[0-9]+$'),
  primary key (award_id, pledge_id)
);
create index allocations_by_pledge on allocations (pledge_id);
create index allocations_by_org on allocations (org_id);
-- The buyer's own, the winner's customers, the office's.
call protect('allocations',
  $$ exists (select from awards where awards.id = award_id
             and (allocations.org_id = (select app_org()) or awards.vendor_id = (select app_org())
                  or (select app_is('officer')) or (select app_is('auditor')))) $$, verbs => 'select');

create table unserved_pledges (
  run_id     uuid not null references award_runs,
  pledge_id  uuid not null references pledges,
  org_id     uuid not null references organizations,
  reason     text not null check (reason in ('no_bid', 'all_or_nothing', 'capacity', 'stand_alone',
               'vendor_not_accepted', 'winner_limit', 'lot_not_awarded', 'ceiling')),
  buyer_code text not null check (buyer_code ~ '^B[0-9]+$'),
  primary key (run_id, pledge_id)
);
create index unserved_pledges_by_org on unserved_pledges (org_id);
call protect('unserved_pledges',
  $$ exists (select from award_runs where award_runs.id = run_id)
     and (org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor'))) $$, verbs => 'select');

-- What an award holds is exactly what its allocations hold, checked when the transaction ends.
create function sum_of_allocations() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  award uuid := case tg_table_name when 'awards' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(new) ->> 'award_id')::uuid end;
begin
  if exists (select from awards a where a.id = award
             and a.quantity <> (select coalesce(sum(quantity), 0) from allocations where award_id = a.id)) then
    raise exception 'award % does not equal its allocations', award using errcode = 'MU003';
  end if;
  return null;
end $$;
create constraint trigger sum_of_allocations after insert or update on awards
  deferrable initially deferred for each row execute function sum_of_allocations();
create constraint trigger sum_of_allocations after insert or update on allocations
  deferrable initially deferred for each row execute function sum_of_allocations();
call append_only('awards');
call append_only('allocations');
call append_only('unserved_pledges');

-- What an award would have been without one buyer, worked out for it: nobody else sees it, the office neither.
create table buyer_effects (
  run_id     uuid not null references award_runs,
  org_id     uuid not null references organizations,
  buyer_code text not null check (buyer_code ~ '^B[0-9]+$'),
  taken_at   timestamptz,
  effect     jsonb,
  done_at    timestamptz,
  primary key (run_id, org_id),
  check ((effect is null) = (done_at is null))
);
create index buyer_effects_waiting on buyer_effects (taken_at nulls first) where done_at is null;
call protect('buyer_effects', 'org_id = (select app_org())', verbs => 'select');

create table counter_awards (
  id        uuid primary key default uuidv7(),
  run_id    uuid not null references award_runs,
  by_org_id uuid not null references organizations,
  body      jsonb not null,
  accepted  boolean not null,
  gain      bigint,
  errors    jsonb not null default '[]',
  at        timestamptz not null default now(),
  check (not accepted or gain > 0)
);
call protect('counter_awards', $$ by_org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) $$,
  $$ by_org_id = (select app_org()) $$, verbs => 'select, insert');
call append_only('counter_awards');

create table notices (
  id           uuid primary key default uuidv7(),
  round_id     uuid not null references rounds,
  kind         text not null check (kind in ('tender', 'addendum', 'award', 'failure', 'cancellation', 'replacement')),
  body         jsonb not null,
  hash         bytea not null check (length(hash) = 32),
  published_at timestamptz not null default now()
);
create index notices_by_round on notices (round_id, published_at);
-- Of an award: those who judge and the round's members at the decision, everyone after confirmation.
call protect('notices',
  $$ exists (select from rounds where rounds.id = round_id)
     and (kind not in ('award', 'replacement') or (select app_is('officer')) or (select app_is('auditor'))
          or round_past(round_id, 'decided')
          or (round_past(round_id, 'prices_opened') and (app_buys(round_id) or app_bids_in(round_id)))) $$,
  $$ (select app_is('officer')) $$,
  verbs => 'select, insert');
call append_only('notices');

create table challenges (
  id          uuid primary key default uuidv7(),
  round_id    uuid not null references rounds,
  lot_id      uuid references lots,
  by_org_id   uuid not null references organizations,
  about       text not null check (about in ('documents', 'procedure', 'result')),
  state       text not null default 'draft'
              check (state in ('draft', 'filed', 'admitted', 'returned', 'answered', 'withdrawn', 'complained')),
  filed_at    timestamptz,
  cure_until  timestamptz,
  defect      text check (length(defect) between 2 and 2000),  -- what was missing when it was returned
  reply_due   timestamptz,
  answered_at timestamptz,
  outcome     text check (outcome in ('upheld', 'partly', 'rejected')),
  complaint_due timestamptz,
  complained_at timestamptz,
  complaint_outcome text check (length(complaint_outcome) between 2 and 2000),   -- what the outside authority decided
  complaint_closed_at timestamptz,
  remedy      text check (remedy in ('go_on', 'recompute', 'reopen_eligibility', 'cancel_lot')),  -- what followed from an upheld one
  remedy_lot_id uuid references lots,
  remedy_bid_id uuid references bids,                   -- taken out or in again by it
  remedy_reason text check (length(remedy_reason) between 2 and 2000),
  remedied_by uuid references persons,
  remedied_at timestamptz,
  drafted_at  timestamptz not null default now(),
  check (state = 'draft' or filed_at is not null),
  check (state <> 'answered' or (answered_at is not null and outcome is not null)),
  check (remedy is null or (outcome in ('upheld', 'partly') and remedy_reason is not null and remedied_by is not null and remedied_at is not null)),
  check (remedy <> 'cancel_lot' or remedy_lot_id is not null),
  check ((complaint_outcome is null) = (complaint_closed_at is null) and (complaint_outcome is null or complained_at is not null))
);
call guard_states('challenges', 'challenge');
-- A round that an upheld challenge has stopped goes on by its remedy, never silently.
create function awaits_remedy(round uuid) returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  select exists (select from challenges where round_id = round and outcome in ('upheld', 'partly') and remedy is null);
$$;
revoke execute on function awaits_remedy from public;
grant execute on function awaits_remedy to muster_app, muster_worker;
call protect('challenges',
  $$ by_org_id = (select app_org()) or (state <> 'draft' and ((select app_is('officer')) or (select app_is('auditor')))) $$,
  $$ by_org_id = (select app_org()) or (state <> 'draft' and (select app_is('officer'))) $$);
-- The bids on which the committee decides again because of it.
create table challenge_bids (
  challenge_id uuid not null references challenges,
  bid_id       uuid not null references bids,
  primary key (challenge_id, bid_id)
);
create index challenge_bids_by_bid on challenge_bids (bid_id);
call protect('challenge_bids',
  $$ exists (select from challenges where challenges.id = challenge_id)
     or (select app_is('evaluator')) or exists (select from bids where bids.id = bid_id and bids.vendor_id = (select app_org())) $$,
  $$ (select app_is('officer')) $$, verbs => 'select, insert');
call append_only('challenge_bids');
-- Why the committee decides again, without who challenged.
create function reopened_judging(round uuid) returns table (reason text, at timestamptz, bids int)
  language sql stable security definer set search_path = public, pg_temp as $$
  select c.remedy_reason, c.remedied_at, (select count(*)::int from challenge_bids b where b.challenge_id = c.id)
  from challenges c where c.round_id = round and c.remedy = 'reopen_eligibility'
    and (app_is('evaluator') or app_is('officer') or app_is('auditor')) order by c.remedied_at desc;
$$;
revoke execute on function reopened_judging from public;
grant execute on function reopened_judging to muster_app, muster_worker;
create table challenge_grounds (
  challenge_id uuid not null references challenges,
  no           int not null check (no >= 1),
  fact         text not null check (length(fact) between 5 and 4000),
  rule         text not null check (length(rule) between 2 and 500),
  remedy       text not null check (length(remedy) between 2 and 1000),
  finding      text check (finding in ('upheld', 'rejected')),
  answer       text,
  primary key (challenge_id, no),
  check (finding is null or answer is not null)
);
call protect('challenge_grounds', 'exists (select from challenges where challenges.id = challenge_id)',
  verbs => 'select, insert, update, delete');

create table late_joins (
  id           uuid primary key default uuidv7(),
  award_id     uuid not null references awards,
  org_id       uuid not null references organizations,
  quantity     int not null check (quantity > 0),
  state        text not null default 'requested' check (state in ('requested', 'approved', 'confirmed', 'refused')),
  unit_price   bigint check (unit_price > 0),          -- the price at approval, the most it can cost; at confirmation what it costs
  terms_hash   bytea check (length(terms_hash) = 32),  -- of the canonical terms that the approver signed
  requested_by uuid not null references persons,
  approved_by  uuid references persons,
  confirmed_by uuid references persons,                -- null: the time to confirm ran out, and within the cap silence binds
  confirm_due  timestamptz,
  reason       text check (length(reason) between 2 and 2000),
  requested_at timestamptz not null default clock_timestamp(),
  approved_at  timestamptz,
  confirmed_at timestamptz,
  refused_at   timestamptz,
  check ((approved_at is null) = (approved_by is null)),
  check (state not in ('approved', 'confirmed') or (approved_at is not null and unit_price is not null
                                                    and terms_hash is not null and confirm_due is not null)),
  check (state <> 'confirmed' or confirmed_at is not null),
  check (state <> 'refused' or reason is not null)
);
create index late_joins_by_org on late_joins (org_id);
create index late_joins_by_award on late_joins (award_id);
create index late_joins_due on late_joins (confirm_due) where state = 'approved';
create unique index late_joins_one_open on late_joins (award_id, org_id) where state in ('requested', 'approved');
call guard_states('late_joins', 'late_join');
-- A vendor reads of a request once its approver has signed it.
call protect('late_joins',
  $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor'))
     or (approved_at is not null and exists (select from awards where awards.id = award_id and awards.vendor_id = (select app_org()))) $$,
  $$ org_id = (select app_org())
     or (approved_at is not null and exists (select from awards where awards.id = award_id and awards.vendor_id = (select app_org()))) $$);

-- A vendor learns who it is that asks to join its award.
create function app_sells_to_joiner(org uuid) returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  select exists (select from late_joins j join awards a on a.id = j.award_id
                 where j.org_id = org and j.approved_at is not null and a.vendor_id = app_org());
$$;
grant execute on function app_sells_to_joiner to muster_app, muster_worker;
create policy joiners on organizations for select to muster_app using (app_sells_to_joiner(id));

-- Units that others signed for before this request: of those, all that were confirmed or may still be.
create function units_before_join(its_join uuid) returns int language sql stable security definer
  set search_path = public, pg_temp as $$
  select coalesce(sum(j.quantity), 0)::int
  from late_joins own join late_joins j on j.award_id = own.award_id and j.id <> own.id
    and (j.state = 'confirmed' or j.state = 'approved' and (own.approved_at is null or (j.approved_at, j.id) < (own.approved_at, own.id)))
  where own.id = its_join;
$$;
revoke execute on function units_before_join from public;
grant execute on function units_before_join to muster_app, muster_worker;

create table tier_events (
  id        uuid primary key default uuidv7(),
  award_id  uuid not null references awards,
  volume    int not null check (volume > 0),
  old_price bigint not null,
  new_price bigint not null check (new_price > 0),
  at        timestamptz not null default now(),
  unique (award_id, new_price),
  check (new_price < old_price)
);
call protect('tier_events', 'exists (select from awards where awards.id = award_id)', verbs => 'select');
call append_only('tier_events');

-- What an award sells at present: its steps with the bundle's discount, what was joined, and its price, which never
-- rises. From the confirmation on it is the same for everyone; before it says nothing.
create function award_standing(its_award uuid)
returns table (award_id uuid, round_id uuid, lot_id uuid, awarded int, joined int, waiting int, price bigint, steps jsonb, capacity int)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, l.round_id, a.lot_id, a.quantity,
    coalesce((select sum(j.quantity) from late_joins j where j.award_id = a.id and j.state = 'confirmed'), 0)::int,
    coalesce((select sum(j.quantity) from late_joins j where j.award_id = a.id and j.state = 'approved'), 0)::int,
    least(a.unit_price, (select min(e.new_price) from tier_events e where e.award_id = a.id)),
    (select jsonb_agg(jsonb_build_object('from', (t.step ->> 'from')::int,
                        'price', ((t.step ->> 'price')::bigint * (10000 - coalesce(b.bps, 0)) / 10000)::text) order by t.n)
     from jsonb_array_elements(o.body -> 'tiers') with ordinality as t (step, n)),
    (o.body ->> 'maxQty')::int
  from awards a join award_runs r on r.id = a.run_id and r.state = 'adopted' join lots l on l.id = a.lot_id
    join sealed_items i on i.bid_id = a.bid_id and i.kind = 'price' and i.state = 'current'
    join opened_items o on o.item_id = i.id and o.body is not null
    left join lateral (select (n.body -> 'bundles' -> a.bundle ->> 'discountBps')::int as bps
                       from award_instances n where n.hash = r.instance_hash) b on a.bundle is not null
  where a.id = its_award and round_past(l.round_id, 'decided');
$$;
revoke execute on function award_standing from public;
grant execute on function award_standing to muster_app, muster_worker;

create table price_watches (
  id             uuid primary key default uuidv7(),
  award_id       uuid not null references awards,
  by_org_id      uuid references organizations,       -- null: raised by the house on a later award
  lower_award_id uuid references awards,
  evidence_file_id uuid references files,
  lower_price    bigint not null check (lower_price > 0),
  said           text check (length(said) between 5 and 4000),     -- what the buyer says of its evidence
  state          text not null default 'raised' check (state in ('raised', 'answered', 'granted', 'rejected')),
  answer         text check (length(answer) between 2 and 4000),
  answer_file_id uuid references files,
  answer_due     timestamptz not null,
  answered_at    timestamptz,
  overdue_at     timestamptz,                          -- the time to answer ran out; the office decides without an answer
  reason         text check (length(reason) between 2 and 2000),
  decided_by     uuid references persons,
  decided_at     timestamptz,
  raised_by      uuid references persons,
  raised_at      timestamptz not null default clock_timestamp(),
  check (num_nonnulls(by_org_id, lower_award_id) = 1),
  check (by_org_id is null or (evidence_file_id is not null and said is not null)),
  check ((state in ('granted', 'rejected')) = (decided_at is not null)),
  check (state not in ('granted', 'rejected') or (reason is not null and decided_by is not null))
);
create unique index price_watches_per_award on price_watches (award_id, lower_award_id) where lower_award_id is not null;
create unique index price_watches_one_open on price_watches (award_id, by_org_id) where by_org_id is not null and state in ('raised', 'answered');
create index price_watches_due on price_watches (answer_due) where state = 'raised' and overdue_at is null;
call guard_states('price_watches', 'price_watch');
-- Whoever bought at the award's price: by the round or as a late joiner.
create function app_bought(its_award uuid) returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  select exists (select from allocations s where s.award_id = its_award and s.org_id = app_org())
      or exists (select from late_joins j where j.award_id = its_award and j.org_id = app_org() and j.state = 'confirmed');
$$;
grant execute on function app_bought to muster_app, muster_worker;
-- One's own; those that the house raised are every buyer's of the award.
call protect('price_watches',
  $$ by_org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor'))
     or (by_org_id is null and app_bought(award_id))
     or exists (select from awards where awards.id = award_id and awards.vendor_id = (select app_org())) $$,
  $$ by_org_id = (select app_org()) or (select app_is('officer'))
     or exists (select from awards where awards.id = award_id and awards.vendor_id = (select app_org())) $$);
-- The papers of both sides are the office's to read as well; the buyer's evidence is the vendor's, to answer it.
create policy watch_files on files for select to muster_app using (
  exists (select from price_watches w where w.evidence_file_id = files.id or w.answer_file_id = files.id));

-- Both sides of a challenge, a late join or a lower price read its whole history, as they read the thing itself.
create policy sides_of_awards on events for select to muster_app using (
  kind ~ '^(challenge|late_join|price_watch)[.]'
  and ((select app_is('officer'))
       or (kind like 'late\_join.%' and exists (select from late_joins where late_joins.id = subject_id))
       or (kind like 'price\_watch.%' and exists (select from price_watches where price_watches.id = subject_id))));

create table ocds_releases (
  id       text primary key,
  ocid     text not null,
  round_id uuid references rounds,                     -- null: of an expression of interest, before there is a round
  xid      xid8 not null default pg_current_xact_id(),
  tags     text[] not null check (cardinality(tags) > 0),
  body     jsonb not null,
  at       timestamptz not null default clock_timestamp()
);
create index ocds_releases_by_ocid on ocds_releases (ocid, at);
create index ocds_releases_feed on ocds_releases (xid, id);
call share('ocds_releases', 'published open contracting data');
grant insert on ocds_releases to muster_app, muster_worker;
call append_only('ocds_releases');
