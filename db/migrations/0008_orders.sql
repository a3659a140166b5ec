-- An award becomes one order per enterprise and vendor: contract, delivery, acceptance, invoices.

create sequence order_numbers;
create sequence contract_numbers;
create sequence delivery_numbers;

-- MO-2026-000123: prefix, year in Shanghai, a number that is never given twice.
create function document_number(prefix text, numbers regclass) returns text language sql volatile
return prefix || '-' || to_char(clock_timestamp() at time zone 'Asia/Shanghai', 'YYYY')
              || '-' || lpad(nextval(numbers)::text, 6, '0');

grant usage on sequence order_numbers, contract_numbers, delivery_numbers to muster_app, muster_worker;

create table orders (
  id            uuid primary key default uuidv7(),
  number        text not null unique default document_number('MO', 'order_numbers'),
  source        text not null check (source in ('round', 'late_join', 'true_up', 'settlement')),
  source_event  uuid not null references events,
  run_id        uuid references award_runs,
  round_id      uuid references rounds,
  enterprise_id uuid not null references organizations,
  vendor_id     uuid not null references organizations,
  state         text not null default 'placed'
                check (state in ('placed', 'confirmed', 'funded', 'delivered', 'accepted', 'completed',
                                 'declined', 'lapsed', 'expired', 'canceled', 'terminated')),
  currency      char(3) not null default 'CNY',
  total         bigint not null check (total > 0),                 -- as placed, tax included
  canceled      bigint not null default 0,                         -- of the total, no longer owed
  received      bigint not null default 0,                         -- moved by the ledger's trigger alone
  refunded      bigint not null default 0,                         -- approved refunds, moved likewise
  terms         text not null default 'prepaid' check (terms in ('prepaid', 'on_acceptance', 'installments')),
  fee_bps       int not null default 0 check (fee_bps between 0 and 10000),
  invoice_model text not null default 'vendor' check (invoice_model in ('vendor', 'platform')),
  reseller_id   uuid references organizations,                     -- who buys of the vendor and sells to the enterprise
  payment_code  text unique,
  contract_hash text check (contract_hash ~ '^[0-9a-f]{64}$'),
  end_user      text,
  close_reason  text,
  acceptance_paused_by uuid,                                       -- an open case over goods of it; moved by `mediation` alone
  confirm_due   timestamptz not null,
  pay_due       timestamptz,
  extended_at   timestamptz,                                       -- the office gave a part-paid order more time, once
  deliver_due   timestamptz,
  placed_at     timestamptz not null default clock_timestamp(),
  confirmed_at  timestamptz,
  funded_at     timestamptz,
  delivered_at  timestamptz,
  accepted_at   timestamptz,
  completed_at  timestamptz,
  closed_at     timestamptz,
  check (enterprise_id <> vendor_id),
  constraint orders_received_within_total check (received between 0 and total),
  constraint orders_refunded_within_received check (refunded between 0 and received),
  constraint orders_canceled_within_total check (canceled between 0 and total),
  check ((source = 'settlement') = (round_id is null)),
  constraint orders_reseller_of_platform check ((invoice_model = 'platform') = (reseller_id is not null)),
  check (state in ('placed', 'declined', 'lapsed') or (contract_hash is not null and confirmed_at is not null)),
  check (state not in ('declined', 'lapsed', 'expired', 'canceled', 'terminated') or closed_at is not null),
  constraint orders_one_per_pair unique (source_event, enterprise_id, vendor_id)
);
create index orders_by_enterprise on orders (enterprise_id, id);
create index orders_by_vendor on orders (vendor_id, id);
create index orders_by_state on orders (state, id);
create index orders_by_round on orders (round_id) where round_id is not null;
create index orders_by_run on orders (run_id) where run_id is not null;
call protect('orders',
  $$ enterprise_id = (select app_org()) or vendor_id = (select app_org())
     or (select app_is('officer')) or (select app_is('auditor')) $$,
  $$ enterprise_id = (select app_org()) or vendor_id = (select app_org()) or (select app_is('officer')) $$,
  verbs => 'select, update');
-- What was agreed at placing, and what the ledger counts, no request rewrites.
revoke update on orders from muster_app;
grant update (state, canceled, terms, payment_code, contract_hash, end_user, close_reason,
              pay_due, extended_at, deliver_due, confirmed_at, funded_at, delivered_at, accepted_at, completed_at, closed_at)
  on orders to muster_app;
call guard_states('orders', 'order');

-- Which side of an order the caller's organization stands on; null: neither.
create function order_side(order_id uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select case app_org() when enterprise_id then 'enterprise' when vendor_id then 'vendor' end
  from orders where id = order_id;
$$;
grant execute on function order_side to muster_app, muster_worker;

-- The vendor may know with whom it has a contract; both sides read the order's trail.
create policy buyers on organizations for select to muster_app using (
  exists (select from orders where enterprise_id = organizations.id and vendor_id = (select app_org())));
create policy order_trail on events for select to muster_app using (
  kind ~ '^(order|payment|invoice)[.]' and order_side(subject_id) is not null);
-- The office reads the trail of what it deals with.
create policy office_trail on events for select to muster_app using (
  (select app_is('officer')) and kind ~ '^(order|payment|invoice|tax|refund|payout|payee|write_off|fee|statement|match|line|break)[.]');

-- What a vendor sells belongs to a tax category: it says to which, an officer checks it. Until one is checked the
-- edition's term decides; a proposal changes nothing before.
create table sku_taxes (
  id          uuid primary key default uuidv7(),
  vendor_id   uuid not null references organizations,
  edition_id  uuid not null references editions,
  category    text not null check (category in ('software_product', 'software_service', 'right_license')),
  note        text check (length(note) <= 1000),                   -- why it belongs there
  state       text not null default 'proposed'
              check (state in ('proposed', 'checked', 'refused', 'withdrawn', 'replaced')),
  proposed_by uuid not null references persons,
  proposed_at timestamptz not null default clock_timestamp(),
  decided_by  uuid references persons,
  decided_at  timestamptz,
  reason      text check (length(reason) between 2 and 1000),
  check ((state = 'proposed') = (decided_at is null)),
  check ((decided_by is null) = (decided_at is null)),
  check (state <> 'refused' or reason is not null),
  constraint sku_taxes_second_person check (decided_by <> proposed_by or state = 'withdrawn')
);
create unique index sku_taxes_one_proposed on sku_taxes (vendor_id, edition_id) where state = 'proposed';
create unique index sku_taxes_one_checked on sku_taxes (vendor_id, edition_id) where state = 'checked';
create index sku_taxes_by_edition on sku_taxes (edition_id);
-- The vendor proposes and takes back; what counts is the office's to say.
call protect('sku_taxes',
  $$ vendor_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) $$,
  $$ (vendor_id = (select app_org()) and state in ('proposed', 'withdrawn')) or (select app_is('officer')) $$);
call guard_states('sku_taxes', 'sku_tax');

-- As what a vendor is taxed, from a day on: it declares with evidence, an officer checks. A declaration that was checked
-- is never rewritten: the next one begins later. Without one a vendor is a general taxpayer.
create table vendor_taxes (
  id          uuid primary key default uuidv7(),
  vendor_id   uuid not null references organizations,
  taxpayer    text not null check (taxpayer in ('general', 'small')),
  valid_from  date not null,
  file_id     uuid not null references files,                      -- the evidence
  note        text check (length(note) <= 1000),
  state       text not null default 'proposed' check (state in ('proposed', 'checked', 'refused', 'withdrawn')),
  proposed_by uuid not null references persons,
  proposed_at timestamptz not null default clock_timestamp(),
  decided_by  uuid references persons,
  decided_at  timestamptz,
  reason      text check (length(reason) between 2 and 1000),
  check ((state = 'proposed') = (decided_at is null)),
  check ((decided_by is null) = (decided_at is null)),
  check (state <> 'refused' or reason is not null),
  constraint vendor_taxes_second_person check (decided_by <> proposed_by or state = 'withdrawn')
);
create unique index vendor_taxes_one_proposed on vendor_taxes (vendor_id) where state = 'proposed';
create unique index vendor_taxes_one_per_day on vendor_taxes (vendor_id, valid_from) where state = 'checked';
create index vendor_taxes_by_file on vendor_taxes (file_id);
call protect('vendor_taxes',
  $$ vendor_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) $$,
  $$ (vendor_id = (select app_org()) and state in ('proposed', 'withdrawn')) or (select app_is('officer')) $$);
revoke update on vendor_taxes from muster_app;
grant update (state, decided_by, decided_at, reason) on vendor_taxes to muster_app;
call guard_states('vendor_taxes', 'vendor_tax');

create table tax_rates (
  id         uuid primary key default uuidv7(),
  category   text not null check (category in ('software_product', 'software_service', 'right_license')),
  taxpayer   text not null check (taxpayer in ('general', 'small')),
  bps        int not null check (bps between 0 and 10000),
  valid_from date not null,
  valid_to   date,                                                 -- the last day; null: until further notice
  source     text not null check (length(source) between 2 and 300), -- the law or notice that says so
  added_by   uuid references persons,
  added_at   timestamptz not null default clock_timestamp(),
  check (valid_to >= valid_from),
  constraint tax_rates_one_per_day exclude using gist
    (category with =, taxpayer with =, daterange(valid_from, valid_to, '[]') with &&)
);
-- A rate is added, never rewritten: it ends the one before it, and itself where the next begins (add_tax_rate).
call share('tax_rates', 'the law''s rates; confirm before legal use');
insert into tax_rates (category, taxpayer, bps, valid_from, valid_to, source) values
  ('software_product', 'general', 1300, '2019-04-01', null, '财政部 税务总局 海关总署公告 2019 年第 39 号'),
  ('software_service', 'general',  600, '2016-05-01', null, '财税〔2016〕36 号'),
  ('right_license',    'general',  600, '2016-05-01', null, '财税〔2016〕36 号'),
  ('software_product', 'small',    100, '2023-01-01', '2027-12-31', '财政部 税务总局公告 2023 年第 19 号'),
  ('software_service', 'small',    100, '2023-01-01', '2027-12-31', '财政部 税务总局公告 2023 年第 19 号'),
  ('right_license',    'small',    100, '2023-01-01', '2027-12-31', '财政部 税务总局公告 2023 年第 19 号'),
  ('software_product', 'small',    300, '2028-01-01', null, '增值税法'),
  ('software_service', 'small',    300, '2028-01-01', null, '增值税法'),
  ('right_license',    'small',    300, '2028-01-01', null, '增值税法');

-- The one answer to "what tax is in this price": the rate of a category for this vendor on that day; null: none is valid.
create function tax_rate_of(vendor uuid, its_category text, day date) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select bps from tax_rates
  where category = its_category and daterange(valid_from, valid_to, '[]') @> day
    and taxpayer = coalesce((select taxpayer from vendor_taxes
                            where vendor_id = vendor and state = 'checked' and valid_from <= day
                            order by valid_from desc limit 1), 'general');
$$;
grant execute on function tax_rate_of to muster_app, muster_worker;

-- From a day that is not over, an officer adds a rate: the one of the day before ends there, the next one stands.
create function add_tax_rate(its_category text, its_taxpayer text, its_bps int, first_day date, its_source text) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  new_id uuid;
  until  date;
begin
  if not app_is('officer') then
    raise exception 'not-your-move' using errcode = 'MU100';
  end if;
  lock table tax_rates in share row exclusive mode;
  if first_day < (clock_timestamp() at time zone 'Asia/Shanghai')::date then
    raise exception 'rate-begins-past' using errcode = 'MU100';
  end if;
  if exists (select from tax_rates where category = its_category and taxpayer = its_taxpayer and valid_from = first_day) then
    raise exception 'rate-begins-twice' using errcode = 'MU100';
  end if;
  select min(valid_from) - 1 into until from tax_rates
  where category = its_category and taxpayer = its_taxpayer and valid_from > first_day;
  update tax_rates set valid_to = first_day - 1
  where category = its_category and taxpayer = its_taxpayer and daterange(valid_from, valid_to, '[]') @> first_day;
  insert into tax_rates (category, taxpayer, bps, valid_from, valid_to, source, added_by)
  values (its_category, its_taxpayer, its_bps, first_day, until, its_source, app_person()) returning id into new_id;
  return new_id;
end $$;
grant execute on function add_tax_rate to muster_app;

-- A rate that has not begun is taken back: the one before it runs on until where this one would have ended.
create function withdraw_tax_rate(rate_id uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  rate tax_rates;
begin
  if not app_is('officer') then
    raise exception 'not-your-move' using errcode = 'MU100';
  end if;
  lock table tax_rates in share row exclusive mode;
  delete from tax_rates
  where id = rate_id and added_by is not null and valid_from > (clock_timestamp() at time zone 'Asia/Shanghai')::date
  returning * into rate;
  if rate.id is null then
    raise exception 'rate-has-begun' using errcode = 'MU100';
  end if;
  update tax_rates set valid_to = rate.valid_to
  where category = rate.category and taxpayer = rate.taxpayer and valid_to = rate.valid_from - 1;
end $$;
grant execute on function withdraw_tax_rate to muster_app;

create table order_lines (
  id           uuid primary key default uuidv7(),
  order_id     uuid not null references orders,
  no           int not null check (no > 0),
  award_id     uuid references awards,
  pledge_id    uuid references pledges,
  edition_id   uuid not null references editions,
  release_id   uuid references releases,
  metric       text not null,
  term         text not null check (term in ('perpetual', 'subscription', 'evaluation')),
  term_months  int check (term_months > 0),
  rights       jsonb not null default '{}',
  quantity     int not null check (quantity > 0),
  unit_price   bigint not null check (unit_price >= 0),
  amount       bigint not null generated always as (quantity * unit_price) stored,
  reference_price bigint check (reference_price >= 0),             -- R of the lot: the saving is measured against it
  tax_category text not null check (tax_category in ('software_product', 'software_service', 'right_license')),
  tax_bps      int check (tax_bps between 0 and 10000),            -- null: no rate valid that day, blocks confirmation
  term_start   date,
  term_end     date,
  delivered    int not null default 0,                             -- the next three: by trigger and change only
  accepted     int not null default 0,
  canceled     int not null default 0 check (canceled >= 0),
  unique (order_id, no),
  unique (id, order_id),
  constraint order_lines_delivered_within_ordered
    check (0 <= accepted and accepted <= delivered and delivered <= quantity - canceled),
  check (term_end is null or term_end >= term_start)
);
create index order_lines_by_award on order_lines (award_id) where award_id is not null;
create index order_lines_by_pledge on order_lines (pledge_id) where pledge_id is not null;
call protect('order_lines', 'exists (select from orders where orders.id = order_id)',
  $$ order_side(order_id) is not null or (select app_is('officer')) $$, verbs => 'select, update');
revoke update on order_lines from muster_app;
grant update (tax_category, tax_bps, term_start, term_end, canceled) on order_lines to muster_app;

create table order_dues (
  id       uuid primary key default uuidv7(),
  order_id uuid not null references orders,
  no       int not null check (no between 1 and 6),
  amount   bigint not null check (amount >= 0),
  rule     text not null check (rule in ('confirmed', 'accepted')),
  workdays int not null check (workdays >= 0),
  gate     boolean not null default false,                         -- delivery waits for it
  due_at   timestamptz,                                            -- the first excluded instant; null until its rule starts
  reminded text check (reminded in ('near', 'late')),
  unique (order_id, no)
);
call protect('order_dues', 'exists (select from orders where orders.id = order_id)',
  $$ order_side(order_id) is not null or (select app_is('officer')) $$);

-- When the first due falls that money does not cover; null while its rule has not started. Dues are paid in their order.
create function next_due(its_order uuid, received bigint) returns timestamptz language sql stable as $$
  select due_at from (select no, due_at, sum(amount) over (order by no) as upto from order_dues where order_id = its_order) d
  where upto > received order by no limit 1;
$$;

-- Units of an award that came to nothing: what was declined or lapsed, and what was canceled since.
create function units_given_up(its_award uuid) returns int language sql stable security definer
  set search_path = public, pg_temp as $$
  select coalesce(sum(case when o.state in ('declined', 'lapsed', 'expired') then l.quantity else l.canceled end), 0)::int
  from order_lines l join orders o on o.id = l.order_id where l.award_id = its_award;
$$;
revoke execute on function units_given_up from public;
grant execute on function units_given_up to muster_app, muster_worker;

-- What late joins of a person hold of a spending limit; rounds asks it beside the pledges. An order that came to nothing
-- holds nothing any more, one that was reduced only what is left of it.
create function reserved_by_joins(org uuid, person uuid, its_period text, its_round uuid) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(sum(coalesce(ordered.left_over, j.quantity * j.unit_price)), 0)::bigint
  from late_joins j join awards a on a.id = j.award_id join lots l on l.id = a.lot_id
    left join lateral (
      select sum(case when o.state in ('declined', 'lapsed', 'expired') then 0 else (n.quantity - n.canceled) * n.unit_price end) as left_over
      from events e join orders o on o.source_event = e.id join order_lines n on n.order_id = o.id and n.award_id = j.award_id
      where e.subject_id = j.id and e.kind = 'late_join.confirmed') ordered on true
  where j.org_id = org and j.approved_by = person and j.state in ('approved', 'confirmed') and org = app_org()
    and case its_period when 'round' then l.round_id = its_round
        else date_trunc(its_period, j.approved_at, 'Asia/Shanghai') = date_trunc(its_period, clock_timestamp(), 'Asia/Shanghai') end;
$$;
revoke execute on function reserved_by_joins from public;
grant execute on function reserved_by_joins to muster_app, muster_worker;

-- The dues of a living order are what it costs, no fen more or less.
create function dues_make_total() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its uuid := (to_jsonb(new) ->> tg_argv[0])::uuid;
begin
  if (select total - canceled from orders where id = its and state not in ('expired', 'canceled', 'terminated'))
     <> (select coalesce(sum(amount), 0) from order_dues where order_id = its) then
    raise exception 'dues-do-not-sum' using errcode = 'MU100';
  end if;
  return null;
end $$;
create constraint trigger dues_make_total after insert or update of amount on order_dues
  deferrable initially deferred for each row execute function dues_make_total('order_id');
create constraint trigger dues_make_total after insert or update of canceled on orders
  deferrable initially deferred for each row execute function dues_make_total('id');

-- Terms as canonical JSON; what is confirmed is its hash, what is read is rendered from it.
create table contracts (
  id            uuid primary key default uuidv7(),
  number        text not null,
  kind          text not null check (kind in ('framework', 'call_off', 'supplement')),
  version       int not null default 1 check (version > 0),
  order_id      uuid references orders,
  round_id      uuid references rounds,
  vendor_id     uuid not null references organizations,
  enterprise_id uuid references organizations,
  body          text not null,
  hash          text not null unique,
  made_at       timestamptz not null default clock_timestamp(),
  check (hash = encode(sha256(convert_to(body, 'UTF8')), 'hex')),
  check ((kind = 'framework') = (order_id is null)),
  check ((kind = 'framework') = (enterprise_id is null)),
  check (kind <> 'framework' or round_id is not null),
  unique (id, hash),
  unique (order_id, version)
);
create unique index contracts_one_framework on contracts (round_id, vendor_id, version) where kind = 'framework';
call protect('contracts',
  $$ vendor_id = (select app_org()) or exists (select from orders where orders.id = order_id)
     or (select app_is('officer')) or (select app_is('auditor'))
     or (kind = 'framework' and exists (select from orders o where o.round_id = contracts.round_id
                                        and o.vendor_id = contracts.vendor_id)) $$,
  $$ vendor_id = (select app_org()) or enterprise_id = (select app_org()) or (select app_is('officer')) $$,
  verbs => 'select, insert');
call append_only('contracts');

create table contract_confirmations (
  contract_id uuid not null,
  hash        text not null,
  side        text not null check (side in ('enterprise', 'vendor', 'office')),
  person_id   uuid not null references persons,
  method      text not null check (method in ('step_up', 'sealed_scan')),
  file_id     uuid references files,
  checked_by  uuid references persons,
  at          timestamptz not null default clock_timestamp(),
  primary key (contract_id, side),
  foreign key (contract_id, hash) references contracts (id, hash),
  check ((method = 'sealed_scan') = (file_id is not null)),
  check (method = 'step_up' or (checked_by is not null and checked_by <> person_id))
);
call protect('contract_confirmations',
  'exists (select from contracts where contracts.id = contract_id)', verbs => 'select');
call append_only('contract_confirmations');

-- A side that confirms on paper uploads the stamped contract 盖章件; an officer compares it with the text.
create table sealed_scans (
  id          uuid primary key default uuidv7(),
  order_id    uuid not null references orders,
  contract_id uuid not null,
  hash        text not null,
  side        text not null check (side in ('enterprise', 'vendor')),
  file_id     uuid not null references files,
  state       text not null default 'sent' check (state in ('sent', 'checked', 'refused', 'withdrawn')),
  sent_by     uuid not null references persons,
  sent_at     timestamptz not null default clock_timestamp(),
  decided_by  uuid references persons,
  decided_at  timestamptz,
  reason      text,
  foreign key (contract_id, hash) references contracts (id, hash),
  check ((state = 'sent') = (decided_at is null)),
  check (state <> 'refused' or reason is not null),
  check (decided_by <> sent_by or state = 'withdrawn')
);
create unique index sealed_scans_one_at_a_time on sealed_scans (contract_id, side) where state = 'sent';
create index sealed_scans_by_order on sealed_scans (order_id, id);
create index sealed_scans_by_file on sealed_scans (file_id);
create index sealed_scans_waiting on sealed_scans (sent_at) where state = 'sent';
-- A side sends and takes back; that a paper was compared is the office's to say.
call protect('sealed_scans', 'exists (select from orders where orders.id = order_id)',
  $$ (side = order_side(order_id) and state in ('sent', 'withdrawn')) or (select app_is('officer')) $$);
call guard_states('sealed_scans', 'sealed_scan');

-- No request writes a confirmation itself: these two do, and take side, person, paper and time from what they know.
-- A side agrees to the text with this hash by its second factor.
create function confirm_contract(its_contract uuid, its_hash text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into contract_confirmations (contract_id, hash, side, person_id, method)
  select c.id, c.hash, order_side(c.order_id), app_person(), 'step_up'
  from contracts c where c.id = its_contract and c.hash = its_hash and order_side(c.order_id) is not null;
  if not found then
    raise exception 'contract-changed' using errcode = 'MU100';
  end if;
end $$;
revoke execute on function confirm_contract from public;
grant execute on function confirm_contract to muster_app, muster_worker;

-- The officer who has compared a stamped paper makes it the confirmation of the side that sent it.
create function confirm_by_scan(its_scan uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into contract_confirmations (contract_id, hash, side, person_id, method, file_id, checked_by)
  select s.contract_id, s.hash, s.side, s.sent_by, 'sealed_scan', s.file_id, s.decided_by
  from sealed_scans s
  where s.id = its_scan and s.state = 'checked' and s.decided_by = app_person() and app_is('officer');
  if not found then
    raise exception 'not-your-move' using errcode = 'MU100';
  end if;
end $$;
revoke execute on function confirm_by_scan from public;
grant execute on function confirm_by_scan to muster_app, muster_worker;

-- Both sides read who agreed, by name; the office as well.
create function contract_signers(its_contract uuid)
returns table (side text, person text, method text, at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select k.side, p.name, k.method, k.at
  from contract_confirmations k join contracts c on c.id = k.contract_id join persons p on p.id = k.person_id
  where k.contract_id = its_contract
    and (order_side(c.order_id) is not null or app_is('officer') or app_is('auditor')) order by k.at;
$$;
grant execute on function contract_signers to muster_app, muster_worker;

-- Anyone who holds a paper may ask whether its hash is a contract of this house: number and dates, no party.
create function contract_behind(fingerprint text)
returns table (number text, kind text, version int, made_at timestamptz, confirmed_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.number, c.kind, c.version, c.made_at,
         case when count(k.side) >= 2 then max(k.at) end
  from contracts c left join contract_confirmations k on k.contract_id = c.id
  where c.hash = fingerprint group by c.id;
$$;
grant execute on function contract_behind to muster_app, muster_worker;

create table delivery_notes (
  id          uuid primary key default uuidv7(),
  order_id    uuid not null references orders,
  number      text not null unique default document_number('DN', 'delivery_numbers'),
  state       text not null default 'sent' check (state in ('sent', 'accepted', 'rejected', 'withdrawn')),
  remark      text,
  subcontractor_id uuid references organizations,                  -- another vendor that hands over in the vendor's stead
  evidence_file_id uuid references files,
  sent_by     uuid references persons,
  sent_at     timestamptz not null default clock_timestamp(),
  accept_due  timestamptz not null,
  reminded    int not null default 0,                              -- working days at which the enterprise was reminded
  decided_by  uuid references persons,                             -- null beside a date: the clock
  decided_at  timestamptz,
  reason      text,
  reason_file_id uuid references files,
  redelivery_due timestamptz,
  unique (id, order_id),
  check ((state = 'sent') = (decided_at is null)),
  check (state <> 'rejected' or reason is not null)
);
create index delivery_notes_by_order on delivery_notes (order_id, id);
create index delivery_notes_by_subcontractor on delivery_notes (subcontractor_id) where subcontractor_id is not null;
create index delivery_notes_by_reason_file on delivery_notes (reason_file_id) where reason_file_id is not null;
create index delivery_notes_waiting on delivery_notes (accept_due) where state = 'sent';
call protect('delivery_notes', 'exists (select from orders where orders.id = order_id)',
  'order_side(order_id) is not null', verbs => 'select, update');
create policy added on delivery_notes for insert to muster_app with check (order_side(order_id) = 'vendor');
grant insert on delivery_notes to muster_app;
call guard_states('delivery_notes', 'delivery_note');

create table deliveries (
  id            uuid primary key default uuidv7(),
  note_id       uuid not null,
  order_id      uuid not null,
  order_line_id uuid not null,
  quantity      int not null check (quantity > 0),
  term_start    date not null,
  term_end      date,
  maintenance_until date,
  channel       text not null default 'unknown'
                check (channel in ('retail', 'oem', 'volume-mak', 'volume-kms', 'subscription-login', 'free', 'unknown')),
  license_no    text,
  certificate_file_id uuid references files,
  foreign key (note_id, order_id) references delivery_notes (id, order_id),
  foreign key (order_line_id, order_id) references order_lines (id, order_id),
  unique (note_id, order_line_id),
  check (term_end is null or term_end >= term_start)
);
create index deliveries_by_line on deliveries (order_line_id);
call protect('deliveries', 'exists (select from orders where orders.id = order_id)',
  $$ order_side(order_id) = 'vendor' $$, verbs => 'select, insert');
call append_only('deliveries');

-- Delivered and accepted units follow from the notes, in their transaction; the line's check stops the unit too many.
create function count_delivered() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update order_lines l set delivered = l.delivered + new.quantity
  where l.id = new.order_line_id and l.delivered + new.quantity <= l.quantity - l.canceled;
  if not found then
    raise exception 'more-than-ordered' using errcode = 'MU100';
  end if;
  return null;
end $$;
create trigger count_delivered after insert on deliveries for each row execute function count_delivered();

create function count_decided() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update order_lines l
  set accepted = l.accepted + case new.state when 'accepted' then d.quantity else 0 end,
      delivered = l.delivered - case when new.state in ('rejected', 'withdrawn') then d.quantity else 0 end
  from deliveries d where d.note_id = new.id and l.id = d.order_line_id;
  return null;
end $$;
create trigger count_decided after update of state on delivery_notes for each row
  when (old.state = 'sent' and new.state <> 'sent') execute function count_decided();

create table order_changes (
  id          uuid primary key default uuidv7(),
  order_id    uuid not null references orders,
  kind        text not null check (kind in ('delivery_date', 'end_user', 'quantity', 'invoice_data', 'cancel', 'terminate')),
  body        jsonb not null default '{}',
  reason      text not null check (length(reason) between 2 and 1000),
  state       text not null default 'proposed' check (state in ('proposed', 'confirmed', 'refused', 'withdrawn')),
  proposed_by uuid not null references persons,
  proposed_side text not null check (proposed_side in ('enterprise', 'vendor', 'office')),
  proposed_at timestamptz not null default clock_timestamp(),
  decided_by  uuid references persons,
  decided_at  timestamptz,
  contract_id uuid references contracts,
  check ((state = 'proposed') = (decided_at is null)),
  check (decided_by <> proposed_by or state = 'withdrawn')
);
create unique index order_changes_one_at_a_time on order_changes (order_id) where state = 'proposed';
create index order_changes_by_order on order_changes (order_id, id);
call protect('order_changes', 'exists (select from orders where orders.id = order_id)',
  $$ order_side(order_id) is not null or (select app_is('officer')) $$);
call guard_states('order_changes', 'order_change');

-- Who proposed a change and who agreed to it have thereby signed the version of the contract that it made.
create function confirm_supplement(its_change uuid) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into contract_confirmations (contract_id, hash, side, person_id, method, at)
  select c.id, c.hash, s.side, s.person, 'step_up', s.at
  from order_changes h join contracts c on c.id = h.contract_id,
    lateral (values (h.proposed_side, h.proposed_by, h.proposed_at),
                    (case h.proposed_side when 'enterprise' then 'vendor' else 'enterprise' end, h.decided_by, h.decided_at))
      as s (side, person, at)
  where h.id = its_change and h.state = 'confirmed' and s.person is not null
    and (order_side(h.order_id) is not null or app_is('officer'));
$$;
revoke execute on function confirm_supplement from public;
grant execute on function confirm_supplement to muster_app, muster_worker;

create table invoices (
  id          uuid primary key default uuidv7(),
  order_id    uuid not null references orders,
  issuer_id   uuid not null references organizations,
  buyer_id    uuid not null references organizations,
  state       text not null default 'requested'
              check (state in ('requested', 'issued', 'delivered', 'used', 'red_requested', 'red_confirmed',
                               'red_issued', 'refused')),
  kind        text not null check (kind in ('special', 'ordinary')),
  medium      text not null default 'digital' check (medium in ('digital', 'paper')),
  title       text not null,
  tax_id      text not null,
  address     text,
  phone       text,
  bank        text,
  account     text,
  mail        text,
  code        text check (code ~ '^(\d{10}|\d{12})$'),
  number      text,
  issued_on   date,
  net         bigint,
  tax         bigint,
  gross       bigint not null,
  currency    char(3) not null default 'CNY',
  ofd_file_id uuid references files,
  pdf_file_id uuid references files,
  xml_file_id uuid references files,
  red_of      uuid references invoices,
  red_due     timestamptz,
  red_by      text check (red_by in ('issuer', 'buyer')),          -- who asked for the red letter
  red_gross   bigint check (red_gross between 1 and gross),        -- over how much of it
  used        boolean not null default false,                      -- the buyer has confirmed its use 用途确认
  reason      text,
  requested_by uuid references persons,
  requested_at timestamptz not null default clock_timestamp(),
  issued_at   timestamptz,
  check (kind = 'ordinary' or (address is not null and phone is not null and bank is not null and account is not null)),
  check (state in ('requested', 'refused') or (number is not null and issued_on is not null and net + tax = gross)),
  check ((medium = 'paper') = (code is not null) or number is null),
  check (number is null or number ~ case medium when 'digital' then '^\d{20}$' else '^\d{8}$' end),
  check (case when red_of is null then gross > 0 else gross < 0 end)
);
create unique index invoices_number_per_issuer on invoices (issuer_id, coalesce(code, ''), number) where number is not null;
create index invoices_by_order on invoices (order_id, id);
call protect('invoices',
  $$ (issuer_id = (select app_org()) or buyer_id = (select app_org()) or order_side(order_id) is null)
     and exists (select from orders where orders.id = order_id) $$,
  $$ order_side(order_id) is not null or (select app_is('officer')) $$);
call guard_states('invoices', 'invoice');

create policy invoice_trail on events for select to muster_app using (
  kind like 'invoice.%' and exists (select from invoices i where i.id = subject_id and order_side(i.order_id) is not null));

-- Who invoices whom is the order's model: the vendor the enterprise; or the platform the enterprise, and the vendor the
-- platform. An invoice gets its number by the hand of whoever issues it.
create function invoices_of_model() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (
    select from orders o where o.id = new.order_id and (new.issuer_id, new.buyer_id) in (
      (coalesce(o.reseller_id, o.vendor_id), o.enterprise_id), (o.vendor_id, coalesce(o.reseller_id, o.enterprise_id)))) then
    raise exception 'invoice-between-others' using errcode = 'MU100';
  end if;
  if new.number is not null and (tg_op = 'INSERT' or old.number is null) and app_org() <> new.issuer_id then
    raise exception 'invoice-of-another' using errcode = 'MU100';
  end if;
  return new;
end $$;
create trigger invoices_of_model before insert or update of order_id, issuer_id, buyer_id, number on invoices
  for each row execute function invoices_of_model();

-- What the vendor of a resold order puts on its invoice: the platform's own data.
create function reseller_profile(its_order uuid)
returns table (title text, tax_id text, address text, phone text, bank text, account text, mail text)
language sql stable security definer set search_path = public, pg_temp as $$
  select g.name, g.uscc, c.address, c.phone, c.bank, c.bank_account, c.mail
  from orders o join organizations g on g.id = o.reseller_id left join contacts c on c.org_id = g.id
  where o.id = its_order and (o.vendor_id = app_org() or app_is('officer') or app_is('auditor'));
$$;
revoke execute on function reseller_profile from public;
grant execute on function reseller_profile to muster_app, muster_worker;

-- What is left of money of an order once the platform has kept its share (app/orders/fee.ts).
create function less_fee(money bigint, bps int) returns bigint language sql immutable
  return money - (2 * money * bps + 10000) / 20000;
grant execute on function less_fee to muster_app, muster_worker;

-- What is invoiced of an order: to its enterprise, and by its vendor; one and the same unless the platform resells.
create function order_invoiced(its_order uuid) returns table (sold bigint, supplied bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(sum(i.gross) filter (where i.buyer_id = o.enterprise_id), 0)::bigint,
         coalesce(sum(i.gross) filter (where i.issuer_id = o.vendor_id), 0)::bigint
  from orders o left join invoices i on i.order_id = o.id and i.state not in ('requested', 'refused')
  where o.id = its_order group by o.id;
$$;
revoke execute on function order_invoiced from public;
grant execute on function order_invoiced to muster_app, muster_worker;

create table invoice_lines (
  invoice_id    uuid not null references invoices,
  no            int not null check (no > 0),
  order_line_id uuid references order_lines,
  tax_code      text not null check (tax_code ~ '^\d{19}$'),
  text          text not null,
  quantity      int not null,
  tax_bps       int not null check (tax_bps between 0 and 10000),
  net           bigint not null,
  tax           bigint not null,
  gross         bigint not null,
  primary key (invoice_id, no),
  check (net + tax = gross)
);
call protect('invoice_lines', 'exists (select from invoices where invoices.id = invoice_id)',
  $$ exists (select from invoices i where i.id = invoice_id and order_side(i.order_id) is not null)
     or (select app_is('officer')) $$, verbs => 'select, insert');
call append_only('invoice_lines');

-- The header of an issued invoice is the sum of its lines, and what one side has invoiced stays within what it is owed.
create function invoices_add_up() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  owed bigint;
begin
  if new.state not in ('requested', 'refused')
     and not exists (select from invoice_lines where invoice_id = new.id
                     having sum(net) = new.net and sum(tax) = new.tax and sum(gross) = new.gross) then
    raise exception 'invoice-header-differs' using errcode = 'MU100';
  end if;
  select case when reseller_id is not null and new.issuer_id = vendor_id then less_fee(total - canceled, fee_bps) else total - canceled end
    into owed from orders where id = new.order_id for update;
  -- What is taken back may still be above a reduced order; only a new invoice must fit.
  if new.red_of is null and new.state in ('requested', 'issued')
     and owed < (select sum(gross) from invoices
                 where order_id = new.order_id and issuer_id = new.issuer_id and state <> 'refused') then
    raise exception 'invoiced-above-order' using errcode = 'MU100';
  end if;
  return null;
end $$;
create constraint trigger invoices_add_up after insert or update of state, net, tax, gross on invoices
  deferrable initially deferred for each row execute function invoices_add_up();

-- What one side has put beside an order, the other reads.
create index invoices_by_pdf on invoices (pdf_file_id) where pdf_file_id is not null;
create index invoices_by_ofd on invoices (ofd_file_id) where ofd_file_id is not null;
create index invoices_by_xml on invoices (xml_file_id) where xml_file_id is not null;
create policy order_files on files for select to muster_app using (
  exists (select from delivery_notes n where n.reason_file_id = files.id)
  or exists (select from sealed_scans s where s.file_id = files.id)
  or exists (select from vendor_taxes v where v.file_id = files.id)
  or exists (select from invoices i where i.pdf_file_id = files.id)
  or exists (select from invoices i where i.ofd_file_id = files.id)
  or exists (select from invoices i where i.xml_file_id = files.id));
