import type { RefusalCode } from './record'

/** One file to read: the upload itself (`path` null) or a member of a zip, with the machine its place names. */
export type Member = { path: string | null; machine: string | null } & (
  { bytes: Uint8Array } | { bytes: number; refused: RefusalCode }
)

/** The files inside an upload: itself, unless it is a zip. */
export async function* membersOf(bytes: Uint8Array): AsyncGenerator<Member> {
  yield { path: null, machine: null, bytes }
}
