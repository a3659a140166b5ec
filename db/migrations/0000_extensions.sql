-- What the house needs of PostgreSQL's own extensions; all three are trusted, so the owner role may add them.

create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create extension if not exists pgcrypto;
