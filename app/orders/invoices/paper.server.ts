import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { keepUpload } from '~/people/upload.server'
import type { RedValues } from './form'

/** What stands on the paper of an invoice, its files kept as the issuer's. Refuses: file-type. */
export async function keepPaper(
  tx: Kysely<Database>,
  actor: Actor,
  { medium, code, number, issuedOn, pdf, ofd, xml }: RedValues,
) {
  const keep = async (file: File | null | undefined, accept: string) =>
    file ? keepUpload(tx, actor, file, [accept]) : null
  return {
    ...{ medium, number, issuedOn, code: code ?? null },
    pdfFileId: await keep(pdf, 'application/pdf'),
    ofdFileId: await keep(ofd, 'application/zip'),
    xmlFileId: await keep(xml, 'text/plain'),
  }
}
