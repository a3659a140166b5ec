import type { ColumnType, Generated as KyselyGenerated } from 'kysely'

/** A column that the database fills when it is left out. */
export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : KyselyGenerated<T>

export type JsonValue = any

/** jsonb: read as a value, written as text (pg would turn an array into a PostgreSQL array). */
export type Json = ColumnType<JsonValue, string, string>
