-- Does an enterprise use only software that it may use? Inventories, positions, and the procedure around them.
-- Unknown is its own answer; no entitlement is zero; an enterprise's findings are its own.

-- Inventories (inventory.md §11)

create table computers (
  id             uuid primary key default uuidv7(),
  org_id         uuid not null references organizations,
  no             text not null check (length(no) between 1 and 120),   -- asset number
  name           text check (length(name) <= 255),
  uuid           text,
  serial         text,
  device_id      text,
  class          text not null default 'unknown' check (class in ('desktop', 'laptop', 'server', 'phone', 'virtual', 'unknown')),
  platform       text not null default 'unknown' check (platform in ('windows', 'macos', 'linux', 'android', 'unknown')),
  tenure         text not null default 'owned' check (tenure in ('owned', 'leased')),
  network        text not null default 'connected' check (network in ('connected', 'isolated')),
  department     text check (length(department) <= 120),
  person_id      uuid references persons,
  site_id        uuid,
  state          text not null default 'in_use' check (state in ('in_use', 'spare', 'scrapped', 'transferred')),
  cores          int check (cores > 0),
  sockets        int check (sockets > 0),
  os             jsonb,
  inventoried_at timestamptz,                              -- when its newest accepted list was collected, whatever it tells
  software_at    timestamptz,                              -- the newest that tells all its software
  os_at          timestamptz,                              -- the newest that tells its operating system
  protected      boolean,                                  -- an enabled and up-to-date antivirus; null: not reported
  added_at       timestamptz not null default clock_timestamp(),
  unique (org_id, no),
  unique (id, org_id)
);
create index computers_by_uuid on computers (org_id, lower(uuid)) where uuid is not null;
create index computers_by_serial on computers (org_id, lower(serial)) where serial is not null;
create index computers_by_name on computers (org_id, lower(name)) where name is not null;
create index computers_by_person on computers (person_id) where person_id is not null;
create index computers_by_age on computers (org_id, inventoried_at nulls first) where state = 'in_use';
call guard_states('computers', 'computer');

-- For how many days a list tells what runs on a computer (§3.1): 180, unless the database is told otherwise
-- (`alter database … set muster.inventory_days = 365`).
create function inventory_days() returns int
language sql stable return coalesce(nullif(current_setting('muster.inventory_days', true), '')::int, 180);
-- Whether lists that still count tell a computer's software and its operating system; one alone is half an inventory.
create function is_young(collected_at timestamptz, day date default shanghai_day()) returns boolean
language sql stable return coalesce(shanghai_day(collected_at) > day - inventory_days(), false);
create function is_inventoried(its computers, day date default shanghai_day()) returns boolean
language sql stable return is_young(its.software_at, day) and is_young(its.os_at, day);
grant execute on function inventory_days, is_young, is_inventoried to muster_app, muster_worker;

-- One upload: a file or a zip of many.
create table imports (
  id           uuid primary key default uuidv7(),
  org_id       uuid not null references organizations,
  by           uuid not null,
  file_id      uuid references files,                     -- the original, for as long as it is kept
  original_gone_at timestamptz,
  file_name    text not null,
  file_sha256  bytea not null check (length(file_sha256) = 32),
  state        text not null default 'received' check (state in ('received', 'read', 'mapped', 'accepted', 'refused')),
  report       jsonb not null default '{}',               -- per file: format, encoding, repair, rows, problems by code
  phase        text not null default 'waiting' check (phase in ('waiting', 'reading', 'ready', 'accepting', 'failed')),
  done         bigint not null default 0,                 -- bytes read
  total        bigint not null default 0,
  beat_at      timestamptz,                               -- when its reader was last alive
  problem      text,
  received_at  timestamptz not null default clock_timestamp(),
  read_at      timestamptz,
  accepted_by  uuid,
  accepted_at  timestamptz,
  check (state <> 'refused' or problem is not null),
  check ((file_id is null) = (original_gone_at is not null)),
  check ((state = 'accepted') = (accepted_at is not null))
);
create index imports_with_original on imports (received_at) where file_id is not null;
create index imports_by_org on imports (org_id, id desc);
create index imports_waiting on imports (id) where phase in ('waiting', 'reading', 'accepting');
call guard_states('imports', 'import');

-- One computer's list inside an import, before and after it is mapped to the register.
create table inventories (
  id           uuid primary key default uuidv7(),
  org_id       uuid not null references organizations,
  import_id    uuid not null references imports,
  source       int not null,
  ref          text not null,                             -- "c1" of inventory-record/1
  file_name    text not null,
  file_sha256  bytea,
  format       text not null,
  identity     text not null check (identity in ('agent', 'column', 'file-name', 'none', 'aggregate')),
  computer     jsonb not null,                            -- the record of kind computer
  found        jsonb not null default '[]',               -- the installations of recognition/1
  sections     text[] not null,                           -- what it speaks of: software, software-partial, antivirus, os
  partial      boolean not null default false,
  collected_at timestamptz,
  computer_id  uuid,
  choice       text not null default 'undecided' check (choice in ('undecided', 'existing', 'new', 'skip')),
  new_no       text,
  software     int not null default 0,
  unknown      int not null default 0,
  joined_to    uuid references inventories,               -- one list with this one, which has its rows
  protected    boolean,                                   -- an enabled and up-to-date antivirus; null: not told
  pack_id      uuid,                                      -- the recognition pack whose rules named its rows
  accepted_at  timestamptz,
  unique (import_id, source, ref),
  unique (id, org_id),
  foreign key (computer_id, org_id) references computers (id, org_id)
);
create index inventories_by_computer on inventories (computer_id, accepted_at desc) where computer_id is not null;
alter table computers add software_from uuid references inventories;  -- the list that says what runs there today

create table inventory_rows (
  inventory_id uuid not null references inventories,
  kind         text not null check (kind in ('software', 'license', 'antivirus')),
  row          int not null,
  data         jsonb not null,                            -- inventory-record/1
  class        text check (class in ('licensable', 'free', 'open-source', 'component', 'patch', 'driver', 'runtime', 'os-part', 'unknown')),
  step         int check (step between 0 and 8),
  rule         text,
  publisher    text not null default '',                  -- publisher key
  title        text,                                      -- stripped title
  product      text,                                      -- slug
  edition      text,
  release      text,
  installation text,                                      -- "i1" of recognition/1
  suggestions  jsonb,                                     -- of an unknown row: [{product, score}]
  primary key (inventory_id, kind, row)
);
create index inventory_rows_unknown on inventory_rows (inventory_id, title, publisher) where class = 'unknown';

create table import_problems (
  id         bigint generated always as identity primary key,
  import_id  uuid not null references imports,
  source     int,
  computer   text,
  row        int,
  line       int,
  severity   text not null check (severity in ('ignored', 'warning', 'refused', 'fatal')),
  code       text not null,
  field      text,
  excerpt    text check (length(excerpt) <= 120)
);
create index import_problems_by_import on import_problems (import_id, id);

create table installations (
  id          uuid primary key default uuidv7(),
  org_id      uuid not null references organizations,
  computer_id uuid not null,
  product_id  uuid not null references products,
  edition_id  uuid references editions,
  release_id  uuid references releases,
  class       text not null default 'licensable' check (class in ('licensable', 'free', 'open-source')),
  channel     text not null default 'unknown',
  version     text,
  household   boolean not null default false,
  section     text not null default 'software' check (section in ('software', 'os')),
  marks       text[] not null default '{}',               -- suite-inferred, license-only, orphan
  first_seen  date not null,
  last_seen   date not null,
  removed_on  date,
  alias_id    uuid,                                       -- the decision that recognized it
  foreign key (computer_id, org_id) references computers (id, org_id),
  check (last_seen >= first_seen)
);
create unique index installations_once on installations (computer_id, product_id, edition_id, release_id) nulls not distinct
  where removed_on is null;
-- Equal ones stand together, once per group of them: a count reads a tenth of what the table holds.
create index installations_live on installations (org_id, product_id, edition_id, release_id, household)
  where removed_on is null and class = 'licensable';
create index installations_by_computer on installations (computer_id);

-- What a person said of installations whose list names no edition or release: for one computer, or for all.
create table determinations (
  id          uuid primary key default uuidv7(),
  org_id      uuid not null references organizations,
  product_id  uuid not null references products,
  computer_id uuid,
  edition_id  uuid not null references editions,
  release_id  uuid references releases,
  by          uuid,
  at          timestamptz not null default clock_timestamp(),
  unique nulls not distinct (org_id, product_id, computer_id),
  foreign key (computer_id, org_id) references computers (id, org_id)
);

-- Which lists of an import speak for which section of which computer: of the software every list of which none is known to be
-- newer, of the rest one, and none that is older than what is known. Lists that only add (software-partial) all do.
create function spoken_in(import uuid) returns table (inventory_id uuid, computer_id uuid, section text)
language sql stable as $$
  select i.id, i.computer_id, i.section
  from (select n.id, n.computer_id, s.section, n.collected_at,
          max(n.collected_at) over (partition by n.computer_id, s.section) as newest,
          row_number() over (partition by n.computer_id, s.section
            order by n.collected_at desc nulls last, n.joined_to nulls first, n.file_sha256, n.ref, n.source) as place
        from inventories n
        join computers c on c.id = n.computer_id
        left join inventories before on before.id = c.software_from and before.import_id <> n.import_id
        cross join lateral unnest(n.sections) s (section)
        where n.import_id = import and n.choice in ('existing', 'new') and n.identity <> 'aggregate'
          and (s.section = 'software-partial' or before.collected_at is null or n.collected_at is null
               or n.collected_at >= before.collected_at)) i
  where i.place = 1 or i.section = 'software-partial'
    or i.section = 'software' and (i.collected_at is null or i.collected_at = i.newest);
$$;

-- The full lists of an import that are several of one computer, in an order that does not depend on how they came; the first
-- takes in the others, but for what repeats a list before it.
create function joined_in(import uuid) returns table (id uuid, first_id uuid, place int, repeats boolean)
language sql stable as $$
  select l.id, l.first_id, l.place::int, l.repeats
  from (select n.id, first_value(n.id) over w as first_id, row_number() over w as place, count(*) over (partition by s.computer_id) as lists,
               row_number() over (partition by s.computer_id, n.file_sha256, n.ref order by n.id) > 1 and n.file_sha256 is not null as repeats
        from spoken_in(import) s join inventories n on n.id = s.inventory_id where s.section = 'software'
        window w as (partition by s.computer_id order by n.collected_at desc nulls last, n.file_sha256, n.ref, n.id)) l
  where l.lists > 1;
$$;

-- Which accepted lists of an organization speak today: the newest full one of each computer, those since that only add or tell
-- of protection alone, and the newest that tells the system.
create function speaking_now(organization uuid) returns table (inventory_id uuid, computer_id uuid, section text)
language sql stable as $$
  with machines as (
    select c.id, c.software_from, f.accepted_at from computers c left join inventories f on f.id = c.software_from
    where c.org_id = organization and c.state in ('in_use', 'spare')),
  lists as (
    select n.id, n.computer_id, n.sections, n.collected_at, n.accepted_at, m.accepted_at as since
    from machines m join inventories n on n.computer_id = m.id
    where n.accepted_at is not null and n.choice in ('existing', 'new') and n.identity <> 'aggregate')
  select m.software_from, m.id, 'software' from machines m where m.software_from is not null
  union all
  select l.id, l.computer_id, 'software-partial' from lists l
  where 'software-partial' = any (l.sections) and l.accepted_at >= coalesce(l.since, '-infinity')
  union all
  select l.id, l.computer_id, 'antivirus' from lists l
  where 'antivirus' = any (l.sections) and l.sections && '{software,software-partial}'::text[] is false
    and l.accepted_at >= coalesce(l.since, '-infinity')
  union all
  select t.id, t.computer_id, 'os' from (
    select distinct on (l.computer_id) l.id, l.computer_id from lists l where 'os' = any (l.sections)
    order by l.computer_id, coalesce(l.collected_at, l.accepted_at) desc, l.id desc) t;
$$;

-- What an import, or all that an organization's lists say today, has installed where. A published product with one edition or
-- release lends it to lists that name none; a draft, which no officer has looked at, decides nothing. A list that tells of
-- protection alone adds what protects, and proves no absence.
create function installations_in(import uuid, organization uuid default null)
returns table (computer_id uuid, product_id uuid, edition_id uuid, release_id uuid, class text, channel text, version text,
               household boolean, section text, marks text[], seen date)
language sql stable as $$
  select distinct on (l.computer_id, p.id, coalesce(e.id, d.edition_id), coalesce(r.id, d.release_id))
         l.computer_id, p.id, coalesce(e.id, d.edition_id), coalesce(r.id, d.release_id), f.class, coalesce(f.channel, 'unknown'),
         f.version, coalesce(f.household, false),
         case when f.category = 'operating-system' then 'os' else 'software' end,
         array(select jsonb_array_elements_text(f.marks)), shanghai_day(coalesce(i.collected_at, i.accepted_at, clock_timestamp()))
  from (select * from spoken_in(import) union all select * from speaking_now(organization)) l
  join inventories i on i.id = l.inventory_id
  cross join lateral jsonb_to_recordset(i.found) as f (product text, edition text, release text, category text, class text,
    channel text, version text, household boolean, marks jsonb)
  join products p on p.slug = f.product
  left join editions e on e.product_id = p.id and e.code = coalesce(f.edition,
    (select min(o.code) from editions o where o.product_id = p.id and p.state <> 'draft' having count(*) = 1))
  left join releases r on r.product_id = p.id and r.code = coalesce(f.release,
    (select min(o.code) from releases o where o.product_id = p.id and p.state <> 'draft' having count(*) = 1))
  left join lateral (
    select d.edition_id, d.release_id from determinations d
    where d.org_id = i.org_id and d.product_id = p.id and (d.computer_id = l.computer_id or d.computer_id is null)
    order by d.computer_id nulls last limit 1) d on e.id is null or r.id is null
  where f.class in ('licensable', 'free', 'open-source')
    and (l.section = 'os') = (f.category = 'operating-system') and (l.section <> 'antivirus' or f.category = 'antivirus')
  order by l.computer_id, p.id, coalesce(e.id, d.edition_id), coalesce(r.id, d.release_id), i.collected_at desc nulls last;
$$;
grant execute on function spoken_in, joined_in, speaking_now, installations_in to muster_app, muster_worker;

-- A person's decision about a title: the tenant's at once, everybody's (org_id null) after release by an officer.
create table recognition_aliases (
  id         uuid primary key default uuidv7(),
  org_id     uuid references organizations,
  publisher  text not null default '',
  title      text not null,
  class      text not null check (class in ('licensable', 'free', 'open-source', 'component', 'patch', 'driver', 'runtime', 'os-part')),
  product_id uuid references products,
  edition_id uuid references editions,
  release_id uuid references releases,
  state      text not null default 'active' check (state in ('active', 'undone', 'offered', 'frozen', 'refused')),
  decided_by uuid,
  at         timestamptz not null default clock_timestamp(),
  check ((class in ('licensable', 'free', 'open-source')) >= (product_id is not null)),
  check (class <> 'licensable' or product_id is not null)
);
create unique index recognition_aliases_one on recognition_aliases (org_id, publisher, title) nulls not distinct where state in ('active', 'offered', 'frozen');
create index recognition_aliases_by_title on recognition_aliases (title, publisher);
call guard_states('recognition_aliases', 'alias');

-- Titles that wait for a person, one entry per tenant, publisher and stripped title (§9.5).
create table queue_entries (
  id           uuid primary key default uuidv7(),
  org_id       uuid not null references organizations,
  publisher    text not null default '',
  title        text not null,
  sample       text not null,                             -- the text as it stood in a file
  maker        text,                                      -- whoever the file names as its publisher
  suggestions  jsonb not null default '[]',               -- [{product, name, score}], at most five
  suggested_id uuid references products,
  computers    int not null default 0,
  at_risk      bigint not null default 0,                 -- fen: computers × reference price of the best suggestion
  state        text not null default 'open' check (state in ('open', 'later', 'decided')),
  alias_id     uuid references recognition_aliases,
  unique (org_id, publisher, title)
);
create index queue_entries_by_risk on queue_entries (org_id, at_risk desc, computers desc, id) where state = 'open';
create index queue_entries_suggested on queue_entries (org_id, suggested_id) where state <> 'decided';
call guard_states('queue_entries', 'queue_entry');

alter table installations add foreign key (alias_id) references recognition_aliases;

-- What titles mean, as data: the repository's pack is loaded, its difference worked out, then an officer activates it.
create table recognition_packs (
  id           uuid primary key default uuidv7(),
  name         text not null,
  version      text not null check (version ~ '^\d{4}-\d{2}-\d{2}([.]\d+)?$'),   -- a second one of a day is .2
  sha256       bytea not null check (length(sha256) = 32),
  data         jsonb not null,                            -- recognition-pack/1
  rules        int not null,
  publishers   int not null,
  state        text not null default 'loaded' check (state in ('loaded', 'active', 'retired')),
  loaded_at    timestamptz not null default clock_timestamp(),
  activated_by uuid,                                      -- null: the first one, by the clock
  activated_at timestamptz,
  unique (name, version),
  unique (name, sha256),
  check (state <> 'active' or activated_at is not null)
);
create unique index recognition_packs_one_active on recognition_packs (name) where state = 'active';
call guard_states('recognition_packs', 'recognition_pack');
alter table inventories add foreign key (pack_id) references recognition_packs;

create table recognition_measurements (
  pack_id     uuid not null references recognition_packs,
  measured_at timestamptz not null default clock_timestamp(),
  figures     jsonb not null,                             -- what recognition:score prints
  primary key (pack_id, measured_at)
);

-- All lists recognized once more, one organization after the other: to see what a pack would change, or to change it.
create table recognition_runs (
  id         uuid primary key default uuidv7(),
  pack_id    uuid not null references recognition_packs,
  against_id uuid references recognition_packs,           -- the pack in use when it began
  kind       text not null check (kind in ('comparison', 'activation')),
  phase      text not null default 'waiting' check (phase in ('waiting', 'running', 'done', 'failed')),
  org_after  uuid,                                        -- the last organization that is done
  lists      int not null default 0,
  done       int not null default 0,
  rows       bigint not null default 0,
  beat_at    timestamptz,                                 -- when its worker was last alive
  problem    text,
  started_at timestamptz not null default clock_timestamp(),
  ended_at   timestamptz,
  check ((phase in ('done', 'failed')) = (ended_at is not null))
);
create index recognition_runs_open on recognition_runs (id) where phase in ('waiting', 'running');
create index recognition_runs_by_pack on recognition_runs (pack_id, id desc);

-- What became of equal rows: counts over all organizations, never whose they are.
create table recognition_differences (
  run_id        uuid not null references recognition_runs,
  publisher     text not null,
  title         text not null,
  from_class    text not null,
  from_product  text,
  from_edition  text,
  from_release  text,
  to_class      text not null,
  to_product    text,
  to_edition    text,
  to_release    text,
  rows          int not null,
  computers     int not null,
  organizations int not null,
  unique nulls not distinct (run_id, publisher, title, from_class, from_product, from_edition, from_release, to_class, to_product, to_edition, to_release)
);

-- What that does to positions, by product.
create table recognition_effects (
  run_id           uuid not null references recognition_runs,
  product          text not null,                         -- slug: the catalog may not have it yet
  organizations    int not null,
  installed_before int not null,
  installed_after  int not null,
  gap_up           int not null check (gap_up >= 0),      -- over the organizations whose gap rises
  gap_down         int not null check (gap_down >= 0),
  value_up         bigint not null default 0,             -- fen, at the product's reference price
  value_down       bigint not null default 0,
  primary key (run_id, product)
);

-- Positions (compliance.md §3)

create table organization_statuses (
  org_id         uuid primary key references organizations,
  status         text not null default 'not_inspected' check (status in ('gap', 'unknown', 'regularized', 'compliant', 'not_applicable', 'not_inspected')),
  since          timestamptz not null default clock_timestamp(),
  in_use         int not null default 0 check (in_use >= 0),
  inventoried    int not null default 0 check (inventoried between 0 and least(software_listed, os_listed)),  -- lists young enough tell all
  software_listed int not null default 0 check (software_listed between 0 and in_use),  -- one young enough tells the software
  os_listed      int not null default 0 check (os_listed between 0 and in_use),         -- one young enough tells the system
  ever           int not null default 0 check (ever between 0 and in_use),              -- with any that tells either
  next_change_on date,
  calculated_at  timestamptz not null default clock_timestamp()
);

create table positions (
  org_id         uuid not null references organizations,
  product_id     uuid not null references products,
  installed      int not null default 0 check (installed >= 0),
  entitled       int not null default 0 check (entitled >= 0),
  covered        int not null default 0 check (covered >= 0),
  gap            int not null default 0 check (gap >= 0),
  used           int not null default 0 check (used >= 0),
  surplus        int not null default 0 check (surplus >= 0),
  undetermined   int not null default 0 check (undetermined >= 0),
  unknown        int not null default 0 check (unknown >= 0),
  status         text not null default 'not_applicable' check (status in ('gap', 'unknown', 'regularized', 'compliant', 'not_applicable')),
  since          timestamptz not null default clock_timestamp(),
  next_change_on date,
  inventory_on   date,
  calculated_at  timestamptz not null default clock_timestamp(),
  changed_xid    xid8,                                    -- the transaction that last recorded a change of figures
  primary key (org_id, product_id),
  check (installed = covered + gap),
  check (entitled = used + surplus)
);
create index positions_by_status on positions (status, org_id);
create index positions_due on positions (next_change_on) where next_change_on is not null;

create table position_lines (
  org_id       uuid not null,
  product_id   uuid not null,
  edition_id   uuid references editions,
  release_id   uuid references releases,
  installed    int not null default 0,
  covered      int not null default 0,
  entitled     int not null default 0,
  undetermined int not null default 0,
  unique nulls not distinct (org_id, product_id, edition_id, release_id),
  foreign key (org_id, product_id) references positions
);

-- For each installation the unit that covers it, or why none does.
create table coverage (
  installation_id uuid primary key references installations on delete cascade,
  org_id          uuid not null,
  product_id      uuid not null,
  entitlement_id  uuid references entitlements,
  unit_no         int,
  reason          text not null check (reason in ('bound', 'assigned', 'pool', 'suite',
                    'no-entitlement', 'no-free-unit', 'other-product', 'other-edition', 'release-too-new', 'release-too-old',
                    'not-in-term', 'suspended', 'evaluation', 'academic', 'household', 'bound-elsewhere', 'undetermined', 'free')),
  check ((reason in ('bound', 'assigned', 'pool', 'suite')) = (entitlement_id is not null))
);
create index coverage_by_product on coverage (org_id, product_id);
create index coverage_by_entitlement on coverage (entitlement_id) where entitlement_id is not null;

create table position_changes (
  id          uuid primary key default uuidv7(),
  org_id      uuid not null,
  product_id  uuid references products,                   -- null: the organization as a whole
  from_status text,
  to_status   text not null,
  before      jsonb,
  after       jsonb,
  event_id    uuid not null references events,
  at          timestamptz not null default clock_timestamp()
);
create index position_changes_by_org on position_changes (org_id, product_id, id desc);
create index position_changes_by_time on position_changes (at) where product_id is null;

-- Where a gap was found on the record, so that closing it counts as regularized for 24 months (§4.1).
create table gap_findings (
  org_id     uuid not null references organizations,
  product_id uuid not null references products,
  kind       text not null check (kind in ('self_inspection', 'inspection')),
  source_id  uuid not null,
  found_on   date not null,
  primary key (org_id, product_id, kind, source_id)
);

-- Marks that only the enterprise sees; no figure, count or order depends on them (§4.2).
create table compliance_marks (
  id         uuid primary key default uuidv7(),
  org_id     uuid not null references organizations,
  product_id uuid not null references products,
  kind       text not null check (kind in ('under_mediation', 'settlement_late', 'settlement_breached', 'settled')),
  case_id    uuid not null,
  since      timestamptz not null,
  until      timestamptz,
  unique (org_id, product_id, kind, case_id)
);

-- Units that no inventory can count: concurrent peaks, cores, whole sites (§3.1).
create table declarations (
  id               uuid primary key default uuidv7(),
  org_id           uuid not null references organizations,
  product_id       uuid not null references products,
  units            int not null check (units >= 0),
  evidence_file_id uuid references files,
  by               uuid not null,
  declared_on      date not null,
  withdrawn_at     timestamptz
);
create unique index declarations_one on declarations (org_id, product_id) where withdrawn_at is null;

-- 软件编号: stable per organization for a product, edition, release and source class (§6).
create table software_numbers (
  org_id       uuid not null references organizations,
  no           text not null check (no ~ '^(OS|OF|AV|DB|DE|DV|TL|OT)-[0-9]{4}$'),
  product_id   uuid not null references products,
  edition_id   uuid references editions,
  release_id   uuid references releases,
  source_class text not null check (source_class in ('commercial', 'preinstalled', 'free')),
  primary key (org_id, no),
  unique nulls not distinct (org_id, product_id, edition_id, release_id, source_class)
);

-- Self-inspection, rectification, inspection, blacklist, pilots (compliance.md §5–§11)

-- When the ledgers of software were taken along (§6, §11).
create table ledger_exports (
  id     uuid primary key default uuidv7(),
  org_id uuid not null references organizations,
  ledger text not null check (ledger in ('one', 'two', 'three')),
  at     timestamptz not null default clock_timestamp(),
  by     uuid not null references persons
);
create index ledger_exports_by_org on ledger_exports (org_id, ledger, at desc);

create table campaigns (
  id            uuid primary key default uuidv7(),
  title         text not null check (length(title) between 2 and 120),
  title_en      text,
  ground        text not null,
  instructions  text,
  categories    text[] not null check (cardinality(categories) > 0),
  filter        jsonb not null default '{}',              -- districts, sectors, ownerships, statuses
  opens_on      date not null,
  due_on        date not null,
  district_dues jsonb not null default '{}',              -- {district: day}, none later than due_on
  form_version  int not null default 1,
  state         text not null default 'draft' check (state in ('draft', 'open', 'closed', 'canceled')),
  frame_sha256  bytea check (length(frame_sha256) = 32),
  opened_at     timestamptz,
  by            uuid not null,
  check (due_on >= opens_on),
  check ((state in ('open', 'closed')) <= (frame_sha256 is not null and opened_at is not null))
);
call guard_states('campaigns', 'campaign');

create table campaign_units (
  campaign_id uuid not null references campaigns,
  org_id      uuid not null references organizations,
  due_on      date not null,
  added_later boolean not null default false,
  reminded    int[] not null default '{}',
  primary key (campaign_id, org_id)
);
create index campaign_units_by_org on campaign_units (org_id);

create table self_inspections (
  id           uuid primary key default uuidv7(),
  campaign_id  uuid not null,
  org_id       uuid not null,
  version      int not null default 1 check (version > 0),
  state        text not null default 'invited' check (state in ('invited', 'in_progress', 'submitted', 'accepted', 'returned')),
  figures      jsonb,                                     -- computed, frozen with as_of
  declared     jsonb not null default '{}',
  actions      jsonb not null default '[]',
  as_of        timestamptz,
  signed_by    uuid references persons,
  submitted_at timestamptz,
  late         boolean not null default false,
  review_due   timestamptz,
  escalated_at timestamptz,                              -- when the agency's leader was told that nobody reviews
  reviewed_by  uuid references persons,
  reviewed_at  timestamptz,
  reasons      jsonb not null default '[]',               -- [{line, reason}] of a return
  unique (campaign_id, org_id, version),
  foreign key (campaign_id, org_id) references campaign_units,
  check ((state in ('submitted', 'accepted', 'returned')) <= (figures is not null and as_of is not null and signed_by is not null))
);
create index self_inspections_by_org on self_inspections (org_id, id desc);
create index self_inspections_waiting on self_inspections (review_due) where state = 'submitted';
call guard_states('self_inspections', 'self_inspection');

create sequence rectification_numbers;
create table rectifications (
  id          uuid primary key default uuidv7(),
  no          text not null unique default document_number('RN', 'rectification_numbers'),
  org_id      uuid not null references organizations,
  source_kind text not null check (source_kind in ('self_inspection', 'inspection')),
  source_id   uuid not null,
  state       text not null default 'drafted' check (state in ('drafted', 'issued', 'in_progress', 'submitted', 'accepted', 'returned', 'withdrawn')),
  due_on      date not null,
  extended    boolean not null default false,
  plan        text,
  owner       text,
  reason      text,
  issued_by   uuid,
  issued_at   timestamptz,
  submitted_by uuid,
  submitted_at timestamptz,
  decided_by  uuid,
  decided_at  timestamptz,
  noticed     int[] not null default '{}',
  unique (source_kind, source_id),
  check (state <> 'withdrawn' or reason is not null)
);
create index rectifications_by_org on rectifications (org_id, id desc);
create index rectifications_open on rectifications (due_on) where state in ('issued', 'in_progress', 'submitted', 'returned');
call guard_states('rectifications', 'rectification');

create table rectification_items (
  id               uuid primary key default uuidv7(),
  rectification_id uuid not null references rectifications,
  action           text not null check (action in ('buy', 'uninstall', 'replace', 'document')),
  product_id       uuid references products,
  quantity         int check (quantity > 0),
  title            text,                                  -- what a document is about
  computers        uuid[] not null default '{}',
  baseline         int,                                   -- installations on those computers when it was issued
  due_on           date not null,
  check_state      text not null default 'open' check (check_state in ('open', 'met', 'evidenced')),
  met_event_id     uuid references events,
  evidence_file_id uuid references files,
  note             text,
  check ((action = 'document') = (product_id is null)),
  check ((action = 'document') = (quantity is null))
);
create index rectification_items_by_order on rectification_items (rectification_id);

create table inspection_campaigns (
  id           uuid primary key default uuidv7(),
  title        text not null check (length(title) between 2 and 120),
  title_en     text,
  ground       text not null check (length(ground) between 2 and 400),
  criteria     jsonb not null default '{}',               -- districts, ownerships, listings, statuses, whether self-inspected
  categories   text[] not null check (cardinality(categories) > 0),
  ratio_bps    int not null check (ratio_bps between 1 and 10000),
  minimum      int not null check (minimum >= 0),
  computer_bps int not null check (computer_bps between 1 and 10000),
  computer_min int not null check (computer_min >= 1),
  pool         uuid[] not null check (cardinality(pool) >= 2),      -- the persons of whom teams are made
  state        text not null default 'open' check (state in ('open', 'framed', 'drawn', 'closed', 'canceled')),
  commitment   text not null check (commitment ~ '^[0-9a-f]{64}$'),
  sealed       bytea,                                     -- the secret's envelope until it is revealed
  wrapped      bytea,
  sealed_by    uuid not null,                             -- the organization that the envelope is bound to
  frame        text,                                      -- sorted organization numbers, one per line
  strata       jsonb,                                     -- {"district ownership": [organization numbers]}
  frame_sha256 text check (frame_sha256 ~ '^[0-9a-f]{64}$'),
  secret       text,
  seed         text check (seed ~ '^[0-9a-f]{64}$'),
  starts_on    date not null,
  ends_on      date not null,
  by           uuid not null,
  opened_at    timestamptz not null default clock_timestamp(),
  framed_at    timestamptz,
  drawn_at     timestamptz,
  cancel_reason text,
  check (ends_on >= starts_on),
  check (state not in ('framed', 'drawn', 'closed') or (frame is not null and strata is not null and frame_sha256 is not null)),
  check ((secret is null) = (seed is null)),
  check (state not in ('drawn', 'closed') or secret is not null),
  check (secret is null or commitment = encode(sha256(convert_to(secret, 'UTF8')), 'hex')),
  check (frame is null or frame_sha256 = encode(sha256(convert_to(frame, 'UTF8')), 'hex')),
  check (seed is null or seed = encode(sha256(convert_to(secret || E'\n' || frame_sha256, 'UTF8')), 'hex')),
  check (state <> 'canceled' or cancel_reason is not null)
);
call guard_states('inspection_campaigns', 'inspection_campaign');

-- What was committed to or frozen stays: whoever draws cannot steer.
create function guard_draw() returns trigger language plpgsql as $$
begin
  if new.commitment <> old.commitment or new.criteria <> old.criteria or new.ratio_bps <> old.ratio_bps or new.minimum <> old.minimum
     or new.computer_bps <> old.computer_bps or new.computer_min <> old.computer_min
     or (old.frame is not null and (new.frame, new.strata) is distinct from (old.frame, old.strata))
     or (old.secret is not null and new.secret is distinct from old.secret) then
    raise exception 'draw-is-fixed' using errcode = 'MU100';
  end if;
  return new;
end $$;
create trigger guard_draw before update on inspection_campaigns for each row execute function guard_draw();

create sequence inspection_numbers;
create table inspections (
  id            uuid primary key default uuidv7(),
  no            text not null unique default document_number('IN', 'inspection_numbers'),
  campaign_id   uuid not null references inspection_campaigns,
  org_id        uuid not null references organizations,
  stratum       text not null,
  rank          int not null,
  replaces      uuid references inspections,
  replaced_reason text,
  team          uuid[] not null default '{}',
  state         text not null default 'planned' check (state in ('planned', 'announced', 'visiting', 'concluded', 'closed', 'canceled')),
  visit_on      date,
  steps         jsonb not null default '{}',              -- report, documents, machines, talk: what was checked, remark
  computer_frame text,                                    -- the asset numbers that the computers were drawn from
  computer_sha256 text check (computer_sha256 ~ '^[0-9a-f]{64}$'),
  failed_by     uuid,                                     -- who would have it failed; another has to agree
  failed_reason text,
  conclusion    text check (conclusion in ('passed', 'rectify', 'failed')),
  conclusion_reason text,
  concluded_by  uuid,
  seconded_by   uuid,
  concluded_at  timestamptz,
  signed_by     uuid,
  signed_at     timestamptz,
  objection     text check (length(objection) between 2 and 2000),
  objected_by   uuid,
  objected_at   timestamptz,
  objection_due timestamptz,
  answer        text,
  upheld        boolean,
  answered_by   uuid,
  answered_at   timestamptz,
  reminded_at   timestamptz,                              -- when the office was told that an objection waits too long
  cancel_reason text,
  closed_at     timestamptz,
  unique (campaign_id, org_id),
  check (replaces is null or replaced_reason is not null),
  check (state not in ('announced', 'visiting', 'concluded', 'closed') or (cardinality(team) >= 2 and visit_on is not null)),
  check ((state in ('concluded', 'closed')) = (conclusion is not null)),
  check ((failed_by is null) = (failed_reason is null)),
  check (conclusion <> 'failed' or (seconded_by is not null and seconded_by <> concluded_by and conclusion_reason is not null)),
  check ((objection is null) = (objection_due is null)),
  check (answer is null or objection is not null),
  check ((answer is null) = (upheld is null)),
  check (state <> 'closed' or objection is null or answer is not null),
  check (state <> 'canceled' or cancel_reason is not null)
);
create index inspections_by_org on inspections (org_id, id desc);
create index inspections_by_team on inspections using gin (team) where state in ('planned', 'announced', 'visiting');
call guard_states('inspections', 'inspection');

create table inspection_computers (
  id            uuid primary key default uuidv7(),
  inspection_id uuid not null references inspections,
  computer_id   uuid not null references computers,
  order_no      int not null,
  computer_no   text not null,                            -- as it stood on the day: the register is closed to inspectors afterwards
  name          text,
  department    text,
  replaces      uuid references inspection_computers,
  reason        text,                                     -- why a replacement was taken
  set_aside     boolean not null default false,           -- replaced by the next rank
  unique (inspection_id, computer_id),
  unique (inspection_id, order_no),
  check (replaces is null or reason is not null)
);

-- Rows about a drawn computer, which only its enterprise keeps in sight once the inspection is over: what the register said
-- when it was drawn, and what a file taken on the spot says.
create table inspection_listings (
  inspection_computer_id uuid primary key references inspection_computers,
  ledger   jsonb not null default '[]',
  known    boolean not null,                              -- had an inventory at all
  file_id  uuid references files,
  spot     jsonb,
  spot_at  timestamptz,
  check ((file_id is null) = (spot is null))
);

create table verdicts (
  inspection_computer_id uuid not null references inspection_computers,
  category     text not null,
  verdict      text not null check (verdict in ('genuine', 'unlicensed', 'not_installed', 'cannot_tell')),
  proposed     text not null check (proposed in ('genuine', 'unlicensed', 'not_installed', 'cannot_tell')),
  software     text check (length(software) <= 200),
  license_seen text check (length(license_seen) <= 200),
  reason       text check (length(reason) <= 600),
  evidence_ids uuid[] not null default '{}',
  by           uuid not null,
  at           timestamptz not null default clock_timestamp(),
  primary key (inspection_computer_id, category),
  check (verdict = proposed or reason is not null)
);

create table blacklist_entries (
  id           uuid primary key default uuidv7(),
  org_id       uuid not null references organizations,
  decision_no  text not null check (length(decision_no) between 3 and 80),
  authority    text not null check (length(authority) between 2 and 120),
  decided_on   date not null,
  ground       text not null check (length(ground) between 4 and 300),
  uscc         text not null,                             -- as in the decision
  file_sha256  bytea not null check (length(file_sha256) = 32),
  file_id      uuid references files,
  products     uuid[] not null default '{}',
  state        text not null default 'proposed' check (state in ('proposed', 'noticed', 'listed', 'dropped', 'removed')),
  final_on     date,                                      -- no appeal pending, its period over
  proposed_by  uuid not null,
  proposed_at  timestamptz not null default clock_timestamp(),
  noticed_by   uuid,
  noticed_at   timestamptz,
  answer_due   timestamptz,
  answer       text,
  answered_at  timestamptz,
  considered   text,
  listed_by    uuid,
  listed_at    timestamptz,
  public_at    timestamptz,
  review_on    date,
  removal_asked_at timestamptz,
  removal_first_by uuid,
  removed_by   uuid,
  removed_at   timestamptz,
  removed_ground text,
  corrected_on date,
  correction   text check (length(correction) between 4 and 300),   -- the ground as a first officer would have it
  correction_by uuid,
  correction_asked text check (length(correction_asked) between 4 and 1000),   -- what the enterprise says is wrong
  correction_asked_at timestamptz,
  correction_due timestamptz,
  correction_refused text,                                -- why it stays as it is; null while nobody has answered
  drop_reason  text,
  check (listed_by <> proposed_by),
  check (removed_by <> proposed_by),
  check (removed_by <> removal_first_by),
  check ((correction is null) = (correction_by is null)),
  check ((correction_asked is null) = (correction_asked_at is null) and (correction_asked is null) = (correction_due is null)),
  check (correction_refused is null or correction_asked is not null),
  check (state not in ('listed', 'removed') or
         (listed_by is not null and listed_at is not null and public_at is not null and review_on is not null
          and noticed_at is not null and final_on is not null and considered is not null and listed_at >= answer_due)),
  check (state <> 'noticed' or (noticed_at is not null and answer_due is not null)),
  check ((state = 'removed') = (removed_by is not null and removed_at is not null and removed_ground is not null)),
  check (state <> 'dropped' or drop_reason is not null)
);
create unique index blacklist_entries_one on blacklist_entries (org_id, decision_no) where state <> 'dropped';
create index blacklist_entries_public on blacklist_entries (public_at) where state = 'listed';
call guard_states('blacklist_entries', 'blacklist_entry');

create table blacklist_moves (
  id       uuid primary key default uuidv7(),
  entry_id uuid not null references blacklist_entries,
  move     text not null,
  by       uuid,
  reason   text,
  at       timestamptz not null default clock_timestamp()
);
create table blacklist_reviews (
  id        uuid primary key default uuidv7(),
  entry_id  uuid not null references blacklist_entries,
  batch     int not null,                                 -- the year
  outcome   text not null check (outcome in ('keep', 'remove')),
  reason    text not null,
  by        uuid not null,
  at        timestamptz not null default clock_timestamp(),
  unique (entry_id, batch)
);

-- The yearly adjustment of the list: every entry kept or taken off with a reason, proposed by one, confirmed by another.
create table blacklist_adjustments (
  id           uuid primary key default uuidv7(),
  year         int not null unique check (year between 2012 and 2100),
  state        text not null default 'open' check (state in ('open', 'submitted', 'published')),
  opened_by    uuid references persons,                   -- null: the calendar
  opened_at    timestamptz not null default clock_timestamp(),
  note         text check (length(note) between 4 and 1000),
  submitted_by uuid references persons,
  submitted_at timestamptz,
  returned_reason text check (length(returned_reason) between 2 and 300),
  confirmed_by uuid references persons,
  published_at timestamptz,
  kept         int check (kept >= 0),
  removed      int check (removed >= 0),
  added        int check (added >= 0),
  check (state = 'open' or (submitted_by is not null and submitted_at is not null and note is not null)),
  check ((state = 'published') = (published_at is not null and confirmed_by is not null and num_nonnulls(kept, removed, added) = 3)),
  check (confirmed_by <> submitted_by)
);
call guard_states('blacklist_adjustments', 'blacklist_adjustment');

create table pilots (
  id          uuid primary key default uuidv7(),
  org_id      uuid not null references organizations,
  year        int not null check (year between 2011 and 2100),
  state       text not null default 'applied' check (state in ('applied', 'selected', 'running', 'assessed', 'passed', 'failed', 'withdrawn')),
  motive      text not null check (length(motive) between 1 and 1000),
  applied_by  uuid not null,
  applied_at  timestamptz not null default clock_timestamp(),
  started_by  uuid,
  started_at  timestamptz,
  before      jsonb,                                      -- the figures of the position when it started; never typed
  assessed_by uuid,
  assessed_at timestamptz,
  after       jsonb,                                      -- and when it was assessed
  decided_by  uuid,
  decided_at  timestamptz,
  note        text,
  check (state not in ('running', 'assessed', 'passed', 'failed') or num_nonnulls(started_at, before) = 2),
  check (state not in ('assessed', 'passed', 'failed') or num_nonnulls(assessed_at, after) = 2),
  check (state not in ('passed', 'failed') or (decided_at is not null and decided_by is not null and decided_by <> assessed_by)),
  check (state <> 'withdrawn' or note is not null)
);
create unique index pilots_of_year on pilots (org_id, year) where state <> 'withdrawn';
call guard_states('pilots', 'pilot');
-- How the enterprise stands as each quarter begins while its pilot runs; the database takes the figures itself.
create table pilot_snapshots (
  pilot_id uuid not null references pilots,
  quarter  date not null check (quarter = date_trunc('quarter', quarter::timestamp)::date),   -- its first day
  taken_at timestamptz not null,
  figures  jsonb not null,
  primary key (pilot_id, quarter)
);
create table pilot_scores (
  pilot_id uuid not null references pilots,
  phase    text not null check (phase in ('start', 'end')),
  area     text not null check (area in ('responsibility', 'daily_use', 'configuration', 'ledgers', 'maintenance')),
  points   int not null check (points between 0 and 4),
  computed int check (computed between 0 and 4),          -- null: a person has to judge
  reason   text,
  by       uuid not null,
  primary key (pilot_id, phase, area),
  check (points is not distinct from computed or reason is not null)
);

-- Who sees what

-- Is the acting inspector on the team of an open inspection of this enterprise?
create function app_inspects(organization uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select app_is('inspector') and exists (select from inspections
    where org_id = organization and state in ('announced', 'visiting') and app_person() = any (team));
$$;
grant execute on function app_inspects to muster_app, muster_worker;

-- Rows: the enterprise's own, its inspectors' while they inspect, the auditor's.
do $$ declare tbl regclass; begin
  foreach tbl in array '{computers,imports,inventories,installations,determinations,declarations,software_numbers}'::regclass[] loop
    call protect(tbl, 'org_id = (select app_org()) or (select app_is(''auditor'')) or ((select app_is(''inspector'')) and app_inspects(org_id))',
                 'org_id = (select app_org())');
  end loop;
end $$;
call protect('ledger_exports', 'org_id = (select app_org()) or (select app_is(''auditor''))', 'org_id = (select app_org())', 'select, insert');
call append_only('ledger_exports');
grant maintain on inventories to muster_worker;   -- an import of many lists is weighed before it is accepted
call protect('inventory_rows', 'exists (select from inventories i where i.id = inventory_id)', verbs => 'select');
call protect('import_problems', 'exists (select from imports i where i.id = import_id)', verbs => 'select');
call protect('queue_entries', 'org_id = (select app_org())', verbs => 'select, update');
call protect('recognition_aliases', 'org_id = (select app_org()) or org_id is null or (select app_is(''officer''))',
  'org_id = (select app_org()) or (select app_is(''officer''))');
call protect('recognition_packs', 'true', '(select app_is(''officer''))', 'select, update');
call share('recognition_measurements', 'its measured quality is published');
do $$ declare tbl regclass; begin
  foreach tbl in array '{recognition_differences,recognition_effects}'::regclass[] loop
    call protect(tbl, '(select app_is(''officer'')) or (select app_is(''auditor''))', verbs => 'select');
  end loop;
end $$;
call protect('recognition_runs', '(select app_is(''officer'')) or (select app_is(''auditor''))', '(select app_is(''officer''))', 'select, insert');
call append_only('recognition_measurements');

-- Figures and statuses: also those who answer for the enterprise. Only triggers and jobs write them.
do $$ declare tbl regclass; begin
  foreach tbl in array '{organization_statuses,positions,position_changes,gap_findings}'::regclass[] loop
    call protect(tbl, $p$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor'))
      or (((select app_is('liaison')) or (select app_is('leader')) or (select app_is('inspector'))) and app_oversees(org_id)) $p$,
      verbs => 'select');
  end loop;
  foreach tbl in array '{position_lines,coverage}'::regclass[] loop
    call protect(tbl, 'org_id = (select app_org()) or (select app_is(''auditor'')) or ((select app_is(''inspector'')) and app_inspects(org_id))',
                 verbs => 'select');
  end loop;
end $$;
call append_only('position_changes');
call protect('compliance_marks', 'org_id = (select app_org())', verbs => 'select');

-- An inspector on the spot reads rights and records, never keys or users.
create policy inspected on entitlements for select to muster_app using ((select app_is('inspector')) and app_inspects(org_id));
create policy inspected on purchase_records for select to muster_app using ((select app_is('inspector')) and app_inspects(org_id));

call share('campaigns', 'calls for self-inspection are announced', 'select, insert, update');
do $$ declare tbl regclass; begin
  foreach tbl in array '{campaign_units,self_inspections}'::regclass[] loop
    call protect(tbl, $p$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor'))
      or (((select app_is('liaison')) or (select app_is('leader')) or (select app_is('inspector'))) and app_oversees(org_id)) $p$);
  end loop;
end $$;
grant usage on sequence rectification_numbers, inspection_numbers to muster_app, muster_worker;
call share('inspection_campaigns', 'commitment, frame and draw are published', 'select, insert, update');

-- An inspection is its enterprise's, its team's and theirs who answer for the enterprise; what was found on each computer is
-- the enterprise's, the team's, the officer's and the auditor's alone, and written by the team on the spot.
create function app_visits(inspection uuid, visiting boolean default false) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select app_is('inspector') and exists (select from inspections
      where id = inspection and app_person() = any (team) and (not visiting or state in ('announced', 'visiting')));
$$;
grant execute on function app_visits to muster_app, muster_worker;
call protect('inspections', $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor'))
    or ((select app_is('inspector')) and app_person() = any (team))
    or (((select app_is('liaison')) or (select app_is('leader')) or (select app_is('inspector'))) and app_oversees(org_id)) $$,
  $$ (select app_is('officer')) or ((select app_is('inspector')) and (app_person() = any (team) or app_oversees(org_id))) $$);
create policy heard on inspections for update to muster_app
  using (org_id = (select app_org()) and state = 'concluded') with check (org_id = (select app_org()) and state = 'concluded');
call protect('rectifications', $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor'))
    or (((select app_is('liaison')) or (select app_is('leader')) or (select app_is('inspector'))) and app_oversees(org_id))
    or (source_kind = 'inspection' and (select app_is('inspector')) and app_visits(source_id)) $$);
call protect('rectification_items', 'exists (select from rectifications r where r.id = rectification_id)');
call protect('inspection_computers', $$ app_visits(inspection_id) or exists (select from inspections i where i.id = inspection_id
    and (i.org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')))) $$,
  'app_visits(inspection_id, true)');
call protect('inspection_listings', $$ app_visits((select c.inspection_id from inspection_computers c where c.id = inspection_computer_id), true)
    or exists (select from inspection_computers c join inspections i on i.id = c.inspection_id
               where c.id = inspection_computer_id and (i.org_id = (select app_org()) or (select app_is('auditor')))) $$,
  'exists (select from inspection_computers c where c.id = inspection_computer_id and app_visits(c.inspection_id, true))');
call protect('verdicts', 'exists (select from inspection_computers c where c.id = inspection_computer_id)',
  'exists (select from inspection_computers c where c.id = inspection_computer_id and app_visits(c.inspection_id, true))');

-- An enterprise signs or objects; nothing else of an inspection is its own to write.
create function guard_hearing() returns trigger language plpgsql as $$
begin
  if new.org_id = app_org() and to_jsonb(new) - '{signed_by,signed_at,objection,objected_by,objected_at,objection_due}'::text[]
     is distinct from to_jsonb(old) - '{signed_by,signed_at,objection,objected_by,objected_at,objection_due}'::text[] then
    raise exception 'not-your-move' using errcode = 'MU100';
  end if;
  return new;
end $$;
create trigger guard_hearing before update on inspections for each row execute function guard_hearing();

-- Who is visited is known to the team by name, and what it photographed to whoever reads the verdicts.
create policy visited on organizations for select to muster_app using ((select app_is('inspector')) and exists (
  select from inspections i where i.org_id = organizations.id and app_person() = any (i.team)));
create policy inspected on files for select to muster_app using (
  exists (select from verdicts v where files.id = any (v.evidence_ids)) or exists (select from inspection_listings l where l.file_id = files.id));

-- Of whom teams are made: the inspectors of all agencies, by name, for the office and for each other.
create function inspectors() returns table (id uuid, name text, agency text, agency_en text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.name, o.name, o.name_en
  from members m join persons p on p.id = m.person_id join organizations o on o.id = m.org_id
  where o.kind = 'agency' and m.until is null and 'inspector' = any (m.roles) and (app_is('officer') or app_is('inspector') or app_is('auditor'))
  order by o.name, p.name, p.id;
$$;
-- The names of a team, for whoever sees its inspection.
create function team_names(inspection uuid) returns table (id uuid, name text, agency text, agency_en text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.name, o.name, o.name_en
  from inspections i cross join lateral unnest(i.team) with ordinality t (person_id, place)
  join persons p on p.id = t.person_id
  left join lateral (select m.org_id from members m join organizations a on a.id = m.org_id and a.kind = 'agency'
                     where m.person_id = p.id and 'inspector' = any (m.roles) order by m.until nulls first limit 1) m on true
  left join organizations o on o.id = m.org_id
  where i.id = inspection and (i.org_id = app_org() or app_visits(i.id) or app_oversees(i.org_id)) order by t.place;
$$;
-- Everyone whom an inspection names, for whoever sees it.
create function people_of_inspection(inspection uuid) returns table (id uuid, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.name from inspections i
  join persons p on p.id in (i.concluded_by, i.seconded_by, i.failed_by, i.signed_by, i.objected_by, i.answered_by)
  where i.id = inspection and (i.org_id = app_org() or app_visits(i.id) or app_oversees(i.org_id));
$$;
-- Who has an interest in an enterprise (§9): a member of it or of its group within three years, or of a vendor that sold to it.
create function interested_in(organization uuid, persons uuid[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  with house as (
    select organization as id
    union select owner_id from ownerships where owned_id = organization
    union select owned_id from ownerships where owner_id = organization
    union select vendor_id from orders where enterprise_id = organization)
  select distinct m.person_id from members m
  where m.person_id = any (persons) and m.org_id in (select id from house)
    and coalesce(m.until, clock_timestamp()) > clock_timestamp() - interval '3 years';
$$;
-- Who took whose place in a draw: as public as the draw.
create function replacements_of(campaign uuid) returns table ("from" text, "to" text, reason text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.uscc, b.uscc, i.replaced_reason
  from inspections i join inspections r on r.id = i.replaces
  join organizations a on a.id = r.org_id join organizations b on b.id = i.org_id
  where i.campaign_id = campaign order by i.stratum, i.rank;
$$;
grant execute on function inspectors, team_names, people_of_inspection, interested_in, replacements_of to muster_app, muster_worker;

-- What proves that an order is carried out is read by those who judge it.
create policy proofs on files for select to muster_app using (exists (select from rectification_items i where i.evidence_file_id = files.id));

-- A draft names nobody in public; a listed entry is everybody's to read from its hour on, a removed one no longer.
call protect('blacklist_entries',
  $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) or (select app_is('inspector'))
     or (state = 'listed' and public_at <= statement_timestamp()) $$,
  $$ (select app_is('officer')) or (select app_is('inspector')) $$, verbs => 'select, insert');
-- What a decision says is never rewritten, and a state is only reached with its facts (see the checks above).
grant update (state, final_on, noticed_by, noticed_at, answer_due, answer, answered_at, considered, listed_by, listed_at, public_at,
              review_on, removal_asked_at, removal_first_by, removed_by, removed_at, removed_ground, corrected_on, correction, correction_by, correction_asked,
              correction_asked_at, correction_due, correction_refused, drop_reason,
              ground, uscc) on blacklist_entries to muster_app;
create policy moved on blacklist_entries for update to muster_app
  using ((select app_is('officer'))) with check ((select app_is('officer')));
create policy answered on blacklist_entries for update to muster_app
  using (org_id = (select app_org()) and state in ('noticed', 'listed')) with check (org_id = (select app_org()) and state in ('noticed', 'listed'));
-- The organization answers, asks to be taken off or to have an error corrected; nothing else of its entry is its own to write.
create function guard_entry() returns trigger language plpgsql as $$
declare own text[] := '{answer,answered_at,removal_asked_at,correction_asked,correction_asked_at,correction_due,correction_refused}';
begin
  if new.org_id = app_org() and to_jsonb(new) - own is distinct from to_jsonb(old) - own then
    raise exception 'not-your-move' using errcode = 'MU100';
  end if;
  return new;
end $$;
create trigger guard_entry before update on blacklist_entries for each row execute function guard_entry();
-- The decision is read by those who judge it and, from the notice on, by whom it concerns.
create policy decisions on files for select to muster_app using (exists (
  select from blacklist_entries e where e.file_id = files.id
    and ((select app_is('officer')) or (select app_is('inspector')) or (select app_is('auditor')) or (e.org_id = (select app_org()) and e.state <> 'proposed'))));
-- The enterprise or vendor that a decision names, for whoever may propose it, and its name while it has an entry.
create function organization_of_decision(code text) returns table (id uuid, uscc text, state text)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.uscc, o.state from organizations o
  where o.uscc = code and o.kind in ('enterprise', 'vendor') and (app_is('officer') or app_is('inspector'));
$$;
grant execute on function organization_of_decision to muster_app, muster_worker;
create policy punished on organizations for select to muster_app using ((select app_is('inspector')) and exists (
  select from blacklist_entries e where e.org_id = organizations.id));
-- Who moved an entry and why is theirs who judge it and theirs whom it concerns, also while the entry is public.
do $$ declare tbl regclass; begin
  foreach tbl in array '{blacklist_moves,blacklist_reviews}'::regclass[] loop
    call protect(tbl, $p$ exists (select from blacklist_entries e where e.id = entry_id and ((select app_is('officer'))
      or (select app_is('inspector')) or (select app_is('auditor')) or e.org_id = (select app_org()))) $p$, verbs => 'select, insert');
    call append_only(tbl);
  end loop;
end $$;
call protect('blacklist_adjustments', $$ state = 'published' or (select app_is('officer')) or (select app_is('inspector')) or (select app_is('auditor')) $$,
  $$ (select app_is('officer')) $$);
revoke update on blacklist_adjustments from muster_app;
grant update (state, note, submitted_by, submitted_at, returned_reason) on blacklist_adjustments to muster_app;

-- Listed entries that a year's adjustment has not looked at yet; what was listed after its opening waits for the next.
create function unreviewed_entries(adjustment uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select e.id from blacklist_adjustments a join blacklist_entries e on e.state = 'listed' and e.listed_at <= a.opened_at
  where a.id = adjustment and not exists (select from blacklist_reviews r where r.entry_id = e.id and r.batch = a.year);
$$;
revoke execute on function unreviewed_entries from public;
grant execute on function unreviewed_entries to muster_app, muster_worker;

-- A second officer publishes the adjustment; its figures are counted here, from what was decided entry by entry.
create function publish_adjustment(adjustment uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its  blacklist_adjustments;
  last timestamptz;
begin
  select * into its from blacklist_adjustments a where a.id = adjustment for update;
  if its.state is distinct from 'submitted' or not app_is('officer') then raise exception 'already-moved' using errcode = 'MU100'; end if;
  if its.submitted_by = app_person() then raise exception 'second-person-needed' using errcode = 'MU100'; end if;
  if exists (select from unreviewed_entries(its.id)) then raise exception 'entries-unreviewed' using errcode = 'MU100'; end if;
  select coalesce(max(published_at), '-infinity') into last from blacklist_adjustments where state = 'published';
  update blacklist_adjustments set state = 'published', confirmed_by = app_person(), published_at = clock_timestamp(),
    kept = (select count(*) from blacklist_reviews r join blacklist_entries e on e.id = r.entry_id
            where r.batch = its.year and r.outcome = 'keep' and e.state = 'listed'),
    removed = (select count(*) from blacklist_entries e where e.state = 'removed' and e.removed_at > last),
    added = (select count(*) from blacklist_entries e where e.state = 'listed' and e.listed_at > last)
  where id = its.id;
end $$;
grant execute on function publish_adjustment to muster_app;

call protect('pilots', $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor'))
    or (((select app_is('liaison')) or (select app_is('leader')) or (select app_is('inspector'))) and app_oversees(org_id)) $$,
  $$ org_id = (select app_org()) or (select app_is('officer')) or ((select app_is('inspector')) and app_oversees(org_id)) $$);
call protect('pilot_scores', 'exists (select from pilots p where p.id = pilot_id)',
  $$ exists (select from pilots p where p.id = pilot_id
     and (phase = 'start' and p.org_id = (select app_org()) or (select app_is('officer')) or phase = 'end' and (select app_is('inspector')))) $$,
  verbs => 'select, insert');

-- Whoever acts for an agency reads the whole history of what it may read of the procedure, whichever side made a step; the
-- enterprise reads what stands on its own trail, and nothing of a proposal before it was told.
create policy agencies_trail on events for select to muster_app using (
  ((select app_is('officer')) or (select app_is('liaison')) or (select app_is('leader')) or (select app_is('inspector')))
  and case split_part(kind, '.', 1)
    when 'campaign' then exists (select from campaigns c where c.id = subject_id)
    when 'inspection_campaign' then exists (select from inspection_campaigns c where c.id = subject_id)
    when 'self_inspection' then exists (select from self_inspections s where s.id = subject_id)
    when 'rectification' then exists (select from rectifications r where r.id = subject_id)
    when 'inspection' then exists (select from inspections i where i.id = subject_id)
    when 'blacklist' then (select app_is('officer') or app_is('inspector')) and exists (select from blacklist_entries e where e.id = subject_id)
    when 'pilot' then exists (select from pilots p where p.id = subject_id)
    when 'recognition' then (select app_is('officer')) and exists (select from recognition_packs p where p.id = subject_id)
    else false end);
call protect('pilot_snapshots', 'exists (select from pilots p where p.id = pilot_id)', verbs => 'select');
call append_only('pilot_snapshots');

-- How many of the three ledgers were taken along on time before a day: the first within a year, the second within half a
-- year, the third, which is kept running, within a quarter (compliance.md §6; app/compliance/ledgers/periods.ts has the same).
create function ledgers_on_time(organization uuid, day date) returns int
language sql stable set search_path = public, pg_temp as $$
  select count(*)::int from (values ('one', 12), ('two', 6), ('three', 3)) p (ledger, months)
  where exists (select from ledger_exports e where e.org_id = organization and e.ledger = p.ledger
                and day >= shanghai_day(e.at) and day < (shanghai_day(e.at) + make_interval(months => p.months))::date);
$$;

-- Products whose books and use differ by a cause that asks for something to be done (§6.1; app/compliance/books/causes.ts).
create function products_with_open_causes(organization uuid) returns setof uuid
language sql stable set search_path = public, pg_temp as $$
  select p.product_id from positions p
  where p.org_id = organization and p.installed + p.entitled + p.unknown + p.undetermined > 0
    and (p.gap + p.unknown + p.undetermined > 0
      or exists (select from assignments a join entitlements n on n.id = a.entitlement_id
                 where n.org_id = organization and n.product_id = p.product_id and a.until is null
                   and not exists (select from coverage v where v.entitlement_id = n.id and v.unit_no = a.unit_no))
      or exists (select from entitlements n where n.org_id = organization and n.product_id = p.product_id and n.source = 'claimed'
                   and n.state in ('active', 'claimed') and n.evidence_file_id is null and n.quantity > 0)
      or exists (select from purchase_records x join entitlements n on n.purchase_record_id = x.id and n.parent_id is null
                 where x.org_id = organization and n.product_id = p.product_id
                   and not exists (select from purchase_facts f where f.record_id = x.id and f.kind = 'invoice')));
$$;
revoke execute on function ledgers_on_time, products_with_open_causes from public;
grant execute on function ledgers_on_time, products_with_open_causes to muster_app, muster_worker;

-- What an enterprise's position comes to on a day: the figures that a pilot is told by, before and after.
create function pilot_figures(organization uuid, day date) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('status', coalesce(s.status, 'not_inspected'), 'computers', c.computers, 'listed', c.listed,
           'rows', k.rows, 'unknownRows', k.unknown, 'installed', p.installed, 'entitled', p.entitled, 'covered', p.covered,
           'gap', p.gap, 'surplus', p.surplus, 'open', p.open, 'books', p.books,
           'openBooks', (select count(*) from products_with_open_causes(organization)),
           'ledgersOnTime', ledgers_on_time(organization, day), 'products', p.products)
  from (select count(*)::int as computers, count(*) filter (where shanghai_day(software_at) >= day - 30)::int as listed
        from computers where org_id = organization and state = 'in_use') c
  cross join (select coalesce(sum(i.software), 0)::int as rows, coalesce(sum(i.unknown), 0)::int as unknown
              from computers m join inventories i on i.id = m.software_from
              where m.org_id = organization and m.state in ('in_use', 'spare')) k
  cross join (select coalesce(sum(o.installed), 0)::int as installed, coalesce(sum(o.entitled), 0)::int as entitled,
                     coalesce(sum(o.covered), 0)::int as covered, coalesce(sum(o.gap), 0)::int as gap,
                     coalesce(sum(o.surplus), 0)::int as surplus, coalesce(sum(o.undetermined + o.unknown), 0)::int as open,
                     (count(*) filter (where o.installed + o.entitled + o.unknown + o.undetermined > 0))::int as books,
                     coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'nameZh', r.name_zh, 'nameEn', r.name_en, 'installed', o.installed,
                       'covered', o.covered, 'gap', o.gap, 'surplus', o.surplus) order by r.name_zh, r.id)
                       filter (where o.installed + o.entitled > 0), '[]') as products
              from positions o join products r on r.id = o.product_id where o.org_id = organization) p
  left join organization_statuses s on s.org_id = organization;
$$;
revoke execute on function pilot_figures from public;

-- Once a quarter, for every pilot that began before it. Answers how many were taken.
create function snapshot_pilots(at timestamptz) returns int
language sql security definer set search_path = public, pg_temp as $$
  with taken as (
    insert into pilot_snapshots (pilot_id, quarter, taken_at, figures)
    select p.id, q.first, at, pilot_figures(p.org_id, shanghai_day(at))
    from pilots p cross join (select date_trunc('quarter', shanghai_day(at)::timestamp)::date as first) q
    where p.state = 'running' and shanghai_day(p.started_at) < q.first
      and not exists (select from pilot_snapshots s where s.pilot_id = p.id and s.quarter = q.first)
    on conflict do nothing returning 1)
  select count(*)::int from taken;
$$;
revoke execute on function snapshot_pilots from public;
grant execute on function snapshot_pilots to muster_worker;

-- The same of today, for whoever may see the pilot.
create function pilot_figures_now(pilot uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select pilot_figures(p.org_id, shanghai_day()) from pilots p
  where p.id = pilot and (p.org_id = app_org() or app_oversees(p.org_id));
$$;
revoke execute on function pilot_figures_now from public;
grant execute on function pilot_figures_now to muster_app, muster_worker;

-- Figures are taken by the database at the step that they belong to, and by nobody else.
create function take_pilot_figures() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    new.before := null;
    new.after := null;
  else
    new.before := case when old.state = 'selected' and new.state = 'running'
      then pilot_figures(new.org_id, shanghai_day(new.started_at)) else old.before end;
    new.after := case when old.state = 'running' and new.state = 'assessed'
      then pilot_figures(new.org_id, shanghai_day(new.assessed_at)) else old.after end;
  end if;
  return new;
end $$;
create trigger take_pilot_figures before insert or update on pilots for each row execute function take_pilot_figures();

-- Units and keys belong to computers of the same organization.
alter table entitlements add foreign key (bound_computer_id, org_id) references computers (id, org_id);
alter table assignments add foreign key (computer_id, org_id) references computers (id, org_id);
alter table key_reveals add foreign key (computer_id) references computers;   -- the log stays where it was written

-- The effective license position, kept in the transaction of whatever changes it (compliance.md §3, §7).
-- app/compliance/coverage.ts is the same rule in TypeScript; a property test holds the two together.

create type pair as (org_id uuid, product_id uuid);

-- The rights an organization holds, with the releases lo to hi that they cover and what keeps them from counting on a day.
create function rights_on(day date)
returns table (id uuid, org_id uuid, product_id uuid, edition_id uuid, no text, metric text, quantity int, site_id uuid, ends_on date,
               bound boolean, bound_to uuid, devices int, declared boolean, lo int, hi int, obstacle text)
language sql stable as $$
  select e.id, e.org_id, e.product_id, e.edition_id, e.no, e.metric, e.quantity, e.site_id, e.ends_on,
         e.channel = 'oem' or e.metric = 'appliance' or e.bound_computer_id is not null, e.bound_computer_id,
         case when e.metric in ('user', 'named-user') then greatest(1, coalesce((e.rights ->> 'devicesPerUser')::int, 1)) else 1 end,
         e.metric in ('concurrent-user', 'client-access', 'core-points', 'processor-points')
           or e.metric = 'custom-metric' and e.site_id is null,
         case when own.rank is null then -2147483648
              when e.rights ->> 'downgradeFrom' is null then own.rank
              else least(own.rank, (select d.rank from releases d
                                    where d.product_id = e.product_id and d.code = e.rights ->> 'downgradeFrom')) end,
         case when own.rank is null or e.rights ->> 'upgrade' = 'any' then 2147483647
              when e.rights ->> 'upgrade' = 'maintenance'
              then greatest(own.rank, (select max(u.rank) from releases u
                                       where u.product_id = e.product_id and u.released_on <= e.maintenance_until))
              else own.rank end,
         case when e.state = 'suspended' then 'suspended'
              when day not between e.starts_on and coalesce(e.ends_on, day) then 'not-in-term'
              when e.term = 'evaluation' then 'evaluation'
              when e.purpose <> 'commercial' then e.purpose end
  from entitlements e left join releases own on own.id = e.release_id
  where e.state in ('active', 'suspended') or e.state = 'claimed' and e.evidence_file_id is not null;
$$;

-- Those that count on a day.
create function counting(day date)
returns table (id uuid, org_id uuid, product_id uuid, edition_id uuid, no text, metric text, quantity int, site_id uuid, ends_on date,
               bound boolean, bound_to uuid, devices int, declared boolean, lo int, hi int)
language sql stable as $$
  select id, org_id, product_id, edition_id, no, metric, quantity, site_id, ends_on, bound, bound_to, devices, declared, lo, hi
  from rights_on(day) where obstacle is null;
$$;

-- Licensable installations of today; those with an `obstacle` take no unit.
create view counted as
  select i.id, i.org_id, i.product_id, i.edition_id, i.release_id, coalesce(r.rank, 0) as rank, i.computer_id,
         c.no as computer_no, c.person_id, c.site_id,
         case when i.edition_id is null
                or i.release_id is null and exists (select from releases any_of where any_of.product_id = i.product_id)
              then 'undetermined'
              when i.household or e.household then 'household' end as obstacle
  from installations i
  join computers c on c.id = i.computer_id
  left join editions e on e.id = i.edition_id
  left join releases r on r.id = i.release_id
  where i.removed_on is null and i.class = 'licensable';

-- Products that share units: a suite, its parts, and the other suites of those parts.
create function families(pairs pair[]) returns table (org_id uuid, products uuid[])
language sql stable as $$
  with recursive kin as (
    select distinct p.org_id, p.product_id as root, p.product_id as product from unnest(pairs) p
    union
    select k.org_id, k.root, case k.product when s.suite_id then s.part_product_id else s.suite_id end
    from kin k join product_parts s on k.product in (s.suite_id, s.part_product_id))
  select distinct org_id, array_agg(product order by product) from kin group by org_id, root;
$$;

-- The installations of a family, numbered in the order in which they take units; so are computers and persons.
create function in_line(org uuid, products uuid[])
returns table (n int, id uuid, product_id uuid, edition_id uuid, rank int, obstacle text, computer_id uuid, computer_no text,
               person_id uuid, site_id uuid, c int, p int)
language sql stable as $$
  select (row_number() over (order by product_id, edition_id, rank, computer_no, id))::int, id, product_id, edition_id, rank, obstacle,
         computer_id, computer_no, person_id, site_id, (dense_rank() over (order by computer_id))::int,
         (dense_rank() over (order by coalesce(person_id, computer_id)))::int
  from counted where org_id = org and product_id = any (products);
$$;

-- A family whose units differ by computer, person, site or overlapping ranges of releases: bound units first, then
-- assigned ones, then the pool, then suites; each installation in line takes the first unit that fits by smallest
-- newest release, earliest end, lowest number.
create function cover_one_by_one(org uuid, products uuid[], day date)
returns table (installation_id uuid, product_id uuid, edition_id uuid, rank int, entitlement_id uuid, unit_no int, reason text)
language plpgsql stable set search_path = public, pg_temp as $$
declare
  it          record;
  entitlement uuid[];   unit int[];   why text[];   pooled boolean[];      -- by installation
  slot_left   int[];    slot_met boolean[];                                -- by bound or assigned unit; by unit and computer
  pool_id     uuid[];   pool_product uuid[];   pool_edition uuid[];        -- by pool, in order of preference
  pool_lo     int[];    pool_hi int[];         pool_left int[];   pool_taken int[];
  pool_devices int[];   pool_site uuid[];      pool_person boolean[];   pool_endless boolean[];   -- a whole site has no unit numbers
  first_pool  int;      last_pool int;         product uuid;      edition uuid;
  open_pool   int[];    open_unit int[];       open_left int[];            -- by person: the unit with free devices
  met_pool    int[];    met_unit int[];                                    -- by computer: the person's unit that counts it
  by_end      int[];    suites uuid[];         computers int;     place int;
  held_by     uuid[];   held_unit int[];       held_pooled boolean[];      -- by suite and computer
  k           int;      chosen int;
begin
  for it in
    select q.n, e.id, dense_rank() over (order by e.id) as slot
    from in_line(org, products) q join counting(day) e on e.org_id = org and e.product_id = q.product_id
    where e.bound_to = q.computer_id and q.obstacle is null and e.edition_id = q.edition_id and q.rank between e.lo and e.hi
    order by q.n, e.hi, e.ends_on nulls last, e.no
  loop
    if entitlement[it.n] is null and slot_left[it.slot] is null then
      entitlement[it.n] := it.id; unit[it.n] := 1; why[it.n] := 'bound'; slot_left[it.slot] := 0;
    end if;
  end loop;

  slot_left := null;
  for it in
    select q.n, e.id, a.unit_no, case when a.person_id is null then 1 else e.devices end as devices,
           dense_rank() over (order by a.id) as slot, dense_rank() over (order by a.id, q.computer_id) as meeting
    from in_line(org, products) q
    join counting(day) e on e.org_id = org and e.product_id = q.product_id and not e.bound
    join assignments a on a.entitlement_id = e.id and a.until is null and a.mark is null
      and (a.computer_id = q.computer_id or a.person_id = q.person_id)
    where q.obstacle is null and (e.edition_id = q.edition_id or a.reason is not null) and q.rank between e.lo and e.hi
    order by q.n, e.hi, e.ends_on nulls last, e.no, a.unit_no
  loop
    continue when entitlement[it.n] is not null;
    if it.devices > 1 and slot_met[it.meeting] or coalesce(slot_left[it.slot], it.devices) > 0 then
      if not coalesce(it.devices > 1 and slot_met[it.meeting], false) then
        slot_left[it.slot] := coalesce(slot_left[it.slot], it.devices) - 1;
      end if;
      slot_met[it.meeting] := true;
      entitlement[it.n] := it.id; unit[it.n] := it.unit_no; why[it.n] := 'assigned';
    end if;
  end loop;

  select array_agg(e.id order by e.k), array_agg(e.product_id order by e.k), array_agg(e.edition_id order by e.k),
         array_agg(e.lo order by e.k), array_agg(e.hi order by e.k),
         array_agg(coalesce(e.quantity, 2147483647) - e.seated order by e.k), array_agg(0), array_agg(e.devices order by e.k),
         array_agg(e.site_id order by e.k), array_agg(e.metric = 'user' order by e.k), array_agg(e.quantity is null order by e.k),
         array_agg(e.k order by e.ends_on nulls last, e.no)
  into pool_id, pool_product, pool_edition, pool_lo, pool_hi, pool_left, pool_taken, pool_devices, pool_site, pool_person, pool_endless,
       by_end
  from (select f.*, (row_number() over w)::int as k,
               (select count(*)::int from assignments a
                where a.entitlement_id = f.id and a.until is null and a.mark is null) as seated
        from counting(day) f
        where f.org_id = org and f.product_id = any (products) and not f.bound and (f.metric in ('device', 'user') or f.site_id is not null)
        window w as (order by f.product_id, f.edition_id, f.hi, f.ends_on nulls last, f.no)) e;

  for it in select * from in_line(org, products) q where q.obstacle is null order by q.n loop
    continue when entitlement[it.n] is not null;
    if (product, edition) is distinct from (it.product_id, it.edition_id) then
      product := it.product_id; edition := it.edition_id;
      open_pool := null; open_unit := null; open_left := null; met_pool := null; met_unit := null;
      first_pool := 1; last_pool := coalesce(cardinality(pool_id), 0);
      while first_pool <= last_pool and (pool_product[first_pool], pool_edition[first_pool]) is distinct from (product, edition) loop
        first_pool := first_pool + 1;
      end loop;
      while last_pool >= first_pool and (pool_product[last_pool], pool_edition[last_pool]) is distinct from (product, edition) loop
        last_pool := last_pool - 1;
      end loop;
    end if;

    k := open_pool[it.p];
    if it.rank between pool_lo[k] and pool_hi[k]
       and (open_left[it.p] > 0 or (met_pool[it.c], met_unit[it.c]) = (k, open_unit[it.p])) then
      if (met_pool[it.c], met_unit[it.c]) is distinct from (k, open_unit[it.p]) then
        open_left[it.p] := open_left[it.p] - 1;
      end if;
      entitlement[it.n] := pool_id[k]; unit[it.n] := open_unit[it.p]; why[it.n] := 'pool'; pooled[it.n] := true;
      met_pool[it.c] := k; met_unit[it.c] := open_unit[it.p];
      continue;
    end if;

    for k in first_pool .. last_pool loop
      continue when pool_left[k] = 0 or it.rank not between pool_lo[k] and pool_hi[k]
                 or pool_site[k] is not null and pool_site[k] is distinct from it.site_id;
      pool_left[k] := pool_left[k] - 1; pool_taken[k] := pool_taken[k] + 1;
      entitlement[it.n] := pool_id[k]; why[it.n] := 'pool'; pooled[it.n] := true;
      if not pool_endless[k] then unit[it.n] := pool_taken[k]; end if;
      if pool_person[k] then
        open_pool[it.p] := k; open_unit[it.p] := pool_taken[k]; open_left[it.p] := pool_devices[k] - 1;
        met_pool[it.c] := k; met_unit[it.c] := pool_taken[k];
      end if;
      exit;
    end loop;
  end loop;

  suites := array(select distinct s.suite_id from product_parts s where s.suite_id = any (products) order by 1);
  if cardinality(suites) > 0 then
    computers := (select max(q.c) from in_line(org, products) q);
    for it in select q.n, q.c, q.product_id from in_line(org, products) q where q.product_id = any (suites) order by q.n loop
      place := (array_position(suites, it.product_id) - 1) * computers + it.c;
      if entitlement[it.n] is not null and held_by[place] is null then
        held_by[place] := entitlement[it.n]; held_unit[place] := unit[it.n]; held_pooled[place] := pooled[it.n];
      end if;
    end loop;

    for it in
      select q.n, q.c, array(select s.suite_id from product_parts s where s.part_product_id = q.product_id order by 1) as suites
      from in_line(org, products) q where q.obstacle is null order by q.computer_no, q.id
    loop
      continue when entitlement[it.n] is not null or cardinality(it.suites) = 0;
      chosen := null;
      for k in 1 .. cardinality(it.suites) loop
        place := (array_position(suites, it.suites[k]) - 1) * computers + it.c;
        if held_by[place] is not null then chosen := place; exit; end if;
      end loop;
      if chosen is null then
        foreach k in array coalesce(by_end, '{}') loop
          continue when pool_left[k] = 0 or pool_site[k] is not null or not pool_product[k] = any (it.suites);
          pool_left[k] := pool_left[k] - 1; pool_taken[k] := pool_taken[k] + 1;
          chosen := (array_position(suites, pool_product[k]) - 1) * computers + it.c;
          held_by[chosen] := pool_id[k]; held_unit[chosen] := pool_taken[k]; held_pooled[chosen] := true;
          exit;
        end loop;
      end if;
      continue when chosen is null;
      entitlement[it.n] := held_by[chosen]; unit[it.n] := held_unit[chosen];
      why[it.n] := 'suite'; pooled[it.n] := held_pooled[chosen];
    end loop;
  end if;

  return query
    with free as (
      select e.id, u as unit_no, row_number() over (partition by e.id order by u) as nth
      from counting(day) e cross join generate_series(1, e.quantity) u
      where e.org_id = org and e.id = any (pool_id)
        and exists (select from assignments a where a.entitlement_id = e.id and a.until is null and a.mark is null)
        and not exists (select from assignments a where a.entitlement_id = e.id and a.until is null and a.mark is null and a.unit_no = u))
    select q.id, q.product_id, q.edition_id, q.rank, entitlement[q.n],
           case when pooled[q.n] then coalesce((select f.unit_no from free f where f.id = entitlement[q.n] and f.nth = unit[q.n]), unit[q.n])
                else unit[q.n] end,
           coalesce(q.obstacle, why[q.n])
    from in_line(org, products) q;
end $$;

-- Pools whose every unit of an edition covers the same releases need no walking: running sums meet row numbers.
create function cover_pooled(pairs pair[], day date)
returns table (installation_id uuid, org_id uuid, product_id uuid, edition_id uuid, rank int, entitlement_id uuid, unit_no int, reason text)
language sql stable as $$
  with units as (
    select e.*, sum(e.quantity) over w - e.quantity as before, sum(e.quantity) over w as up_to
    from unnest(pairs) p join counting(day) e on e.org_id = p.org_id and e.product_id = p.product_id
    window w as (partition by e.org_id, e.product_id, e.edition_id order by e.ends_on nulls last, e.no)),
  ranges as (
    select org_id, product_id, edition_id, min(lo) as lo, max(hi) as hi from units group by 1, 2, 3),
  line as (
    select i.*, row_number() over (partition by i.org_id, i.product_id, i.edition_id, i.obstacle is null and i.rank between r.lo and r.hi
                                   order by i.rank, i.computer_no, i.id) as n,
           i.obstacle is null and i.rank between r.lo and r.hi as fits
    from unnest(pairs) p join counted i on i.org_id = p.org_id and i.product_id = p.product_id
    left join ranges r on r.org_id = i.org_id and r.product_id = i.product_id and r.edition_id = i.edition_id)
  select l.id, l.org_id, l.product_id, l.edition_id, l.rank, u.id, (l.n - u.before)::int, coalesce(l.obstacle, case when u.id is not null then 'pool' end)
  from line l
  left join units u on l.fits and u.org_id = l.org_id and u.product_id = l.product_id and u.edition_id = l.edition_id
    and l.n > u.before and l.n <= u.up_to;
$$;

-- Why none of the product's entitlements covers an installation: the answer that lies nearest to being covered.
create function refusal(org uuid, product uuid, edition uuid, rank int, day date) returns text
language sql stable set search_path = public, pg_temp as $$
  select coalesce((
    select c.code from rights_on(day) r
    cross join lateral (select case when r.edition_id <> edition then 'other-edition'
                                    when r.obstacle is not null then r.obstacle
                                    when rank > r.hi then 'release-too-new'
                                    when rank < r.lo then 'release-too-old'
                                    when r.bound then 'bound-elsewhere'
                                    else 'no-free-unit' end as code) c
    where r.org_id = org and r.product_id = product
    order by array_position('{no-free-unit,bound-elsewhere,suspended,not-in-term,evaluation,academic,household,release-too-new,release-too-old,other-edition}', c.code)
    limit 1), 'no-entitlement');
$$;

-- For each installation of these pairs its unit or its refusal.
create function covered(pairs pair[], day date)
returns table (installation_id uuid, org_id uuid, product_id uuid, entitlement_id uuid, unit_no int, reason text)
language plpgsql stable set search_path = public, pg_temp as $$
declare
  plain  pair[];
  walked pair[];
begin
  with kin as materialized (
    select f.org_id, f.products, cardinality(f.products) > 1 or k.odd or k.editions < k.ranges as walk
    from families(pairs) f
    cross join lateral (
      select coalesce(bool_or(e.bound or e.metric <> 'device'
                              or exists (select from assignments a where a.entitlement_id = e.id and a.until is null)), false) as odd,
             count(distinct (e.product_id, e.edition_id)) as editions, count(distinct (e.product_id, e.edition_id, e.lo, e.hi)) as ranges
      from counting(day) e where e.org_id = f.org_id and e.product_id = any (f.products)) k)
  select array_agg((k.org_id, m)::pair) filter (where not k.walk), array_agg((k.org_id, m)::pair) filter (where k.walk)
  into plain, walked from kin k cross join unnest(k.products) m;

  return query
    with units as materialized (
      select * from cover_pooled(plain, day)
      union all
      select c.installation_id, f.org_id, c.product_id, c.edition_id, c.rank, c.entitlement_id, c.unit_no, c.reason
      from families(walked) f cross join cover_one_by_one(f.org_id, f.products, day) c),
    refused as materialized (
      select o.*, refusal(o.org_id, o.product_id, o.edition_id, o.rank, day) as because
      from (select distinct u.org_id, u.product_id, u.edition_id, u.rank from units u where u.reason is null) o)
    select u.installation_id, u.org_id, u.product_id, u.entitlement_id, u.unit_no, coalesce(u.reason, r.because)
    from units u
    left join refused r
      on u.reason is null and r.org_id = u.org_id and r.product_id = u.product_id and r.edition_id = u.edition_id and r.rank = u.rank
    union all
    select i.id, i.org_id, i.product_id, null, null, 'free'
    from unnest(pairs) p join installations i on i.org_id = p.org_id and i.product_id = p.product_id
    where i.removed_on is null and i.class <> 'licensable';
end $$;

-- Units in use where no inventory can count them: declared, or computed from cores and sockets; null: unknown.
create function declared_units(org uuid, product uuid, day date) returns int
language sql stable set search_path = public, pg_temp as $$
  select coalesce(
    (select d.units from declarations d where d.org_id = org and d.product_id = product and d.withdrawn_at is null),
    (select case when bool_and(size is not null) then ceil(sum(greatest(size, least_size) * factor))::int end
     from (select distinct on (i.computer_id)
             case e.metric when 'core-points' then c.cores when 'processor-points' then c.sockets end as size,
             coalesce((r.rights ->> 'minimum')::int, 0) as least_size, coalesce((r.rights ->> 'factor')::numeric, 1) as factor
           from counting(day) e join entitlements r on r.id = e.id
           join counted i on i.org_id = org and i.product_id = product join computers c on c.id = i.computer_id
           where e.org_id = org and e.product_id = product and e.metric in ('core-points', 'processor-points')
           order by i.computer_id, e.no) s));
$$;

-- The figures of pairs whose coverage is up to date (§3.1).
create function figures(pairs pair[], day date)
returns table (org_id uuid, product_id uuid, installed int, entitled int, covered int, used int, undetermined int, unknown int,
               regularized boolean, next_change_on date, inventory_on date)
language sql stable as $$
  select p.org_id, p.product_id,
         case when e.declared then coalesce(d.units, 0) else i.installed end,
         e.entitled + u.on_site,
         case when e.declared then least(coalesce(d.units, 0), e.entitled) else i.covered end,
         case when e.declared then least(coalesce(d.units, 0), e.entitled) else u.units + u.on_site end,
         i.undetermined,
         -- A product that is nowhere seen, held or asked about raises no question by the lists that are missing.
         q.computers + case when e.declared and d.units is null then 1 else 0 end
           + case when i.seen or n.held or q.computers > 0 or o.declared then coalesce((select s.in_use - case t.category when 'operating-system' then s.os_listed else s.software_listed end
                       from organization_statuses s, products t where s.org_id = p.org_id and t.id = p.product_id), 0) else 0 end,
         coalesce(g.until > day, false), least(n.next_on, case when g.until > day then g.until end), i.inventory_on
  from unnest(pairs) p
  cross join lateral (
    select count(*) filter (where c.reason not in ('undetermined', 'free'))::int as installed, count(c.entitlement_id)::int as covered,
           count(*) filter (where c.reason = 'undetermined')::int as undetermined, min(x.last_seen) as inventory_on,
           coalesce(bool_or(c.reason <> 'free'), false) as seen
    from coverage c join installations x on x.id = c.installation_id
    where c.org_id = p.org_id and c.product_id = p.product_id) i
  cross join lateral (
    select coalesce(sum(c.quantity), 0)::int as entitled, coalesce(bool_or(c.declared), false) as declared, array_agg(c.id) as ids
    from counting(day) c where c.org_id = p.org_id and c.product_id = p.product_id) e
  cross join lateral (
    select count(*) filter (where t.unit_no is not null)::int as units, coalesce(sum(t.n) filter (where t.unit_no is null), 0)::int as on_site
    from (select c.entitlement_id, c.unit_no, count(*) as n from coverage c where c.entitlement_id = any (e.ids) group by 1, 2
          union all
          select a.entitlement_id, a.unit_no, 1 from assignments a
          where a.entitlement_id = any (e.ids) and a.until is null and a.mark is null
            and not exists (select from coverage c where c.entitlement_id = a.entitlement_id and c.unit_no = a.unit_no)) t) u
  cross join lateral (
    select case when e.declared then declared_units(p.org_id, p.product_id, day) end as units) d
  cross join lateral (
    select min(case when x.starts_on > day then x.starts_on when x.ends_on >= day then x.ends_on + 1 end)
             filter (where x.state in ('active', 'claimed')) as next_on,
           coalesce(bool_or(x.state <> 'claimed' or x.evidence_file_id is not null), false) as held
    from entitlements x where x.org_id = p.org_id and x.product_id = p.product_id and x.state in ('active', 'claimed', 'suspended')) n
  cross join lateral (
    select exists (select from declarations x where x.org_id = p.org_id and x.product_id = p.product_id and x.withdrawn_at is null) as declared) o
  cross join lateral (
    select count(distinct c.id)::int as computers
    from queue_entries w join computers c on c.org_id = w.org_id and c.state in ('in_use', 'spare')
    join inventory_rows r on r.inventory_id = c.software_from and r.class = 'unknown' and r.title = w.title and r.publisher = w.publisher
    where w.org_id = p.org_id and w.suggested_id = p.product_id and w.state <> 'decided') q
  cross join lateral (
    select (max(f.found_on) + interval '24 months')::date as until from gap_findings f
    where f.org_id = p.org_id and f.product_id = p.product_id) g;
$$;

-- First that holds (§4.1); marks are laid over it for the enterprise alone.
create function position_status(gap int, open_questions int, regularized boolean, rights_or_use int) returns text
language sql immutable parallel safe return
  case when gap > 0 then 'gap' when open_questions > 0 then 'unknown' when rights_or_use = 0 then 'not_applicable'
       when regularized then 'regularized' else 'compliant' end;

-- Brings the positions of these pairs, and of all that shares units with them, up to date: coverage, figures, status,
-- history and events. Organizations are locked in order, so that two transactions cannot wait for each other.
create function recalculate(pairs pair[], day date default shanghai_day()) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  wanted pair[];
begin
  wanted := (select array_agg((f.org_id, m)::pair order by f.org_id, m) from families(pairs) f cross join unnest(f.products) m);
  if wanted is null then return; end if;
  insert into organization_statuses (org_id) select distinct w.org_id from unnest(wanted) w order by 1 on conflict do nothing;
  perform from organization_statuses where org_id in (select w.org_id from unnest(wanted) w) order by org_id for no key update;

  insert into positions (org_id, product_id)
  select w.org_id, w.product_id from unnest(wanted) w
  where not exists (select from positions p where p.org_id = w.org_id and p.product_id = w.product_id)
    and (exists (select from installations i where i.org_id = w.org_id and i.product_id = w.product_id and i.class = 'licensable')
         or exists (select from entitlements e where e.org_id = w.org_id and e.product_id = w.product_id)
         or exists (select from queue_entries q where q.org_id = w.org_id and q.suggested_id = w.product_id and q.state <> 'decided'))
  on conflict do nothing;

  with fresh as materialized (select * from covered(wanted, day)),
  gone as (
    delete from coverage c using unnest(wanted) w
    where c.org_id = w.org_id and c.product_id = w.product_id
      and not exists (select from fresh f where f.installation_id = c.installation_id))
  insert into coverage (installation_id, org_id, product_id, entitlement_id, unit_no, reason)
  select f.installation_id, f.org_id, f.product_id, f.entitlement_id, f.unit_no, f.reason
  from fresh f left join coverage c using (installation_id)
  where (f.product_id, f.entitlement_id, f.unit_no, f.reason) is distinct from (c.product_id, c.entitlement_id, c.unit_no, c.reason)
  on conflict (installation_id) do update
  set product_id = excluded.product_id, entitlement_id = excluded.entitlement_id, unit_no = excluded.unit_no, reason = excluded.reason;

  with fresh as materialized (
    select w.org_id, w.product_id, l.edition_id, l.release_id, sum(l.installed)::int as installed, sum(l.covered)::int as covered,
           sum(l.entitled)::int as entitled, sum(l.undetermined)::int as undetermined
    from unnest(wanted) w
    cross join lateral (
      select i.edition_id, i.release_id, (c.reason <> 'undetermined')::int as installed, (c.entitlement_id is not null)::int as covered,
             (c.entitlement_id is not null and c.unit_no is null)::int as entitled, (c.reason = 'undetermined')::int as undetermined
      from coverage c join installations i on i.id = c.installation_id
      where c.org_id = w.org_id and c.product_id = w.product_id and c.reason <> 'free'
      union all
      select e.edition_id, e.release_id, 0, 0, coalesce(e.quantity, 0), 0 from counting(day) k join entitlements e on e.id = k.id
      where k.org_id = w.org_id and k.product_id = w.product_id) l
    group by 1, 2, 3, 4),
  gone as (
    delete from position_lines p using unnest(wanted) w
    where p.org_id = w.org_id and p.product_id = w.product_id and not exists (
      select from fresh f where f.org_id = p.org_id and f.product_id = p.product_id
        and f.edition_id is not distinct from p.edition_id and f.release_id is not distinct from p.release_id))
  insert into position_lines (org_id, product_id, edition_id, release_id, installed, covered, entitled, undetermined)
  select f.org_id, f.product_id, f.edition_id, f.release_id, f.installed, f.covered, f.entitled, f.undetermined
  from fresh f
  where not exists (
    select from position_lines p where p.org_id = f.org_id and p.product_id = f.product_id
      and p.edition_id is not distinct from f.edition_id and p.release_id is not distinct from f.release_id
      and (p.installed, p.covered, p.entitled, p.undetermined) = (f.installed, f.covered, f.entitled, f.undetermined))
  on conflict (org_id, product_id, edition_id, release_id) do update
  set installed = excluded.installed, covered = excluded.covered, entitled = excluded.entitled, undetermined = excluded.undetermined;

  with fresh as materialized (
    select f.*, f.installed - f.covered as gap, f.entitled - f.used as surplus,
           position_status(f.installed - f.covered, f.undetermined + f.unknown, f.regularized, f.installed + f.entitled) as status
    from (select * from figures(wanted, day) offset 0) f),
  changed as (
    update positions p
    set installed = f.installed, entitled = f.entitled, covered = f.covered, gap = f.gap, used = f.used, surplus = f.surplus,
        undetermined = f.undetermined, unknown = f.unknown, status = f.status, next_change_on = f.next_change_on,
        inventory_on = f.inventory_on, calculated_at = clock_timestamp(), changed_xid = pg_current_xact_id(),
        since = case when p.status = f.status then p.since else clock_timestamp() end
    from fresh f
    where p.org_id = f.org_id and p.product_id = f.product_id
      and (p.installed, p.entitled, p.covered, p.used, p.undetermined, p.unknown, p.status, p.next_change_on, p.inventory_on)
          is distinct from (f.installed, f.entitled, f.covered, f.used, f.undetermined, f.unknown, f.status, f.next_change_on, f.inventory_on)
    returning p.org_id, p.product_id, old.status as was, new.status as now, old.gap as gap_was, new.gap as gap_now,
      old.changed_xid is not distinct from pg_current_xact_id() as told,
      jsonb_build_object('installed', old.installed, 'entitled', old.entitled, 'covered', old.covered, 'gap', old.gap, 'used', old.used,
        'surplus', old.surplus, 'undetermined', old.undetermined, 'unknown', old.unknown) as before,
      jsonb_build_object('installed', new.installed, 'entitled', new.entitled, 'covered', new.covered, 'gap', new.gap, 'used', new.used,
        'surplus', new.surplus, 'undetermined', new.undetermined, 'unknown', new.unknown) as after),
  news as materialized (
    select c.*, e.kind, jsonb_build_object('organization', c.org_id, 'product', c.product_id) || e.more as facts,
           row_number() over (order by c.org_id, c.product_id, e.place) as n
    from changed c
    cross join lateral (values
      (1, 'compliance.status_changed', jsonb_build_object('from', c.was, 'to', c.now), c.was <> c.now),
      (2, 'compliance.position_changed', '{}', c.was = c.now and c.before <> c.after and not c.told),
      (3, 'compliance.gap_found', jsonb_build_object('units', c.gap_now), c.gap_was = 0 and c.gap_now > 0)) e (place, kind, more, holds)
    where e.holds)
  insert into position_changes (org_id, product_id, from_status, to_status, before, after, event_id)
  select s.org_id, s.product_id, s.was, s.now, s.before, s.after, r.id
  from unnest(record_events(array(select (n.kind, n.org_id, n.facts, n.org_id)::event_facts from news n order by n.n))) with ordinality r (id, n)
  join news s on s.n = r.n and s.kind = 'compliance.status_changed';

  update organization_statuses set calculated_at = clock_timestamp() where org_id in (select w.org_id from unnest(wanted) w);
end $$;
revoke execute on function recalculate from public;
grant execute on function recalculate to muster_worker;

-- The organization's status, once per transaction and at its end: the worst of its products in scope (§4.2).
create function settle_organization() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  was    organization_statuses;
  settled text;
  event  uuid;
begin
  select * into was from organization_statuses where org_id = new.org_id;
  settled := case when was.ever = 0 then 'not_inspected' else (
    select coalesce(min(s.status) filter (where s.place = s.first), 'not_applicable') from (
      select x.status, array_position('{gap,unknown,regularized,compliant,not_applicable}', x.status) as place,
             min(array_position('{gap,unknown,regularized,compliant,not_applicable}', x.status)) over () as first
      from (select p.status from positions p join products d on d.id = p.product_id
            where p.org_id = new.org_id and d.category in ('operating-system', 'office', 'antivirus')
            union all
            select 'unknown' where was.inventoried < was.in_use * 0.95) x) s) end;
  if settled <> was.status then
    update organization_statuses set status = settled, since = clock_timestamp() where org_id = new.org_id;
    event := record_event('compliance.status_changed', new.org_id,
      jsonb_build_object('organization', new.org_id, 'product', null, 'from', was.status, 'to', settled), new.org_id);
    insert into position_changes (org_id, from_status, to_status, event_id) values (new.org_id, was.status, settled, event);
  end if;
  return null;
end $$;
create constraint trigger settle_organization after update on organization_statuses deferrable initially deferred
  for each row execute function settle_organization();

-- Computers in use and of how many lists that still count tell the software, the system, and both; a change touches
-- every product's `unknown`.
create function recount(organizations uuid[], day date default shanghai_day()) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  touched uuid[];
begin
  insert into organization_statuses (org_id) select distinct o from unnest(organizations) o order by 1 on conflict do nothing;
  perform from organization_statuses where org_id = any (organizations) order by org_id for no key update;
  with fresh as (
    select o.org_id, count(c.id)::int as in_use, count(coalesce(c.software_at, c.os_at))::int as ever,
           count(*) filter (where y.software)::int as software_listed, count(*) filter (where y.os)::int as os_listed,
           count(*) filter (where y.software and y.os)::int as inventoried,
           least(min(shanghai_day(c.software_at)) filter (where y.software), min(shanghai_day(c.os_at)) filter (where y.os)) + inventory_days() as next_on
    from (select distinct u as org_id from unnest(organizations) u) o
    left join computers c on c.org_id = o.org_id and c.state = 'in_use'
    cross join lateral (select is_young(c.software_at, day) as software, is_young(c.os_at, day) as os) y group by 1),
  counted as (
    update organization_statuses s
    set in_use = f.in_use, ever = f.ever, inventoried = f.inventoried, software_listed = f.software_listed, os_listed = f.os_listed,
        next_change_on = f.next_on, calculated_at = clock_timestamp()
    from fresh f where s.org_id = f.org_id
    returning s.org_id, (old.in_use - old.software_listed, old.in_use - old.os_listed)
                        is distinct from (new.in_use - new.software_listed, new.in_use - new.os_listed) as other)
  select array_agg(c.org_id) filter (where c.other) into touched from counted c;
  perform recalculate(array_agg((p.org_id, p.product_id)::pair), day) from positions p where p.org_id = any (touched);
end $$;
revoke execute on function recount from public;
grant execute on function recount to muster_worker;

-- What has to be looked at again because a day has begun: terms, old inventories, regularized statuses.
create function recalculate_due(day date default shanghai_day(), at_most int default 1000) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  stale uuid[] := array(select org_id from organization_statuses where next_change_on <= day order by org_id limit at_most);
  due   pair[] := array(select (org_id, product_id)::pair from positions where next_change_on <= day order by org_id, product_id limit at_most);
begin
  if cardinality(stale) > 0 then perform recount(stale, day); end if;
  if cardinality(due) > 0 then perform recalculate(due, day); end if;
  return cardinality(stale) + cardinality(due);
end $$;
revoke execute on function recalculate_due from public;
grant execute on function recalculate_due to muster_worker;

-- A page that meets a row older than today brings its own organization up to date first.
create function recalculate_own() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  day date := shanghai_day();
begin
  if exists (select from organization_statuses where org_id = app_org() and next_change_on <= day) then
    perform recount(array[app_org()], day);
  end if;
  perform recalculate(array_agg((org_id, product_id)::pair), day) from positions where org_id = app_org() and next_change_on <= day;
end $$;
grant execute on function recalculate_own to muster_app;

-- Statement triggers: whatever changes a right, a use or an installation changes the position with it.
create function positions_follow() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  touched pair[];
begin
  case tg_table_name || ' ' || tg_op
    when 'entitlements INSERT' then
      touched := (select array_agg(distinct (n.org_id, n.product_id)::pair) from arrived n);
    when 'entitlements UPDATE' then
      touched := (select array_agg(distinct x) from arrived n join departed o using (id)
                  cross join lateral (values ((n.org_id, n.product_id)::pair), ((o.org_id, o.product_id)::pair)) v (x)
                  where (n.org_id, n.quantity, n.state, n.bound_computer_id, n.evidence_file_id, n.starts_on, n.ends_on, n.maintenance_until,
                         n.rights, n.edition_id, n.release_id) is distinct from
                        (o.org_id, o.quantity, o.state, o.bound_computer_id, o.evidence_file_id, o.starts_on, o.ends_on, o.maintenance_until,
                         o.rights, o.edition_id, o.release_id));
    when 'assignments INSERT' then
      touched := (select array_agg(distinct (e.org_id, e.product_id)::pair) from arrived n join entitlements e on e.id = n.entitlement_id);
    when 'assignments UPDATE' then
      touched := (select array_agg(distinct (e.org_id, e.product_id)::pair) from arrived n join entitlements e on e.id = n.entitlement_id);
    when 'installations INSERT' then
      touched := (select array_agg(distinct (n.org_id, n.product_id)::pair) from arrived n);
    when 'installations UPDATE' then
      touched := (select array_agg(distinct x) from (
                    select (n.org_id, n.product_id)::pair as x from arrived n
                    union all select (o.org_id, o.product_id)::pair from departed o) t);
    when 'installations DELETE' then
      touched := (select array_agg(distinct (o.org_id, o.product_id)::pair) from departed o);
    when 'queue_entries INSERT' then
      touched := (select array_agg(distinct (n.org_id, n.suggested_id)::pair) from arrived n where n.suggested_id is not null);
    when 'queue_entries UPDATE' then
      touched := (select array_agg(distinct x) from arrived n join departed o using (id)
                  cross join lateral (values ((n.org_id, n.suggested_id)::pair), ((o.org_id, o.suggested_id)::pair)) v (x)
                  where (v.x).product_id is not null
                    and (n.suggested_id, n.state, n.computers) is distinct from (o.suggested_id, o.state, o.computers));
    when 'declarations INSERT' then
      touched := (select array_agg(distinct (n.org_id, n.product_id)::pair) from arrived n);
    when 'declarations UPDATE' then
      touched := (select array_agg(distinct x) from (
                    select (n.org_id, n.product_id)::pair as x from arrived n
                    union all select (o.org_id, o.product_id)::pair from departed o) t);
  end case;
  if touched is not null then perform recalculate(touched); end if;
  return null;
end $$;
do $$ declare tbl text; begin
  foreach tbl in array '{entitlements,assignments,installations,queue_entries,declarations}'::text[] loop
    execute format('create trigger positions_follow_insert after insert on %I referencing new table as arrived
      for each statement execute function positions_follow()', tbl);
    execute format('create trigger positions_follow_update after update on %I referencing old table as departed new table as arrived
      for each statement execute function positions_follow()', tbl);
  end loop;
end $$;
create trigger positions_follow_delete after delete on installations referencing old table as departed
  for each statement execute function positions_follow();

-- How many rows of the lists that hold a title nobody knows now.
create function count_unknown(its recognition_aliases, organizations uuid[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  update inventories i set unknown = (select count(*) from inventory_rows r where r.inventory_id = i.id and r.kind = 'software' and r.class = 'unknown')
  from computers c
  where c.org_id = any (organizations) and i.id = c.software_from
    and exists (select from inventory_rows r where r.inventory_id = i.id and r.title = its.title and r.publisher = its.publisher);
$$;

-- Rows of a title become what an alias says of it, and installations where that is installed: in all organizations at once.
create function apply_alias_in(its recognition_aliases, organizations uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update inventory_rows r
  set class = its.class, step = 6, product = (select slug from products where id = its.product_id),
      edition = (select code from editions where id = its.edition_id), release = (select code from releases where id = its.release_id)
  from computers c
  where c.org_id = any (organizations) and r.inventory_id = c.software_from and r.class = 'unknown' and r.title = its.title and r.publisher = its.publisher;
  insert into installations (org_id, computer_id, product_id, edition_id, release_id, class, version, household, first_seen, last_seen, alias_id)
  select distinct on (c.id) c.org_id, c.id, its.product_id, its.edition_id, its.release_id, its.class, r.data ->> 'version',
         coalesce(e.household, false), shanghai_day(c.software_at), shanghai_day(c.software_at), its.id
  from computers c
  join inventory_rows r on r.inventory_id = c.software_from and r.step = 6 and r.title = its.title and r.publisher = its.publisher
  left join editions e on e.id = its.edition_id
  where c.org_id = any (organizations) and c.state in ('in_use', 'spare') and its.product_id is not null
    and its.class in ('licensable', 'free', 'open-source')
  order by c.id, r.row
  on conflict (computer_id, product_id, edition_id, release_id) where removed_on is null do nothing;
  update queue_entries set state = 'decided', alias_id = its.id
  where org_id = any (organizations) and title = its.title and publisher = its.publisher;
  perform count_unknown(its, organizations);
end $$;

-- The way back: the rows are unknown again, and what no other row of the computer speaks for is not installed.
create function unapply_alias_in(its recognition_aliases, organizations uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from installations i using computers c
  where c.org_id = any (organizations) and i.computer_id = c.id and i.removed_on is null and i.product_id = its.product_id
    and (its.edition_id is null or i.edition_id = its.edition_id) and (its.release_id is null or i.release_id = its.release_id)
    and (i.alias_id = its.id or exists (select from inventory_rows r
           where r.inventory_id = c.software_from and r.step = 6 and r.title = its.title and r.publisher = its.publisher)
         and not exists (select from inventory_rows r join products p on p.id = i.product_id and p.slug = r.product
           where r.inventory_id = c.software_from and not (r.step = 6 and r.title = its.title and r.publisher = its.publisher)));
  update inventory_rows r set class = 'unknown', step = 7, product = null, edition = null, release = null
  from computers c
  where c.org_id = any (organizations) and r.inventory_id = c.software_from and r.step = 6 and r.title = its.title and r.publisher = its.publisher;
  update queue_entries set state = 'open', alias_id = null where alias_id = its.id and org_id = any (organizations);
  perform count_unknown(its, organizations);
end $$;
revoke execute on function count_unknown, apply_alias_in, unapply_alias_in from public;

-- A person's decision moves all rows of that title and the position with them, in one transaction (§9.5 of inventory.md).
create function apply_alias(alias uuid) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its recognition_aliases;
begin
  select * into its from recognition_aliases a where a.id = alias and a.state = 'active' and a.org_id = app_org();
  if its.id is null then raise exception 'alias-unknown' using errcode = 'MU100'; end if;
  perform apply_alias_in(its, array[its.org_id]);
  return (select computers from queue_entries where org_id = its.org_id and title = its.title and publisher = its.publisher);
end $$;
grant execute on function apply_alias to muster_app, muster_worker;

-- Takes back a decision of one's own, or leaves one that was released to all.
create function undo_alias(alias uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its recognition_aliases;
begin
  update recognition_aliases a set state = 'undone' where a.id = alias and a.state = 'active' and a.org_id = app_org() returning * into its;
  if its.id is null then
    select a.* into its from recognition_aliases a join queue_entries q on q.alias_id = a.id and q.org_id = app_org()
    where a.id = alias and a.org_id is null;
  end if;
  if its.id is null then raise exception 'alias-unknown' using errcode = 'MU100'; end if;
  perform unapply_alias_in(its, array[app_org()]);
end $$;
grant execute on function undo_alias to muster_app, muster_worker;

-- How much of an enterprise's lists of today is recognized: rows and those nobody knows, of its computers in use. Counts, for
-- whoever sees its figures.
create function known_rows(organization uuid) returns table (rows bigint, unknown bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(sum(i.software), 0)::bigint, coalesce(sum(i.unknown), 0)::bigint
  from computers c join inventories i on i.id = c.software_from
  where c.org_id = organization and c.state in ('in_use', 'spare')
    and (organization = app_org() or app_is('officer') or app_is('auditor')
         or (app_is('liaison') or app_is('leader') or app_is('inspector')) and app_oversees(organization));
$$;
grant execute on function known_rows to muster_app, muster_worker;

-- The same of every enterprise within the reader's reach that has lists, in one reading of the computers.
create function known_rows_each() returns table (org_id uuid, rows bigint, unknown bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select k.* from (
    select c.org_id, coalesce(sum(i.software), 0)::bigint, coalesce(sum(i.unknown), 0)::bigint
    from computers c join inventories i on i.id = c.software_from where c.state in ('in_use', 'spare') group by 1) k
  where k.org_id = app_org() or (select app_is('officer') or app_is('auditor'))
    or (select app_is('liaison') or app_is('leader') or app_is('inspector')) and app_oversees(k.org_id);
$$;
grant execute on function known_rows_each to muster_app, muster_worker;

-- How far a title reaches: enterprises where it waits or was decided, and their computers. Counts, for the office.
create function alias_reach(publisher text, title text) returns table (enterprises int, waiting int, computers int)
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int, (count(*) filter (where q.state <> 'decided'))::int, coalesce(sum(q.computers), 0)::int
  from queue_entries q
  where q.publisher = $1 and q.title = $2 and q.computers > 0 and (app_is('officer') or app_is('auditor'));
$$;
grant execute on function alias_reach to muster_app, muster_worker;

-- Released by an officer: whoever has not said what the title is hears it from now on. Answers with those organizations.
create function release_alias(alias uuid) returns setof uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its     recognition_aliases;
  reached uuid[];
begin
  if not app_is('officer') then raise exception 'not-your-move' using errcode = 'MU100'; end if;
  update recognition_aliases a set state = 'active', at = clock_timestamp(), decided_by = app_person()
  where a.id = alias and a.state = 'offered' and a.org_id is null returning * into its;
  if its.id is null then raise exception 'already-moved' using errcode = 'MU100'; end if;
  reached := array(select q.org_id from queue_entries q where q.publisher = its.publisher and q.title = its.title and q.state <> 'decided' and q.computers > 0
                   order by q.org_id);
  perform apply_alias_in(its, reached);
  return query select unnest(reached);
end $$;
grant execute on function release_alias to muster_app, muster_worker;

-- A pack that calls a publisher by another key takes along what people said of its titles, and what waits decided; old → new.
create function rename_publishers(renamed jsonb) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  followed int;
begin
  if app_org() is not null and not app_is('officer') then raise exception 'not-your-move' using errcode = 'MU100'; end if;
  update queue_entries q set publisher = r.value from jsonb_each_text(renamed) r
  where q.publisher = r.key and q.state = 'decided' and not exists (
    select from queue_entries o where o.org_id = q.org_id and o.publisher = r.value and o.title = q.title);
  update recognition_aliases a set publisher = r.value from jsonb_each_text(renamed) r
  where a.publisher = r.key and not exists (
    select from recognition_aliases o where o.org_id is not distinct from a.org_id and o.publisher = r.value and o.title = a.title
      and o.state in ('active', 'offered', 'frozen'));
  get diagnostics followed = row_count;
  return followed;
end $$;
revoke execute on function rename_publishers from public;
grant execute on function rename_publishers to muster_app, muster_worker;

-- Refused by an officer: wherever it had been heard, the title waits for a person again.
create function refuse_alias(alias uuid) returns setof uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its     recognition_aliases;
  reached uuid[];
begin
  if not app_is('officer') then raise exception 'not-your-move' using errcode = 'MU100'; end if;
  update recognition_aliases a set state = 'refused' where a.id = alias and a.state in ('offered', 'frozen') and a.org_id is null returning * into its;
  if its.id is null then raise exception 'already-moved' using errcode = 'MU100'; end if;
  reached := array(select q.org_id from queue_entries q where q.alias_id = its.id order by q.org_id);
  perform unapply_alias_in(its, reached);
  return query select unnest(reached);
end $$;
grant execute on function refuse_alias to muster_app, muster_worker;

-- Fills in the edition (and release) of installations that lack it, on one computer or on all, now and at later imports.
create function determine(determination uuid) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its     determinations;
  settled int;
begin
  select * into its from determinations d where d.id = determination and d.org_id = app_org();
  with open as materialized (
    select i.id, i.computer_id, coalesce(i.edition_id, its.edition_id) as edition_id, coalesce(i.release_id, its.release_id) as release_id
    from installations i
    where i.org_id = its.org_id and i.product_id = its.product_id and i.removed_on is null and (i.edition_id is null or i.release_id is null)
      and (its.computer_id is null or i.computer_id = its.computer_id)),
  twins as (
    delete from installations t using open o
    where t.id = o.id and exists (select from installations n where n.id <> o.id and n.computer_id = o.computer_id and n.removed_on is null
      and n.product_id = its.product_id and n.edition_id is not distinct from o.edition_id and n.release_id is not distinct from o.release_id)
    returning t.id),
  filled as (
    update installations n set edition_id = o.edition_id, release_id = o.release_id from open o
    where n.id = o.id and (n.edition_id, n.release_id) is distinct from (o.edition_id, o.release_id)
      and not exists (select from installations x where x.id <> o.id and x.computer_id = o.computer_id and x.removed_on is null
        and x.product_id = its.product_id and x.edition_id is not distinct from o.edition_id and x.release_id is not distinct from o.release_id)
    returning n.id)
  select (select count(*) from twins) + (select count(*) from filled) into settled;
  return settled;
end $$;
grant execute on function determine to muster_app, muster_worker;

-- A draft that an officer publishes lends its one edition or release from now on, also to lists that were read before.
create function lend_published() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  published uuid[] := (select array_agg(n.id) from arrived n join departed o using (id) where o.state = 'draft' and n.state <> 'draft');
  reached   uuid[];
begin
  if published is null then return null; end if;
  with single as (
    select p as product_id, (select min(e.id::text)::uuid from editions e where e.product_id = p having count(*) = 1) as edition_id,
           (select min(r.id::text)::uuid from releases r where r.product_id = p having count(*) = 1) as release_id
    from unnest(published) p),
  open as materialized (
    select i.id, i.computer_id, i.product_id, coalesce(i.edition_id, o.edition_id) as edition_id, coalesce(i.release_id, o.release_id) as release_id
    from installations i join single o using (product_id)
    where i.removed_on is null and (i.edition_id is null and o.edition_id is not null or i.release_id is null and o.release_id is not null)),
  twins as (
    select o.*, exists (select from installations n where n.id <> o.id and n.computer_id = o.computer_id and n.removed_on is null
                          and n.product_id = o.product_id and n.edition_id is not distinct from o.edition_id
                          and n.release_id is not distinct from o.release_id)
                or row_number() over (partition by o.computer_id, o.product_id, o.edition_id, o.release_id order by o.id) > 1 as twin
    from open o),
  dropped as (delete from installations i using twins t where i.id = t.id and t.twin returning i.org_id),
  filled as (
    update installations i set edition_id = t.edition_id, release_id = t.release_id from twins t where i.id = t.id and not t.twin returning i.org_id)
  select array_agg(distinct org_id order by org_id) into reached from (select org_id from dropped union all select org_id from filled) r;
  perform record_events(array(select ('recognition.product_published', r, '{}'::jsonb, r)::event_facts from unnest(reached) r));
  return null;
end $$;
create trigger lend_published after update on products referencing old table as departed new table as arrived
  for each statement execute function lend_published();

-- Products whose editions or releases became others: earlier lists are counted by them, one organization after the other, by
-- the worker. Whoever adds one may hold an organization already, and must not wait for all others.
create table recounts (
  id         bigint generated always as identity primary key,
  product_id uuid not null references products,
  org_after  uuid,                                        -- the last organization that is done
  asked_at   timestamptz not null default clock_timestamp()
);
create index recounts_by_product on recounts (product_id);
call share('recounts', 'says that a product of the catalog is being counted anew, and nothing of anybody''s figures');

create function ask_recount() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into recounts (product_id)
  select distinct n.product_id from arrived n
  where exists (select from positions p where p.product_id = n.product_id)
    and not exists (select from recounts r where r.product_id = n.product_id and r.org_after is null);
  return null;
end $$;
create trigger ask_recount_insert after insert on editions referencing new table as arrived
  for each statement execute function ask_recount();
create trigger ask_recount_insert after insert on releases referencing new table as arrived
  for each statement execute function ask_recount();

-- What an organization's lists say of a product by the catalog as it is now, and the position that follows. Answers whether
-- anything is different; what a decision recognized, and computers without a list, stay as they are.
create function relist(organization uuid, product uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  moved int;
  was   positions;
begin
  select * into was from positions p where p.org_id = organization and p.product_id = product;
  with said as materialized (select * from installations_in(null, organization) t where t.product_id = product),
  spoken as materialized (
    select computer_id, case section when 'os' then 'os' else 'software' end as section from speaking_now(organization)),
  live as materialized (
    select i.* from installations i where i.org_id = organization and i.product_id = product and i.removed_on is null),
  told as (
    select s.*, row_number() over (partition by s.computer_id order by s.edition_id, s.release_id) as n from said s
    where not exists (select from live l where l.computer_id = s.computer_id and l.edition_id is not distinct from s.edition_id
                        and l.release_id is not distinct from s.release_id)),
  stale as (
    select l.id, l.computer_id, row_number() over (partition by l.computer_id order by l.edition_id, l.release_id, l.id) as n from live l
    where l.alias_id is null and (l.computer_id, l.section) in (select computer_id, section from spoken)
      and not exists (select from said s where s.computer_id = l.computer_id and s.edition_id is not distinct from l.edition_id
                        and s.release_id is not distinct from l.release_id)),
  changed as (
    update installations i set edition_id = t.edition_id, release_id = t.release_id, household = t.household
    from stale s join told t using (computer_id, n) where i.id = s.id returning i.id),
  merged as (
    delete from installations i using stale s
    where i.id = s.id and not exists (select from told t where t.computer_id = s.computer_id and t.n = s.n) returning i.id),
  parted as (
    insert into installations (org_id, computer_id, product_id, edition_id, release_id, class, channel, version, household, section,
      marks, first_seen, last_seen)
    select organization, t.computer_id, t.product_id, t.edition_id, t.release_id, t.class, t.channel, t.version, t.household, t.section,
           t.marks, t.seen, t.seen
    from told t where not exists (select from stale s where s.computer_id = t.computer_id and s.n = t.n) returning id)
  select (select count(*) from changed) + (select count(*) from merged) + (select count(*) from parted) into moved;
  perform recalculate(array[(organization, product)::pair]);
  return moved > 0 or exists (select from positions p where p.org_id = organization and p.product_id = product
    and (p.installed, p.entitled, p.covered, p.undetermined, p.status) is distinct from (was.installed, was.entitled, was.covered, was.undetermined, was.status));
end $$;
revoke execute on function relist from public;
grant execute on function relist to muster_worker;

-- Units that came with computers stand one by one, each bound to its own; the last ones stay under their number. Answers how many.
create function bind_units(held uuid, computers uuid[]) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its  entitlements;
  onto uuid[];
  rest uuid[];
begin
  select * into its from entitlements e
  where e.id = held and e.org_id = app_org() and e.bound_computer_id is null and e.state in ('active', 'claimed')
    and (e.channel = 'oem' or e.metric = 'appliance') and e.quantity > 0 for no key update;
  if its.id is null then raise exception 'entitlement-unknown' using errcode = 'MU100'; end if;
  onto := array(select c.id from computers c where c.org_id = its.org_id and c.state in ('in_use', 'spare') and c.id = any (bind_units.computers)
                order by c.no);
  if cardinality(onto) = 0 then raise exception 'nobody-chosen' using errcode = 'MU100'; end if;
  if cardinality(onto) > units_unassigned(its.id) then raise exception 'no-free-unit' using errcode = 'MU100'; end if;
  rest := case when cardinality(onto) = its.quantity then onto[:cardinality(onto) - 1] else onto end;
  if cardinality(rest) > 0 then
    with children as (
      insert into entitlements (org_id, source, purchase_record_id, part_no, product_id, edition_id, release_id, metric, quantity, term,
        starts_on, ends_on, maintenance_until, channel, purpose, rights, bound_computer_id, parent_id, state, license_no,
        evidence_file_id, claim, decided_by, decided_reason)
      select its.org_id, case its.source when 'claimed' then 'claimed' else 'oem' end, its.purchase_record_id, its.part_no, its.product_id,
        its.edition_id, its.release_id, its.metric, 1, its.term, its.starts_on, its.ends_on, its.maintenance_until, its.channel,
        its.purpose, its.rights, c, its.id, its.state, its.license_no, its.evidence_file_id, its.claim, its.decided_by, its.decided_reason
      from unnest(rest) c returning id)
    update license_keys k set entitlement_id = j.id, unit_no = 1
    from (select id, row_number() over (order by id) as n from children) j
    join (select l.id, row_number() over (order by l.unit_no desc) as n from license_keys l
          where l.entitlement_id = its.id and l.kind = 'single' and l.state in ('free', 'returned')) f using (n)
    where k.id = f.id;
    insert into entitlement_moves (entitlement_id, delta, kind, event_id, by)
    values (its.id, -cardinality(rest), 'bind', record_event('license.bound', its.id,
      jsonb_build_object('entitlement', its.id, 'quantity', cardinality(rest)), its.org_id), app_person());
  end if;
  if cardinality(rest) < cardinality(onto) then
    update entitlements set bound_computer_id = onto[cardinality(onto)] where id = its.id;
    perform record_event('license.bound', its.id, jsonb_build_object('entitlement', its.id, 'quantity', 1), its.org_id);
  end if;
  return cardinality(onto);
end $$;
grant execute on function bind_units to muster_app;

-- Computers that leave take along what is installed on them and what came with them, and give back the units that they used.
create function leave_register(gone uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  held  uuid[] := array(select entitlement_id from assignments where computer_id = any (gone) and until is null
                        union select id from entitlements where bound_computer_id = any (gone));
  event event_facts[];
begin
  -- Rights before the organization, as whoever assigns their units locks them.
  perform from entitlements where id = any (held) order by id for no key update;
  -- One statement, so that no position is calculated between its parts.
  with removed as (
    update installations set removed_on = shanghai_day() where computer_id = any (gone) and removed_on is null),
  returned as (
    update assignments set until = clock_timestamp(), mark = null where computer_id = any (gone) and until is null
    returning entitlement_id, org_id),
  retired as (
    update entitlements e set state = 'retired', retired_from = e.state
    where bound_computer_id = any (gone) and state in ('active', 'claimed', 'suspended') returning id, org_id, bound_computer_id)
  select array_agg(f.fact order by f.id) into event from (
    select entitlement_id as id, ('license.returned', entitlement_id, jsonb_build_object('units', count(*)), org_id)::event_facts as fact
    from returned group by entitlement_id, org_id
    union all
    select id, ('license.retired', id, jsonb_build_object('entitlement', id, 'computer', bound_computer_id), org_id)::event_facts
    from retired) f;
  update license_keys k set state = 'returned'
  where k.entitlement_id = any (held) and k.kind = 'single' and k.state = 'assigned' and not exists (
    select from assignments a where a.entitlement_id = k.entitlement_id and a.until is null and a.unit_no = k.unit_no);
  perform record_events(event);
end $$;

-- A computer that was scrapped by mistake has again what came with it.
create function rejoin_register(back uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  event event_facts[];
begin
  with resumed as (
    update entitlements e set state = e.retired_from, retired_from = null
    where bound_computer_id = any (back) and retired_from is not null returning id, org_id, bound_computer_id)
  select array_agg(('license.reinstated', id, jsonb_build_object('entitlement', id, 'computer', bound_computer_id), org_id)::event_facts order by id)
  into event from resumed;
  perform record_events(event);
end $$;

-- Titles that nobody knows wait with as many computers as list them today: those that left no longer put anything at risk.
create function recount_titles(moved uuid[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  update queue_entries q
  set computers = f.computers, at_risk = f.computers * coalesce(q.at_risk / nullif(q.computers, 0), (
    select min(r.unit_price) from editions e join reference_prices r on r.edition_id = e.id and r.valid_to is null
    where e.product_id = q.suggested_id), 0)
  from (
    select t.org_id, t.publisher, t.title, (
      select count(distinct c.id)::int from computers c join inventory_rows r on r.inventory_id = c.software_from
      where c.org_id = t.org_id and c.state in ('in_use', 'spare') and r.class = 'unknown' and r.title = t.title and r.publisher = t.publisher) as computers
    from (select distinct c.org_id, r.publisher, r.title from computers c join inventory_rows r on r.inventory_id = c.software_from
          where c.id = any (moved) and r.class = 'unknown' and r.title is not null) t) f
  where q.org_id = f.org_id and q.publisher = f.publisher and q.title = f.title and q.computers <> f.computers;
$$;
revoke execute on function leave_register, rejoin_register, recount_titles from public;

-- The position follows the register: who leaves or comes back, and who changes person, number or site and may be covered otherwise.
create function computers_follow() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  gone uuid[];
  back uuid[];
begin
  if tg_op = 'UPDATE' then
    select array_agg(n.id) filter (where left_it), array_agg(n.id) filter (where not left_it) into gone, back
    from arrived n join departed o using (id) cross join lateral (select n.state in ('scrapped', 'transferred') as left_it) l
    where left_it <> (o.state in ('scrapped', 'transferred'));
    if gone is not null then perform leave_register(gone); end if;
    if back is not null then perform rejoin_register(back); end if;
    if gone is not null or back is not null then perform recount_titles(gone || back); end if;
    perform recalculate(array_agg(distinct (i.org_id, i.product_id)::pair))
    from arrived n join departed o using (id) join installations i on i.computer_id = n.id and i.removed_on is null
    where (n.person_id, n.no, n.site_id, n.cores, n.sockets) is distinct from (o.person_id, o.no, o.site_id, o.cores, o.sockets);
    perform recount(array_agg(distinct o.org_id)) from arrived n join departed o using (id) where n.org_id <> o.org_id having count(*) > 0;
  end if;
  perform recount(array_agg(distinct org_id)) from arrived;
  return null;
end $$;
create trigger computers_follow_insert after insert on computers referencing new table as arrived
  for each statement execute function computers_follow();
create trigger computers_follow_update after update on computers referencing old table as departed new table as arrived
  for each statement execute function computers_follow();

-- A computer that goes to another enterprise takes along what came with it (licenses.md §6.4).
alter table transfers add foreign key (computer_id) references computers, add foreign key (received_id) references computers;
alter policy added on transfers with check (org_id = (select app_org()) and (computer_id is null or exists (
  select from computers c where c.id = computer_id and c.org_id = (select app_org()))));

-- What came with a computer and goes along with it: what counts today. Of the rest, what is under a cloud stands in its way.
create function going_along(computer uuid) returns table (entitlement_id uuid, product_id uuid, hindered boolean, forbidden boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select e.id, e.product_id, e.disputed or e.state = 'suspended', (e.rights ->> 'transferable')::boolean is false
  from entitlements e
  where e.bound_computer_id = computer and e.state in ('active', 'claimed', 'suspended') and e.quantity = 1 and e.term <> 'evaluation'
    and coalesce(e.ends_on, 'infinity') >= shanghai_day() and (e.state <> 'claimed' or e.evidence_file_id is not null)
  order by e.id;
$$;
revoke execute on function going_along from public;

-- The same for the holder, and why it cannot be offered: null when it can.
create function computer_to_give(computer uuid)
returns table (entitlement_id uuid, product_id uuid, hindered boolean, forbidden boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select g.* from computers c cross join going_along(c.id) g
  where c.id = computer and c.org_id = app_org() and c.state in ('in_use', 'spare');
$$;
-- Whether an asset number is free in one's own register.
create function asset_no_is_free(wanted text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not exists (select from computers c where c.org_id = app_org() and lower(c.no) = lower(wanted));
$$;
-- The computer of a transfer, for both sides, with what goes along or went along with it.
create function computer_of_transfer(transfer uuid)
returns table (no text, name text, serial text, class text, rights jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.no, c.name, c.serial, c.class, (
    select coalesce(jsonb_agg(jsonb_build_object('nameZh', p.name_zh, 'nameEn', p.name_en, 'slug', p.slug, 'edition', d.name_zh,
             'editionEn', d.name_en, 'release', r.name, 'no', e.no, 'claimed', e.state = 'claimed') order by p.slug, e.no), '[]')
    from entitlements e join products p on p.id = e.product_id join editions d on d.id = e.edition_id
    left join releases r on r.id = e.release_id
    where case when t.state = 'approved' then e.bound_computer_id = t.received_id and e.parent_id is not null
               else e.id in (select g.entitlement_id from going_along(t.computer_id) g) end)
  from transfers t join computers c on c.id = t.computer_id
  where t.id = transfer and (app_org() in (t.org_id, t.to_org_id) or app_is('auditor'));
$$;
-- Keys of what goes along, to be sealed anew for the receiver.
create function keys_of_computer(transfer uuid)
returns table (id uuid, new_id uuid, kind text, org_id uuid, to_org_id uuid, body bytea, wrapped_key bytea, blob uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its transfers;
begin
  select * into its from transfers t where t.id = transfer and t.kind = 'computer' and t.state = 'accepted' and t.org_id = app_org()
  for update;
  if its.id is null then raise exception 'already-moved' using errcode = 'MU100'; end if;
  -- The computer before its rights, as whoever takes it out of use locks them.
  perform from computers c where c.id = its.computer_id for update;
  perform from entitlements e where e.id in (select g.entitlement_id from going_along(its.computer_id) g) order by e.id for no key update;
  return query
    select k.id, case k.kind when 'single' then k.id else uuidv7() end, k.kind, k.org_id, its.to_org_id, k.body, k.wrapped_key, k.blob
    from license_keys k
    where k.entitlement_id in (select g.entitlement_id from going_along(its.computer_id) g) and k.state <> 'revoked';
end $$;

-- An accepted computer changes hands: it leaves the register here and stands in that of the receiver, what came with it under the
-- same record bound to it there, keys and both positions with it. Answers what it is there.
create function hand_over_computer(transfer uuid, keys jsonb) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its    transfers;
  its_pc computers;
  onto   uuid;
  held   entitlements;
  child  uuid;
  first  uuid;
begin
  select * into its from transfers t where t.id = transfer and t.org_id = app_org() for update;
  if its.id is null or its.state <> 'accepted' or its.kind <> 'computer' then
    raise exception 'already-moved' using errcode = 'MU100';
  end if;
  select * into its_pc from computers c where c.id = its.computer_id for update;
  perform lock_positions(p.product_id, its.org_id, its.to_org_id)
  from (select distinct g.product_id from going_along(its.computer_id) g order by 1) p;
  perform from entitlements e where e.id in (select g.entitlement_id from going_along(its.computer_id) g) order by e.id for no key update;
  if its_pc.state not in ('in_use', 'spare') then raise exception 'computer-already-gone' using errcode = 'MU100'; end if;
  if not exists (select from going_along(its_pc.id)) then raise exception 'nothing-goes-along' using errcode = 'MU100'; end if;
  if exists (select from going_along(its_pc.id) g where g.hindered) then
    raise exception 'computer-rights-hindered' using errcode = 'MU100';
  end if;
  if its.consent_file_id is null and exists (select from going_along(its_pc.id) g where g.forbidden) then
    raise exception 'computer-rights-forbidden' using errcode = 'MU100';
  end if;

  -- It may have been listed at the receiver already: then it is that one.
  select c.id into onto from computers c
  where c.org_id = its.to_org_id and c.state in ('in_use', 'spare')
    and (lower(c.serial) = lower(its_pc.serial) or lower(c.uuid) = lower(its_pc.uuid)) order by c.id limit 1;
  if onto is null then
    insert into computers (org_id, no, name, uuid, serial, class, platform, tenure, state, cores, sockets, os)
    values (its.to_org_id, case when exists (select from computers c where c.org_id = its.to_org_id and lower(c.no) = lower(its.receiver_no))
                                then left(its.receiver_no, 110) || '-' || right(its.id::text, 8) else its.receiver_no end,
            its_pc.name, its_pc.uuid, its_pc.serial, its_pc.class, its_pc.platform, 'owned', 'spare', its_pc.cores, its_pc.sockets, its_pc.os)
    returning id into onto;
  end if;

  for held in select e.* from entitlements e where e.id in (select g.entitlement_id from going_along(its_pc.id) g) order by e.id loop
    child := uuidv7();
    first := coalesce(first, child);
    insert into entitlements (id, org_id, source, purchase_record_id, part_no, product_id, edition_id, release_id, metric, quantity,
      term, starts_on, ends_on, maintenance_until, channel, purpose, rights, license_no, parent_id, bound_computer_id, state, claim, evidence_file_id)
    values (child, its.to_org_id, case held.state when 'claimed' then 'claimed' else 'transfer' end, held.purchase_record_id, held.part_no,
      held.product_id, held.edition_id, held.release_id, held.metric, 1, held.term, held.starts_on, held.ends_on, held.maintenance_until,
      held.channel, held.purpose, held.rights, held.license_no, held.id, onto, held.state, held.claim, held.evidence_file_id);
    update assignments set until = clock_timestamp(), mark = null where entitlement_id = held.id and until is null;
    update license_keys set state = 'returned' where entitlement_id = held.id and state = 'assigned';
    perform rehouse_keys(child, its.to_org_id, (
      select coalesce(jsonb_agg(j), '[]') from jsonb_array_elements(keys) j
      join license_keys k on k.id = (j ->> 'id')::uuid where k.entitlement_id = held.id));
    update entitlements set state = 'retired' where id = held.id and state = 'claimed';
    insert into entitlement_moves (entitlement_id, delta, kind, event_id, by)
    values (held.id, -1, 'transfer', record_event('license.handed_over', held.id, jsonb_build_object('entitlement', held.id,
      'transfer', its.id, 'to', its.to_org_id, 'result', child, 'quantity', 1), held.org_id), app_person());
  end loop;

  update computers set state = 'transferred' where id = its_pc.id;
  perform record_event('computer.moved', its_pc.id, jsonb_build_object('computer', its_pc.id, 'transfer', its.id), its.org_id);
  perform record_event('computer.received', onto, jsonb_build_object('computer', onto, 'transfer', its.id), its.to_org_id);
  update transfers set state = 'approved', result_id = first, received_id = onto, decided_by = app_person(), decided_at = clock_timestamp()
  where id = its.id;
  return onto;
end $$;
grant execute on function computer_to_give, asset_no_is_free, computer_of_transfer, keys_of_computer, hand_over_computer to muster_app;

-- An enterprise that was merged into another has passed everything on (licenses.md §6.4, §11): nothing new begins in its name.
create function refuse_merged() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from arrived n join organizations o on o.id = n.org_id where o.state = 'merged') then
    raise exception 'organization-merged' using errcode = 'MU100';
  end if;
  return null;
end $$;
do $$ declare tbl text; begin
  foreach tbl in array '{computers,imports,entitlements,declarations}'::text[] loop
    execute format('create trigger refuse_merged after insert on %I referencing new table as arrived
      for each statement execute function refuse_merged()', tbl);
  end loop;
end $$;

-- What hangs over a merged enterprise ends: lists that are not accepted, offers and exports that are not taken, proposals.
-- A list that is being accepted is waited for, and counts. Then what it holds stands still: computers before rights, rights
-- before organizations, as everyone locks them. Answers its keys, to be sealed anew for whoever goes on.
create function settle_merged(gone uuid, successor uuid)
returns table (id uuid, new_id uuid, kind text, org_id uuid, to_org_id uuid, body bytea, wrapped_key bytea, blob uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  ended event_facts[];
begin
  update imports i set state = 'refused', phase = 'failed', problem = 'organization-merged'
  where i.org_id = gone and i.state in ('received', 'read', 'mapped');
  update inventories n set computer_id = null, choice = 'skip' where n.org_id = gone and n.accepted_at is null;
  with withdrawn as (
    update transfers t set state = 'withdrawn', decided_at = clock_timestamp()
    where gone in (t.org_id, t.to_org_id) and t.state in ('offered', 'accepted') returning t.id, t.org_id)
  select array_agg(('transfer.withdrawn', w.id, jsonb_build_object('transfer', w.id), w.org_id)::event_facts order by w.id)
  into ended from withdrawn w;
  update key_exports x set state = 'withdrawn' where x.org_id = gone and x.state in ('requested', 'approved');
  update true_ups t set state = 'expired', decided_at = clock_timestamp() where t.org_id = gone and t.state in ('proposed', 'edited');
  perform record_events(ended);
  perform from computers c where c.org_id = gone order by c.id for update;
  perform from entitlements e where e.org_id = gone order by e.id for no key update;
  insert into organization_statuses (org_id) select o from unnest(array[gone, successor]) o order by o on conflict do nothing;
  perform from organization_statuses s where s.org_id in (gone, successor) order by s.org_id for no key update;
  return query
    select k.id, k.id, k.kind, k.org_id, successor, k.body, k.wrapped_key, k.blob from license_keys k where k.org_id = gone;
end $$;

-- The rights of a merged enterprise with their keys and users, its computers with what is installed on them, and what was
-- decided about both stand at whoever goes on, under their own numbers; the purchase records stay as they were written. An
-- asset number that is used there gets a mark. Answers how many rights and computers.
create function pass_on(gone uuid, successor uuid, keys jsonb, out rights int, out computers int)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  machine uuid[] := array(select c.id from computers c where c.org_id = gone order by c.id);
  held    uuid[] := array(select e.id from entitlements e where e.org_id = gone order by e.id);
  passed  event_facts[];
begin
  -- One statement, so that no position is calculated between its parts.
  with machines as (
    update computers c set org_id = successor, no = case when exists (select from computers t where t.org_id = successor and lower(t.no) = lower(c.no))
      then left(c.no, 100) || '-' || right(c.id::text, 8) else c.no end
    where c.org_id = gone),
  lists as (update inventories n set org_id = successor where n.org_id = gone and n.accepted_at is not null),
  uploads as (update imports i set org_id = successor where i.org_id = gone and i.state = 'accepted'),
  uses as (update installations i set org_id = successor where i.org_id = gone),
  uncovered as (delete from coverage c where c.org_id = gone),
  named as (
    update determinations d set org_id = successor where d.org_id = gone and (d.computer_id is not null or not exists (
      select from determinations t where t.org_id = successor and t.product_id = d.product_id and t.computer_id is null))),
  words as (
    update recognition_aliases a set org_id = successor where a.org_id = gone and not exists (
      select from recognition_aliases t where t.org_id = successor and t.publisher = a.publisher and t.title = a.title)),
  declared as (
    update declarations d set org_id = successor where d.org_id = gone and not exists (
      select from declarations t where t.org_id = successor and t.product_id = d.product_id and t.withdrawn_at is null)),
  owned as (update entitlements e set org_id = successor where e.org_id = gone),
  seats as (update assignments a set org_id = successor where a.org_id = gone),
  secrets as (
    update license_keys k set org_id = successor, body = decode(j.body, 'hex'), wrapped_key = decode(j.wrapped_key, 'hex'), blob = j.blob
    from jsonb_to_recordset(keys) as j (id uuid, body text, wrapped_key text, blob uuid) where k.id = j.id and k.org_id = gone),
  asked as (update renewals r set org_id = successor where r.org_id = gone),
  given as (update transfers t set org_id = successor where t.org_id = gone and t.to_org_id <> successor)
  update transfers t set to_org_id = successor where t.to_org_id = gone and t.org_id <> successor;

  select array_agg((f.kind, f.id, f.facts, f.org)::event_facts order by f.n, f.id) into passed from (
    select 1 as n, 'license.handed_over' as kind, e as id, jsonb_build_object('entitlement', e, 'to', successor, 'result', e) as facts, gone as org
    from unnest(held) e
    union all select 2, 'license.transferred', e, jsonb_build_object('entitlement', e, 'from', gone), successor from unnest(held) e
    union all select 3, 'computer.moved', c, jsonb_build_object('computer', c, 'to', successor), gone from unnest(machine) c
    union all select 4, 'computer.received', c, jsonb_build_object('computer', c, 'from', gone), successor from unnest(machine) c) f;
  perform record_events(passed);
  rights := cardinality(held);
  computers := cardinality(machine);
end $$;
revoke execute on function settle_merged, pass_on from public;
grant execute on function settle_merged, pass_on to muster_worker;

-- Units of a right that are used today: they cover something, or are assigned (§3.1); what a renewal proposes.
create function units_in_use(entitlement uuid) returns int
language sql stable as $$
  select count(distinct t.unit)::int from (
    select coalesce(c.unit_no::text, c.installation_id::text) as unit from coverage c where c.entitlement_id = entitlement
    union all
    select a.unit_no::text from assignments a where a.entitlement_id = entitlement and a.until is null and a.mark is null) t;
$$;

-- One's own computers of a department that are in use, for a rule such as "all of this department".
create function computers_of_department(department text) returns setof uuid
language sql stable as $$
  select c.id from computers c where c.org_id = app_org() and c.state = 'in_use' and c.department = computers_of_department.department order by c.no;
$$;
grant execute on function units_in_use, computers_of_department to muster_app, muster_worker;

-- 软件来源 of the ledgers (§6): free, pre-installed with the machine, or bought.
-- One's own computers by asset number, and members by mail, in lower case: whom a list of units' users names.
create function users_named(names text[]) returns table (name text, computer_id uuid, person_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select lower(c.no), c.id, null::uuid from computers c
  where c.org_id = app_org() and c.state in ('in_use', 'spare') and lower(c.no) = any (names)
  union all
  select lower(p.mail), null, p.id from members m join persons p on p.id = m.person_id
  where m.org_id = app_org() and m.until is null and lower(p.mail) = any (names)
    and not exists (select from computers c where c.org_id = app_org() and c.state in ('in_use', 'spare') and lower(c.no) = lower(p.mail));
$$;
grant execute on function users_named to muster_app;

create function source_class(class text, channel text, covering text) returns text language sql immutable as $$
  select case when class <> 'licensable' or channel = 'free' then 'free' when 'oem' in (channel, covering) then 'preinstalled' else 'commercial' end;
$$;
-- Every installation there was of one's own, by what it counts as in the ledgers.
create view ledger_installations with (security_invoker) as
  select i.id, i.org_id, i.computer_id, i.product_id, i.edition_id, i.release_id, i.class, i.first_seen, i.last_seen, i.removed_on,
         v.reason, v.entitlement_id, v.unit_no, source_class(i.class, i.channel, n.channel) as source_class
  from installations i left join coverage v on v.installation_id = i.id left join entitlements n on n.id = v.entitlement_id;
grant select on ledger_installations to muster_app, muster_worker;

-- Numbers what one's own ledgers speak of and has no number yet; a number once given stays (§6).
create function number_software() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('software numbers ' || app_org(), 0));
  insert into software_numbers (org_id, no, product_id, edition_id, release_id, source_class)
  select app_org(), k.prefix || '-' || lpad((coalesce((select max(substr(s.no, 4)::int) from software_numbers s
           where s.org_id = app_org() and s.no like k.prefix || '-%'), 0)
           + row_number() over (partition by k.prefix order by k.slug, k.edition, k.rank, k.source_class))::text, 4, '0'),
         k.product_id, k.edition_id, k.release_id, k.source_class
  from (select distinct x.product_id, x.edition_id, x.release_id, x.source_class, p.slug, coalesce(e.code, '') as edition, coalesce(r.rank, 0) as rank,
               case p.category when 'operating-system' then 'OS' when 'office' then 'OF' when 'antivirus' then 'AV' when 'database' then 'DB'
                               when 'design' then 'DE' when 'development' then 'DV' when 'tool' then 'TL' else 'OT' end as prefix
        from (select product_id, edition_id, release_id, source_class from ledger_installations where org_id = app_org()
              union select product_id, edition_id, release_id, source_class('licensable', channel, null) from entitlements
                    where org_id = app_org() and state in ('active', 'claimed', 'suspended')) x
        join products p on p.id = x.product_id left join editions e on e.id = x.edition_id left join releases r on r.id = x.release_id) k
  where not exists (select from software_numbers s where s.org_id = app_org() and s.product_id = k.product_id
          and (s.edition_id, s.release_id) is not distinct from (k.edition_id, k.release_id) and s.source_class = k.source_class);
end $$;
grant execute on function source_class, number_software to muster_app, muster_worker;

-- What everybody may know of those listed, from their hour on: no persons, addresses or amounts (§10).
create function blacklist_public()
returns table (name text, name_en text, uscc text, decision_no text, authority text, decided_on date, ground text, public_at timestamptz,
               review_on date, corrected_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.name, o.name_en, e.uscc, e.decision_no, e.authority, e.decided_on, e.ground, e.public_at, e.review_on, e.corrected_on
  from blacklist_entries e join organizations o on o.id = e.org_id
  where e.state = 'listed' and e.public_at <= statement_timestamp()
  order by e.public_at desc, e.id;
$$;

-- Whoever is listed may not supply: asked by qualification, bids and eligibility. It binds from the listing on.
create function is_blacklisted(org uuid) returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  select exists (select from blacklist_entries where org_id = org and state = 'listed');
$$;
grant execute on function is_blacklisted to muster_app, muster_worker;

-- The two facts that lead off the list: an order of rectification accepted since the decision, and genuine software
-- delivered since for every product that the decision names (any, where it names none).
create function facts_off(e blacklist_entries, out rectified boolean, out bought boolean)
language sql stable as $$
  select exists (select from rectifications r where r.org_id = e.org_id and r.state = 'accepted' and shanghai_day(r.decided_at) >= e.decided_on),
         case when cardinality(e.products) = 0
              then exists (select from entitlements n where n.org_id = e.org_id and n.source = 'order' and n.state = 'active' and shanghai_day(n.issued_at) >= e.decided_on)
              else not exists (select from unnest(e.products) p where not exists (
                select from entitlements n where n.org_id = e.org_id and n.product_id = p and n.source = 'order' and n.state = 'active'
                  and shanghai_day(n.issued_at) >= e.decided_on)) end;
$$;
create function blacklist_facts(entry uuid, out rectified boolean, out bought boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select f.* from blacklist_entries e cross join lateral facts_off(e) f
  where e.id = entry and (e.org_id = app_org() or app_is('officer') or app_is('inspector') or app_is('auditor'));
$$;
grant execute on function blacklist_public, blacklist_facts to muster_app, muster_worker;

-- Where both facts hold, removal is asked for by itself; answers the entries that were.
create function offer_removals() returns table (id uuid, org_id uuid)
language sql security definer set search_path = public, pg_temp as $$
  update blacklist_entries e set removal_asked_at = clock_timestamp()
  where e.state = 'listed' and e.removal_asked_at is null and (select f.rectified and f.bought from facts_off(e) f)
  returning e.id, e.org_id;
$$;
revoke execute on function offer_removals from public;
grant execute on function offer_removals to muster_worker;

-- Gaps that an enterprise put on record itself: closing them counts as regularized for 24 months (§4.1).
create function note_gaps(inspection uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  noted pair[];
begin
  with added as (
    insert into gap_findings (org_id, product_id, kind, source_id, found_on)
    select s.org_id, (p ->> 'productId')::uuid, 'self_inspection', s.id, shanghai_day(s.as_of)
    from self_inspections s cross join lateral jsonb_array_elements(s.figures -> 'products') p
    where s.id = inspection and s.org_id = app_org() and s.state = 'submitted' and (p ->> 'gap')::int > 0
    on conflict do nothing returning org_id, product_id)
  select array_agg((org_id, product_id)::pair) into noted from added;
  if noted is not null then perform recalculate(noted); end if;
end $$;
grant execute on function note_gaps to muster_app, muster_worker;

-- What an inspected enterprise lacks in the categories inspected, for its team; put on record with the conclusion (§4.1).
create function inspected_gaps(inspection uuid) returns table (product_id uuid, gap int)
language sql stable security definer set search_path = public, pg_temp as $$
  select n.product_id, n.gap
  from inspections i join inspection_campaigns c on c.id = i.campaign_id join positions n on n.org_id = i.org_id
  join products p on p.id = n.product_id and p.category = any (c.categories)
  where i.id = inspection and app_visits(i.id) and n.gap > 0 order by p.category, n.gap desc, p.slug;
$$;
create function note_inspected_gaps(inspection uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  noted pair[];
begin
  with added as (
    insert into gap_findings (org_id, product_id, kind, source_id, found_on)
    select i.org_id, g.product_id, 'inspection', i.id, shanghai_day()
    from inspections i cross join lateral inspected_gaps(i.id) g where i.id = inspection
    on conflict do nothing returning org_id, product_id)
  select array_agg((org_id, product_id)::pair) into noted from added;
  if noted is not null then perform recalculate(noted); end if;
end $$;
grant execute on function inspected_gaps, note_inspected_gaps to muster_app, muster_worker;

-- How far facts have carried out each item of an order (§8): what was licensed since, what an inventory taken since no
-- longer shows. Computed whenever asked, so that a fact that vanishes reopens its item.
create function rectification_checks(rectification uuid) returns table (item_id uuid, have int, met boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.id, h.have,
         case i.action when 'document' then false
                       when 'replace' then h.have >= i.quantity
                         and not exists (select from positions p where p.org_id = r.org_id and p.product_id = i.product_id and p.gap > 0)
                       else h.have >= i.quantity end
  from rectification_items i
  join rectifications r on r.id = i.rectification_id
  cross join lateral (select case
    when i.action = 'document' then null
    when i.action = 'buy' then
      (select coalesce(sum(n.quantity), 0)::int from entitlements n
       where n.org_id = r.org_id and n.product_id = i.product_id and n.state = 'active' and n.issued_at >= r.issued_at)
    when exists (select from imports m where m.org_id = r.org_id and m.state = 'accepted' and m.accepted_at >= r.issued_at) then
      greatest(0, i.baseline - (select count(distinct x.computer_id)::int from installations x
        where x.org_id = r.org_id and x.product_id = i.product_id and x.removed_on is null
          and (cardinality(i.computers) = 0 or x.computer_id = any (i.computers))))
    else 0 end as have) h
  where r.id = rectification and (r.org_id = app_org() or app_oversees(r.org_id) or (r.source_kind = 'inspection' and app_visits(r.source_id)));
$$;
grant execute on function rectification_checks to muster_app, muster_worker;

-- What an order starts from: the computers of an enterprise that run a product, counted for whoever may issue it.
create function installed_now(organization uuid, product uuid) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select count(distinct computer_id)::int from installations
  where org_id = organization and product_id = product and removed_on is null and (organization = app_org() or app_oversees(organization));
$$;
grant execute on function installed_now to muster_app, muster_worker;

-- A notice for those who answer for an enterprise, in the agencies that cover it.
create function notify_responsible(organization uuid, wanted text[], kind text, href text, event uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into notifications (person_id, event_id, kind, facts, href)
  select distinct m.person_id, event, notify_responsible.kind, '{}'::jsonb, href
  from organizations o join agencies a on covers(a.org_id, o.district, o.sector, o.ownership, o.listing, o.scale)
  join members m on m.org_id = a.org_id
  where o.id = organization and m.until is null and m.roles && wanted and not a.office
  on conflict (event_id, person_id) do nothing;
$$;
grant execute on function notify_responsible to muster_app, muster_worker;

-- What keeps one's own organization from a certificate of genuine licensing (licenses.md §9): products of general-purpose
-- software with a gap or open questions, computers without a young inventory, a listing.
create function hindrances() returns table (kind text, name_zh text, name_en text, units int)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.status, d.name_zh, d.name_en, case p.status when 'gap' then p.gap else p.undetermined + p.unknown end
  from positions p join products d on d.id = p.product_id
  where p.org_id = app_org() and p.status in ('gap', 'unknown') and d.category in ('operating-system', 'office', 'antivirus')
  union all
  select 'not_inspected', null, null, coalesce(s.in_use - s.inventoried, 0)
  from (select app_org() as org_id) o left join organization_statuses s using (org_id)
  where coalesce(s.inventoried, 0) = 0 or s.inventoried < s.in_use * 0.95
  union all
  select 'blacklisted', null, null, null
  where exists (select from blacklist_entries e where e.org_id = app_org() and e.state = 'listed' and e.public_at <= statement_timestamp());
$$;
grant execute on function hindrances to muster_app;

-- Certificates whose holder has had a gap for longer than thirty days.
create function certificates_in_doubt(day date default shanghai_day()) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id from certificates c join organization_statuses s on s.org_id = c.org_id
  where c.state = 'valid' and s.status = 'gap' and shanghai_day(s.since) < day - 30;
$$;
revoke execute on function certificates_in_doubt from public;
grant execute on function certificates_in_doubt to muster_worker;

-- What the office may know of gaps for its board of demand: per product, where five enterprises or more have one and none
-- holds half of it; a gap is otherwise the enterprise's own business.
create function gaps_by_product() returns table (product_id uuid, quantity bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.product_id, case when count(*) >= 5 and 2 * max(p.gap) < sum(p.gap) then sum(p.gap)::bigint end
  from positions p
  where p.gap > 0 and (app_is('officer') or app_is('auditor'))
  group by p.product_id;
$$;
grant execute on function gaps_by_product to muster_app, muster_worker;

-- The nightly check of all positions against a count from the beginning: when, over how many, and what differed.
create table position_checks (
  day         date primary key,
  begun_at    timestamptz not null default clock_timestamp(),
  ended_at    timestamptz,
  up_to       uuid,                                       -- the organizations are looked at in the order of their ids
  positions   int not null default 0 check (positions >= 0),
  differences int not null default 0 check (differences >= 0)
);
call protect('position_checks', $$ (select app_is('officer')) or (select app_is('auditor')) $$, verbs => 'select');
create table position_differences (
  id         uuid primary key default uuidv7(),
  day        date not null references position_checks,
  org_id     uuid not null references organizations,
  product_id uuid not null references products,
  stored     jsonb not null,
  counted    jsonb not null,
  unique (day, org_id, product_id)
);
call protect('position_differences', $$ (select app_is('officer')) or (select app_is('auditor')) $$, verbs => 'select');
call append_only('position_differences');

-- The positions that differ from what their installations and rights make them on a day: all are counted in one statement,
-- for the organizations from one id to another. Each list is read in the order of an index and merged with the next one,
-- and the plan is kept. Declared and site-wide rights have no installation to be counted by: their units are left out.
create function positions_differing(day date, first_org uuid default '00000000-0000-0000-0000-000000000000',
                                    last_org uuid default 'ffffffff-ffff-ffff-ffff-ffffffffffff')
returns table (org_id uuid, product_id uuid, installed int, covered int, undetermined int, entitled int,
               stored_installed int, stored_covered int, stored_undetermined int, stored_entitled int)
language sql stable security definer set search_path = public, pg_temp set work_mem = '128MB' set jit = off
set plan_cache_mode = force_generic_plan as $$
  with lines as (
    select i.org_id, i.product_id, i.edition_id, i.n,
           case when i.release_id is null then 0 else (select l.rank from releases l where l.id = i.release_id) end as rank,
           i.edition_id is null or i.release_id is null and i.product_id in (select r.product_id from releases r) as undetermined,
           i.household or i.edition_id in (select e.id from editions e where e.household) as household
    from (select org_id, product_id, edition_id, release_id, household, count(*)::int as n from installations
          where removed_on is null and class = 'licensable' and org_id between first_org and last_org group by 1, 2, 3, 4, 5) i
    order by 1, 2, 3),
  rights as (
    select k.org_id, k.product_id, k.edition_id, k.quantity, k.lo, k.hi,
           k.bound or k.metric <> 'device' or k.id in (select a.entitlement_id from assignments a where a.until is null) as odd
    from counting(day) k where k.org_id between first_org and last_org offset 0),
  ranges as (
    select org_id, product_id, edition_id, min(lo) as lo, max(hi) as hi, sum(quantity)::int as units,
           bool_or(odd) or min(lo) < max(lo) or min(hi) < max(hi) as odd
    from rights group by 1, 2, 3 order by 1, 2, 3),
  by_edition as (
    select org_id, product_id, sum(i.n)::int as seen, sum(i.n) filter (where i.undetermined)::int as undetermined, min(r.units) as units, bool_or(r.odd) as odd,
           sum(i.n) filter (where i.rank between r.lo and r.hi and not i.household and not i.undetermined)::int as fitting
    from lines i full join ranges r using (org_id, product_id, edition_id) group by org_id, product_id, edition_id),
  pairs as materialized (
    select org_id, product_id, (sum(seen) - coalesce(sum(undetermined), 0))::int as installed, sum(undetermined)::int as undetermined,
           sum(least(coalesce(fitting, 0), coalesce(units, 0)))::int as covered, sum(units)::int as entitled,
           -- What no sum can tell: bound and assigned units, rights of several ranges, suites and their parts.
           coalesce(bool_or(odd), false)
             or product_id in (select s.suite_id from product_parts s union all select s.part_product_id from product_parts s) as walked
    from by_edition group by org_id, product_id),
  one_by_one as (
    select f.org_id, c.product_id, count(*) filter (where c.reason is distinct from 'undetermined')::int as installed,
           count(c.entitlement_id)::int as covered, count(*) filter (where c.reason = 'undetermined')::int as undetermined
    from families(array(select (p.org_id, p.product_id)::pair from pairs p where p.walked order by p.org_id, p.product_id)) f
    cross join cover_one_by_one(f.org_id, f.products, day) c
    group by 1, 2),
  counted as (
    select org_id, product_id, installed, covered, undetermined, entitled, false as on_site, false as declared from pairs where not walked
    union all
    select p.org_id, p.product_id, o.installed, o.covered, o.undetermined, p.entitled, k.on_site, k.declared
    from pairs p left join one_by_one o using (org_id, product_id)
    cross join lateral (select bool_or(r.site_id is not null) as on_site, bool_or(r.declared) as declared from counting(day) r
                        where r.org_id = p.org_id and r.product_id = p.product_id) k
    where p.walked)
  select org_id, product_id, d.* from counted c
  full join (select * from positions x where x.org_id between first_org and last_org) p using (org_id, product_id)
  cross join lateral (select
    coalesce(c.installed, 0), coalesce(c.covered, 0), coalesce(c.undetermined, 0), case when c.on_site then 0 else coalesce(c.entitled, 0) end,
    coalesce(p.installed, 0), coalesce(p.covered, 0), coalesce(p.undetermined, 0), case when c.on_site then 0 else coalesce(p.entitled, 0) end)
    d (installed, covered, undetermined, entitled, stored_installed, stored_covered, stored_undetermined, stored_entitled)
  where not coalesce(c.declared, false)
    and (d.installed, d.covered, d.undetermined, d.entitled) <> (stored_installed, stored_covered, stored_undetermined, stored_entitled);
$$;
revoke execute on function positions_differing from public;
grant execute on function positions_differing to muster_worker;

create function figures_named(installed int, covered int, undetermined int, entitled int) returns jsonb language sql immutable
  return jsonb_build_object('installed', installed, 'covered', covered, 'undetermined', undetermined, 'entitled', entitled);

-- Counts all organizations once a day, some at a time; keeps what differs on record, and only then mends it. Answers the
-- differences of this time.
create function reconcile_positions(today date default shanghai_day(), at_most int default 200)
returns table (org_id uuid, product_id uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its    position_checks;
  batch  uuid[];
  looked int;
  pairs  pair[];
begin
  insert into position_checks (day) values (today) on conflict do nothing;
  select * into its from position_checks c where c.day = today for update;
  if its.ended_at is not null then return; end if;
  batch := array(select o.id from organizations o where o.kind = 'enterprise' and (its.up_to is null or o.id > its.up_to) order by o.id limit at_most);
  if cardinality(batch) = 0 then
    update position_checks set ended_at = clock_timestamp() where day = today;
    return;
  end if;
  with kept as (
    insert into position_differences as d (day, org_id, product_id, stored, counted)
    select today, c.org_id, c.product_id, figures_named(c.stored_installed, c.stored_covered, c.stored_undetermined, c.stored_entitled),
           figures_named(c.installed, c.covered, c.undetermined, c.entitled)
    from positions_differing(today, batch[1], batch[cardinality(batch)]) c
    returning d.org_id, d.product_id)
  select (select count(*) from positions x where x.org_id between batch[1] and batch[cardinality(batch)]),
         array(select (k.org_id, k.product_id)::pair from kept k order by k.org_id, k.product_id)
  into looked, pairs;
  update position_checks c set up_to = batch[cardinality(batch)], positions = c.positions + looked, differences = c.differences + cardinality(pairs) where c.day = today;
  if cardinality(pairs) > 0 then perform recalculate(pairs, today); end if;
  return query select p.org_id, p.product_id from unnest(pairs) p;
end $$;
revoke execute on function reconcile_positions from public;
grant execute on function reconcile_positions to muster_worker;

-- Of which editions a product's installations lack a right; those of an undetermined edition are nobody's yet.
create function editions_missing(organization uuid, product uuid) returns table (edition_id uuid, units int)
language sql stable security definer set search_path = public, pg_temp as $$
  select l.edition_id, sum(l.installed - l.covered)::int from position_lines l
  where l.org_id = organization and l.product_id = product and l.edition_id is not null
  group by l.edition_id having sum(l.installed - l.covered) > 0;
$$;
revoke execute on function editions_missing from public;
grant execute on function editions_missing to muster_worker;

-- What closes gaps: of each edition that lacks rights the units that its metric counts, persons where it is licensed by user, the
-- newest and the oldest release that runs without one, and what of them is asked for already. A home edition is made good by the cheapest one that counts, and so is what is declared.
create function gap_needs(organization uuid, only_product uuid default null)
returns table (product_id uuid, edition_id uuid, units int, asked int, release_id uuid, down_to_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  with gaps as materialized (
    select p.product_id, p.gap,
           (select e.id from editions e
            left join lateral (select r.unit_price from reference_prices r
              where r.edition_id = e.id and r.valid_from <= shanghai_day() and (r.valid_to is null or r.valid_to >= shanghai_day())
              order by r.valid_from desc, r.id desc limit 1) x on true
            where e.product_id = p.product_id and not e.household order by x.unit_price nulls last, e.code limit 1) as cheapest,
           exists (select from counting(shanghai_day()) k where k.org_id = p.org_id and k.product_id = p.product_id and k.declared) as declared
    from positions p where p.org_id = organization and p.gap > 0 and (only_product is null or p.product_id = only_product)),
  lacking as (
    select g.product_id, case when i.household or e.household then g.cheapest else i.edition_id end as edition_id, i.release_id, c.id as computer_id, c.person_id
    from gaps g join coverage v on v.org_id = organization and v.product_id = g.product_id
    join installations i on i.id = v.installation_id join editions e on e.id = i.edition_id join computers c on c.id = i.computer_id
    where not g.declared and v.entitlement_id is null and v.reason not in ('undetermined', 'free')),
  needs as (
    select l.product_id, l.edition_id,
           case when e.metric in ('user', 'named-user') then count(distinct coalesce(l.person_id, l.computer_id)) else count(*) end::int as units,
           (array_agg(r.id order by r.rank desc) filter (where r.id is not null))[1] as release_id,
           (array_agg(r.id order by r.rank) filter (where r.id is not null))[1] as down_to_id
    from lacking l join editions e on e.id = l.edition_id left join releases r on r.id = l.release_id group by l.product_id, l.edition_id, e.metric
    union all
    select g.product_id, g.cheapest, g.gap, null, null from gaps g where g.declared and g.cheapest is not null)
  select n.product_id, n.edition_id, n.units,
         coalesce((select sum(d.quantity - d.fulfilled) from demand_lines d
                   where d.org_id = organization and d.edition_id = n.edition_id and d.state in ('open', 'pooled')), 0)::int,
         n.release_id, n.down_to_id
  from needs n order by n.product_id, n.edition_id;
$$;
create function own_gap_needs(only_product uuid default null)
returns table (product_id uuid, edition_id uuid, units int, asked int, release_id uuid, down_to_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select n.* from gap_needs(app_org(), only_product) n;
$$;
revoke execute on function gap_needs, own_gap_needs from public;
grant execute on function gap_needs to muster_worker;
grant execute on function own_gap_needs to muster_app, muster_worker;
