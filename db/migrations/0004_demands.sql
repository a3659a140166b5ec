-- What an enterprise needs, and wishes: needs of one kind that gather until a round is worth opening.

create table wishes (
  id                 uuid primary key default uuidv7(),
  class_id           uuid references equivalence_classes,
  edition_id         uuid references editions,
  state              text not null default 'collecting' check (state in
                     ('collecting', 'threshold_met', 'eoi_open', 'round_drafted', 'lapsed', 'declined')),
  threshold_orgs     int not null default 5 check (threshold_orgs >= 1),
  threshold_quantity int not null check (threshold_quantity >= 1),
  eoi_closes_at      timestamptz,
  process_number     text unique,                     -- given when interest is asked for; the round that follows takes it
  reason             text,
  opened_at          timestamptz not null default now(),
  band_low           bigint not null default 0,       -- what is shown of the gathered quantity, refreshed once a day
  band_high          bigint not null default 10,
  band_orgs          int,                             -- null: fewer than five, or one holds half
  band_at            timestamptz,
  check (num_nonnulls(class_id, edition_id) = 1),
  check (state <> 'declined' or reason is not null),
  check (state <> 'eoi_open' or (eoi_closes_at is not null and process_number is not null))
);
create unique index wishes_one_gathering on wishes (coalesce(class_id, edition_id))
  where state in ('collecting', 'threshold_met', 'eoi_open');
call share('wishes', 'that a kind of need gathers is public; who needs it is not', 'select, insert, update');
call guard_states('wishes', 'wish');

create table demand_lines (
  id           uuid primary key default uuidv7(),
  org_id       uuid not null references organizations,
  edition_id   uuid references editions,
  class_id     uuid references equivalence_classes,
  metric       text not null check (metric in ('device', 'node-locked', 'user', 'named-user', 'concurrent-user',
                 'client-access', 'core-points', 'processor-points', 'appliance', 'custom-metric')),
  term         text not null check (term in ('perpetual', 'subscription', 'evaluation')),
  term_months  int check (term_months between 1 and 120),
  quantity     int not null check (quantity between 1 and 10000000),
  confirmed    int check (confirmed between 0 and quantity),  -- stated in the expression of interest
  needed_by    date not null,
  source       text not null check (source in ('own', 'gap', 'renewal', 'survey')),
  state        text not null default 'draft'
               check (state in ('draft', 'open', 'pooled', 'fulfilled', 'withdrawn', 'expired')),
  release_id   uuid references releases,              -- the newest one that is to be covered; null: any
  co_term_on   date,                                  -- the day on which all subscriptions of the enterprise end
  down_to_id   uuid references releases,              -- the oldest: whatever is bought must allow it by downgrade
  note         text check (length(note) <= 500),
  wish_id      uuid references wishes,
  round_lot_id uuid,                                  -- the lot whose pledge pools it (room rounds)
  drafted_by   uuid,
  drafted_at   timestamptz not null default now(),
  opened_at    timestamptz,
  fulfilled    int not null default 0 check (fulfilled >= 0),
  check (num_nonnulls(edition_id, class_id) = 1),
  check ((term = 'perpetual') = (term_months is null)),
  check ((release_id is null) = (down_to_id is null)),
  check (release_id is null or edition_id is not null),
  check (state <> 'pooled' or round_lot_id is not null),
  check (state not in ('open', 'pooled', 'fulfilled') or opened_at is not null)
);
-- A gap that grows changes its draft instead of piling up.
create unique index demand_lines_one_gap_draft on demand_lines (org_id, edition_id)
  where state = 'draft' and source = 'gap';
create index demand_lines_by_org on demand_lines (org_id, state, id desc);
create index demand_lines_open on demand_lines (edition_id, class_id) where state = 'open';
create index demand_lines_by_wish on demand_lines (wish_id) where wish_id is not null;
create index demand_lines_by_lot on demand_lines (round_lot_id) where round_lot_id is not null;
-- A draft is the enterprise's own business; an open need is seen by the office that pools it.
call protect('demand_lines',
  $$ org_id = (select app_org()) or (state <> 'draft' and ((select app_is('officer')) or (select app_is('auditor')))) $$,
  $$ org_id = (select app_org()) $$);
call guard_states('demand_lines', 'demand_line');

-- Needs that differ a little and are bought as one, as an officer decided; whose needs they are keeps them and is told.
create table demand_merges (
  id           uuid primary key default uuidv7(),
  class_id     uuid references equivalence_classes,
  edition_id   uuid references editions,              -- what they are bought as
  sources      jsonb not null,                        -- [{editionId, classId, metric, term, termMonths, quantity}] as they stood
  grounds      text not null check (grounds in ('same-class', 'same-product')),
  reason       text not null check (length(reason) between 2 and 500),
  goes_to      text not null check (goes_to in ('round', 'wish')),
  confirmed_by uuid not null references persons,
  at           timestamptz not null default clock_timestamp(),
  check (num_nonnulls(class_id, edition_id) = 1)
);
call protect('demand_merges', $$ (select app_is('officer')) or (select app_is('auditor')) $$,
  $$ (select app_is('officer')) and confirmed_by = (select app_person()) $$, verbs => 'select, insert');
call append_only('demand_merges');

-- What has gathered for one kind of need, exactly: for the jobs that test thresholds and refresh bands.
create function gathered(wish uuid, out organizations int, out quantity bigint, out largest bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int, coalesce(sum(of_org), 0)::bigint, coalesce(max(of_org), 0)::bigint
  from (select sum(coalesce(confirmed, quantity)) as of_org from demand_lines
        where wish_id = wish and state in ('open', 'pooled') group by org_id) as by_org;
$$;
revoke execute on function gathered from public;
grant execute on function gathered to muster_worker;
