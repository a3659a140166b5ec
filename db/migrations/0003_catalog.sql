-- What can be bought: who makes it, in which editions, how it is counted, and what it usually costs.

-- The single symbols and neighboring pairs of a text, so that a word of two Han characters is found by index;
-- app/kernel/search.ts asks for them.
create function search_tokens(words text) returns text[] language sql immutable strict parallel safe
  return array(select substr(w, n, size)
               from (select normalize(lower(words), NFKC)) as given (w), generate_series(1, length(w)) as n, (values (1), (2)) as s (size)
               where n + size - 1 <= length(w) group by 1);

create table publishers (
  id      uuid primary key default uuidv7(),
  key     text not null unique check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name_zh text not null check (length(name_zh) between 1 and 120),
  name_en text not null check (length(name_en) between 1 and 120),
  country char(2) not null check (country ~ '^[A-Z]{2}$'),
  org_id  uuid references organizations              -- the vendor that is this publisher, when it is registered
);

create table products (
  id            uuid primary key default uuidv7(),
  publisher_id  uuid not null references publishers,
  slug          text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name_zh       text not null check (length(name_zh) between 1 and 120),
  name_en       text not null check (length(name_en) between 1 and 120),
  category      text not null check (category in
                ('operating-system', 'office', 'antivirus', 'database', 'design', 'development', 'tool', 'other')),
  license_class text not null default 'licensable' check (license_class in ('licensable', 'free', 'open-source')),
  domestic      boolean not null default false,
  brand_key     text not null,
  key_pattern   text check (key_pattern ~ '^[AX9 .|-]+$' and length(key_pattern) between 4 and 400),   -- how its keys look; null: nobody has said
  state         text not null default 'draft' check (state in ('draft', 'active', 'retired')),
  summary_zh    text,
  summary_en    text,
  words         text not null default '',             -- lower-case names of product and publisher, kept by a trigger
  tokens        text[] generated always as (search_tokens(words)) stored
);
create index products_by_token on products using gin (tokens);
create index products_by_publisher on products (publisher_id);
create index products_by_category on products (category, slug) where state = 'active';

create function name_product() returns trigger language plpgsql as $$
begin
  new.words := (select lower(concat_ws(' ', new.name_zh, new.name_en, new.slug, p.name_zh, p.name_en))
                from publishers p where p.id = new.publisher_id);
  return new;
end $$;
create trigger name_product before insert or update on products for each row execute function name_product();

create function rename_products() returns trigger language plpgsql as $$
begin
  update products set words = '' where publisher_id = new.id;
  return null;
end $$;
create trigger rename_products after update of name_zh, name_en on publishers
  for each row execute function rename_products();
call guard_states('products', 'product');

create table editions (
  id           uuid primary key default uuidv7(),
  product_id   uuid not null references products,
  code         text not null check (code ~ '^[a-z0-9]+([.-][a-z0-9]+)*$'),
  name_zh      text not null check (length(name_zh) between 1 and 120),
  name_en      text not null check (length(name_en) between 1 and 120),
  sku          text,
  household    boolean not null default false,
  min_quantity int not null default 1 check (min_quantity >= 1),
  metric       text not null check (metric in ('device', 'node-locked', 'user', 'named-user', 'concurrent-user',
                 'client-access', 'core-points', 'processor-points', 'appliance', 'custom-metric')),
  term         text not null check (term in ('perpetual', 'subscription', 'evaluation')),
  term_months  int check (term_months between 1 and 120),
  tax_category text not null default 'software' check (tax_category ~ '^[a-z][a-z-]*$'),
  rights       jsonb not null default '{}',           -- as usually sold; a lot may state its own (licenses.md §3)
  unique (product_id, code),
  check ((term = 'perpetual') = (term_months is null))
);

create table releases (
  id          uuid primary key default uuidv7(),
  product_id  uuid not null references products,
  code        text not null,
  name        text not null,
  rank        int not null,
  released_on date,
  cpe         text,
  purl        text,
  swid        text,
  unique (product_id, code),
  unique (product_id, rank)
);

create table product_parts (
  suite_id        uuid not null references products,
  part_product_id uuid not null references products,
  quantity        int not null default 1 check (quantity >= 1),
  primary key (suite_id, part_product_id),
  check (suite_id <> part_product_id)
);

create table reference_prices (
  id               uuid primary key default uuidv7(),
  edition_id       uuid not null references editions,
  unit_price       bigint not null check (unit_price > 0),   -- fen
  currency         char(3) not null default 'CNY',
  source           text not null check (source in ('list', 'quote', 'past_award', 'survey')),
  source_note      text,
  evidence_file_id uuid references files,
  valid_from       date not null,
  valid_to         date,
  check (valid_to is null or valid_to >= valid_from)
);
create index reference_prices_by_edition on reference_prices (edition_id, valid_from desc);

create table equivalence_classes (
  id       uuid primary key default uuidv7(),
  code     text not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name     text not null,
  name_en  text not null,
  platform text not null,
  reason   text not null
);

create table class_members (
  class_id    uuid not null references equivalence_classes,
  edition_id  uuid not null references editions,
  reviewed_by uuid references persons,
  reviewed_at timestamptz not null default now(),
  primary key (class_id, edition_id)
);
create index class_members_by_edition on class_members (edition_id);

create table recommended_entries (
  id             uuid primary key default uuidv7(),
  edition_id     uuid not null references editions,
  listed_on      date not null,
  until          date not null,
  decision_no    text not null,
  removed_reason text,
  check (until >= listed_on)
);
create unique index recommended_once on recommended_entries (edition_id) where removed_reason is null;

call share('publishers', 'right holders', 'select, insert, update');
call share('products', 'the catalog; searched without a policy, since LIKE is not leakproof', 'select, insert, update');
call share('editions', 'the catalog', 'select, insert, update');
call share('releases', 'the catalog', 'select, insert, update');
call share('product_parts', 'the catalog', 'select, insert, update, delete');
call share('reference_prices', 'sourced prices', 'select, insert, update');
call share('equivalence_classes', 'the catalog', 'select, insert, update');
call share('class_members', 'the catalog', 'select, insert, update, delete');
call share('recommended_entries', 'the recommended list is published', 'select, insert, update');
