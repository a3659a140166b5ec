-- The roles of Muster (they belong to the whole server, not to one database). Run by a superuser, any number of times.
-- The owner migrates and may step into the others; it does not inherit what they are allowed.

do $$
declare
  role text;
begin
  foreach role in array array['muster_owner', 'muster_app', 'muster_worker'] loop
    if not exists (select from pg_roles where rolname = role) then
      execute format('create role %I login nosuperuser nobypassrls', role);
    end if;
  end loop;

  foreach role in array array['muster_export', 'muster_audit', 'ledger_owner'] loop
    if not exists (select from pg_roles where rolname = role) then
      execute format('create role %I nologin nosuperuser nobypassrls', role);
    end if;
  end loop;

  foreach role in array array['muster_app', 'muster_worker', 'muster_export', 'muster_audit', 'ledger_owner'] loop
    if not pg_has_role('muster_owner', role, 'set') then
      execute format('grant %I to muster_owner with inherit false, set true', role);
    end if;
  end loop;
  -- A request steps into the exporter to write a case's bundle, and has nothing else by it.
  if not pg_has_role('muster_app', 'muster_export', 'set') then
    grant muster_export to muster_app with inherit false, set true;
  end if;
end $$;
