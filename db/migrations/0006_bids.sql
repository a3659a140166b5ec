-- Who bids where, and what came out of the envelopes.

create table bids (
  id           uuid primary key default uuidv7(),
  round_id     uuid not null references rounds,
  lot_id       uuid not null,
  vendor_id    uuid not null references organizations,
  state        text not null default 'sealed' check (state in ('sealed', 'replaced', 'withdrawn', 'invalidated',
                 'closed', 'dropped', 'returned_unopened', 'opened', 'eligible', 'ineligible', 'void', 'priced',
                 'excluded', 'won', 'lost')),
  version      int not null default 1 check (version >= 1),
  brand_key    text,                                  -- null until the opening
  edition_id   uuid references editions,              -- what is offered; null until the opening
  reason       text,                                  -- why it was void, ineligible or excluded
  notice_hash  bytea not null check (length(notice_hash) = 32),  -- the terms it answers
  sealed_by    uuid not null references persons,
  sealed_at    timestamptz not null default clock_timestamp(),
  foreign key (round_id, lot_id) references lots (round_id, id),
  check (state not in ('void', 'ineligible', 'excluded') or reason is not null)
);
-- One standing bid per vendor and lot; replaced and withdrawn ones remain as history.
create unique index bids_one_standing on bids (lot_id, vendor_id) where state not in ('replaced', 'withdrawn', 'dropped');
create index bids_by_round on bids (round_id, lot_id, state);
create index bids_by_vendor on bids (vendor_id, id desc);
call guard_states('bids', 'bid');

create function app_bids_on(lot uuid) returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  select exists (select from bids where lot_id = lot and vendor_id = app_org()
                   and state in ('opened', 'eligible', 'ineligible', 'void', 'priced', 'excluded', 'won', 'lost'));
$$;
create function app_bids_in(round uuid) returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  select exists (select from bids where round_id = round and vendor_id = app_org()
                   and state not in ('replaced', 'withdrawn', 'dropped'));
$$;
grant execute on function app_bids_on, app_bids_in to muster_app, muster_worker;

-- Its vendor always. From closing on the office, openers, evaluators and auditors. Rivals in the lot once prices are
-- open; buyers the winners at the decision; everyone the winners after confirmation.
call protect('bids',
  $$ vendor_id = (select app_org())
     or (((select app_is('officer')) or (select app_is('auditor')) or (select app_is('opener')) or (select app_is('evaluator')))
         and round_past(round_id, 'frozen'))
     or (state in ('priced', 'excluded', 'won', 'lost') and round_past(round_id, 'eligibility_fixed') and app_bids_on(lot_id))
     or (state = 'won' and (round_past(round_id, 'decided') or (round_past(round_id, 'prices_opened') and app_buys(round_id)))) $$,
  $$ vendor_id = (select app_org()) $$);
-- After closing its fate is decided by those who open, judge and award.
create policy judged on bids for update to muster_app
  using (((select app_is('officer')) or (select app_is('opener')) or (select app_is('evaluator')))
         and round_past(round_id, 'frozen'))
  with check ((select app_is('officer')) or (select app_is('opener')) or (select app_is('evaluator')));

-- Who bids is nobody's business before closing, the auditor's neither: until then the trail of bids is their own.
alter policy seen on events using (
  org_id = (select app_org()) or actor_id = (select app_person())
  or ((select app_is('auditor')) and (kind !~ '^bid\.' or round_past(round_id, 'frozen'))));

-- Openers and evaluators move a round over their own steps, and let a lot fall there.
create policy opened on rounds for update to muster_app
  using ((select app_is('opener')) or (select app_is('evaluator')))
  with check (((select app_is('opener')) and state in ('technical_opened', 'prices_opened', 'failed'))
              or ((select app_is('evaluator')) and state in ('eligibility_fixed', 'failed')));
create policy fallen on lots for update to muster_app
  using ((select app_is('opener')) or (select app_is('evaluator')))
  with check (((select app_is('opener')) or (select app_is('evaluator'))) and state = 'unsuccessful');

alter table sealed_items add foreign key (bid_id) references bids deferrable initially deferred;

-- Who is present at an opening: two persons of two organizations, each over the hash of the same set of envelopes.
create table openings (
  round_id  uuid not null references rounds,
  stage     text not null check (stage in ('technical', 'price')),
  over      bytea not null check (length(over) = 32),
  person_id uuid not null references persons,
  org_id    uuid not null references organizations,
  at        timestamptz not null default clock_timestamp(),
  primary key (round_id, stage, over, person_id)
);
call protect('openings', 'exists (select from rounds where rounds.id = round_id)',
  $$ person_id = (select app_person()) and org_id = (select app_org()) and (select app_is('opener')) $$,
  verbs => 'select, insert');
call append_only('openings');

-- What a stage opens: the technical part of every bid that is in, and its files; then, of what is still in, prices, bundles, ceilings and
-- the seed. Nobody reads it with rights of their own.
create function items_of_stage(round uuid, stage text) returns setof sealed_items language sql stable as $$
  select i.* from sealed_items i
  where i.round_id = round and i.state = 'current' and case i.kind
    when 'technical' then stage = 'technical' and exists (
      select from bids b join lots l on l.id = b.lot_id where b.id = i.bid_id and b.state = 'closed' and l.state = 'active')
    when 'file' then stage = 'technical' and exists (
      select from bids b join lots l on l.id = b.lot_id where b.id = i.bid_id and b.state = 'closed' and l.state = 'active')
    when 'price' then stage = 'price' and exists (
      select from bids b join lots l on l.id = b.lot_id where b.id = i.bid_id and b.state = 'eligible' and l.state = 'active')
    when 'bundle' then stage = 'price' and exists (
      select from bids b where b.round_id = round and b.vendor_id = i.org_id and b.state = 'eligible')
    when 'ceiling' then stage = 'price' and exists (
      select from pledges p join lots l on l.id = p.lot_id
      where p.conditions_item_id = i.id and p.state = 'frozen' and l.state = 'active')
    when 'seed' then stage = 'price'
    else false end;
$$;

-- What is about to be opened, without its content: how many envelopes, under which hash of all of theirs.
create function opening_set(round uuid, stage text) returns table (over bytea, items int)
language sql stable security definer set search_path = public, pg_temp as $$
  select sha256(convert_to('muster-opening/1' || coalesce(string_agg(encode(envelope_hash, 'hex'), '' order by envelope_hash), ''), 'UTF8')),
         count(*)::int
  from items_of_stage(round, stage) where round_past(round, 'frozen');
$$;

-- The clock itself, which ends a stage when its openers cannot.
create function by_clock() returns boolean language sql stable as $$ select session_user = 'muster_worker' $$;
grant execute on function by_clock to muster_app, muster_worker;

-- What a stage lies in: the state before it.
create function is_before(state text, stage text) returns boolean language sql immutable as $$
  select state = case stage when 'technical' then 'closed' when 'price' then 'eligibility_fixed' end;
$$;

-- Whether an envelope is not what its receipt says. It reads all of a file, so whatever else is asked goes first.
create function differs(item sealed_items) returns boolean language sql stable cost 100000 set search_path = public, pg_temp as $$
  select sha256(convert_to(canonical(item.envelope), 'UTF8')) <> item.envelope_hash;
$$;
grant execute on function is_before, differs to muster_app, muster_worker;

-- The database's own guard of an opening: the hour has come, and two organizations are present over this very set.
create function may_open(round uuid, stage text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from rounds where id = round and opening_at <= clock_timestamp() and is_before(state, stage))
     and (by_clock() or (select count(distinct person_id) >= 2 and count(distinct org_id) >= 2 from openings o
          where o.round_id = round and o.stage = may_open.stage and o.over = (select over from opening_set(round, may_open.stage))));
$$;
create function items_to_open(round uuid, stage text)
returns table (id uuid, kind text, lot_id uuid, org_id uuid, bid_id uuid, pledge_id uuid, envelope jsonb,
               envelope_hash bytea, commitment bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.id, i.kind, i.lot_id, i.org_id, i.bid_id, i.pledge_id, i.envelope, i.envelope_hash, i.commitment
  from items_of_stage(round, stage) i where (app_is('opener') or by_clock()) and may_open(round, stage) order by i.id;
$$;

-- How much more the pledges of a stage's ceilings would take: a ceiling for a stretch needs one.
create function stretches_to_open(round uuid, stage text) returns table (pledge_id uuid, stretch int)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.stretch_quantity from items_of_stage(round, stage) i join pledges p on p.id = i.pledge_id
  where (app_is('opener') or by_clock()) and may_open(round, stage);
$$;
grant execute on function stretches_to_open to muster_app, muster_worker;

create trigger tell_live after insert on openings for each row execute function tell_live('round_id');

create table peels (
  item_id   uuid not null references sealed_items,
  pair      smallint[] not null check (pair in ('{1,2}', '{1,3}', '{2,3}')),
  by_opener uuid not null references persons,
  inner_box bytea not null,
  at        timestamptz not null default clock_timestamp(),
  primary key (item_id, pair)
);
call protect('peels', $$ by_opener = (select app_person()) or (select app_is('opener')) or (select app_is('auditor')) $$,
  $$ by_opener = (select app_person()) and (select app_is('opener')) $$, verbs => 'select, insert');
call append_only('peels');

-- A wrap that did not open: its layer, and who found it. Another pair may still open the item.
create table peel_faults (
  item_id   uuid not null references sealed_items,
  pair      smallint[] not null check (pair in ('{1,2}', '{1,3}', '{2,3}')),
  layer     text not null check (layer in ('outer', 'inner')),
  by_opener uuid not null references persons,
  at        timestamptz not null default clock_timestamp(),
  primary key (item_id, pair)
);
call protect('peel_faults', $$ by_opener = (select app_person()) or (select app_is('opener')) or (select app_is('auditor')) $$,
  $$ by_opener = (select app_person()) and (select app_is('opener')) $$, verbs => 'select, insert');
call append_only('peel_faults');

create table opened_items (
  item_id   uuid primary key references sealed_items,
  key       bytea,                                    -- the item's own key, published with the timeline; never of a ceiling
  frame     bytea,
  body      jsonb,
  fault     text check (fault in ('envelope-differs', 'frame-not-shown', 'wraps-broken', 'payload-broken', 'commitment-differs', 'schema', 'other-lot',
              'edition-differs', 'tiers-not-falling', 'above-reference')),
  opened_at timestamptz not null default clock_timestamp(),
  check (body is not null or fault is not null)
);
call append_only('opened_items');

create function tell_opened() returns trigger language plpgsql as $$
begin
  perform pg_notify('muster_live', round_id::text) from (
    select distinct i.round_id from sealed_items i join opened i2 on i2.item_id = i.id) as its;
  return null;
end $$;
create trigger tell_live after insert on opened_items referencing new table as opened
  for each statement execute function tell_opened();

-- Who may read a plaintext. It exists only after its opening, so this is about persons, not about time.
create function app_reads_opened(item uuid) returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  select exists (
    select from sealed_items i
    where i.id = item
      and (i.org_id = app_org() or app_is('officer') or app_is('auditor')
           or (app_is('evaluator') and i.kind <> 'ceiling')
           or (i.kind = 'price' and app_bids_on(i.lot_id))));
$$;
grant execute on function app_reads_opened to muster_app, muster_worker;
call protect('opened_items', 'app_reads_opened(item_id)', verbs => 'select');

-- The one way plaintexts come in: at an opening, of what it opens.
create function keep_opened(round uuid, stage text, opened jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not ((app_is('opener') or by_clock()) and may_open(round, stage)) then
    raise exception 'opening-incomplete' using errcode = 'MU100';
  end if;
  insert into opened_items (item_id, key, frame, body, fault)
  select o.item, convert_to(o.key, 'UTF8'), decode(o.frame, 'base64'), o.body, o.fault
  from jsonb_to_recordset(opened) as o (item uuid, key text, frame text, body jsonb, fault text)
  where exists (select from items_of_stage(round, stage) i where i.id = o.item)
  on conflict (item_id) do nothing;                   -- a repeated upload changes nothing
end $$;
grant execute on function opening_set, may_open, items_to_open, keep_opened to muster_app, muster_worker;

-- What is sealed to openers leaves the database only here: to one of this round's openers, present over this very set,
-- at the hour; wraps only, layer by layer. A layer that was found broken is not given out again, nor what differs from
-- its receipt.
create function may_peel(round uuid, stage text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select app_is('opener') and app_opens(round)
     and exists (select from rounds where id = round and opening_at <= clock_timestamp()
                   and is_before(state, stage))
     and exists (select from openings o where o.round_id = round and o.stage = may_peel.stage and o.person_id = app_person()
                   and o.over = (select over from opening_set(round, may_peel.stage)));
$$;
create function wraps_to_open(round uuid, stage text) returns table (id uuid, pair smallint[], deed text, box text)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.id, w.pair, case when w.pair[1] = k.no then 'peel' else 'finish' end,
         case when w.pair[1] = k.no then w.data else encode(p.inner_box, 'base64') end
  from items_of_stage(round, stage) i
    cross join lateral (select array(select jsonb_array_elements_text(e -> 'openers')::smallint) as pair, e ->> 'data' as data
                        from jsonb_array_elements(i.envelope -> 'wraps') as e) as w
    join opener_keys k on k.round_id = round and k.person_id = app_person() and k.no = any (w.pair)
    left join peels p on p.item_id = i.id and p.pair = w.pair
  where may_peel(round, stage) and not differs(i)
    and not exists (select from opened_items o where o.item_id = i.id)
    and not exists (select from peel_faults f where f.item_id = i.id and f.pair = w.pair)
    and ((w.pair[1] = k.no and p.item_id is null) or (w.pair[2] = k.no and p.item_id is not null))
  order by 3, i.id, w.pair;
$$;
-- What a stage has brought, for its conclusion: which product a part is about, and what was wrong.
create function opened_of_stage(round uuid, stage text)
returns table (item_id uuid, kind text, lot_id uuid, org_id uuid, bid_id uuid, edition uuid, fault text,
               envelope_hash text, files jsonb, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.id, i.kind, i.lot_id, i.org_id, i.bid_id, (o.body ->> 'edition')::uuid, o.fault,
         encode(i.envelope_hash, 'hex'), o.body -> 'files', o.body ->> 'name'
  from items_of_stage(round, stage) i join opened_items o on o.item_id = i.id
  where (app_is('opener') or by_clock()) and may_open(round, stage) order by i.id;
$$;
-- How far the openers are, without content: for the ceremony's page.
create function opening_progress(round uuid, stage text)
returns table (sealed_to_openers int, opened int, hopeless int, differing int, broken int, first_layers smallint[])
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) filter (where i.envelope ->> 'alg' = 'age-x25519')::int,
         count(o.item_id)::int,
         count(*) filter (where o.item_id is null and (select count(*) from peel_faults f where f.item_id = i.id) = 3 and not differs(i))::int,
         count(*) filter (where o.item_id is null and i.envelope ->> 'alg' = 'age-x25519' and differs(i))::int,
         coalesce(sum((select count(*) from peel_faults f where f.item_id = i.id)), 0)::int,
         (select coalesce(array_agg(distinct p.pair[1]), '{}') from peels p join items_of_stage(round, stage) s on s.id = p.item_id)
  from items_of_stage(round, stage) i left join opened_items o on o.item_id = i.id
  where app_is('opener') or app_is('officer') or app_is('evaluator') or app_is('auditor') or by_clock();
$$;
-- The same for those who pledged or bid in the round, once bids are closed: how many envelopes, how many of them are open.
create function opening_counts(round uuid, stage text) returns table (opened int, envelopes int)
language sql stable security definer set search_path = public, pg_temp as $$
  select count(o.item_id)::int, count(*)::int
  from items_of_stage(round, stage) i left join opened_items o on o.item_id = i.id
  where i.kind in ('technical', 'price') and round_past(round, 'frozen')
    and (app_is('opener') or app_is('officer') or app_is('evaluator') or app_is('auditor') or app_buys(round) or app_bids_in(round));
$$;
grant execute on function opening_counts to muster_app, muster_worker;
grant execute on function may_peel, wraps_to_open, opened_of_stage, opening_progress to muster_app, muster_worker;

-- Until when a stage is opened with keys; extended once when two openers are missing, then the authors are asked.
create table opening_windows (
  round_id    uuid not null references rounds,
  stage       text not null check (stage in ('technical', 'price')),
  ends_at     timestamptz not null,
  extended_at timestamptz,
  asked_at    timestamptz,
  primary key (round_id, stage)
);
call protect('opening_windows', 'exists (select from rounds where rounds.id = round_id)', verbs => 'select');
-- A step that is opened again has its prices opened in a window of its own.
create function reopen_window() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from opening_windows where round_id = new.id and stage = 'price';
  return null;
end $$;
create trigger reopen_window after update of state on rounds for each row
  when (new.state = 'technical_opened' and old.state in ('eligibility_fixed', 'prices_opened', 'decided'))
  execute function reopen_window();

-- Frames that their authors are asked to show, since what was sealed cannot be opened and not by their fault. What is
-- shown is the author's alone until the stage ends; it counts if it is what was committed to.
create table asked_frames (
  id         uuid primary key default uuidv7(),
  item_id    uuid not null unique references sealed_items,
  round_id   uuid not null references rounds,
  stage      text not null check (stage in ('technical', 'price')),
  org_id     uuid not null references organizations,
  cause      text not null check (cause in ('envelope-differs', 'openers-missing')),
  asked_at   timestamptz not null default clock_timestamp(),
  due_at     timestamptz not null,
  frame      bytea,
  shown_at   timestamptz,
  shown_by   uuid references persons,
  check (num_nulls(frame, shown_at, shown_by) in (0, 3))
);
create index asked_frames_by_round on asked_frames (round_id, stage);
create index asked_frames_by_org on asked_frames (org_id, round_id);
call protect('asked_frames', 'org_id = (select app_org())', 'org_id = (select app_org())', verbs => 'select, update');
-- Only the frame comes in by its author, once, in time; only what was committed to.
create function keep_shown_frame() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (new.id, new.item_id, new.round_id, new.stage, new.org_id, new.cause, new.asked_at, new.due_at)
     is distinct from (old.id, old.item_id, old.round_id, old.stage, old.org_id, old.cause, old.asked_at, old.due_at)
     or old.frame is not null or sha256(new.frame) <> (select commitment from sealed_items where id = old.item_id) then
    raise exception 'frame-differs' using errcode = 'MU100';
  end if;
  return new;
end $$;
create trigger keep_shown_frame before update on asked_frames for each row execute function keep_shown_frame();

-- Envelopes of which the log knows and the database does not any more: what is known of them is put back, so that they
-- are named as the platform's fault and their authors can show what was inside.
create function restore_lost(round uuid) returns int language sql security definer set search_path = public, pg_temp as $$
  with lost as (
    insert into sealed_items (round_id, lot_id, org_id, kind, bid_id, envelope, envelope_hash, commitment, received_at)
    select b.round_id, b.lot_id, b.vendor_id, k.kind, b.id, '{"format": "lost"}', decode(l.body ->> k.kind, 'hex'),
           decode(l.body ->> (k.kind || 'Commitment'), 'hex'), b.sealed_at
    from bids b cross join (values ('technical'), ('price')) as k (kind)
      cross join lateral (select t.body::jsonb as body from events e join event_bodies t on t.event_id = e.id
                          where e.subject_id = b.id and e.kind in ('bid.sealed', 'bid.replaced') limit 1) as l
    where b.round_id = round and b.state in ('closed', 'eligible') and l.body ? 'priceCommitment'
      and (app_is('opener') or by_clock())
      and not exists (select from sealed_items i where i.bid_id = b.id and i.kind = k.kind and i.state = 'current')
    returning id, round_id, org_id
  ), lost_files as (
    insert into sealed_items (round_id, lot_id, org_id, kind, bid_id, envelope, envelope_hash, commitment, received_at)
    select b.round_id, b.lot_id, b.vendor_id, 'file', b.id, '{"format": "lost"}', decode(f.hash, 'hex'),
           decode(l.body -> 'fileCommitments' ->> (f.no - 1)::int, 'hex'), b.sealed_at
    from bids b cross join lateral (select t.body::jsonb as body from events e join event_bodies t on t.event_id = e.id
                                    where e.subject_id = b.id and e.kind in ('bid.sealed', 'bid.replaced') limit 1) as l
      cross join lateral jsonb_array_elements_text(l.body -> 'files') with ordinality as f (hash, no)
    where b.round_id = round and b.state = 'closed' and (app_is('opener') or by_clock())
      and not exists (select from sealed_items i where i.bid_id = b.id and i.envelope_hash = decode(f.hash, 'hex') and i.state = 'current')
    returning id, round_id, org_id
  )
  select count(*)::int from (
    select record_event('opening.envelope_lost', id, jsonb_build_object('item', id), org => org_id, round => round_id)
    from (select * from lost union all select * from lost_files) as gone) as told;
$$;
-- Asks the authors of what a stage cannot open: of what differs from its receipt, or, without openers, of all the rest.
create function ask_frames(round uuid, stage text, cause text, due timestamptz)
returns table (id uuid, org_id uuid, bid_id uuid, pledge_id uuid)
language sql security definer set search_path = public, pg_temp as $$
  with asked as (
    insert into asked_frames (item_id, round_id, stage, org_id, cause, due_at)
    select i.id, round, ask_frames.stage, i.org_id, ask_frames.cause, due from items_of_stage(round, ask_frames.stage) i
    where (app_is('opener') or by_clock()) and i.kind <> 'seed'
      and (i.envelope ->> 'alg' = 'age-x25519' or i.envelope ->> 'format' = 'lost')
      and (ask_frames.cause = 'openers-missing' or differs(i))
      and not exists (select from opened_items o where o.item_id = i.id)
      and not exists (select from asked_frames a where a.item_id = i.id)
    returning item_id, org_id)
  select a.item_id, a.org_id, i.bid_id, i.pledge_id from asked a join sealed_items i on i.id = a.item_id;
$$;
-- What was shown, for the one who ends the stage.
create function shown_frames(round uuid, stage text) returns table (item_id uuid, cause text, frame bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select item_id, cause, frame from asked_frames a
  where a.round_id = round and a.stage = shown_frames.stage and (app_is('opener') or by_clock());
$$;
-- How many were asked, have shown, and until when, without names: for the ceremony's page.
create function asked_progress(round uuid, stage text) returns table (asked int, shown int, due_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int, count(frame)::int, max(a.due_at) from asked_frames a
  where a.round_id = round and a.stage = asked_progress.stage
    and (app_is('opener') or app_is('officer') or app_is('evaluator') or app_is('auditor') or by_clock());
$$;
-- What frame is asked of whom, for its author; of a round that was given up none is.
create function own_asked(round uuid) returns table (id uuid, kind text, lot_code text, commitment bytea, cause text,
                                                     due_at timestamptz, shown_at timestamptz, bid_id uuid, pledge_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, i.kind, l.code, i.commitment, a.cause, a.due_at, a.shown_at, i.bid_id, i.pledge_id
  from asked_frames a join sealed_items i on i.id = a.item_id left join lots l on l.id = i.lot_id
  where a.round_id = round and a.org_id = app_org()
    and not exists (select from rounds r where r.id = a.round_id and r.state in ('canceled', 'failed'))
  order by l.code, i.kind;
$$;
grant execute on function restore_lost, ask_frames, shown_frames, asked_progress, own_asked to muster_app, muster_worker;

-- What came out of the envelopes, without its content: for the ceremony's page and the round's timeline. Whose conditions
-- a ceiling held is not in it.
create function opened_envelopes(round uuid) returns table (item_id uuid, kind text, lot_id uuid, org_id uuid,
                                                            envelope_hash bytea, fault text, opened_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.id, i.kind, i.lot_id, case when i.kind <> 'ceiling' then i.org_id end, i.envelope_hash, o.fault, o.opened_at
  from opened_items o join sealed_items i on i.id = o.item_id
  where i.round_id = round and (app_is('opener') or app_is('officer') or app_is('evaluator') or app_is('auditor'));
$$;
grant execute on function opened_envelopes to muster_app, muster_worker;

-- The opened parts of bids, for those who may read them (app_reads_opened): the committee, the author, rivals in the lot.
create function opened_parts(round uuid) returns table (bid_id uuid, kind text, lot_id uuid, org_id uuid, body jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.bid_id, i.kind, i.lot_id, i.org_id, o.body
  from opened_items o join sealed_items i on i.id = o.item_id
  where i.round_id = round and i.kind in ('technical', 'price', 'bundle') and o.body is not null and app_reads_opened(i.id);
$$;
grant execute on function opened_parts to muster_app, muster_worker;

-- Where a deposit came from, as a keyed mark of the network that differs from round to round (app/bids/network.server.ts):
-- compared within the round for the collusion screens, and readable to nobody else, its vendor neither.
create table bid_networks (
  bid_id uuid primary key references bids,
  mark   bytea not null check (length(mark) = 32),
  at     timestamptz not null default clock_timestamp()
);
call protect('bid_networks',
  $$ ((select app_is('officer')) or (select app_is('auditor')))
     and exists (select from bids where bids.id = bid_id and round_past(bids.round_id, 'frozen')) $$,
  $$ exists (select from bids where bids.id = bid_id and bids.vendor_id = (select app_org())) $$,
  verbs => 'select, insert');
call append_only('bid_networks');

-- What bids carry beside their prices, for those who look where to look: networks of deposits, authors of opened files.
create function bid_marks() returns table (round_id uuid, lot_id uuid, vendor_id uuid, kind text, mark text)
language sql stable security definer set search_path = public, pg_temp as $$
  select b.round_id, b.lot_id, b.vendor_id, m.kind, m.mark
  from (select n.bid_id, 'network' as kind, encode(n.mark, 'hex') as mark from bid_networks n
        union all
        select i.bid_id, 'author', o.body ->> 'author' from opened_items o join sealed_items i on i.id = o.item_id
        where i.kind = 'file' and o.body ? 'author') m
    join bids b on b.id = m.bid_id
  where (app_is('officer') or app_is('auditor')) and round_past(b.round_id, 'frozen');
$$;
revoke execute on function bid_marks from public;
grant execute on function bid_marks to muster_app, muster_worker;

-- The files of opened bids, for the same readers: their names, and one of them with its content.
create function opened_files(round uuid) returns table (bid_id uuid, item_id uuid, name text, bytes int)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.bid_id, i.id, o.body ->> 'name', (o.body ->> 'bytes')::int
  from opened_items o join sealed_items i on i.id = o.item_id
  where i.round_id = round and i.kind = 'file' and o.body is not null and app_reads_opened(i.id) order by i.bid_id, 3, i.id;
$$;
create function opened_file(round uuid, item uuid) returns bytea
language sql stable security definer set search_path = public, pg_temp as $$
  select o.frame from opened_items o join sealed_items i on i.id = o.item_id
  where i.id = item and i.round_id = round and i.kind = 'file' and o.body is not null and app_reads_opened(i.id);
$$;
grant execute on function opened_files, opened_file to muster_app, muster_worker;

-- What the committee judges a vendor by: its standing for the round or for all, and the letters of the publisher whose
-- product it bids. Neither row policy knows evaluators; these answer only for the bids of a round that has closed.
create function app_judges(round uuid) returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  select (app_is('officer') or app_is('evaluator') or app_is('auditor')) and round_past(round, 'frozen');
$$;
create function judged_standings(round uuid) returns table (bid_id uuid, state text, criteria_version int)
language sql stable security definer set search_path = public, pg_temp as $$
  select b.id, q.state, q.criteria_version
  from bids b left join lateral (
    select q.state, q.criteria_version from qualifications q where q.vendor_id = b.vendor_id and q.state <> 'expired'
      and (q.round_id is null or q.round_id = round) order by q.round_id is null, q.applied_at desc limit 1) q on true
  where b.round_id = round and app_judges(round);
$$;
create function judged_authorizations(round uuid) returns table (bid_id uuid, id uuid, product_id uuid, district text,
  state text, valid_from date, valid_until date, file_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select b.id, a.id, a.product_id, a.district, a.state, a.valid_from, a.valid_until, a.file_id
  from bids b join editions e on e.id = b.edition_id join products p on p.id = e.product_id
    join reseller_authorizations a on a.vendor_id = b.vendor_id and a.publisher_id = p.publisher_id
  where b.round_id = round and a.state in ('submitted', 'confirmed', 'expired') and app_judges(round);
$$;
-- A letter of a vendor that bids in a round which has closed is read by whoever evaluates.
create function app_judges_file(file uuid) returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  select app_is('evaluator') and exists (
    select from reseller_authorizations a join bids b on b.vendor_id = a.vendor_id
    where a.file_id = file and round_past(b.round_id, 'frozen'));
$$;
grant execute on function app_judges, judged_standings, judged_authorizations, app_judges_file to muster_app, muster_worker;
create policy judged_files on files for select to muster_app
  using ((select app_is('evaluator')) and app_judges_file(id));
