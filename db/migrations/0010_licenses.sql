-- What was delivered becomes a right: entitlements, their keys and users, and the record of how they were bought.
-- What is not recorded is zero; a key is read only through its log.

create sequence purchase_numbers;
create sequence entitlement_numbers;
create sequence certificate_numbers;
grant usage on sequence entitlement_numbers, certificate_numbers to muster_app, muster_worker;

-- The calendar day of the market: terms begin and end in Shanghai.
create function shanghai_day(at timestamptz default clock_timestamp()) returns date
language sql stable parallel safe return (at at time zone 'Asia/Shanghai')::date;

-- Is this enterprise within the reach of the acting officer, liaison, leader or inspector?
create function app_oversees(organization uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select app_oversees(district, sector, ownership, listing, scale) from organizations
  where id = organization and kind = 'enterprise';
$$;
grant execute on function app_oversees(uuid) to muster_app, muster_worker;

-- How something was bought: one immutable row per delivered order line part (licenses.md §4).
create table purchase_records (
  id            uuid primary key default uuidv7(),
  org_id        uuid not null references organizations,
  vendor_id     uuid not null references organizations,
  no            text not null unique,
  order_line_id uuid not null references order_lines,
  delivery_id   uuid not null references deliveries,
  part_no       int not null check (part_no > 0),
  body          text not null,                          -- purchase-record/1, canonical JSON
  sha256        bytea not null,
  at            timestamptz not null,
  unique (delivery_id, part_no),
  check (sha256 = sha256(convert_to(body, 'UTF8')))
);
create index purchase_records_by_org on purchase_records (org_id, id desc);
create index purchase_records_by_vendor on purchase_records (vendor_id, id desc);
create index purchase_records_by_line on purchase_records (order_line_id);
call protect('purchase_records',
  'org_id = (select app_org()) or vendor_id = (select app_org()) or (select app_is(''auditor''))', verbs => 'select');
call append_only('purchase_records');

-- What happened to the purchase later, each fact chained to the one before.
create table purchase_facts (
  id          uuid primary key default uuidv7(),
  record_id   uuid not null references purchase_records,
  kind        text not null check (kind in ('invoice', 'invoice_red', 'payment', 'refund', 'acceptance', 'chargeback', 'reissue')),
  ref         text not null,
  amount      bigint,
  currency    char(3) check ((amount is null) = (currency is null)),
  at          timestamptz not null,
  file_sha256 bytea check (length(file_sha256) = 32),
  event_id    uuid not null references events,
  prev_sha256 bytea not null,
  sha256      bytea not null,
  unique (record_id, event_id),
  unique (record_id, prev_sha256)
);
call protect('purchase_facts', 'exists (select from purchase_records r where r.id = record_id)', verbs => 'select');
call append_only('purchase_facts');

-- Appends a fact to a record; a repeated event changes nothing.
create function append_to_record(record purchase_records, kind text, ref text, amount bigint, currency text, at timestamptz,
                                 file_sha256 bytea, event uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  prev bytea;
begin
  perform pg_advisory_xact_lock(hashtextextended(record.id::text, 0));
  if exists (select from purchase_facts f where f.record_id = record.id and f.event_id = event) then return; end if;
  prev := coalesce((select f.sha256 from purchase_facts f where f.record_id = record.id order by f.id desc limit 1),
                   record.sha256);
  insert into purchase_facts (record_id, kind, ref, amount, currency, at, file_sha256, event_id, prev_sha256, sha256)
  values (record.id, kind, ref, amount, currency, at, file_sha256, event, prev,
          sha256(prev || convert_to(canonical(jsonb_build_object(
            'kind', kind, 'ref', ref, 'amount', amount::text, 'currency', currency,
            'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'file', encode(file_sha256, 'hex'), 'event', event)), 'UTF8')));
end $$;
-- The same to every record of an order line.
create function append_fact(line uuid, kind text, ref text, amount bigint, currency text, at timestamptz,
                            file_sha256 bytea, event uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  record purchase_records;
begin
  for record in select * from purchase_records where order_line_id = line order by id loop
    perform append_to_record(record, kind, ref, amount, currency, at, file_sha256, event);
  end loop;
end $$;
revoke execute on function append_to_record, append_fact from public;
grant execute on function append_fact to muster_worker;

-- The right of one organization to use a number of units of a product, under a metric, for a term.
create table entitlements (
  id                 uuid primary key default uuidv7(),
  org_id             uuid not null references organizations,
  no                 text not null unique default document_number('E', 'entitlement_numbers'),
  source             text not null check (source in ('order', 'claimed', 'oem', 'allocation', 'transfer', 'free', 'reissue')),
  purchase_record_id uuid references purchase_records,
  delivery_id        uuid references deliveries,
  part_no            int not null default 1 check (part_no > 0),
  product_id         uuid not null references products,
  edition_id         uuid not null references editions,
  release_id         uuid references releases,           -- null: sold without a release, whatever is current
  metric             text not null check (metric in ('device', 'node-locked', 'user', 'named-user', 'concurrent-user',
                       'client-access', 'core-points', 'processor-points', 'appliance', 'custom-metric')),
  quantity           int check (quantity >= 0),           -- the sum of its moves; null: a whole site
  site_id            uuid,
  term               text not null check (term in ('perpetual', 'subscription', 'evaluation')),
  starts_on          date not null,
  ends_on            date,                                -- the last day that counts
  maintenance_until  date,
  channel            text not null default 'unknown' check (channel in
                       ('retail', 'oem', 'volume-mak', 'volume-kms', 'subscription-login', 'free', 'unknown')),
  purpose            text not null default 'commercial' check (purpose in ('commercial', 'academic', 'household')),
  rights             jsonb not null default '{}',
  bound_computer_id  uuid,
  parent_id          uuid references entitlements,
  renews_id          uuid references entitlements,
  replaces_id        uuid references entitlements,        -- whose units it was delivered for anew
  state              text not null default 'active' check (state in
                       ('active', 'claimed', 'rejected', 'suspended', 'revoked', 'superseded', 'retired')),
  retired_from       text check (retired_from in ('active', 'claimed', 'suspended')),   -- its computer left; and it may come back
  disputed           boolean not null default false,
  license_no         text check (length(license_no) <= 120),
  evidence_file_id   uuid references files,
  claim              jsonb,                               -- what an older license says of its purchase (§8.2)
  decided_by         uuid references persons,
  decided_reason     text,
  low_stock_below    int check (low_stock_below > 0),
  issued_at          timestamptz not null default clock_timestamp(),
  unique (delivery_id, part_no),
  check (quantity is not null or site_id is not null),
  check (quantity <> 0 or state not in ('claimed', 'rejected')),      -- 0 and active: lent out whole, may come back
  check (site_id is null or metric = 'custom-metric'),
  check ((term = 'perpetual') = (ends_on is null)),
  check (ends_on is null or ends_on >= starts_on),
  check (term <> 'evaluation' or ends_on - starts_on <= 180),
  check ((source = 'order') = (delivery_id is not null)),
  check (source not in ('order', 'reissue') or purchase_record_id is not null),
  check ((source = 'reissue') = (replaces_id is not null)),
  check (source not in ('allocation', 'transfer') or parent_id is not null),
  check (bound_computer_id is null or quantity <= 1),
  check (retired_from is null or state = 'retired'),
  check (state <> 'rejected' or decided_reason is not null)
);
create index entitlements_by_product on entitlements (org_id, product_id);
create index entitlements_by_record on entitlements (purchase_record_id) where purchase_record_id is not null;
create index entitlements_by_computer on entitlements (bound_computer_id) where bound_computer_id is not null;
create index entitlements_by_end on entitlements (ends_on) where ends_on is not null and state = 'active';
create index entitlements_by_parent on entitlements (parent_id) where parent_id is not null;
create index entitlements_by_replaced on entitlements (replaces_id) where replaces_id is not null;
create index entitlements_claimed on entitlements (id) where state = 'claimed';
call protect('entitlements',
  $$ org_id = (select app_org()) or (select app_is('auditor'))
     or (source = 'claimed' and ((select app_is('officer')) or (select app_is('inspector'))) and app_oversees(org_id)) $$,
  $$ org_id = (select app_org()) and source in ('claimed', 'oem', 'free') $$);
-- The holder keeps its own notes; quantity, term and product follow from moves and deliveries alone.
revoke update on entitlements from muster_app;
grant update (state, bound_computer_id, license_no, evidence_file_id, decided_by, decided_reason, low_stock_below)
  on entitlements to muster_app;
create policy kept on entitlements for update to muster_app using (org_id = (select app_org()));
create policy verified on entitlements for update to muster_app
  using (state = 'claimed' and ((select app_is('officer')) or (select app_is('inspector'))) and app_oversees(org_id))
  with check (source = 'claimed' and state in ('active', 'rejected'));
call guard_states('entitlements', 'entitlement');
-- Whoever may see a license may read the paper that it rests on.
create index entitlements_by_evidence on entitlements (evidence_file_id) where evidence_file_id is not null;
create policy evidence on files for select to muster_app using (
  exists (select from entitlements n where n.evidence_file_id = files.id));

-- Every change of quantity and the event that caused it.
create table entitlement_moves (
  id             uuid primary key default uuidv7(),
  entitlement_id uuid not null references entitlements,
  delta          int not null check (delta <> 0),
  kind           text not null check (kind in ('issue', 'claim', 'receive', 'refund', 'reject', 'chargeback',
                   'settle', 'reissue', 'transfer', 'allocate', 'return', 'bind', 'correct')),
  event_id       uuid not null references events,
  by             uuid,
  at             timestamptz not null default clock_timestamp(),
  unique (entitlement_id, event_id),
  check ((kind in ('issue', 'claim', 'receive')) <= (delta > 0))
);
call protect('entitlement_moves', 'exists (select from entitlements e where e.id = entitlement_id)', verbs => 'select');
call append_only('entitlement_moves');

-- A new entitlement opens with its event and its first move.
create function open_entitlements() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with opened as materialized (
    select e.id, e.quantity, e.source, record_event(
      case when e.source in ('order', 'reissue') then 'license.issued'
           when e.source = 'transfer' or e.source = 'claimed' and e.org_id <> (select p.org_id from entitlements p where p.id = e.parent_id)
           then 'license.transferred'
           when e.source = 'allocation' then 'license.allocated' when e.bound_computer_id is not null and e.parent_id is not null
           then 'license.bound' else 'license.claimed' end,
      e.id, jsonb_build_object('entitlement', e.id, 'record', e.purchase_record_id, 'orderLine', r.order_line_id,
        'product', e.product_id, 'edition', e.edition_id, 'quantity', e.quantity)
        || case when e.replaces_id is null then '{}' else jsonb_build_object('replaces', e.replaces_id) end, e.org_id) as event
    from added e left join purchase_records r on r.id = e.purchase_record_id order by e.id)
  insert into entitlement_moves (entitlement_id, delta, kind, event_id, by)
  select id, quantity, case source when 'order' then 'issue' when 'reissue' then 'issue' when 'transfer' then 'receive'
                                   when 'allocation' then 'receive' else 'claim' end, event, app_person()
  from opened where quantity > 0;
  return null;
end $$;
-- What is delivered while a chargeback of its order runs is disputed from its first moment.
create function tell_disputed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform record_event('license.disputed', e.id, jsonb_build_object('entitlement', e.id, 'order', l.order_id), e.org_id)
  from added e join purchase_records r on r.id = e.purchase_record_id join order_lines l on l.id = r.order_line_id
  where e.disputed and e.source in ('order', 'reissue');
  return null;
end $$;

create trigger open_entitlements after insert on entitlements referencing new table as added
  for each statement execute function open_entitlements();

create trigger tell_disputed after insert on entitlements referencing new table as added
  for each statement execute function tell_disputed();

-- Keys: ciphertext under a data key of its own (licenses.md §5). No request reads the bytes; `reveal_key` does.
create table license_keys (
  id             uuid primary key default uuidv7(),
  org_id         uuid not null references organizations,
  entitlement_id uuid not null references entitlements,
  unit_no        int check (unit_no > 0),
  kind           text not null check (kind in ('single', 'volume', 'file')),
  wrapped_key    bytea not null check (length(wrapped_key) = 62),
  body           bytea,                                    -- null: a file; its bytes lie under `blob` in the same envelope
  blob           uuid unique,
  file_name      text check (length(file_name) between 1 and 200),
  tail           text check (length(tail) in (2, 5)),
  fingerprint    bytea not null check (length(fingerprint) = 32),
  state          text not null default 'free' check (state in ('free', 'assigned', 'returned', 'revoked')),
  faulty_at      timestamptz,                              -- since when its holder says that it does not work
  uploaded_by    uuid,
  at             timestamptz not null default clock_timestamp(),
  unique (entitlement_id, fingerprint),
  check ((kind = 'file') = (blob is not null)),
  check ((kind = 'file') = (file_name is not null)),
  check ((kind = 'file') = (body is null)),
  check (kind = 'single' or unit_no is null)
);
create unique index license_keys_delivered_once on license_keys (fingerprint) where kind = 'single';
create unique index license_keys_one_per_unit on license_keys (entitlement_id, unit_no) where unit_no is not null and state <> 'revoked';

-- Did the acting vendor deliver this entitlement to this organization?
create function app_supplied(entitlement uuid, organization uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from entitlements e join purchase_records r on r.id = e.purchase_record_id
                 where e.id = entitlement and e.org_id = organization and e.source in ('order', 'reissue') and r.vendor_id = app_org());
$$;
grant execute on function app_supplied to muster_app, muster_worker;

call protect('license_keys', 'org_id = (select app_org()) or (select app_is(''auditor''))',
  'org_id = (select app_org())');
create policy delivered on license_keys for insert to muster_app with check (app_supplied(entitlement_id, org_id));
revoke select, update on license_keys from muster_app;
grant select (id, org_id, entitlement_id, unit_no, kind, file_name, tail, state, faulty_at, uploaded_by, at),
      update (unit_no, state, faulty_at) on license_keys to muster_app;
call guard_states('license_keys', 'license_key');

-- Which of these fingerprints the market has seen; the vendor learns that of keys it holds in its hands.
create function keys_known(fingerprints bytea[]) returns setof bytea
language sql stable security definer set search_path = public, pg_temp as $$
  select fingerprint from license_keys where kind = 'single' and fingerprint = any (fingerprints);
$$;
grant execute on function keys_known to muster_app;

create table key_reveals (
  id          uuid primary key default uuidv7(),
  org_id      uuid not null references organizations,
  key_id      uuid not null references license_keys,
  person_id   uuid not null,
  reason      text not null check (reason in ('install', 'reinstall', 'inspection', 'handover', 'export', 'evidence')),
  computer_id uuid,
  evidence_id uuid,                                        -- the item of a case beside which it was shown (room mediation)
  address     inet,
  at          timestamptz not null default clock_timestamp(),
  check ((reason = 'evidence') = (evidence_id is not null))
);
create index key_reveals_by_person on key_reveals (person_id, at);
create index key_reveals_by_key on key_reveals (key_id, at);
-- Who holds the key reads its whole log, what was before a merger too.
call protect('key_reveals', $$ org_id = (select app_org()) or (select app_is('auditor'))
  or exists (select from license_keys k where k.id = key_id and k.org_id = (select app_org())) $$, verbs => 'select');
call append_only('key_reveals');

-- The ciphertext of one key, together with the row that says who asked and why: both or neither.
create function hand_out_key(its license_keys, reason text, computer uuid, evidence uuid, address inet)
returns table (body bytea, wrapped_key bytea, blob uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if its.id is null then raise exception 'key-unknown' using errcode = 'MU100'; end if;
  if its.state = 'revoked' then raise exception 'key-revoked' using errcode = 'MU100'; end if;
  perform pg_advisory_xact_lock(hashtextextended('reveal' || app_person(), 0));
  if (select count(*) from key_reveals r
      where r.person_id = app_person() and r.reason <> 'export' and r.at > clock_timestamp() - interval '1 hour') >= 20 then
    raise exception 'reveal-limit' using errcode = 'MU100';
  end if;
  insert into key_reveals (org_id, key_id, person_id, reason, computer_id, evidence_id, address)
  values (its.org_id, its.id, app_person(), reason, computer, evidence, address);
  perform record_event('key.revealed', its.id, jsonb_build_object('key', its.id, 'entitlement', its.entitlement_id), its.org_id);
  return query select its.body, its.wrapped_key, its.blob;
end $$;
revoke execute on function hand_out_key from public;

-- A key of one's own organization.
create function reveal_key(key uuid, reason text, computer uuid, address inet)
returns table (body bytea, wrapped_key bytea, blob uuid)
language sql volatile security definer set search_path = public, pg_temp as $$
  select h.* from (select (select k from license_keys k where k.id = key and k.org_id = app_org()) as its) o,
    hand_out_key(o.its, reason, computer, null, address) h;
$$;
grant execute on function reveal_key to muster_app;

-- Keys that an installation team takes along, sealed to a public key that it gave, on the word of a second person (licenses.md §5).
create table key_exports (
  id             uuid primary key default uuidv7(),
  org_id         uuid not null references organizations,
  entitlement_id uuid not null references entitlements,
  recipient      text not null check (recipient ~ '^age1[02-9ac-hj-np-z]{58}$'),
  quantity       int not null check (quantity between 1 and 500),
  reason         text not null check (length(reason) between 2 and 500),
  state          text not null default 'requested' check (state in ('requested', 'approved', 'declined', 'withdrawn', 'taken')),
  answer         text check (length(answer) between 2 and 500),
  asked_by       uuid not null references persons,
  asked_at       timestamptz not null default clock_timestamp(),
  decided_by     uuid references persons,
  decided_at     timestamptz,
  taken_at       timestamptz,
  check (state not in ('approved', 'declined', 'taken') or decided_by <> asked_by),
  check ((state = 'declined') = (answer is not null)),
  check ((state = 'taken') = (taken_at is not null))
);
create index key_exports_by_entitlement on key_exports (entitlement_id);
call protect('key_exports', 'org_id = (select app_org()) or (select app_is(''auditor''))', 'org_id = (select app_org())',
  verbs => 'select, insert, update');
revoke update on key_exports from muster_app;
grant update (state, answer, decided_by, decided_at) on key_exports to muster_app;
call guard_states('key_exports', 'key_export');

-- The ciphertext of so many keys, of the lowest units first, together with a row for each that says who took it; once.
create function take_key_export(export uuid, address inet)
returns table (id uuid, unit_no int, recipient text, body bytea, wrapped_key bytea)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its   key_exports;
  taken uuid[];
begin
  select * into its from key_exports x where x.id = export and x.org_id = app_org() and x.asked_by = app_person() for update;
  if its.id is null or its.state <> 'approved' then raise exception 'already-moved' using errcode = 'MU100'; end if;
  if its.decided_at < clock_timestamp() - interval '7 days' then raise exception 'export-over' using errcode = 'MU100'; end if;
  taken := array(select k.id from license_keys k where k.entitlement_id = its.entitlement_id and k.org_id = its.org_id and k.kind = 'single'
    and k.state in ('free', 'assigned', 'returned') and k.body is not null order by k.unit_no nulls last, k.id limit its.quantity for update);
  if cardinality(taken) < its.quantity then raise exception 'keys-gone' using errcode = 'MU100'; end if;
  insert into key_reveals (org_id, key_id, person_id, reason, address)
  select its.org_id, t, app_person(), 'export', take_key_export.address from unnest(taken) t;
  update key_exports set state = 'taken', taken_at = clock_timestamp() where key_exports.id = its.id;
  perform record_event('key.exported', its.id, jsonb_build_object('entitlement', its.entitlement_id, 'quantity', its.quantity), its.org_id);
  return query select k.id, k.unit_no, its.recipient, k.body, k.wrapped_key from license_keys k where k.id = any (taken)
    order by k.unit_no nulls last, k.id;
end $$;
grant execute on function take_key_export to muster_app;

-- Which computer or person uses which unit; the history stays.
create table assignments (
  id             uuid primary key default uuidv7(),
  org_id         uuid not null references organizations,
  entitlement_id uuid not null references entitlements,
  unit_no        int not null check (unit_no > 0),
  computer_id    uuid,
  person_id      uuid references persons,
  reason         text,                                     -- an edition right of the contract that is used
  since          timestamptz not null default clock_timestamp(),
  until          timestamptz,
  by             uuid,
  mark           text check (mark in ('in_excess')),
  check (num_nonnulls(computer_id, person_id) = 1),
  check (until is null or until >= since)
);
create unique index assignments_one_per_unit on assignments (entitlement_id, unit_no) where until is null;
create unique index assignments_once_per_computer on assignments (entitlement_id, computer_id) where until is null and computer_id is not null;
create unique index assignments_once_per_person on assignments (entitlement_id, person_id) where until is null and person_id is not null;
create index assignments_by_computer on assignments (computer_id) where computer_id is not null;
create index assignments_by_person on assignments (person_id) where person_id is not null;
call protect('assignments', 'org_id = (select app_org()) or (select app_is(''auditor''))', 'org_id = (select app_org())');

-- A key that arrives for a unit in use is assigned from its first moment.
create function hand_to_users() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update license_keys k set state = 'assigned'
  where k.id in (select id from added where kind = 'single') and k.state = 'free'
    and exists (select from assignments a where a.entitlement_id = k.entitlement_id and a.until is null and a.unit_no = k.unit_no);
  return null;
end $$;
create trigger hand_to_users after insert on license_keys referencing new table as added
  for each statement execute function hand_to_users();

-- The unit above the quantity is refused whatever page it comes from; assignments and reductions queue on the row.
create function guard_units() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from entitlements where id in (select entitlement_id from added) order by id for no key update;
  if exists (select from added a join entitlements e on e.id = a.entitlement_id
             where a.until is null and a.mark is null
               and (a.org_id <> e.org_id or a.unit_no > e.quantity or e.state not in ('active', 'claimed', 'suspended'))) then
    raise exception 'no-free-unit' using errcode = 'MU100';
  end if;
  return null;
end $$;
create trigger guard_units after insert on assignments referencing new table as added
  for each statement execute function guard_units();
create trigger guard_units_moved after update on assignments referencing new table as added
  for each statement execute function guard_units();

-- After a reduction the earliest users keep their units, seated from 1 up where their own number is gone, with their
-- keys, first where a unit has none; those above the quantity are marked, never removed. Keys of units that are gone are revoked.
create function seat_units(entitlement uuid, units int) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  seat record;
begin
  update license_keys k set state = 'revoked', unit_no = null
  where units = 0 and k.entitlement_id = entitlement and k.state <> 'revoked';

  update assignments a set mark = 'in_excess'
  where a.until is null and a.mark is null and a.id in (
    select id from assignments where entitlement_id = entitlement and until is null order by since, id offset units);

  for seat in
    select a.id, a.unit_no as old_no, f.unit_no as new_no
    from (select id, unit_no, row_number() over (order by since, id) as n from assignments
          where entitlement_id = entitlement and until is null and mark is null and unit_no > units) a
    join (select unit_no, row_number() over (order by exists (select from license_keys k where k.entitlement_id = entitlement
                              and k.unit_no = g.unit_no and k.state <> 'revoked'), unit_no) as n from generate_series(1, units) as g (unit_no)
          where not exists (select from assignments t where t.entitlement_id = entitlement and t.until is null and t.unit_no = g.unit_no)) f
      using (n)
  loop
    update license_keys set state = 'revoked', unit_no = null
    where entitlement_id = entitlement and unit_no = seat.new_no and state <> 'revoked';
    update license_keys set unit_no = seat.new_no
    where entitlement_id = entitlement and unit_no = seat.old_no and state <> 'revoked';
    update assignments set unit_no = seat.new_no where id = seat.id;
  end loop;

  update license_keys k set state = 'revoked', unit_no = null
  where k.entitlement_id = entitlement and k.unit_no > units and k.state <> 'revoked'
    and not exists (select from assignments a where a.entitlement_id = entitlement and a.until is null and a.unit_no = k.unit_no);
end $$;

-- Units that are given up by their number, none of them in use: their keys are revoked, and what stood above the units that
-- are left takes their numbers, users and keys together. The caller lowers the quantity.
create function vacate_units(held uuid, given int[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  units int := (select quantity from entitlements where id = held);
  seat  record;
begin
  update license_keys k set state = 'revoked', unit_no = null
  where k.entitlement_id = held and k.unit_no = any (given) and k.state <> 'revoked';
  for seat in
    select high.n as old_no, low.n as new_no
    from (select n, row_number() over (order by n) as place
          from generate_series(units - cardinality(given) + 1, units) as u (n) where n <> all (given)) high
    join (select n, row_number() over (order by n) as place from unnest(given) as g (n) where n <= units - cardinality(given)) low
      using (place)
  loop
    update license_keys set unit_no = seat.new_no where entitlement_id = held and unit_no = seat.old_no and state <> 'revoked';
    update assignments set unit_no = seat.new_no where entitlement_id = held and unit_no = seat.old_no and until is null;
  end loop;
end $$;

-- Of units that are taken back those go first whose keys do not work; who uses one of them sits down at a unit that does.
create function vacate_faulty(held uuid, units int) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  seat record;
begin
  for seat in
    select u.id, f.unit_no as new_no
    from (select a.id, row_number() over (order by a.since, a.id) as n from assignments a
          join license_keys k on k.entitlement_id = held and k.unit_no = a.unit_no and k.state <> 'revoked' and k.faulty_at is not null
          where a.entitlement_id = held and a.until is null) u
    join (select k.unit_no, row_number() over (order by k.unit_no) as n from license_keys k
          where k.entitlement_id = held and k.unit_no is not null and k.state <> 'revoked' and k.faulty_at is null
            and not exists (select from assignments a where a.entitlement_id = held and a.until is null and a.unit_no = k.unit_no)) f using (n)
    order by n limit units
  loop
    update assignments set unit_no = seat.new_no where id = seat.id;
    update license_keys set state = 'assigned' where entitlement_id = held and unit_no = seat.new_no and state in ('free', 'returned');
  end loop;
  perform vacate_units(held, array(
    select k.unit_no from license_keys k
    where k.entitlement_id = held and k.unit_no is not null and k.state <> 'revoked' and k.faulty_at is not null
      and not exists (select from assignments a where a.entitlement_id = held and a.until is null and a.unit_no = k.unit_no)
    order by k.unit_no desc limit units));
end $$;
revoke execute on function vacate_units, vacate_faulty from public;

-- Later moves change the quantity in the same statement's wake; at 0 the entitlement is revoked, or superseded by what replaced it.
create function apply_moves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from entitlements e join (select entitlement_id, sum(delta) as delta from added
               where kind not in ('issue', 'claim', 'receive') group by 1) m on m.entitlement_id = e.id
             where e.quantity + m.delta < 0) then
    raise exception 'more-than-held' using errcode = 'MU100';
  end if;
  perform seat_units(e.id, (e.quantity + m.delta)::int)
  from entitlements e join (select entitlement_id, sum(delta) as delta from added
    where kind not in ('issue', 'claim', 'receive') group by 1) m on m.entitlement_id = e.id
  where m.delta < 0 order by e.id;
  update entitlements e
  set quantity = e.quantity + m.delta,
      state = case when e.quantity + m.delta > 0 or e.state not in ('active', 'suspended') or m.lent then e.state
                   when m.handed then 'retired' when m.replaced then 'superseded' else 'revoked' end
  from (select entitlement_id, sum(delta)::int as delta, bool_or(kind in ('transfer', 'return')) as handed, bool_or(kind = 'allocate') as lent,
          bool_or(kind = 'reissue') as replaced
        from added where kind not in ('issue', 'claim', 'receive') group by 1) m
  where m.entitlement_id = e.id;
  return null;
end $$;
create trigger apply_moves after insert on entitlement_moves referencing new table as added
  for each statement execute function apply_moves();

-- Units of one order line leave and are replaced one after the other: what either did, the other sees.
create function lock_line(line uuid) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  select pg_advisory_xact_lock(hashtextextended('units of line ' || line, 0));
$$;
revoke execute on function lock_line from public;

-- Takes units of an order line back, the latest delivery first, those whose keys do not work before others, and what was
-- delivered for others anew last; what is already gone is not taken twice.
create function reduce_line(line uuid, units int, why text, cause uuid) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  left_over int := units;
  held      record;
  taken     int;
begin
  perform lock_line(line);
  if exists (select from entitlement_moves m join entitlements e on e.id = m.entitlement_id
             join purchase_records r on r.id = e.purchase_record_id
             where r.order_line_id = line and m.event_id = cause) then
    return 0;
  end if;
  for held in
    select e.id, e.org_id, e.quantity from entitlements e join purchase_records r on r.id = e.purchase_record_id
    where r.order_line_id = line and e.state in ('active', 'suspended') and e.quantity > 0
    order by e.source = 'reissue', e.parent_id nulls last, e.id desc for no key update of e
  loop
    exit when left_over = 0;
    taken := least(left_over, held.quantity);
    perform vacate_faulty(held.id, taken);
    insert into entitlement_moves (entitlement_id, delta, kind, event_id, by) values (held.id, -taken, why, cause, app_person());
    perform record_event('license.revoked', held.id,
      jsonb_build_object('entitlement', held.id, 'quantity', taken, 'reason', why), held.org_id);
    left_over := left_over - taken;
  end loop;
  return units - left_over;
end $$;
revoke execute on function reduce_line from public;
grant execute on function reduce_line to muster_worker;

create index ocds_releases_by_round on ocds_releases (round_id);

-- Round, lot and award behind an order line, with the hashes that prove them.
create function tender_facts(round uuid, award uuid) returns jsonb
language sql stable set search_path = public, pg_temp as $$
  select jsonb_build_object('round', r.number, 'noticeSha256', encode(r.notice_hash, 'hex'), 'lot', l.code,
    'ocid', (select o.ocid from ocds_releases o where o.round_id = r.id limit 1),
    'award', a.id, 'awardSha256', substr(u.award_hash, 8))
  from rounds r
  left join awards a on a.id = award
  left join award_runs u on u.id = a.run_id
  left join lots l on l.id = a.lot_id
  where r.id = round;
$$;

-- The body of a purchase record: everything that was true when the delivery was recorded.
create function purchase_body(record_no text, delivery deliveries) returns jsonb
language sql stable set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'format', 'purchase-record/1', 'no', record_no,
    'order', jsonb_build_object('no', o.number, 'line', l.no),
    'buyer', jsonb_build_object('id', buyer.id, 'uscc', buyer.uscc, 'name', buyer.name),
    'vendor', jsonb_build_object('id', vendor.id, 'uscc', vendor.uscc, 'name', vendor.name),
    'product', jsonb_build_object('publisher', b.name_zh, 'name', p.name_zh, 'edition', e.name_zh, 'release', r.name, 'sku', e.sku),
    'quantity', delivery.quantity, 'metric', l.metric, 'term', l.term,
    'startsOn', delivery.term_start, 'endsOn', delivery.term_end,
    'maintenanceUntil', delivery.maintenance_until, 'rights', l.rights,
    'price', jsonb_build_object('unitPrice', l.unit_price::text, 'currency', o.currency, 'taxCategory', l.tax_category,
      'taxRateBps', l.tax_bps, 'gross', gross::text, 'net', net::text, 'tax', (gross - net)::text),
    'tender', case when o.round_id is not null then tender_facts(o.round_id, l.award_id) end,
    'contract', (select jsonb_build_object('no', c.number, 'signedOn', shanghai_day(o.confirmed_at), 'sha256', c.hash)
                 from contracts c where c.order_id = o.id and c.hash = o.contract_hash),
    'delivery', jsonb_build_object('no', n.number, 'at', to_char(n.sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'by', n.sent_by, 'quantity', delivery.quantity, 'evidenceSha256',
      (select encode(f.sha256, 'hex') from files f where f.id = coalesce(delivery.certificate_file_id, n.evidence_file_id))))
  from order_lines l
  join orders o on o.id = l.order_id
  join organizations buyer on buyer.id = o.enterprise_id
  join organizations vendor on vendor.id = o.vendor_id
  join delivery_notes n on n.id = delivery.note_id
  join editions e on e.id = l.edition_id
  join products p on p.id = e.product_id
  join publishers b on b.id = p.publisher_id
  left join releases r on r.id = l.release_id
  cross join lateral (select l.unit_price * delivery.quantity as gross, 10000 + coalesce(l.tax_bps, 0) as d) g
  cross join lateral (select (2 * gross * 10000 + d) / (2 * d) as net) t
  where l.id = delivery.order_line_id;
$$;

-- A delivery row issues its record and entitlement with it, or is refused (licenses.md §7).
create function issue_licenses() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  refusal text := (
    select case when (l.term = 'perpetual') = (d.term_end is not null) then 'term-end-wrong'
                when d.term_end < d.term_start then 'end-before-start'
                when l.term = 'evaluation' and d.term_end - d.term_start > 180 then 'evaluation-too-long' end
    from delivered d join order_lines l on l.id = d.order_line_id order by 1 nulls last limit 1);
begin
  if refusal is not null then raise exception '%', refusal using errcode = 'MU100'; end if;

  with numbered as materialized (
    select d.*, uuidv7() as record_id, document_number('PR', 'purchase_numbers') || '-1' as record_no
    from delivered d order by d.id),
  record as (
    insert into purchase_records (id, org_id, vendor_id, no, order_line_id, delivery_id, part_no, body, sha256, at)
    select n.record_id, o.enterprise_id, o.vendor_id, n.record_no, n.order_line_id, n.id, 1, b.body,
           sha256(convert_to(b.body, 'UTF8')), s.sent_at
    from numbered n
    join orders o on o.id = n.order_id
    join delivery_notes s on s.id = n.note_id
    join deliveries d on d.id = n.id
    cross join lateral (select canonical(purchase_body(n.record_no, d)) as body) b)
  insert into entitlements (org_id, source, purchase_record_id, delivery_id, part_no, product_id, edition_id, release_id,
    metric, quantity, term, starts_on, ends_on, maintenance_until, channel, purpose, rights, license_no, renews_id, disputed)
  select goes_on_as(o.enterprise_id), 'order', n.record_id, n.id, 1, e.product_id, e.id, l.release_id,
         l.metric, n.quantity, l.term, n.term_start, n.term_end, n.maintenance_until, n.channel,
         case when e.household then 'household' else coalesce(l.rights ->> 'purpose', 'commercial') end,
         l.rights, n.license_no, coalesce((l.rights ->> 'renews')::uuid, renewal_awaiting(goes_on_as(o.enterprise_id), e.id)),
         exists (select from chargebacks_over(o.id))
  from numbered n
  join orders o on o.id = n.order_id
  join order_lines l on l.id = n.order_line_id
  join editions e on e.id = l.edition_id;
  return null;
end $$;
create trigger issue_licenses after insert on deliveries referencing new table as delivered
  for each statement execute function issue_licenses();

-- What was paid for the order before it was delivered stands in the records that the delivery has just made.
create function note_earlier_payments() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform append_fact(d.line, 'payment', o.number, (b.body::jsonb ->> 'amount')::bigint, o.currency::text, e.at, null, e.id)
  from (select distinct order_id, order_line_id as line from delivered) d
  join orders o on o.id = d.order_id
  join events e on e.kind = 'payment.matched' and e.subject_id = o.id
  join event_bodies b on b.event_id = e.id and b.body is not null
  order by e.id, d.line;
  return null;
end $$;
create trigger note_earlier_payments after insert on deliveries referencing new table as delivered
  for each statement execute function note_earlier_payments();

-- A note that is rejected or withdrawn takes its units back at once; the redelivery issues anew (§6.5).
create function unissue_licenses() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with gone as materialized (
    select e.id, e.quantity, record_event('license.revoked', e.id,
      jsonb_build_object('entitlement', e.id, 'quantity', e.quantity, 'reason', 'reject'), e.org_id) as event
    from decided n
    join earlier o using (id)
    join deliveries d on d.note_id = n.id
    join purchase_records r on r.delivery_id = d.id
    join entitlements e on e.purchase_record_id = r.id
    where n.state in ('rejected', 'withdrawn') and o.state = 'sent' and e.quantity > 0
    order by e.id)
  insert into entitlement_moves (entitlement_id, delta, kind, event_id, by)
  select id, -quantity, 'reject', event, app_person() from gone;
  return null;
end $$;
create trigger unissue_licenses after update on delivery_notes
  referencing old table as earlier new table as decided
  for each statement execute function unissue_licenses();

-- What a vendor may know of what it delivered: counts and tails, never users (licenses.md §1).
create function licenses_supplied(delivery uuid default null)
returns table (entitlement_id uuid, delivery_id uuid, order_line_id uuid, product_id uuid, edition_id uuid, org_id uuid,
               issued int, now int, keys int, revoked_tails text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select e.id, e.delivery_id, r.order_line_id, e.product_id, e.edition_id, e.org_id,
         (select sum(delta)::int from entitlement_moves m where m.entitlement_id = e.id and m.kind = 'issue'),
         e.quantity,
         (select count(*)::int from license_keys k where k.entitlement_id = e.id and k.state <> 'revoked'),
         (select array_agg(k.tail order by k.id) from license_keys k where k.entitlement_id = e.id and k.state = 'revoked' and k.tail is not null)
  from purchase_records r join entitlements e on e.delivery_id = r.delivery_id
  where r.vendor_id = app_org() and (delivery is null or r.delivery_id = delivery)
  order by e.id;
$$;
grant execute on function licenses_supplied to muster_app;

-- Units that a vendor promised to deliver anew (licenses.md §6.0 `supersede`): asked for by a settlement, which is known here
-- by its obligation's id alone; the vendor reads the license and how many, nothing of why.
create table replacements (
  id             uuid primary key default uuidv7(),
  org_id         uuid not null references organizations,   -- who holds the units
  vendor_id      uuid not null references organizations,
  entitlement_id uuid not null references entitlements,
  obligation_id  uuid not null,                            -- kept when the case behind it is erased, so no foreign key
  quantity       int not null check (quantity > 0),
  due_on         date not null,
  state          text not null default 'open' check (state in ('open', 'delivered', 'withdrawn')),
  result_id      uuid unique references entitlements,
  delivered_by   uuid references persons,
  delivered_at   timestamptz,
  asked_at       timestamptz not null default clock_timestamp(),
  event_id       uuid not null unique references events,
  unique (obligation_id, entitlement_id),
  check ((state = 'delivered') = (result_id is not null)),
  check ((state = 'delivered') = (delivered_at is not null))
);
create index replacements_by_vendor on replacements (vendor_id, id desc);
create index replacements_open on replacements (entitlement_id) where state = 'open';
call protect('replacements', 'org_id = (select app_org()) or vendor_id = (select app_org()) or (select app_is(''auditor''))', verbs => 'select');
call guard_states('replacements', 'replacement');

-- What a vendor may know of what it is to replace, and what it has replaced: the license and its order, how many, the tails
-- of the keys that their holder says do not work; never who uses them.
create function replacements_asked(which uuid default null)
returns table (id uuid, state text, quantity int, due_on date, asked_at timestamptz, delivered_at timestamptz, org_id uuid, buyer text,
               buyer_en text, entitlement_no text, product_id uuid, name_zh text, name_en text, edition text, edition_en text,
               key_pattern text, order_id uuid, order_no text, held int, keys int, single_keys int, faulty_tails text[], result_no text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.state, p.quantity, p.due_on, p.asked_at, p.delivered_at, p.org_id, b.name, b.name_en, n.no, n.product_id, s.name_zh, s.name_en,
         e.name_zh, e.name_en, s.key_pattern, o.id, o.number, n.quantity, k.many, k.single, k.tails, y.no
  from replacements p
  join entitlements n on n.id = p.entitlement_id
  join purchase_records r on r.id = n.purchase_record_id
  join order_lines l on l.id = r.order_line_id
  join orders o on o.id = l.order_id
  join organizations b on b.id = p.org_id
  join products s on s.id = n.product_id
  join editions e on e.id = n.edition_id
  left join entitlements y on y.id = p.result_id
  cross join lateral (select count(*)::int as many, (count(*) filter (where kind = 'single'))::int as single,
                        array_agg(tail order by unit_no) filter (where faulty_at is not null and tail is not null) as tails
                      from license_keys where entitlement_id = n.id and state <> 'revoked') k
  where p.vendor_id = app_org() and (which is null or p.id = which)
  order by p.state = 'open' desc, case when p.state = 'open' then p.due_on end, p.id desc limit 500;
$$;
grant execute on function replacements_asked to muster_app;

-- Delivers units anew, all that were asked for: a license of their own stands from today for what its holder gives up of the
-- old one: the units whose keys do not work, then those nobody uses, then the latest in use, whose users move along. The keys
-- come in the same transaction. Answers the new license.
create function deliver_replacement(replacement uuid, new_license_no text, evidence uuid)
returns table (entitlement_id uuid, org_id uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its    replacements;
  held   entitlements;
  record purchase_records;
  child  uuid := uuidv7();
  given  int[];
  cause  uuid;
begin
  select * into its from replacements p where p.id = replacement and p.vendor_id = app_org() for update;
  if its.id is null then raise exception 'replacement-unknown' using errcode = 'MU100'; end if;
  if its.state <> 'open' then raise exception 'replacement-over' using errcode = 'MU100'; end if;
  select r.* into record from entitlements n join purchase_records r on r.id = n.purchase_record_id where n.id = its.entitlement_id;
  perform lock_line(record.order_line_id);
  select * into held from entitlements n where n.id = its.entitlement_id for no key update;
  if held.state <> 'active' or held.quantity < its.quantity then
    raise exception 'replaced-units-gone' using errcode = 'MU100';
  end if;
  if held.ends_on < shanghai_day() then raise exception 'replaced-license-ended' using errcode = 'MU100'; end if;

  given := array(
    select u.n from generate_series(1, held.quantity) as u (n)
    left join license_keys k on k.entitlement_id = held.id and k.unit_no = u.n and k.state <> 'revoked'
    left join assignments a on a.entitlement_id = held.id and a.unit_no = u.n and a.until is null
    order by k.faulty_at is not null desc, a.id is null desc, a.since desc, u.n desc limit its.quantity);
  insert into entitlements (id, org_id, source, replaces_id, purchase_record_id, part_no, product_id, edition_id, release_id, metric,
    quantity, term, starts_on, ends_on, maintenance_until, channel, purpose, rights, bound_computer_id, license_no, renews_id, disputed,
    evidence_file_id)
  select child, held.org_id, 'reissue', held.id, held.purchase_record_id, held.part_no, held.product_id, held.edition_id, held.release_id,
    held.metric, its.quantity, held.term, greatest(held.starts_on, shanghai_day()), held.ends_on, held.maintenance_until, held.channel,
    held.purpose, held.rights, held.bound_computer_id, coalesce(new_license_no, held.license_no), held.renews_id, held.disputed, evidence;
  select m.event_id into cause from entitlement_moves m where m.entitlement_id = child;

  with left_behind as (
    update assignments a set until = clock_timestamp(), mark = null
    where a.entitlement_id = held.id and a.unit_no = any (given) and a.until is null returning a.*)
  insert into assignments (org_id, entitlement_id, unit_no, computer_id, person_id, reason, by)
  select w.org_id, child, row_number() over (order by w.since, w.id), w.computer_id, w.person_id, w.reason, w.by from left_behind w;
  perform vacate_units(held.id, given);
  insert into entitlement_moves (entitlement_id, delta, kind, event_id, by)
  values (held.id, -its.quantity, 'reissue', record_event('license.revoked', held.id, jsonb_build_object('entitlement', held.id,
    'quantity', its.quantity, 'reason', 'reissue'), held.org_id), app_person());

  perform append_to_record(record, 'reissue', n.no, null, null, clock_timestamp(),
    (select f.sha256 from files f where f.id = evidence), cause) from entitlements n where n.id = child;
  update replacements set state = 'delivered', result_id = child, delivered_by = app_person(), delivered_at = clock_timestamp()
  where id = its.id;
  perform notify_roles(held.org_id, array['asset_manager'], 'license.replaced',
    jsonb_build_object('number', held.no, 'units', its.quantity), '/licenses/' || child, cause);
  return query select child, held.org_id;
end $$;
grant execute on function deliver_replacement to muster_app;

-- A term that ends asks whether it is wanted again (§6.2).
create table renewals (
  id             uuid primary key default uuidv7(),
  org_id         uuid not null references organizations,
  entitlement_id uuid not null unique references entitlements,
  state          text not null default 'open' check (state in ('open', 'renewed', 'replaced', 'dropped', 'lapsed')),
  proposed       int not null check (proposed >= 0),       -- units in use, not entitled
  quantity       int check (quantity > 0),
  edition_id     uuid references editions,
  needed_by      date not null,
  reason         text,
  opened_at      timestamptz not null default clock_timestamp(),
  decided_by     uuid references persons,
  decided_at     timestamptz,
  check ((state in ('renewed', 'replaced')) <= (quantity is not null and edition_id is not null)),
  check (state <> 'dropped' or reason is not null),
  check ((state = 'open') = (decided_at is null))
);
create index renewals_open on renewals (needed_by) where state = 'open';
call protect('renewals', 'org_id = (select app_org()) or (select app_is(''auditor''))', 'org_id = (select app_org())', verbs => 'select, update');
call guard_states('renewals', 'renewal');

-- Which right a delivery of this edition goes on for: of what was decided to be renewed or replaced by it and is not whole
-- yet, the one that ends first.
create function renewal_awaiting(organization uuid, edition uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select w.entitlement_id from renewals w
  where w.org_id = organization and w.edition_id = edition and w.state in ('renewed', 'replaced')
    and w.quantity > (select coalesce(sum(y.quantity), 0) from entitlements y
                      where y.renews_id = w.entitlement_id and y.state not in ('revoked', 'rejected'))
  order by w.needed_by, w.id limit 1;
$$;
revoke execute on function renewal_awaiting from public;

-- All subscriptions of an enterprise are to end with this month, once it has said so; new terms are asked for until then (§6.2).
create table co_terms (
  org_id uuid primary key references organizations,
  month  int not null check (month between 1 and 12),
  by     uuid not null references persons,
  at     timestamptz not null default clock_timestamp()
);
call protect('co_terms', 'org_id = (select app_org()) or (select app_is(''auditor''))', 'org_id = (select app_org())',
  'select, insert, update, delete');

-- What the office may know of subscriptions that end: per product, and only where at least five enterprises stand behind
-- it and none holds half, as with pledges (procurement.md §5); what an enterprise has decided about counts no more.
create function renewals_by_product(today date, until date) returns table (product_id uuid, quantity bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select by_org.product_id, case when count(*) >= 5 and 2 * max(units) < sum(units) then sum(units)::bigint end
  from (select e.product_id, e.org_id, sum(e.quantity) as units from entitlements e
        where e.state = 'active' and e.ends_on between today and until and e.quantity > 0
          and not exists (select from renewals r where r.entitlement_id = e.id and r.state <> 'open')
        group by e.product_id, e.org_id) as by_org
  where app_is('officer') or app_is('auditor')
  group by by_org.product_id;
$$;
grant execute on function renewals_by_product to muster_app, muster_worker;

-- A gap met at the price that the award still holds (§6.3).
create table true_ups (
  id           uuid primary key default uuidv7(),
  org_id       uuid not null references organizations,
  state        text not null default 'proposed' check (state in ('proposed', 'edited', 'confirmed', 'declined', 'expired')),
  award_id     uuid not null,
  edition_id   uuid not null references editions,
  proposed     int not null check (proposed > 0),
  quantity     int not null check (quantity > 0),
  unit_price   bigint not null check (unit_price >= 0),
  held_until   date not null,
  event_id     uuid not null references events,
  edited_by    uuid references persons,
  decided_by   uuid references persons,
  decided_at   timestamptz,
  reason       text check (length(reason) between 2 and 200),
  proposed_at  timestamptz not null default clock_timestamp(),
  unique (org_id, event_id, edition_id),
  check (state not in ('confirmed', 'declined') or decided_by is not null),
  check (state <> 'declined' or reason is not null),
  check ((state in ('proposed', 'edited')) = (decided_at is null))
);
create unique index true_ups_one_open on true_ups (org_id, award_id, edition_id) where state in ('proposed', 'edited');
create index true_ups_by_end on true_ups (held_until) where state in ('proposed', 'edited');
call protect('true_ups', 'org_id = (select app_org()) or (select app_is(''auditor''))', 'org_id = (select app_org())', verbs => 'select, update');
revoke update on true_ups from muster_app;
grant update (state, quantity, unit_price, reason, edited_by, decided_by, decided_at) on true_ups to muster_app;
call guard_states('true_ups', 'true_up');

-- The prices that awards still hold for an enterprise which bought under them: each at the award's present price.
create function prices_held_for(organization uuid)
returns table (award_id uuid, round_id uuid, run_id uuid, vendor_id uuid, product_id uuid, edition_id uuid, metric text,
               term text, unit_price bigint, held_until date, bought int)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, d.id, a.run_id, a.vendor_id, e.product_id, a.edition_id, l.metric, l.term, s.price, h.until, b.units
  from (select i.award_id, sum(i.quantity)::int as units from orders o join order_lines i on i.order_id = o.id
        where o.enterprise_id = organization and i.award_id is not null
          and o.state not in ('declined', 'lapsed', 'expired', 'canceled', 'terminated') group by i.award_id) b
  join awards a on a.id = b.award_id
  join editions e on e.id = a.edition_id
  join lots l on l.id = a.lot_id
  join rounds d on d.id = l.round_id
  join round_terms t on t.round_id = d.id and t.version = d.terms_version
  cross join lateral (select (shanghai_day(d.confirmed_at)
    + make_interval(months => coalesce((t.body ->> 'trueUpMonths')::int, 0)))::date as until) h
  cross join lateral award_standing(a.id) s
  where coalesce((t.body ->> 'trueUpMonths')::int, 0) > 0 and shanghai_day() <= h.until;
$$;
revoke execute on function prices_held_for from public;
grant execute on function prices_held_for to muster_worker;
create function prices_held()
returns table (award_id uuid, round_id uuid, run_id uuid, vendor_id uuid, product_id uuid, edition_id uuid, metric text,
               term text, unit_price bigint, held_until date, bought int)
language sql stable security definer set search_path = public, pg_temp as $$ select * from prices_held_for(app_org()); $$;
grant execute on function prices_held to muster_app, muster_worker;

-- Units of each edition that a gap is made of and that a held price can close become a proposal; an open one takes the
-- new number unless somebody has put another. Answers what stands open for them.
create function propose_true_ups(organization uuid, product uuid, cause uuid) returns setof uuid
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  return query
    insert into true_ups as t (org_id, award_id, edition_id, proposed, quantity, unit_price, held_until, event_id)
    select organization, h.award_id, h.edition_id, h.units, h.units, h.unit_price, h.held_until, cause
    from (select distinct on (m.edition_id) m.units, p.* from editions_missing(organization, product) m
          join prices_held_for(organization) p on p.edition_id = m.edition_id
          order by m.edition_id, p.unit_price, p.held_until desc, p.award_id) h
    on conflict (org_id, award_id, edition_id) where state in ('proposed', 'edited')
    do update set proposed = excluded.proposed,
                  quantity = case t.state when 'proposed' then excluded.quantity else t.quantity end
    returning t.id;
end $$;
revoke execute on function propose_true_ups from public;
grant execute on function propose_true_ups to muster_worker;

-- An enterprise asks for units at a price held for it without a gap that was found; one proposal stands open at a time.
create function ask_true_up(award uuid, units int, cause uuid) returns uuid
language sql security definer set search_path = public, pg_temp as $$
  insert into true_ups (org_id, state, award_id, edition_id, proposed, quantity, unit_price, held_until, event_id, edited_by)
  select app_org(), 'edited', h.award_id, h.edition_id, units, units, h.unit_price, h.held_until, cause, app_person()
  from prices_held() h where h.award_id = award
  on conflict (org_id, award_id, edition_id) where state in ('proposed', 'edited') do nothing
  returning id;
$$;
grant execute on function ask_true_up to muster_app;

-- What a confirmed true-up orders, for the room that places it.
create function true_up_ordered(its uuid)
returns table (enterprise_id uuid, award_id uuid, quantity int, unit_price bigint, run_id uuid, round_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select t.org_id, t.award_id, t.quantity, t.unit_price, a.run_id, l.round_id
  from true_ups t join awards a on a.id = t.award_id join lots l on l.id = a.lot_id
  where t.id = its and t.state = 'confirmed';
$$;
revoke execute on function true_up_ordered from public;
grant execute on function true_up_ordered to muster_worker;

-- Units that change their holder: offered, accepted by the receiver, approved by the giver's second person (§6.4).
create table transfers (
  id              uuid primary key default uuidv7(),
  kind            text not null check (kind in ('allocation', 'transfer', 'computer')),
  state           text not null default 'offered' check (state in ('offered', 'accepted', 'approved', 'declined', 'withdrawn', 'returned')),
  org_id          uuid not null references organizations,
  to_org_id       uuid not null references organizations,
  entitlement_id  uuid not null references entitlements,
  quantity        int not null check (quantity > 0),
  computer_id     uuid,                                            -- it goes with what came with it; the right is the first of these
  evidence_file_id uuid references files,                          -- by what the computer changes hands
  receiver_no     text check (length(receiver_no) between 1 and 120),   -- its asset number at the receiver
  received_id     uuid,                                            -- what it is in the receiver's register
  consent_file_id uuid references files,
  reason          text not null check (length(reason) between 2 and 500),
  answer          text check (length(answer) between 2 and 500),   -- why it was declined
  result_id       uuid references entitlements,
  offered_by      uuid not null references persons,
  offered_at      timestamptz not null default clock_timestamp(),
  accepted_by     uuid references persons,
  accepted_at     timestamptz,
  decided_by      uuid references persons,
  decided_at      timestamptz,
  check (org_id <> to_org_id),
  check (state <> 'approved' or (decided_by <> offered_by and accepted_by is not null)),
  check ((state in ('approved', 'returned')) = (result_id is not null)),
  check (state not in ('declined', 'withdrawn') or decided_at is not null),
  check ((state = 'declined') = (answer is not null)),
  check (state <> 'returned' or kind = 'allocation'),
  check ((kind = 'computer') = (computer_id is not null)),
  check (kind <> 'computer' or evidence_file_id is not null),
  check (kind <> 'computer' or state not in ('accepted', 'approved') or receiver_no is not null),
  check ((kind = 'computer' and state = 'approved') = (received_id is not null))
);
-- A computer is offered to one enterprise at a time.
create unique index transfers_one_per_computer on transfers (computer_id) where state in ('offered', 'accepted');
create index transfers_by_entitlement on transfers (entitlement_id);
create index transfers_by_receiver on transfers (to_org_id, state);
call protect('transfers', 'org_id = (select app_org()) or to_org_id = (select app_org()) or (select app_is(''auditor''))',
  'org_id = (select app_org()) or to_org_id = (select app_org())', verbs => 'select, update');
create policy added on transfers for insert to muster_app with check (org_id = (select app_org()));
grant insert on transfers to muster_app;
-- Only `hand_over` and `give_back` bring a transfer to its end: no request names its result.
revoke update on transfers from muster_app;
grant update (state, answer, accepted_by, accepted_at, decided_by, decided_at, receiver_no) on transfers to muster_app;
call guard_states('transfers', 'transfer');
create index transfers_by_result on transfers (result_id) where result_id is not null;
-- Who has taken units over may read the record of their purchase, and both sides the publisher's consent.
create policy held on purchase_records for select to muster_app using (exists (
  select from entitlements e where e.purchase_record_id = purchase_records.id and e.org_id = (select app_org())));
create policy consents on files for select to muster_app using (exists (
  select from transfers t where files.id in (t.consent_file_id, t.evidence_file_id)));

-- The verified enterprise behind a credit code, for who offers it units.
create function enterprise_behind(code text) returns table (id uuid, name text, name_en text)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.name, o.name_en from organizations o where o.uscc = code and o.kind = 'enterprise' and o.state = 'verified';
$$;
grant execute on function enterprise_behind to muster_app;

-- Units offered and taken, for both sides; of the people each side learns its own.
create function transfers_seen(which uuid default null)
returns table (id uuid, kind text, state text, quantity int, reason text, answer text, consent_file_id uuid, consent_name text,
               org_id uuid, giver text, giver_en text, to_org_id uuid, receiver text, receiver_en text,
               entitlement_id uuid, entitlement_no text, product_id uuid, edition_id uuid, release_id uuid, metric text,
               term text, ends_on date, vendor text, offered_at timestamptz, offered_by text, accepted_at timestamptz,
               accepted_by text, decided_at timestamptz, decided_by text, offerer_id uuid, result_id uuid, result_no text,
               result_units int, computer_id uuid, evidence_file_id uuid, evidence_name text, receiver_no text, received_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select t.id, t.kind, t.state, t.quantity, t.reason, t.answer, t.consent_file_id, f.name, t.org_id, g.name, g.name_en,
         t.to_org_id, r.name, r.name_en, n.id, n.no, n.product_id, n.edition_id, n.release_id, n.metric, n.term, n.ends_on,
         v.name, t.offered_at, case when t.org_id = app_org() then a.name end, t.accepted_at,
         case when t.to_org_id = app_org() then b.name end, t.decided_at,
         case when t.org_id = app_org() or t.state = 'declined' and t.to_org_id = app_org() then c.name end,
         t.offered_by, t.result_id, y.no, y.quantity,
         t.computer_id, t.evidence_file_id, w.name, t.receiver_no, t.received_id
  from transfers t
  join organizations g on g.id = t.org_id
  join organizations r on r.id = t.to_org_id
  join entitlements n on n.id = t.entitlement_id
  left join purchase_records x on x.id = n.purchase_record_id
  left join organizations v on v.id = x.vendor_id
  left join entitlements y on y.id = t.result_id
  left join files f on f.id = t.consent_file_id
  left join files w on w.id = t.evidence_file_id
  left join persons a on a.id = t.offered_by
  left join persons b on b.id = t.accepted_by
  left join persons c on c.id = t.decided_by
  where (which is null or t.id = which) and (app_org() in (t.org_id, t.to_org_id) or app_is('auditor'));
$$;
grant execute on function transfers_seen to muster_app;

-- Units of a right that nobody is assigned to; null for a whole site.
create function units_unassigned(right_held uuid) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select n.quantity - (select count(*)::int from assignments a where a.entitlement_id = n.id and a.until is null)
  from entitlements n where n.id = right_held and (n.org_id = app_org() or app_is('auditor'));
$$;
grant execute on function units_unassigned to muster_app;

-- Both positions change with the units; whoever moves units locks them in one order.
create function lock_positions(product uuid, one uuid, other uuid) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  select pg_advisory_xact_lock(hashtextextended('units ' || product || ' ' || org, 0))
  from (select unnest(array[one, other]) as org order by 1) o;
$$;
revoke execute on function lock_positions from public;

-- Keys that go along with units: free ones of the side that gives. One volume key or file serves both sides, so it is copied
-- under an id of its own; single keys move, those of the highest units first.
create function keys_going_along(transfer uuid)
returns table (id uuid, new_id uuid, kind text, org_id uuid, to_org_id uuid, body bytea, wrapped_key bytea, blob uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its  transfers;
  held uuid;
  onto uuid;
begin
  select * into its from transfers t where t.id = transfer and t.kind <> 'computer'
    and (t.state = 'accepted' and t.org_id = app_org() or t.state = 'approved' and t.kind = 'allocation' and t.to_org_id = app_org())
  for update;
  if its.id is null then raise exception 'already-moved' using errcode = 'MU100'; end if;
  held := case its.state when 'accepted' then its.entitlement_id else its.result_id end;
  onto := case its.state when 'approved' then its.entitlement_id end;
  perform from entitlements e where e.id in (held, onto) order by e.id for no key update;
  return query
    select k.id, case k.kind when 'single' then k.id else uuidv7() end, k.kind, k.org_id,
           case its.state when 'accepted' then its.to_org_id else its.org_id end, k.body, k.wrapped_key, k.blob
    from (select f.*, row_number() over (partition by f.kind order by f.unit_no desc nulls first, f.id) as n from license_keys f
          where f.entitlement_id = held and f.state in ('free', 'returned')
            and not exists (select from assignments a where a.entitlement_id = held and a.until is null and a.unit_no = f.unit_no)) k
    where k.kind = 'single' and k.n <= its.quantity
       or k.kind <> 'single' and not exists (select from license_keys y where y.entitlement_id = onto and y.fingerprint = k.fingerprint);
end $$;
grant execute on function keys_going_along to muster_app;

create function rehouse_keys(onto uuid, organization uuid, keys jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into license_keys (id, org_id, entitlement_id, kind, wrapped_key, body, blob, file_name, tail, fingerprint, uploaded_by)
  select j.new_id, organization, onto, k.kind, decode(j.wrapped_key, 'hex'), decode(j.body, 'hex'), j.blob, k.file_name, k.tail, k.fingerprint,
    k.uploaded_by
  from jsonb_to_recordset(keys) as j (id uuid, new_id uuid, body text, wrapped_key text, blob uuid) join license_keys k on k.id = j.id
  where k.kind <> 'single';
  update license_keys k set org_id = organization, entitlement_id = onto, state = 'free', body = decode(j.body, 'hex'),
    wrapped_key = decode(j.wrapped_key, 'hex'), unit_no = j.place + (
      select coalesce(max(y.unit_no), 0) from license_keys y where y.entitlement_id = onto and y.state <> 'revoked')
  from (select *, row_number() over (order by id)::int as place
        from jsonb_to_recordset(keys) as r (id uuid, new_id uuid, body text, wrapped_key text)) j
  where k.id = j.id and k.kind = 'single';
end $$;
revoke execute on function rehouse_keys from public;

-- An accepted offer takes effect: the units leave their holder and stand at the receiver under the same record, keys and
-- both positions with them. Answers the receiver's right.
create function hand_over(transfer uuid, keys jsonb) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its   transfers;
  held  entitlements;
  child uuid := uuidv7();
begin
  select * into its from transfers t where t.id = transfer and t.org_id = app_org() for update;
  if its.id is null or its.state <> 'accepted' or its.kind = 'computer' then raise exception 'already-moved' using errcode = 'MU100'; end if;
  perform lock_positions((select product_id from entitlements where id = its.entitlement_id), its.org_id, its.to_org_id);
  select * into held from entitlements e where e.id = its.entitlement_id for no key update;
  if held.state <> 'active' or held.disputed or held.ends_on < shanghai_day() then
    raise exception 'units-not-free-to-give' using errcode = 'MU100';
  end if;
  if its.quantity > units_unassigned(held.id) then raise exception 'more-than-unassigned' using errcode = 'MU100'; end if;

  insert into entitlements (id, org_id, source, purchase_record_id, part_no, product_id, edition_id, release_id, metric, quantity,
    term, starts_on, ends_on, maintenance_until, channel, purpose, rights, license_no, parent_id)
  select child, its.to_org_id, its.kind, held.purchase_record_id, held.part_no, held.product_id, held.edition_id, held.release_id,
    held.metric, its.quantity, held.term, held.starts_on, held.ends_on, held.maintenance_until, held.channel, held.purpose,
    held.rights, held.license_no, held.id;
  perform rehouse_keys(child, its.to_org_id, keys);
  insert into entitlement_moves (entitlement_id, delta, kind, event_id, by)
  select held.id, -its.quantity, case its.kind when 'transfer' then 'transfer' else 'allocate' end,
    record_event('license.handed_over', held.id, jsonb_build_object('entitlement', held.id, 'transfer', its.id,
      'to', its.to_org_id, 'result', child, 'quantity', its.quantity), held.org_id), app_person();
  update transfers set state = 'approved', result_id = child, decided_by = app_person(), decided_at = clock_timestamp()
  where id = its.id;
  return child;
end $$;

-- An allocation comes back whole: what is left of it leaves the receiver and stands at its holder again. Answers the units.
create function give_back(transfer uuid, keys jsonb) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its  transfers;
  lent entitlements;
  home entitlements;
begin
  select * into its from transfers t where t.id = transfer and t.to_org_id = app_org() for update;
  if its.id is null or its.state <> 'approved' or its.kind <> 'allocation' then
    raise exception 'already-moved' using errcode = 'MU100';
  end if;
  perform lock_positions((select product_id from entitlements where id = its.entitlement_id), its.org_id, its.to_org_id);
  select * into home from entitlements e where e.id = its.entitlement_id for no key update;
  select * into lent from entitlements e where e.id = its.result_id for no key update;
  if home.state not in ('active', 'suspended') or lent.state not in ('active', 'suspended') or coalesce(lent.quantity, 0) = 0 then
    raise exception 'already-moved' using errcode = 'MU100';
  end if;
  if units_unassigned(lent.id) < lent.quantity
     or exists (select from transfers t where t.entitlement_id = lent.id and t.state = 'approved' and t.kind = 'allocation') then
    raise exception 'more-than-unassigned' using errcode = 'MU100';
  end if;
  perform rehouse_keys(home.id, home.org_id, keys);
  insert into entitlement_moves (entitlement_id, delta, kind, event_id, by)
  select home.id, lent.quantity, 'return', record_event('license.came_back', home.id, jsonb_build_object('entitlement', home.id,
    'transfer', its.id, 'quantity', lent.quantity), home.org_id), app_person();
  insert into entitlement_moves (entitlement_id, delta, kind, event_id, by)
  select lent.id, -lent.quantity, 'return', record_event('license.given_back', lent.id, jsonb_build_object('entitlement', lent.id,
    'transfer', its.id, 'to', home.org_id, 'quantity', lent.quantity), lent.org_id), app_person();
  update transfers set state = 'returned' where id = its.id;
  return lent.quantity;
end $$;
grant execute on function hand_over, give_back to muster_app;

-- What the holder and those it gave units to have together never exceeds what was issued.
create function sum_of_holders() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (with recursive family as (
        select new.id as id union select e.id from entitlements e join family f on e.parent_id = f.id)
      select sum(delta) from entitlement_moves join family on family.id = entitlement_id)
   > (select sum(delta) from entitlement_moves where entitlement_id = new.id and kind not in ('transfer', 'allocate', 'return', 'bind')) then
    raise exception 'more-than-issued' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger sum_of_holders after update of quantity on entitlements deferrable initially deferred
  for each row execute function sum_of_holders();

create table expiry_alerts (
  entitlement_id uuid not null references entitlements,
  kind           text not null check (kind in ('end', 'maintenance', 'low_stock')),
  threshold      int not null,
  sent_at        timestamptz not null,
  primary key (entitlement_id, kind, threshold)
);
call protect('expiry_alerts', 'exists (select from entitlements e where e.id = entitlement_id)', verbs => 'select');

-- Signed proofs (§9). The public asks by number and learns what the paper says already.
create table certificates (
  id          uuid primary key default uuidv7(),
  org_id      uuid not null references organizations,
  no          text not null unique default document_number('LC', 'certificate_numbers'),
  statement   text not null,
  sha256      bytea not null,
  payload     text not null,
  signature   bytea not null check (length(signature) = 64),
  kid         text not null,
  issued_on   date not null,
  valid_until date not null check (valid_until >= issued_on),
  state       text not null default 'valid' check (state in ('valid', 'superseded', 'revoked')),
  reason      text,
  file_id     uuid references files,
  check (sha256 = sha256(convert_to(statement, 'UTF8'))),
  check (state <> 'revoked' or reason is not null)
);
create unique index certificates_one_valid on certificates (org_id) where state = 'valid';
call protect('certificates', 'org_id = (select app_org()) or (select app_is(''auditor''))', 'org_id = (select app_org())');
revoke update on certificates from muster_app;
grant update (state, reason, file_id) on certificates to muster_app;
call guard_states('certificates', 'certificate');

create table certificate_keys (
  kid        text primary key,
  public_x   text not null,                                -- OKP Ed25519, base64url
  not_before timestamptz not null default clock_timestamp()
);
call share('certificate_keys', 'public keys stay published as long as certificates name them', 'select');

-- A key is published with the first certificate that it signs; a kid never stands for another key.
create function publish_certificate_key(id text, x text) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into certificate_keys (kid, public_x) values (id, x) on conflict (kid) do nothing;
$$;
grant execute on function publish_certificate_key to muster_app, muster_worker;

create function certificate_behind(number text)
returns table (no text, state text, issued_on date, valid_until date, payload text, signature bytea, kid text)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.no, c.state, c.issued_on, c.valid_until, c.payload, c.signature, c.kid from certificates c where c.no = number;
$$;
grant execute on function certificate_behind to muster_app;
