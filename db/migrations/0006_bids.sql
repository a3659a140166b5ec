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
-- After the opening its fate is decided by the office.
create policy judged on bids for update to muster_app
  using ((select app_is('officer')) and round_past(round_id, 'frozen')) with check ((select app_is('officer')));

alter table sealed_items add foreign key (bid_id) references bids deferrable initially deferred;

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

create table opened_items (
  item_id   uuid primary key references sealed_items,
  key       bytea,                                    -- the item's own key, published with the timeline; never of a ceiling
  frame     bytea,
  body      jsonb,
  fault     text check (fault in ('payload-broken', 'commitment-differs', 'schema', 'tiers-not-falling',
              'above-reference', 'other-lot', 'bound-elsewhere')),
  opened_at timestamptz not null default clock_timestamp(),
  check (body is not null or fault is not null)
);
call append_only('opened_items');

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
