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
  inventoried_at timestamptz,                              -- when its newest accepted inventory was collected
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

-- One upload: a file or a zip of many.
create table imports (
  id           uuid primary key default uuidv7(),
  org_id       uuid not null references organizations,
  by           uuid not null,
  file_id      uuid not null references files,
  file_name    text not null,
  file_sha256  bytea not null check (length(file_sha256) = 32),
  state        text not null default 'received' check (state in ('received', 'read', 'mapped', 'accepted', 'refused')),
  report       jsonb not null default '{}',               -- per file: format, encoding, repair, rows, problems by code
  phase        text not null default 'waiting' check (phase in ('waiting', 'reading', 'recognizing', 'ready', 'failed')),
  done         bigint not null default 0,                 -- bytes read, then rows recognized
  total        bigint not null default 0,
  problem      text,
  received_at  timestamptz not null default clock_timestamp(),
  read_at      timestamptz,
  accepted_by  uuid,
  accepted_at  timestamptz,
  check (state <> 'refused' or problem is not null),
  check ((state = 'accepted') = (accepted_at is not null))
);
create index imports_by_org on imports (org_id, id desc);
call guard_states('imports', 'import');

-- One computer's list inside an import, before and after it is mapped to the register.
create table inventories (
  id           uuid primary key default uuidv7(),
  org_id       uuid not null references organizations,
  import_id    uuid not null references imports,
  source       int not null,
  ref          text not null,                             -- "c1" of inventory-record/1
  file_name    text not null,
  file_sha256  bytea not null,
  format       text not null,
  identity     text not null check (identity in ('agent', 'column', 'file-name', 'none', 'aggregate')),
  computer     jsonb not null,                            -- the record of kind computer
  sections     text[] not null,                           -- what the file speaks of: software, antivirus, os
  partial      boolean not null default false,
  collected_at timestamptz,
  computer_id  uuid,
  choice       text not null default 'undecided' check (choice in ('undecided', 'existing', 'new', 'skip')),
  new_no       text,
  software     int not null default 0,
  unknown      int not null default 0,
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
  publisher    text,                                      -- publisher key
  title        text,                                      -- stripped title
  product      text,                                      -- slug
  edition      text,
  release      text,
  installation text,                                      -- "i1" of recognition/1
  primary key (inventory_id, kind, row)
);
create index inventory_rows_unknown on inventory_rows (title, publisher) where class = 'unknown';

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
  foreign key (computer_id, org_id) references computers (id, org_id),
  check (last_seen >= first_seen)
);
create unique index installations_once on installations (computer_id, product_id, edition_id, release_id) nulls not distinct
  where removed_on is null;
create index installations_live on installations (org_id, product_id) include (edition_id, release_id, household, computer_id)
  where removed_on is null and class = 'licensable';
create index installations_by_computer on installations (computer_id);

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
create unique index recognition_aliases_one on recognition_aliases (org_id, publisher, title) nulls not distinct where state in ('active', 'offered');
create index recognition_aliases_by_title on recognition_aliases (title, publisher);
call guard_states('recognition_aliases', 'alias');

-- Titles that wait for a person, one entry per tenant, publisher and stripped title (§9.5).
create table queue_entries (
  id           uuid primary key default uuidv7(),
  org_id       uuid not null references organizations,
  publisher    text not null default '',
  title        text not null,
  sample       text not null,                             -- the text as it stood in a file
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

create table recognition_packs (
  id           text not null,
  version      date not null,
  sha256       bytea not null check (length(sha256) = 32),
  rules        int not null,
  publishers   int not null,
  state        text not null default 'loaded' check (state in ('loaded', 'active', 'retired')),
  loaded_at    timestamptz not null default clock_timestamp(),
  activated_by uuid,
  activated_at timestamptz,
  primary key (id, version)
);
create unique index recognition_packs_one_active on recognition_packs (id) where state = 'active';
call guard_states('recognition_packs', 'recognition_pack');

create table recognition_measurements (
  pack        text not null,
  version     date not null,
  measured_at timestamptz not null default clock_timestamp(),
  figures     jsonb not null,
  primary key (pack, version, measured_at)
);

-- Positions (compliance.md §3)

create table organization_statuses (
  org_id         uuid primary key references organizations,
  status         text not null default 'not_inspected' check (status in ('gap', 'unknown', 'regularized', 'compliant', 'not_applicable', 'not_inspected')),
  since          timestamptz not null default clock_timestamp(),
  in_use         int not null default 0 check (in_use >= 0),
  inventoried    int not null default 0 check (inventoried between 0 and in_use),  -- with an inventory young enough
  ever           int not null default 0 check (ever between 0 and in_use),         -- with any inventory
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
  criteria     jsonb not null default '{}',
  categories   text[] not null check (cardinality(categories) > 0),
  ratio_bps    int not null check (ratio_bps between 1 and 10000),
  minimum      int not null default 1 check (minimum >= 0),
  computer_bps int not null default 1000 check (computer_bps between 1 and 10000),
  computer_min int not null default 3 check (computer_min >= 1),
  state        text not null default 'open' check (state in ('open', 'framed', 'drawn', 'closed', 'canceled')),
  commitment   text not null check (commitment ~ '^[0-9a-f]{64}$'),
  sealed       bytea,                                     -- the secret's envelope until it is revealed
  wrapped      bytea,
  frame        text,                                      -- sorted organization numbers, one per line, with stratum
  frame_sha256 text check (frame_sha256 ~ '^[0-9a-f]{64}$'),
  secret       text,
  seed         text check (seed ~ '^[0-9a-f]{64}$'),
  starts_on    date not null,
  ends_on      date not null,
  by           uuid not null,
  opened_at    timestamptz not null default clock_timestamp(),
  drawn_at     timestamptz,
  check (ends_on >= starts_on),
  check (state not in ('framed', 'drawn', 'closed') or (frame is not null and frame_sha256 is not null)),
  check ((secret is null) = (seed is null)),
  check (state not in ('drawn', 'closed') or secret is not null)
);
call guard_states('inspection_campaigns', 'inspection_campaign');

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
  steps         jsonb not null default '{}',              -- report, documents, machines, talk: done, remark
  conclusion    text check (conclusion in ('passed', 'rectify', 'failed')),
  conclusion_reason text,
  concluded_by  uuid,
  seconded_by   uuid,
  concluded_at  timestamptz,
  signed_by     uuid,
  objection     text,
  objection_due timestamptz,
  answer        text,
  unique (campaign_id, org_id),
  check (replaces is null or replaced_reason is not null),
  check (state not in ('announced', 'visiting', 'concluded', 'closed') or cardinality(team) >= 2),
  check ((state in ('concluded', 'closed')) = (conclusion is not null)),
  check (conclusion <> 'failed' or (seconded_by is not null and seconded_by <> concluded_by and conclusion_reason is not null))
);
create index inspections_by_org on inspections (org_id, id desc);
create index inspections_by_team on inspections using gin (team) where state in ('planned', 'announced', 'visiting');
call guard_states('inspections', 'inspection');

create table inspection_computers (
  id            uuid primary key default uuidv7(),
  inspection_id uuid not null references inspections,
  computer_id   uuid not null references computers,
  order_no      int not null,
  reason        text,                                     -- why a replacement was taken
  import_id     uuid references imports,                  -- the file taken on the spot
  unique (inspection_id, computer_id),
  unique (inspection_id, order_no)
);

create table verdicts (
  inspection_computer_id uuid not null references inspection_computers,
  category     text not null,
  verdict      text not null check (verdict in ('genuine', 'unlicensed', 'not_installed', 'cannot_tell')),
  proposed     text not null check (proposed in ('genuine', 'unlicensed', 'not_installed', 'cannot_tell')),
  software     text,
  license_seen text,
  reason       text,
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
  drop_reason  text,
  check (listed_by <> proposed_by),
  check (removed_by <> proposed_by),
  check (removed_by <> removal_first_by),
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

create table pilots (
  id          uuid primary key default uuidv7(),
  org_id      uuid not null references organizations,
  year        int not null check (year between 2011 and 2100),
  state       text not null default 'applied' check (state in ('applied', 'selected', 'running', 'assessed', 'passed', 'failed', 'withdrawn')),
  motive      text,
  applied_by  uuid not null,
  applied_at  timestamptz not null default clock_timestamp(),
  decided_by  uuid,
  decided_at  timestamptz,
  unique (org_id, year)
);
call guard_states('pilots', 'pilot');
create table pilot_scores (
  pilot_id uuid not null references pilots,
  on_day   date not null,
  area     text not null check (area in ('responsibility', 'daily_use', 'configuration', 'ledgers', 'maintenance')),
  points   int not null check (points between 0 and 4),
  computed int check (computed between 0 and 4),
  reason   text,
  by       uuid,
  primary key (pilot_id, on_day, area),
  check (computed is null or points = computed or reason is not null)
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
  foreach tbl in array '{computers,imports,inventories,installations,declarations,software_numbers}'::regclass[] loop
    call protect(tbl, 'org_id = (select app_org()) or (select app_is(''auditor'')) or ((select app_is(''inspector'')) and app_inspects(org_id))',
                 'org_id = (select app_org())');
  end loop;
end $$;
call protect('inventory_rows', 'exists (select from inventories i where i.id = inventory_id)', verbs => 'select');
call protect('import_problems', 'exists (select from imports i where i.id = import_id)', verbs => 'select');
call protect('queue_entries', 'org_id = (select app_org())', verbs => 'select, update');
call protect('recognition_aliases', 'org_id = (select app_org()) or org_id is null or (select app_is(''officer''))',
  'org_id = (select app_org()) or (select app_is(''officer''))');
call share('recognition_packs', 'how software is recognized is published', 'select, insert, update');
call share('recognition_measurements', 'its measured quality is published', 'select, insert');
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
  foreach tbl in array '{campaign_units,self_inspections,rectifications,inspections}'::regclass[] loop
    call protect(tbl, $p$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor'))
      or (((select app_is('liaison')) or (select app_is('leader')) or (select app_is('inspector'))) and app_oversees(org_id)) $p$);
  end loop;
end $$;
call protect('rectification_items', 'exists (select from rectifications r where r.id = rectification_id)');
call share('inspection_campaigns', 'commitment, frame and draw are published', 'select, insert, update');
call protect('inspection_computers', 'exists (select from inspections i where i.id = inspection_id)');
call protect('verdicts', 'exists (select from inspection_computers c where c.id = inspection_computer_id)');

-- A draft names nobody in public; a listed entry is everybody's to read from its hour on, a removed one no longer.
call protect('blacklist_entries',
  $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) or (select app_is('inspector'))
     or (state = 'listed' and public_at <= statement_timestamp()) $$,
  $$ (select app_is('officer')) or (select app_is('inspector')) $$, verbs => 'select, insert');
-- What a decision says is never rewritten, and a state is only reached with its facts (see the checks above).
grant update (state, final_on, noticed_by, noticed_at, answer_due, answer, answered_at, considered, listed_by, listed_at, public_at,
              review_on, removal_asked_at, removal_first_by, removed_by, removed_at, removed_ground, corrected_on, drop_reason,
              ground, uscc) on blacklist_entries to muster_app;
create policy moved on blacklist_entries for update to muster_app
  using ((select app_is('officer'))) with check ((select app_is('officer')));
create policy answered on blacklist_entries for update to muster_app
  using (org_id = (select app_org()) and state in ('noticed', 'listed')) with check (org_id = (select app_org()) and state in ('noticed', 'listed'));
call protect('blacklist_moves', 'exists (select from blacklist_entries e where e.id = entry_id)', verbs => 'select, insert');
call append_only('blacklist_moves');
call protect('blacklist_reviews', 'exists (select from blacklist_entries e where e.id = entry_id)', verbs => 'select, insert');
call append_only('blacklist_reviews');
call protect('pilots', $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) $$);
call protect('pilot_scores', 'exists (select from pilots p where p.id = pilot_id)', verbs => 'select, insert');

-- Units and keys belong to computers of the same organization.
alter table entitlements add foreign key (bound_computer_id, org_id) references computers (id, org_id);
alter table assignments add foreign key (computer_id, org_id) references computers (id, org_id);
alter table key_reveals add foreign key (computer_id, org_id) references computers (id, org_id);
