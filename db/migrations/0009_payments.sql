-- Money in, apart per order, out again: a double-entry ledger that no one can unbalance, and what stands around it.

-- The ledger. Its owner is nobody's login; the house reads it by policy and writes through `post` alone.
create schema ledger;
grant usage, create on schema ledger to ledger_owner;
grant usage on schema ledger to muster_app, muster_worker;
grant usage on schema public to ledger_owner;
grant execute on function refuse_change to ledger_owner;
set local role ledger_owner;

create table ledger.accounts (
  id         text primary key,
  kind       text not null,
  currency   char(3) not null,
  org_id     uuid,
  order_id   uuid,
  may_debit  boolean not null,
  may_credit boolean not null,
  balance    bigint not null default 0,                            -- debit positive
  version    bigint not null default 0,
  opened_at  timestamptz not null default clock_timestamp(),
  constraint accounts_debit_only check (may_credit or balance >= 0),
  constraint accounts_credit_only check (may_debit or balance <= 0)
);
create index accounts_by_order on ledger.accounts (order_id) where order_id is not null;
create index accounts_by_org on ledger.accounts (org_id) where org_id is not null;
create index accounts_by_kind on ledger.accounts (kind, id);

create table ledger.postings (
  id          uuid primary key default uuidv7(),
  key         text not null unique check (length(key) between 3 and 200),
  kind        text not null check (kind ~ '^[a-z_]+$'),
  order_id    uuid,
  event_at    timestamptz not null,
  created_at  timestamptz not null default clock_timestamp(),
  created_by  uuid,
  reverses    uuid unique references ledger.postings,
  fingerprint bytea not null check (length(fingerprint) = 32),
  meta        jsonb not null default '{}'
);
create index postings_by_order on ledger.postings (order_id, id) where order_id is not null;
create index postings_by_time on ledger.postings (event_at, id);

create table ledger.entries (
  posting_id      uuid not null references ledger.postings,
  account_id      text not null references ledger.accounts,
  amount          bigint not null check (amount <> 0),
  balance_after   bigint not null,
  account_version bigint not null,
  primary key (posting_id, account_id),
  unique (account_id, account_version)
);

-- What a kind of account may hold. `suspense` depends on its line and is told.
create function ledger.open_account(id text, org uuid default null, order_id uuid default null,
                                    currency text default 'CNY', debit boolean default null) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  its_kind text := split_part(id, ':', 1);
  either   boolean := its_kind in ('bank', 'psp', 'fx', 'fee', 'pspfee', 'bankfee', 'loss', 'equity');
  debits   boolean := its_kind in ('recv', 'clawback', 'dispute') or (its_kind = 'suspense' and debit);
  credits  boolean := its_kind in ('due', 'order', 'payable', 'held', 'refund', 'transit', 'unapplied', 'tax')
                      or (its_kind = 'suspense' and not debit);
begin
  if not coalesce(either or debits or credits, false) then
    raise exception 'account-kind-unknown' using errcode = 'check_violation', detail = its_kind;
  end if;
  insert into ledger.accounts (id, kind, currency, org_id, order_id, may_debit, may_credit)
  values (open_account.id, its_kind, open_account.currency, org, open_account.order_id,
          either or coalesce(debits, false), either or coalesce(credits, false))
  on conflict do nothing;
  return open_account.id;
end $$;

-- An entry moves its account's balance and remembers the step, so that every statement is a chain.
create function ledger.move_balance() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update ledger.accounts a set balance = a.balance + new.amount, version = a.version + 1
  where a.id = new.account_id
    and (a.may_credit or a.balance + new.amount >= 0) and (a.may_debit or a.balance + new.amount <= 0)
  returning a.balance, a.version into new.balance_after, new.account_version;
  if not found then
    if exists (select from ledger.accounts where id = new.account_id) then
      raise exception 'money-not-there' using errcode = 'MU100', detail = split_part(new.account_id, ':', 1);
    end if;
    raise exception 'account-unknown' using errcode = 'MU100', detail = split_part(new.account_id, ':', 1);
  end if;
  return new;
end $$;
create trigger move_balance before insert on ledger.entries for each row execute function ledger.move_balance();

-- At the end of the transaction a posting has at least two legs that cancel out in each currency.
create function ledger.demand_balance() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  posting uuid := (to_jsonb(new) ->> tg_argv[0])::uuid;
begin
  if (select count(*) from ledger.entries where posting_id = posting) < 2 then
    raise exception 'posting-one-legged' using errcode = 'MU100';
  end if;
  if exists (select from ledger.entries e join ledger.accounts a on a.id = e.account_id
             where e.posting_id = posting group by a.currency having sum(e.amount) <> 0) then
    raise exception 'posting-unbalanced' using errcode = 'MU100';
  end if;
  return null;
end $$;
create constraint trigger demand_balance after insert on ledger.postings
  deferrable initially deferred for each row execute function ledger.demand_balance('id');
create constraint trigger demand_balance after insert on ledger.entries
  deferrable initially deferred for each row execute function ledger.demand_balance('posting_id');

-- Balances move with entries only; nothing in the ledger is changed or removed.
create function ledger.guard_account() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if pg_trigger_depth() < 2
     or (old.id, old.kind, old.currency, old.org_id, old.order_id, old.may_debit, old.may_credit)
        is distinct from (new.id, new.kind, new.currency, new.org_id, new.order_id, new.may_debit, new.may_credit) then
    raise exception 'accounts move by entries only' using errcode = 'MU001';
  end if;
  return new;
end $$;
create trigger guard_account before update on ledger.accounts for each row execute function ledger.guard_account();
create trigger keep before delete on ledger.accounts for each row execute function public.refuse_change();
create trigger keep_all before truncate on ledger.accounts for each statement execute function public.refuse_change();
create trigger append_only before update or delete on ledger.postings for each row execute function public.refuse_change();
create trigger append_only_all before truncate on ledger.postings for each statement execute function public.refuse_change();
create trigger append_only before update or delete on ledger.entries for each row execute function public.refuse_change();
create trigger append_only_all before truncate on ledger.entries for each statement execute function public.refuse_change();

-- The one door. A key is posted once: the same facts again answer the old id, other facts are an error.
create function ledger.post(key text, kind text, order_id uuid, event_at timestamptz, accounts text[], amounts bigint[],
                            actor uuid default null, reverses uuid default null, meta jsonb default '{}') returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  posting uuid;
  print   bytea := sha256(convert_to(concat_ws('|', kind, coalesce(order_id::text, '-'), coalesce(reverses::text, '-'),
             (select string_agg(a || '=' || m, ',' order by a collate "C", m) from unnest(accounts, amounts) as e (a, m))), 'UTF8'));
begin
  if cardinality(accounts) <> cardinality(amounts) then
    raise exception 'posting-one-legged' using errcode = 'MU100';
  end if;
  insert into ledger.postings as p (key, kind, order_id, event_at, created_by, reverses, fingerprint, meta)
  values (post.key, post.kind, post.order_id, post.event_at, actor, post.reverses, print, post.meta)
  on conflict on constraint postings_key_key do nothing returning p.id into posting;
  if posting is null then
    select p.id into posting from ledger.postings p where p.key = post.key and p.fingerprint = print;
    if posting is null then
      raise exception 'posting-key-reused' using errcode = 'MU100';
    end if;
    return posting;
  end if;
  perform from ledger.accounts a where a.id = any (accounts) order by a.id collate "C" for update;
  insert into ledger.entries (posting_id, account_id, amount)
  select posting, a, m from unnest(accounts, amounts) as e (a, m) order by a collate "C";
  if post.reverses is not null and exists (
    (select account_id, amount from ledger.entries where posting_id = posting)
    except (select account_id, -amount from ledger.entries where posting_id = post.reverses)
    union all
    (select account_id, -amount from ledger.entries where posting_id = post.reverses)
    except (select account_id, amount from ledger.entries where posting_id = posting)) then
    raise exception 'reversal-differs' using errcode = 'MU100';
  end if;
  return posting;
end $$;

revoke execute on all functions in schema ledger from public;
grant execute on function ledger.open_account, ledger.post to muster_owner, muster_app, muster_worker;

alter table ledger.accounts enable row level security;
alter table ledger.accounts force row level security;
alter table ledger.postings enable row level security;
alter table ledger.postings force row level security;
alter table ledger.entries enable row level security;
alter table ledger.entries force row level security;
create policy house on ledger.accounts to ledger_owner using (true) with check (true);
create policy house on ledger.postings to ledger_owner using (true) with check (true);
create policy house on ledger.entries to ledger_owner using (true) with check (true);
create policy jobs on ledger.accounts for select to muster_owner, muster_worker using (true);
create policy jobs on ledger.postings for select to muster_owner, muster_worker using (true);
create policy jobs on ledger.entries for select to muster_owner, muster_worker using (true);
create policy seen on ledger.accounts for select to muster_app using (
  org_id = (select public.app_org()) or (select public.app_is('officer')) or (select public.app_is('auditor'))
  or exists (select from public.orders o where o.id = order_id));
create policy seen on ledger.postings for select to muster_app using (
  (select public.app_is('officer')) or (select public.app_is('auditor'))
  or exists (select from ledger.entries e where e.posting_id = postings.id));
create policy seen on ledger.entries for select to muster_app using (
  exists (select from ledger.accounts a where a.id = account_id));
grant select on ledger.accounts, ledger.postings, ledger.entries to muster_app, muster_worker, muster_owner;

reset role;
revoke create on schema ledger from ledger_owner;

-- What an order has received and given back is what the ledger says, in the posting's transaction.
create function count_money() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its ledger.accounts;
  fact text;
begin
  select * into its from ledger.accounts where id = new.account_id;
  if its.kind not in ('recv', 'refund') or its.order_id is null then
    return null;
  end if;
  select kind into fact from ledger.postings where id = new.posting_id;
  if its.kind = 'recv' and fact not in ('order_confirmed', 'order_reduced') then
    update orders set received = received - new.amount where id = its.order_id;
  elsif its.kind = 'refund' and fact in ('refund', 'refund_dropped') then
    update orders set refunded = refunded - new.amount where id = its.order_id;
  end if;
  return null;
end $$;
grant execute on function count_money to ledger_owner;
set local role ledger_owner;
create trigger count_money after insert on ledger.entries for each row execute function public.count_money();
reset role;

-- 8 symbols for the remark of a transfer: J, kind, 5 random, check (Σ value·weight ≡ 0 mod 31).
create function new_code(kind text) returns text language plpgsql volatile set search_path = public, pg_temp as $$
declare
  symbols text := '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
  weights int[] := '{2,3,4,5,6,7,8}';
  code    text := 'J' || kind;
  total   int := 0;
begin
  for i in 1..5 loop
    code := code || substr(symbols, 1 + random(0, 30), 1);
  end loop;
  for i in 1..7 loop
    total := total + (strpos(symbols, substr(code, i, 1)) - 1) * weights[i];
  end loop;
  return code || substr(symbols, 1 + (31 - total % 31) % 31, 1);
end $$;

-- A confirmed order is owed from that moment on and gets the code to pay by.
create function agree_order() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  loop
    new.payment_code := new_code('Z');
    exit when not exists (select from orders where payment_code = new.payment_code);
  end loop;
  perform ledger.open_account('recv:' || new.id, null, new.id, new.currency),
          ledger.open_account('due:' || new.id, null, new.id, new.currency),
          ledger.open_account('order:' || new.id, null, new.id, new.currency),
          ledger.open_account('payable:' || new.id, null, new.id, new.currency),
          ledger.open_account('held:' || new.id, null, new.id, new.currency);
  perform ledger.post('order:' || new.id || ':confirmed', 'order_confirmed', new.id, clock_timestamp(),
                      array['recv:' || new.id, 'due:' || new.id], array[new.total, -new.total], app_person());
  return new;
end $$;
create trigger agree_order before update of state on orders for each row
  when (old.state = 'placed' and new.state = 'confirmed') execute function agree_order();

-- What is canceled is no longer owed, as far as it was not paid; the paid part is a refund's business.
create function reduce_order() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  unpaid bigint;
begin
  select least(balance, new.canceled - old.canceled) into unpaid from ledger.accounts where id = 'recv:' || new.id;
  if unpaid > 0 then
    perform ledger.post('order:' || new.id || ':reduced:' || new.canceled, 'order_reduced', new.id, clock_timestamp(),
                        array['recv:' || new.id, 'due:' || new.id], array[-unpaid, unpaid], app_person());
  end if;
  return null;
end $$;
create trigger reduce_order after update of canceled on orders for each row
  when (new.canceled > old.canceled and old.state <> 'placed') execute function reduce_order();

-- Where money comes in and goes out by bank. Members see where to pay; the office the rest.
create table bank_accounts (
  id        uuid primary key default uuidv7(),
  holder    text not null,
  bank      text not null,
  number    text not null unique,
  cnaps     text not null check (cnaps ~ '^\d{12}$'),
  currency  char(3) not null default 'CNY',
  receiving boolean not null default true,
  opened_on date not null,
  closed_on date,
  closing   bigint,                                                -- last committed statement's balance
  closing_at timestamptz,
  check ((closing is null) = (closing_at is null))
);
call protect('bank_accounts',
  $$ (receiving and closed_on is null and (select app_org()) is not null)
     or (select app_is('officer')) or (select app_is('auditor')) $$,
  $$ (select app_is('officer')) $$);

create table statement_imports (
  id         uuid primary key default uuidv7(),
  account_id uuid not null references bank_accounts,
  file_id    uuid not null references files,
  state      text not null default 'read' check (state in ('read', 'checked', 'committed', 'discarded')),
  layout     text,
  lines      int not null default 0,
  known      int not null default 0,
  done       int not null default 0,                               -- progress of reading or committing
  opening    bigint,
  closing    bigint,
  money_in   bigint,
  money_out  bigint,
  preview    jsonb not null default '[]',                          -- the first lines, for the person who approves them
  first_at   timestamptz,
  last_at    timestamptz,
  problems   jsonb not null default '[]',                          -- [{row, column, code, facts}]
  gap        bigint,
  gap_reason text,
  read_by    uuid not null references persons,
  read_at    timestamptz not null default clock_timestamp(),
  committed_by uuid references persons,
  committed_at timestamptz,
  check ((state = 'committed') = (committed_at is not null)),
  check (state <> 'committed' or (problems = '[]' and (coalesce(gap, 0) = 0 or gap_reason is not null)))
);
create index statement_imports_newest on statement_imports (account_id, id desc);
call protect('statement_imports', $$ (select app_is('officer')) or (select app_is('auditor')) $$, $$ (select app_is('officer')) $$);
call guard_states('statement_imports', 'statement_import');

create table bank_lines (
  id         uuid primary key default uuidv7(),
  import_id  uuid not null references statement_imports,
  account_id uuid not null references bank_accounts,
  row        int not null,
  serial_no  text not null,                                        -- the bank's, else a hash of the line and its ordinal
  booked_at  timestamptz not null,
  direction  text not null check (direction in ('C', 'D')),        -- as the bank sees it: C is money in
  amount     bigint not null check (amount > 0),
  currency   char(3) not null,
  balance    bigint,
  counterparty_name    text,
  counterparty_account text,
  counterparty_bank    text,
  remark     text,
  purpose    text,
  voucher_no text,
  content    bytea not null check (length(content) = 32),          -- of all that the bank said: a known serial with other content is refused
  codes      text[] not null default '{}',
  state      text not null default 'open' check (state in ('open', 'proposed', 'matched', 'set_aside')),
  aside_reason text,
  check ((state = 'set_aside') = (aside_reason is not null)),
  constraint bank_lines_once unique (account_id, serial_no)
);
create index bank_lines_open on bank_lines (booked_at, id) where state in ('open', 'proposed');
create index bank_lines_by_counterparty on bank_lines (counterparty_account) where counterparty_account is not null;
call protect('bank_lines', $$ (select app_is('officer')) or (select app_is('auditor')) $$, $$ (select app_is('officer')) $$);
revoke update on bank_lines from muster_app;
grant update (state, aside_reason) on bank_lines to muster_app;
call guard_states('bank_lines', 'bank_line');

create table payments (
  id           uuid primary key default uuidv7(),
  order_id     uuid references orders,
  enterprise_id uuid not null references organizations,
  rail         text not null,
  method       text,                                               -- of an online payment: card, alipay, wechat_pay
  amount       bigint not null check (amount > 0),
  currency     char(3) not null default 'CNY',
  external_id  text not null,
  bank_line_id uuid references bank_lines,
  payer_name   text,
  payer_account text,
  received_at  timestamptz not null,
  refunding    bigint not null default 0 check (refunding >= 0),
  charged_back bigint not null default 0 check (charged_back >= 0),
  applied      bigint not null default 0 check (applied >= 0),     -- of unapplied money: what was put on orders since
  undone_at    timestamptz,                                        -- its match was taken back
  source_id    uuid references payments,                           -- of money put on an order later: the payment it came by
  constraint payments_not_returned_twice check (refunding + charged_back + applied <= amount),
  constraint payments_once unique nulls not distinct (rail, external_id, order_id),
  check (undone_at is null or refunding + charged_back + applied = 0)
);
create index payments_by_order on payments (order_id) where order_id is not null;
create index payments_by_enterprise on payments (enterprise_id, id);
create index payments_by_source on payments (source_id) where source_id is not null;
call protect('payments',
  $$ enterprise_id = (select app_org()) or exists (select from orders where orders.id = order_id)
     or (select app_is('officer')) or (select app_is('auditor')) or (select app_is('rail')) $$,
  $$ (select app_is('officer')) or (select app_is('rail')) $$);

-- A transfer that came at most ¥50 short of its due: a bank on the way kept its fee. What is missing stays owed.
create view short_dues with (security_invoker) as
  select o.id as order_id, d.no as due_no, d.due_at, d.amount, (d.upto - o.received)::bigint as missing
  from orders o
  cross join lateral (select no, due_at, amount, sum(amount) over (order by no) as upto from order_dues where order_id = o.id) d
  where o.state in ('confirmed', 'funded', 'delivered', 'accepted')
    and d.upto - o.received between 1 and 5000 and d.upto - o.received < d.amount
    and exists (select from payments p where p.order_id = o.id and p.rail = 'bank' and p.undone_at is null);
grant select on short_dues to muster_app, muster_worker;

-- Its buyer was asked for the rest, once for each rest.
create table short_payments (
  order_id uuid not null references orders,
  due_no   int not null,
  missing  bigint not null check (missing > 0),
  told_by  uuid not null references persons,
  told_at  timestamptz not null default clock_timestamp(),
  primary key (order_id, due_no, missing)
);
call protect('short_payments', $$ (select app_is('officer')) or (select app_is('auditor')) $$, $$ (select app_is('officer')) $$,
  verbs => 'select, insert');
call append_only('short_payments');

create table matches (
  id          uuid primary key default uuidv7(),
  line_id     uuid not null references bank_lines,
  state       text not null default 'proposed' check (state in ('proposed', 'confirmed', 'undone')),
  rule        text not null check (rule in ('M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M7', 'R1', 'D1')),
  edited      boolean not null default false,
  two_persons boolean not null,
  letter_file_id uuid references files,                            -- 代付说明 of a payer that is not the enterprise
  proposed_at timestamptz not null default clock_timestamp(),
  prepared_by uuid references persons,
  prepared_at timestamptz,
  approved_by uuid references persons,
  confirmed_at timestamptz,
  undone_by   uuid references persons,
  undone_at   timestamptz,
  undo_reason text,
  check ((state = 'proposed') = (confirmed_at is null)),
  check (state = 'proposed' or prepared_by is not null),
  constraint matches_two_persons check (not two_persons or state = 'proposed' or approved_by is not null),
  constraint matches_not_the_same_person check (approved_by <> prepared_by),
  check ((state = 'undone') = (undone_at is not null))
);
create unique index matches_one_standing on matches (line_id) where state <> 'undone';
-- A proposal may be taken back; what was booked is undone by its opposite and stays.
call protect('matches', $$ (select app_is('officer')) or (select app_is('auditor')) $$, $$ (select app_is('officer')) $$,
  verbs => 'select, insert, update, delete');
create function keep_booked() returns trigger language plpgsql as $$
begin
  if old.state <> 'proposed' then
    raise exception 'a booked match is not removed' using errcode = 'MU001';
  end if;
  return old;
end $$;
create trigger keep_booked before delete on matches for each row execute function keep_booked();
call guard_states('matches', 'match');

create table payouts (
  id          uuid primary key default uuidv7(),
  vendor_id   uuid not null references organizations,
  state       text not null default 'prepared'
              check (state in ('prepared', 'approved', 'sent', 'settled', 'failed', 'returned', 'dropped')),
  rail        text not null default 'bank' check (rail in ('bank', 'stripe_transfer')),
  code        text not null unique default new_code('F'),
  gross       bigint not null check (gross > 0),                   -- what its orders release
  clawback    bigint not null default 0 check (clawback >= 0),     -- netted against what the vendor owes
  amount      bigint not null generated always as (gross - clawback) stored,
  currency    char(3) not null default 'CNY',
  payee_account_id uuid,
  external_id text unique,
  prepared_by uuid not null references persons,
  prepared_at timestamptz not null default clock_timestamp(),
  approved_by uuid references persons,
  second_approved_by uuid references persons,
  approved_at timestamptz,
  sent_at     timestamptz,
  settled_at  timestamptz,
  ended_at    timestamptz,
  failure     text,
  check (clawback <= gross),
  constraint payouts_different_persons check (
    approved_by <> prepared_by and second_approved_by <> prepared_by and second_approved_by <> approved_by),
  check (state in ('prepared', 'dropped') or approved_by is not null)
);
create index payouts_by_vendor on payouts (vendor_id, id);
create index payouts_by_state on payouts (state, id);
call protect('payouts',
  $$ vendor_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) or (select app_is('rail')) $$,
  $$ (select app_is('officer')) or (select app_is('rail')) $$);
call guard_states('payouts', 'payout');

create table payout_parts (
  payout_id uuid not null references payouts,
  order_id  uuid not null references orders,
  amount    bigint not null check (amount > 0),
  payment_id uuid references payments,                             -- the source charge of a transfer
  primary key (payout_id, order_id)
);
create index payout_parts_by_order on payout_parts (order_id);
call protect('payout_parts', 'exists (select from payouts where payouts.id = payout_id)',
  $$ (select app_is('officer')) $$, verbs => 'select, insert');

create table payee_accounts (
  id          uuid primary key default uuidv7(),
  vendor_id   uuid not null references organizations,
  rail        text not null default 'bank' check (rail in ('bank', 'stripe_transfer')),
  state       text not null default 'proposed' check (state in ('proposed', 'checked', 'active', 'replaced', 'refused')),
  holder      text not null,
  bank        text not null,
  number      text not null,                                       -- by transfer: the connected account
  cnaps       text check (cnaps ~ '^\d{12}$'),
  proposed_by uuid not null references persons,
  proposed_at timestamptz not null default clock_timestamp(),
  called_back_at timestamptz,                                      -- to the number known before the change
  first_checked_by  uuid references persons,
  second_checked_by uuid references persons,
  usable_from timestamptz,
  refused_reason text,
  constraint payee_accounts_different_persons check (
    first_checked_by <> proposed_by and second_checked_by <> proposed_by and first_checked_by <> second_checked_by),
  check (state not in ('active', 'replaced') or (second_checked_by is not null and called_back_at is not null and usable_from is not null)),
  check ((rail = 'bank') = (cnaps is not null))
);
create unique index payee_accounts_one_active on payee_accounts (vendor_id, rail) where state = 'active';
create unique index payee_accounts_one_waiting on payee_accounts (vendor_id, rail) where state in ('proposed', 'checked');
alter table payouts add foreign key (payee_account_id) references payee_accounts;
call protect('payee_accounts', $$ vendor_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) $$,
  $$ vendor_id = (select app_org()) or (select app_is('officer')) $$);
call guard_states('payee_accounts', 'payee_account');

-- A vendor's account at the provider, to which transfers go. What it may receive is the provider's to say.
create table connected_accounts (
  vendor_id   uuid primary key references organizations,
  account_id  text unique,                                         -- null until the provider has answered
  country     char(2) not null check (country ~ '^[A-Z]{2}$'),
  email       text not null,
  currency    char(3),                                             -- in which it is settled
  capability  text not null default 'asked' check (capability in ('asked', 'pending', 'active', 'restricted', 'unsupported')),
  due         text[] not null default '{}',                        -- what the provider still demands
  asked_by    uuid not null references persons,
  asked_at    timestamptz not null default clock_timestamp(),
  changed_at  timestamptz,
  seen_at     timestamptz,                                         -- when the sweeper last looked
  told_at     timestamptz,                                         -- as of when all this holds: what is older changes nothing
  check (account_id is not null or capability = 'asked')
);
call protect('connected_accounts',
  $$ vendor_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) or (select app_is('rail')) $$,
  $$ vendor_id = (select app_org()) or (select app_is('rail')) $$);

-- A transfer that is taken back from the vendor's account, since its buyer gets the money back.
create table transfer_reversals (
  id          uuid primary key default uuidv7(),
  payout_id   uuid not null references payouts,
  order_id    uuid not null references orders,
  cause       text not null check (cause in ('refund', 'chargeback', 'unasked')),
  cause_id    uuid,
  state       text not null default 'asked' check (state in ('asked', 'made', 'failed')),
  amount      bigint not null check (amount > 0),
  currency    char(3) not null default 'CNY',
  external_id text unique,
  failure     text,
  asked_at    timestamptz not null default clock_timestamp(),
  ended_at    timestamptz,
  check ((cause = 'unasked') = (cause_id is null)),
  check ((state = 'made') = (external_id is not null)),
  check ((state = 'asked') = (ended_at is null)),
  unique (payout_id, cause, cause_id)
);
create index transfer_reversals_asked on transfer_reversals (id) where state = 'asked';
create index transfer_reversals_by_cause on transfer_reversals (cause_id) where cause_id is not null;
call protect('transfer_reversals', 'exists (select from payouts where payouts.id = payout_id)',
  $$ (select app_is('officer')) or (select app_is('rail')) $$);
call guard_states('transfer_reversals', 'transfer_reversal');

create table refunds (
  id          uuid primary key default uuidv7(),
  order_id    uuid references orders,
  enterprise_id uuid not null references organizations,
  state       text not null default 'requested'
              check (state in ('requested', 'waiting_red_letter', 'approved', 'sent', 'paid', 'failed', 'refused')),
  cause       text not null check (cause in ('cancellation', 'termination', 'rejection', 'consent', 'rebate',
                                             'settlement', 'ruling', 'unapplied')),
  cause_id    uuid not null,
  part        int not null default 1 check (part in (1, 2)),       -- 2: invoiced money, which waits for its red letter
  code        text not null unique default new_code('T'),
  payment_id  uuid references payments,                            -- the way the money came is the way back
  rail        text not null,
  amount      bigint not null check (amount > 0),
  currency    char(3) not null default 'CNY',
  sources     jsonb not null default '{}',                         -- account → fen, fixed at approval
  payee_name  text,
  payee_account text,
  payee_bank  text,
  letter_file_id uuid references files,                            -- closed account: letter, call-back
  called_back_at timestamptz,
  external_id text unique,
  requested_at timestamptz not null default clock_timestamp(),
  prepared_by uuid references persons,
  approved_by uuid references persons,
  second_approved_by uuid references persons,
  approved_at timestamptz,
  sent_at     timestamptz,
  paid_at     timestamptz,
  failure     text,
  refused_reason text,                                             -- kept when a rebate's is asked for again
  suspended   boolean not null default false,                      -- a chargeback on the same payment is open
  constraint refunds_once unique nulls not distinct (cause, cause_id, payment_id, order_id, part),
  constraint refunds_different_persons check (
    approved_by <> prepared_by and second_approved_by <> prepared_by and second_approved_by <> approved_by),
  check (state not in ('approved', 'sent', 'paid', 'failed') or (prepared_by is not null and approved_by is not null)),
  check ((cause = 'unapplied') = (order_id is null)),
  check (state <> 'refused' or refused_reason is not null)
);
create index refunds_by_order on refunds (order_id) where order_id is not null;
create index refunds_by_state on refunds (state, id);
call protect('refunds',
  $$ enterprise_id = (select app_org()) or exists (select from orders where orders.id = order_id)
     or (select app_is('officer')) or (select app_is('auditor')) or (select app_is('rail')) $$,
  $$ order_side(order_id) is not null or enterprise_id = (select app_org())
     or (select app_is('officer')) or (select app_is('rail')) $$);
call guard_states('refunds', 'refund');
create policy refund_trail on events for select to muster_app using (
  kind like 'refund.%' and exists (select from refunds r where r.id = subject_id and order_side(r.order_id) is not null));

-- What a vendor owes that the platform gives up: its loss, once a second person has agreed.
create table write_offs (
  id          uuid primary key default uuidv7(),
  vendor_id   uuid not null references organizations,
  state       text not null default 'proposed' check (state in ('proposed', 'approved', 'refused', 'withdrawn')),
  amount      bigint not null check (amount > 0),
  currency    char(3) not null default 'CNY',
  reason      text not null check (length(reason) between 2 and 1000),
  proposed_by uuid not null references persons,
  proposed_at timestamptz not null default clock_timestamp(),
  decided_by  uuid references persons,
  decided_at  timestamptz,
  refused_reason text,
  check ((state = 'proposed') = (decided_at is null) and (decided_by is null) = (decided_at is null)),
  check (state <> 'refused' or refused_reason is not null),
  constraint write_offs_two_persons check (decided_by <> proposed_by or state = 'withdrawn')
);
create unique index write_offs_one_proposed on write_offs (vendor_id) where state = 'proposed';
create index write_offs_by_vendor on write_offs (vendor_id, id);
call protect('write_offs',
  $$ (vendor_id = (select app_org()) and state = 'approved') or (select app_is('officer')) or (select app_is('auditor')) $$,
  $$ (select app_is('officer')) $$);
revoke update on write_offs from muster_app;
grant update (state, decided_by, decided_at, refused_reason) on write_offs to muster_app;
call guard_states('write_offs', 'write_off');

-- What of the order a refund is for: units given back, or quantity 0 for a price correction.
create table refund_parts (
  refund_id     uuid not null references refunds,
  order_line_id uuid not null references order_lines,
  quantity      int not null default 0 check (quantity >= 0),
  amount        bigint not null check (amount > 0),
  primary key (refund_id, order_line_id)
);
create index refund_parts_by_line on refund_parts (order_line_id);
call protect('refund_parts', 'exists (select from refunds where refunds.id = refund_id)', verbs => 'select, insert');

create table match_parts (
  match_id  uuid not null references matches,
  no        int not null check (no > 0),
  order_id  uuid references orders,
  unapplied_org_id uuid references organizations,
  payout_id uuid references payouts,
  refund_id uuid references refunds,
  amount    bigint not null check (amount > 0),
  primary key (match_id, no),
  constraint match_parts_one_aim check (num_nonnulls(order_id, unapplied_org_id, payout_id, refund_id) = 1)
);
create unique index match_parts_order_once on match_parts (match_id, order_id) where order_id is not null;
create index match_parts_by_order on match_parts (order_id) where order_id is not null;
call protect('match_parts', 'exists (select from matches where matches.id = match_id)',
  $$ (select app_is('officer')) $$, verbs => 'select, insert, delete');

-- A slip from the payer's bank is a hint for whoever matches, never a payment.
create table transfer_proofs (
  id       uuid primary key default uuidv7(),
  order_id uuid not null references orders,
  file_id  uuid not null references files,
  by       uuid not null references persons,
  at       timestamptz not null default clock_timestamp()
);
create index transfer_proofs_by_order on transfer_proofs (order_id);
call protect('transfer_proofs', 'exists (select from orders where orders.id = order_id)',
  $$ order_side(order_id) = 'enterprise' $$, verbs => 'select, insert');

create table rebates (
  id             uuid primary key default uuidv7(),
  tier_event_id  uuid references tier_events,
  price_watch_id uuid references price_watches,
  order_line_id  uuid not null references order_lines,
  units          int not null check (units > 0),
  amount         bigint not null check (amount > 0),
  state          text not null default 'due' check (state in ('due', 'credited', 'refunding', 'refunded')),
  refund_id      uuid references refunds,
  at             timestamptz not null default clock_timestamp(),
  check (num_nonnulls(tier_event_id, price_watch_id) = 1),
  check (amount % units = 0)
);
create index rebates_by_line on rebates (order_line_id);
create index rebates_by_refund on rebates (refund_id) where refund_id is not null;
create unique index rebates_per_tier on rebates (tier_event_id, order_line_id) where tier_event_id is not null;
create unique index rebates_per_watch on rebates (price_watch_id, order_line_id) where price_watch_id is not null;
call protect('rebates', 'exists (select from order_lines where order_lines.id = order_line_id)',
  $$ (select app_is('officer')) $$);
call guard_states('rebates', 'rebate');

-- What each unit of a line costs less than agreed since its price fell; every unit that is left had every fall.
create function rebate_per_unit(its_line uuid) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(sum(amount / units), 0)::bigint from rebates where order_line_id = its_line and state <> 'due';
$$;
revoke execute on function rebate_per_unit from public;
grant execute on function rebate_per_unit to muster_app, muster_worker;

-- What a line costs less than agreed, since money was given back for it: its invoices stay that much lower.
create function line_corrections(its_line uuid) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(sum(p.amount), 0)::bigint
       + (select rebate_per_unit(its_line) * (l.quantity - l.canceled) from order_lines l where l.id = its_line)
  from refund_parts p join refunds r on r.id = p.refund_id
  where p.order_line_id = its_line and r.state <> 'refused' and r.cause not in ('cancellation', 'termination', 'rejection', 'rebate');
$$;
revoke execute on function line_corrections from public;
grant execute on function line_corrections to muster_app, muster_worker;

create table checkout_attempts (
  id          uuid primary key default uuidv7(),
  order_id    uuid not null references orders,
  n           int not null check (n > 0),
  state       text not null default 'intended'
              check (state in ('intended', 'open', 'processing', 'succeeded', 'failed', 'expired')),
  amount      bigint not null check (amount > 0),
  currency    char(3) not null default 'CNY',
  session_id  text unique,
  intent_id   text unique,
  charge_id   text unique,
  url         text,
  method      text,
  key         text not null unique,                                -- idempotency key of the call
  asked_at    timestamptz not null default clock_timestamp(),
  answered_at timestamptz,
  expires_at  timestamptz,
  seen_at     timestamptz,                                         -- when the sweeper last looked
  ended_at    timestamptz,
  failure     text,
  by          uuid references persons,
  unique (order_id, n)
);
create unique index checkout_attempts_one_alive on checkout_attempts (order_id)
  where state in ('intended', 'open', 'processing');
create index checkout_attempts_waiting on checkout_attempts (asked_at) where state in ('intended', 'open', 'processing');
call protect('checkout_attempts',
  $$ exists (select from orders where orders.id = order_id) or (select app_is('rail')) $$,
  $$ order_side(order_id) = 'enterprise' or (select app_is('officer')) or (select app_is('rail')) $$);
call guard_states('checkout_attempts', 'checkout_attempt');

create table stripe_events (
  id          text primary key,
  type        text not null,
  created     timestamptz not null,
  livemode    boolean not null,
  api_version text,
  object_id   text,
  payload     jsonb not null,
  received_at timestamptz not null default clock_timestamp(),
  handled_at  timestamptz,
  parked      text                                                 -- why it waits for the office
);
create index stripe_events_waiting on stripe_events (received_at) where handled_at is null;
create index stripe_events_by_object on stripe_events (object_id);
call protect('stripe_events',
  $$ (select app_is('officer')) or (select app_is('auditor')) or (select app_is('rail')) $$,
  $$ (select app_is('officer')) or (select app_is('rail')) $$);

-- What was asked of Stripe, written down before it is asked: whoever comes after a crash knows the key, and when.
create table stripe_calls (
  key         text primary key,                                    -- the idempotency key
  purpose     text not null check (purpose in ('refund', 'transfer', 'reversal')),
  subject_id  uuid not null,                                       -- the refund or payout
  no          int not null default 1 check (no > 0),
  amount      bigint not null check (amount > 0),
  source      text,                                                -- the charge, or the transfer that is reversed
  asked_at    timestamptz not null default clock_timestamp(),
  tried_at    timestamptz not null default clock_timestamp(),
  answered_at timestamptz,
  external_id text unique,
  failure     text,
  check ((answered_at is null) = (external_id is null and failure is null)),
  unique (purpose, subject_id, no)
);
call protect('stripe_calls',
  $$ (select app_is('officer')) or (select app_is('auditor')) or (select app_is('rail')) $$,
  $$ (select app_is('officer')) or (select app_is('rail')) $$);

create table stripe_customers (
  org_id      uuid primary key references organizations,
  customer_id text unique,
  asked_at    timestamptz not null default clock_timestamp()
);
call protect('stripe_customers', $$ org_id = (select app_org()) or (select app_is('officer')) or (select app_is('rail')) $$);

-- When the list of events was last read for what was lost. Only the worker knows.
create table stripe_sweeps (
  only_one boolean primary key default true check (only_one),
  swept_at timestamptz not null default clock_timestamp(),
  looked_at timestamptz not null default '-infinity'               -- the same of what the provider holds
);
insert into stripe_sweeps default values;
call protect('stripe_sweeps', 'false', verbs => 'select');

create table psp_transactions (
  id           text primary key,
  type         text not null,
  source       text,
  amount       bigint not null,
  fee          bigint not null,
  net          bigint not null,
  currency     char(3) not null,
  created      timestamptz not null,
  available_on timestamptz,
  payment_id   uuid references payments,
  posted_at    timestamptz,                                        -- it stands in the ledger; null: only seen at the provider
  freed_at     timestamptz,                                        -- so does that it became available
  check (net = amount - fee)
);
create index psp_transactions_pending on psp_transactions (available_on) where freed_at is null;
create index psp_transactions_by_payment on psp_transactions (payment_id) where payment_id is not null;
call protect('psp_transactions',
  $$ (select app_is('officer')) or (select app_is('auditor')) or (select app_is('rail')) $$,
  $$ (select app_is('officer')) or (select app_is('rail')) $$);

create table chargebacks (
  id          uuid primary key default uuidv7(),
  dispute_id  text not null unique,
  payment_id  uuid not null references payments,
  order_id    uuid references orders,
  state       text not null check (state in ('warning', 'open', 'won', 'lost', 'closed')),
  amount      bigint not null check (amount > 0),
  currency    char(3) not null,
  reason      text not null,
  due_at      timestamptz,
  withdrawn   bigint not null default 0,
  counted     bigint not null default 0 check (counted between 0 and withdrawn), -- of it, what the payment still covered
  fee         bigint not null default 0,
  answer      text,                                                -- what the bank is told, once; null with an answer: we give in
  answered_by uuid references persons,
  answered_at timestamptz,
  sent_at     timestamptz,                                         -- Stripe has the answer
  refundable  boolean not null default false,                      -- the bank only asks so far, and the payment may still be given back
  opened_at   timestamptz not null default clock_timestamp(),
  closed_at   timestamptz,
  check (answered_at is not null or (answer is null and sent_at is null)),
  check ((state in ('won', 'lost', 'closed')) = (closed_at is not null))
);
create index chargebacks_by_order on chargebacks (order_id);
call protect('chargebacks',
  $$ exists (select from orders where orders.id = order_id)
     or (select app_is('officer')) or (select app_is('auditor')) or (select app_is('rail')) $$,
  $$ (select app_is('officer')) or (select app_is('rail')) $$);
call guard_states('chargebacks', 'chargeback');
-- What a bank took back, payment by payment: the one it came by, and what of that was put on orders later.
create table chargeback_parts (
  chargeback_id uuid not null references chargebacks,
  payment_id    uuid not null references payments,
  amount        bigint not null check (amount > 0),
  primary key (chargeback_id, payment_id)
);
create index chargeback_parts_by_payment on chargeback_parts (payment_id);
call protect('chargeback_parts', 'exists (select from chargebacks where chargebacks.id = chargeback_id)',
  $$ (select app_is('officer')) or (select app_is('rail')) $$, verbs => 'select, insert');
call append_only('chargeback_parts');

-- Running chargebacks of money on an order, also of what belonged to no order when it came and was put on it later.
create function chargebacks_over(its_order uuid) returns setof chargebacks
language sql stable security definer set search_path = public, pg_temp as $$
  select b.* from chargebacks b
  where b.state in ('warning', 'open')
    and (b.order_id = its_order
         or exists (select from payments p where p.order_id = its_order and p.source_id = b.payment_id and p.undone_at is null));
$$;
revoke execute on function chargebacks_over from public;
grant execute on function chargebacks_over to muster_app, muster_worker;
create policy chargeback_trail on events for select to muster_app using (
  kind like 'chargeback.%' and ((select app_is('officer')) or (select app_is('auditor'))));

-- What of each card payment may still be transferred to its order's vendor: neither back with the payer nor transferred
-- already, and settled in the currency in which it was paid. What belonged to no order at first goes by the charge it
-- came by. Read under the rights of whoever asks.
create view transferable with (security_invoker) as
  select p.id as payment_id, p.order_id, (p.amount - p.refunding - p.charged_back - p.applied
    - coalesce((select sum(y.amount - coalesce((select sum(v.amount) from transfer_reversals v where v.payout_id = y.id and v.state = 'made'), 0))
                from payout_parts t join payouts y on y.id = t.payout_id
                where t.payment_id = p.id and y.rail = 'stripe_transfer' and y.state not in ('failed', 'dropped', 'returned')), 0))::bigint as fen
  from payments p join payments came on came.id = coalesce(p.source_id, p.id)
  where p.rail = 'stripe' and p.order_id is not null and p.undone_at is null and came.external_id ~ '^pi_'
    and not exists (select from psp_transactions s where s.payment_id = came.id and s.type in ('charge', 'payment') and s.currency <> p.currency);
grant select on transferable to muster_app, muster_worker;

-- A card network suspects fraud in a payment: what it paid for is not paid out before an officer has looked at it.
create table fraud_warnings (
  id          uuid primary key default uuidv7(),
  warning_id  text not null unique,
  payment_id  uuid not null references payments,
  order_id    uuid references orders,
  kind        text not null,
  actionable  boolean not null,
  warned_at   timestamptz not null,
  finding     text,
  reviewed_by uuid references persons,
  reviewed_at timestamptz,
  check (num_nonnulls(finding, reviewed_by, reviewed_at) in (0, 3))
);
create index fraud_warnings_by_order on fraud_warnings (order_id) where reviewed_at is null;
call protect('fraud_warnings',
  $$ (select app_is('officer')) or (select app_is('auditor')) or (select app_is('rail')) $$,
  $$ (select app_is('officer')) or (select app_is('rail')) $$);
-- What nobody has looked at yet of money on an order, also of what was put on it later.
create function fraud_warnings_over(its_order uuid) returns setof fraud_warnings
language sql stable security definer set search_path = public, pg_temp as $$
  select w.* from fraud_warnings w
  where w.reviewed_at is null
    and (w.order_id = its_order
         or exists (select from payments p where p.order_id = its_order and p.source_id = w.payment_id and p.undone_at is null));
$$;
revoke execute on function fraud_warnings_over from public;
grant execute on function fraud_warnings_over to muster_app, muster_worker;
create policy fraud_trail on events for select to muster_app using (
  kind like 'fraud.%' and ((select app_is('officer')) or (select app_is('auditor'))));

-- Money that the provider pays to our own bank account, until a line of the bank shows it.
create table psp_payouts (
  id         text primary key,
  amount     bigint not null check (amount > 0),
  currency   char(3) not null,
  state      text not null check (state in ('on_its_way', 'paid', 'failed')),
  failure    text,
  created    timestamptz not null,
  arrives_on date,
  line_id    uuid unique references bank_lines,
  check (line_id is null or state <> 'failed')
);
call protect('psp_payouts',
  $$ (select app_is('officer')) or (select app_is('auditor')) or (select app_is('rail')) $$,
  $$ (select app_is('officer')) or (select app_is('rail')) $$);

-- What the provider last said that it holds for us, beside what the books said at that moment.
create table psp_balances (
  currency  char(3) primary key,
  pending   bigint not null,
  available bigint not null,
  booked    bigint not null,
  at        timestamptz not null default clock_timestamp()
);
call protect('psp_balances',
  $$ (select app_is('officer')) or (select app_is('auditor')) or (select app_is('rail')) $$, $$ (select app_is('officer')) or (select app_is('rail')) $$);

-- One way back at a time: a refund and a chargeback of the same payment exclude each other.
create table money_backs (
  id         uuid primary key default uuidv7(),
  payment_id uuid not null references payments,
  kind       text not null check (kind in ('refund', 'chargeback')),
  state      text not null default 'open' check (state in ('open', 'done', 'dropped')),
  refund_id  uuid references refunds,
  chargeback_id uuid references chargebacks,
  amount     bigint not null check (amount > 0),
  opened_at  timestamptz not null default clock_timestamp(),
  closed_at  timestamptz,
  check ((kind = 'refund') = (refund_id is not null) and (kind = 'chargeback') = (chargeback_id is not null)),
  check ((state = 'open') = (closed_at is null))
);
create unique index money_backs_one_open on money_backs (payment_id) where state = 'open';
call protect('money_backs', 'exists (select from payments where payments.id = payment_id)',
  $$ (select app_is('officer')) or (select app_is('rail')) $$);

create table breaks (
  id          uuid primary key default uuidv7(),
  kind        text not null check (kind ~ '^[a-z-]+$'),
  subject     text not null,
  state       text not null default 'open' check (state in ('open', 'explained', 'closed')),
  expected    bigint,
  found       bigint,
  currency    char(3),
  order_id    uuid references orders,
  owner_id    uuid references persons,
  explanation text,
  opened_at   timestamptz not null default clock_timestamp(),
  seen_at     timestamptz not null default clock_timestamp(),
  closed_at   timestamptz,
  check ((state = 'closed') = (closed_at is not null)),
  check (state <> 'explained' or explanation is not null)
);
create unique index breaks_one_standing on breaks (kind, subject) where state <> 'closed';
call protect('breaks',
  $$ (select app_is('officer')) or (select app_is('auditor')) or (select app_is('rail')) $$,
  $$ (select app_is('officer')) or (select app_is('rail')) $$);
call guard_states('breaks', 'break');

-- The platform's invoice over its fee: to a vendor, over what the books hold of its orders and no invoice covers yet.
create table fee_invoices (
  id          uuid primary key default uuidv7(),
  vendor_id   uuid not null references organizations,
  issuer_id   uuid not null references organizations,
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
  number      text not null,
  issued_on   date not null,
  net         bigint not null,
  tax         bigint not null,
  gross       bigint not null,
  currency    char(3) not null default 'CNY',
  ofd_file_id uuid references files,
  pdf_file_id uuid references files,
  xml_file_id uuid references files,
  red_of      uuid references fee_invoices,                        -- the invoice that a red letter 红字 takes back, whole or in part
  issued_by   uuid not null references persons,
  issued_at   timestamptz not null default clock_timestamp(),
  check (net + tax = gross),
  check (case when red_of is null then gross > 0 else gross < 0 end),
  check (kind = 'ordinary' or (address is not null and phone is not null and bank is not null and account is not null)),
  check ((medium = 'paper') = (code is not null)),
  check (number ~ case medium when 'digital' then '^\d{20}$' else '^\d{8}$' end)
);
create unique index fee_invoices_number_per_issuer on fee_invoices (issuer_id, coalesce(code, ''), number);
create index fee_invoices_by_vendor on fee_invoices (vendor_id, id);
create index fee_invoices_by_red on fee_invoices (red_of) where red_of is not null;
create index fee_invoices_by_pdf on fee_invoices (pdf_file_id) where pdf_file_id is not null;
create index fee_invoices_by_ofd on fee_invoices (ofd_file_id) where ofd_file_id is not null;
create index fee_invoices_by_xml on fee_invoices (xml_file_id) where xml_file_id is not null;
call protect('fee_invoices', $$ vendor_id = (select app_org()) or (select app_is('officer')) or (select app_is('auditor')) $$,
  $$ (select app_is('officer')) $$, verbs => 'select, insert');
call append_only('fee_invoices');

create table fee_invoice_lines (
  invoice_id uuid not null references fee_invoices,
  no         int not null check (no > 0),
  order_id   uuid not null references orders,
  tax_bps    int not null check (tax_bps between 0 and 10000),
  net        bigint not null,
  tax        bigint not null,
  gross      bigint not null check (gross <> 0),
  primary key (invoice_id, no),
  unique (invoice_id, order_id),
  check (net + tax = gross)
);
create index fee_invoice_lines_by_order on fee_invoice_lines (order_id);
call protect('fee_invoice_lines', 'exists (select from fee_invoices where fee_invoices.id = invoice_id)',
  $$ (select app_is('officer')) $$, verbs => 'select, insert');
call append_only('fee_invoice_lines');

create policy fee_files on files for select to muster_app using (
  exists (select from fee_invoices i where i.pdf_file_id = files.id)
  or exists (select from fee_invoices i where i.ofd_file_id = files.id)
  or exists (select from fee_invoices i where i.xml_file_id = files.id));

-- Of each order of a vendor, or of all: the fee that the books hold after what went back, and what of it is invoiced.
create function fees_of(its_vendor uuid)
returns table (vendor_id uuid, order_id uuid, number text, net bigint, tax bigint, invoiced_net bigint, invoiced_tax bigint, last_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.vendor_id, o.id, o.number,
    coalesce(-sum(e.amount) filter (where e.account_id = 'fee'), 0)::bigint,
    coalesce(-sum(e.amount) filter (where e.account_id = 'tax:output'), 0)::bigint,
    coalesce((select sum(l.net) from fee_invoice_lines l where l.order_id = o.id), 0)::bigint,
    coalesce((select sum(l.tax) from fee_invoice_lines l where l.order_id = o.id), 0)::bigint,
    max(p.event_at)
  from ledger.entries e join ledger.postings p on p.id = e.posting_id join orders o on o.id = p.order_id
  where e.account_id in ('fee', 'tax:output') and (its_vendor is null or o.vendor_id = its_vendor)
    and o.invoice_model = 'vendor'                                  -- a reseller's margin is no fee of anyone
    and (o.vendor_id = app_org() or app_is('officer') or app_is('auditor'))
  group by o.id;
$$;
revoke execute on function fees_of from public;
grant execute on function fees_of to muster_app, muster_worker;

-- At its end an invoice is the sum of its lines, and of no order more is invoiced than the books hold.
create function fee_invoices_add_up() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from fee_invoice_lines where invoice_id = new.id
                 having sum(net) = new.net and sum(tax) = new.tax and sum(gross) = new.gross) then
    raise exception 'invoice-header-differs' using errcode = 'MU100';
  end if;
  if new.red_of is null and exists (
    select from fee_invoice_lines l where l.invoice_id = new.id
      and (select sum(a.gross) from fee_invoice_lines a where a.order_id = l.order_id)
        > (select coalesce(-sum(e.amount), 0) from ledger.entries e join ledger.postings p on p.id = e.posting_id
           join orders o on o.id = p.order_id and o.invoice_model = 'vendor'
           where p.order_id = l.order_id and e.account_id in ('fee', 'tax:output'))) then
    raise exception 'fee-invoiced-above' using errcode = 'MU100';
  end if;
  return null;
end $$;
create constraint trigger fee_invoices_add_up after insert on fee_invoices
  deferrable initially deferred for each row execute function fee_invoices_add_up();

-- Each comparison of the books with the world, by the clock or on demand.
create table reconciliations (
  id       uuid primary key default uuidv7(),
  day      date not null,
  at       timestamptz not null default clock_timestamp(),
  by       uuid references persons,                                -- null: the clock
  checks   int not null check (checks > 0),
  standing int not null check (standing >= 0),
  opened   int not null check (opened >= 0),
  closed   int not null check (closed >= 0)
);
create index reconciliations_by_day on reconciliations (day);
call protect('reconciliations', $$ (select app_is('officer')) or (select app_is('auditor')) $$,
  $$ (select app_is('officer')) $$, verbs => 'select, insert');
call append_only('reconciliations');

-- The signed webhook sees the orders it books on, and who pays.
create policy rail_seen on orders for select to muster_app using ((select app_is('rail')));
create policy rail_moved on orders for update to muster_app using ((select app_is('rail')));
create policy rail_seen on organizations for select to muster_app using ((select app_is('rail')));
set local role ledger_owner;
create policy rail on ledger.accounts for select to muster_app using ((select public.app_is('rail')));
reset role;

-- Money of one order line that waits for a case. Nobody reads which case.
create table holds (
  id            uuid primary key default uuidv7(),
  case_id       uuid not null,
  order_line_id uuid not null,
  order_id      uuid not null,
  state         text not null default 'active' check (state in ('active', 'released', 'consumed')),
  amount        bigint not null check (amount > 0),
  posted        bigint not null default 0,                         -- of it, what stands on `held`; the rest is not yet due to the vendor
  currency      char(3) not null default 'CNY',
  placed_at     timestamptz not null default clock_timestamp(),
  ends_at       timestamptz not null,
  ended_at      timestamptz,
  foreign key (order_line_id, order_id) references order_lines (id, order_id),
  check (posted between 0 and amount),
  check ((state = 'active') = (ended_at is null)),
  constraint holds_once unique (case_id, order_line_id)
);
create index holds_by_line on holds (order_line_id) where state = 'active';
create index holds_by_order on holds (order_id) where state = 'active';
create index holds_ending on holds (ends_at) where state = 'active';
call protect('holds', 'exists (select from orders where orders.id = order_id)', verbs => 'select');
revoke select on holds from muster_app;
grant select (id, order_line_id, order_id, state, amount, posted, currency, placed_at, ends_at, ended_at) on holds to muster_app;
call guard_states('holds', 'hold');

-- What of the money received belongs to each line: largest remainder over what the lines still cost, ties to the earlier.
create function line_money(its_order uuid) returns table (order_line_id uuid, paid bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with line as (
    select l.id, l.no, l.unit_price * (l.quantity - l.canceled) as weight, o.received
    from order_lines l join orders o on o.id = l.order_id where o.id = its_order),
  share as (
    select id, no, (received::numeric * weight / nullif(sum(weight) over (), 0)) as exact, received from line),
  floored as (
    select id, no, coalesce(floor(exact), 0)::bigint as base,
           row_number() over (order by exact - floor(exact) desc nulls last, no) as place,
           received - sum(coalesce(floor(exact), 0)) over () as left_over from share)
  select id, base + (place <= left_over)::int from floored;
$$;
grant execute on function line_money to muster_app, muster_worker;

-- What a case may still hold on a line, in fen.
create function holdable(line uuid) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select greatest(0, least(
    m.paid
      - coalesce((select sum(p.amount) from refund_parts p join refunds r on r.id = p.refund_id
                  where p.order_line_id = line and r.state <> 'refused'), 0)
      - coalesce((select sum(h.amount) from holds h where h.order_line_id = line and h.state = 'active'), 0),
    coalesce((select -sum(a.balance) from ledger.accounts a
              where a.id in ('order:' || l.order_id, 'payable:' || l.order_id)), 0)
      - coalesce((select sum(h.amount - h.posted) from holds h where h.order_id = l.order_id and h.state = 'active'), 0)
  ))::bigint
  from order_lines l, line_money(l.order_id) m where l.id = line and m.order_line_id = l.id;
$$;
grant execute on function holdable to muster_app, muster_worker;

-- Takes money of one line out of reach of payouts. Once per case and line: a repeated call answers the same hold.
create function place_hold(its_case uuid, line uuid, fen bigint, until timestamptz) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its_order orders;
  hold holds;
  due bigint;
begin
  select o.* into its_order from orders o join order_lines l on l.order_id = o.id where l.id = line for update of o;
  if not found then
    raise exception 'line-unknown' using errcode = 'MU100';
  end if;
  select * into hold from holds where case_id = its_case and order_line_id = line;
  if found then
    if hold.state <> 'active' then
      raise exception 'hold-ended' using errcode = 'MU100';
    end if;
    return hold.id;
  end if;
  if fen > holdable(line) then
    raise exception '%', case when holdable(line) = 0 then 'nothing-to-hold' else 'hold-above-money' end using errcode = 'MU100';
  end if;
  -- What already waits for the vendor is moved now; money of goods not yet accepted is caught at its release.
  select least(fen, -balance) into due from ledger.accounts where id = 'payable:' || its_order.id;
  insert into holds (case_id, order_line_id, order_id, amount, posted, currency, ends_at)
  values (its_case, line, its_order.id, fen, due, its_order.currency, until) returning * into hold;
  if due > 0 then
    perform ledger.post('hold:' || hold.id, 'hold', its_order.id, clock_timestamp(),
      array['payable:' || its_order.id, 'held:' || its_order.id], array[due, -due], app_person());
  end if;
  return hold.id;
end $$;
grant execute on function place_hold to muster_app, muster_worker;

-- Gives held money back to the vendor's payable; a second call changes nothing.
create function release_hold(its_case uuid, line uuid) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  hold holds;
begin
  perform from orders o join order_lines l on l.order_id = o.id where l.id = line for update of o;
  update holds set state = 'released', ended_at = clock_timestamp()
  where case_id = its_case and order_line_id = line and state = 'active' returning * into hold;
  if found and hold.posted > 0 then
    perform ledger.post('hold:' || hold.id || ':released', 'hold_released', hold.order_id, clock_timestamp(),
      array['held:' || hold.order_id, 'payable:' || hold.order_id], array[hold.posted, -hold.posted], app_person());
  end if;
  return hold.id;
end $$;
grant execute on function release_hold to muster_app, muster_worker;

-- Held money that goes back to its payer is held no longer: the refunded lines' holds first, and no more than was taken.
create function consume_holds(its_order uuid, refund uuid, fen bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  hold record;
  part bigint;
  rest bigint := fen;
begin
  for hold in select h.id, h.amount, h.posted from holds h
              where h.order_id = its_order and h.state = 'active' and h.posted > 0
              order by (h.order_line_id in (select order_line_id from refund_parts where refund_id = refund)) desc, h.id loop
    exit when rest = 0;
    part := least(rest, hold.posted);
    update holds h set posted = h.posted - part,
      amount = case when part = hold.amount then h.amount else h.amount - part end,
      state = case when part = hold.amount then 'consumed' else h.state end,
      ended_at = case when part = hold.amount then clock_timestamp() end
    where h.id = hold.id;
    rest := rest - part;
  end loop;
end $$;
grant execute on function consume_holds to muster_app, muster_worker;

-- At a release: what of the accepted money of held lines goes to `held`, in the order of the holds; answers the sum.
create function catch_holds(its_order uuid, at_most bigint) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  hold record;
  part bigint;
  caught bigint := 0;
begin
  for hold in select h.id, least(h.amount, l.unit_price * l.accepted) - h.posted as wanted
              from holds h join order_lines l on l.id = h.order_line_id
              where h.order_id = its_order and h.state = 'active' order by h.id loop
    part := greatest(0, least(hold.wanted, at_most - caught));
    update holds set posted = posted + part where id = hold.id and part > 0;
    caught := caught + part;
  end loop;
  return caught;
end $$;
grant execute on function catch_holds to muster_app, muster_worker;

-- A note on whose lines money is held is not accepted by the clock.
create function acceptance_waits(note uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from deliveries d join holds h on h.order_line_id = d.order_line_id
                 where d.note_id = note and h.state = 'active');
$$;
grant execute on function acceptance_waits to muster_app, muster_worker;

-- Where the money of an order is, for its two parties and the office: one row, fen, from facts and the ledger.
create function order_money(its_order uuid)
returns table (received bigint, unpaid bigint, unreleased bigint, held bigint, payable bigint, in_transit bigint,
               paid_out bigint, fee bigint, clawback bigint, refund_asked bigint, refund_open bigint, refunded bigint,
               processing boolean, on_hold boolean, charged_back boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  with balance as (
    select kind, abs(sum(balance))::bigint as fen from ledger.accounts where order_id = its_order group by kind),
  flow as (
    select a.kind, p.kind as fact, sum(e.amount)::bigint as fen
    from ledger.postings p join ledger.entries e on e.posting_id = p.id join ledger.accounts a on a.id = e.account_id
    where p.order_id = its_order or a.id = 'payable:' || its_order group by 1, 2),
  reversal as (
    select coalesce(sum(e.amount), 0)::bigint as fen from ledger.postings p join ledger.entries e on e.posting_id = p.id
    where p.order_id = its_order and p.kind = 'transfer_reversed' and e.amount > 0),
  sent as (
    select coalesce(sum(t.amount), 0)::bigint as fen from payout_parts t join payouts o on o.id = t.payout_id
    where t.order_id = its_order and o.state in ('approved', 'sent'))
  select o.received,
    coalesce((select fen from balance where kind = 'recv'), 0), coalesce((select fen from balance where kind = 'order'), 0),
    coalesce((select fen from balance where kind = 'held'), 0), coalesce((select fen from balance where kind = 'payable'), 0),
    sent.fen,
    coalesce((select sum(fen) from flow where kind = 'payable' and fact like 'payout%'), 0)::bigint - sent.fen - reversal.fen,
    -coalesce((select sum(fen) from flow where kind in ('fee', 'tax')), 0)::bigint,
    coalesce((select sum(fen) from flow where kind = 'clawback' and fact not like 'payout%'), 0)::bigint,
    coalesce((select sum(amount) from refunds r where r.order_id = its_order and r.state in ('requested', 'waiting_red_letter')), 0)::bigint,
    coalesce((select fen from balance where kind = 'refund'), 0),
    o.refunded - coalesce((select fen from balance where kind = 'refund'), 0),
    exists (select from checkout_attempts c where c.order_id = its_order and c.state = 'processing'),
    exists (select from holds h where h.order_id = its_order and h.state = 'active'),
    exists (select from chargebacks_over(its_order))
  from orders o, sent, reversal
  where o.id = its_order and (order_side(its_order) is not null or app_is('officer') or app_is('auditor'));
$$;
grant execute on function order_money to muster_app, muster_worker;

-- Orders that may have become complete, asked for by whatever moves last: the clock looks at these alone, and at none
-- while nothing moves. No foreign key: its lock would wait for whoever settles the order.
create table completion_checks (
  order_id uuid not null,
  asked_at timestamptz not null default clock_timestamp()
);
call protect('completion_checks', 'false', verbs => 'select');

create function ask_completion() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into completion_checks (order_id) values (new.order_id);
  return null;
end $$;
create trigger ask_completion after insert or update of state, gross on invoices
  for each row execute function ask_completion();
create trigger ask_completion after update of state on refunds
  for each row when (new.order_id is not null and new.state in ('paid', 'refused')) execute function ask_completion();
create trigger ask_completion after update of state on holds
  for each row when (new.state <> 'active') execute function ask_completion();
create trigger ask_completion after update of state on chargebacks
  for each row when (new.order_id is not null and new.state not in ('warning', 'open')) execute function ask_completion();

create function ask_completion_itself() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into completion_checks (order_id) values (new.id);
  return null;
end $$;
create trigger ask_completion after update of state, received, canceled, refunded on orders
  for each row when (new.state = 'accepted') execute function ask_completion_itself();

create function ask_completion_of_parts() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into completion_checks (order_id) select order_id from payout_parts where payout_id = new.id;
  return null;
end $$;
create trigger ask_completion after update of state on payouts
  for each row when (new.state not in ('prepared', 'approved', 'sent')) execute function ask_completion_of_parts();

create function ask_completion_by_ledger() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into completion_checks (order_id) select a.order_id from ledger.accounts a where a.id = new.account_id and a.order_id is not null;
  return null;
end $$;
grant execute on function ask_completion_by_ledger to ledger_owner;
set local role ledger_owner;
create trigger ask_completion after insert on ledger.entries
  for each row when (new.balance_after = 0) execute function public.ask_completion_by_ledger();
reset role;

-- Papers beside money are read by whoever reads what they belong to.
create index statement_imports_by_file on statement_imports (file_id);
create index transfer_proofs_by_file on transfer_proofs (file_id);
create index matches_by_letter on matches (letter_file_id) where letter_file_id is not null;
create index refunds_by_letter on refunds (letter_file_id) where letter_file_id is not null;
create policy money_files on files for select to muster_app using (
  exists (select from statement_imports i where i.file_id = files.id)
  or exists (select from transfer_proofs p where p.file_id = files.id)
  or exists (select from matches m where m.letter_file_id = files.id)
  or exists (select from refunds r where r.letter_file_id = files.id));
