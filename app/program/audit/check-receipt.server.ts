import * as z from 'zod'
import { receiptProblems } from '~/rounds/sealing/receipt'
import { refuseIf } from '~/kernel/refusal'
import { signingPublicKey } from '~/kernel/signing.server'
import { keyFromHex } from '~/kernel/verifying'
import { readReceipt, type receiptForm } from './form'

/** What a receipt proves under this platform's key, and what is wrong with it. Refuses what is no receipt. */
export async function checkReceipt({ file, receipt, envelope }: z.output<typeof receiptForm>) {
  const text = file && file.size > 0 ? await file.text() : (receipt ?? '')
  const read = readReceipt(text)
  refuseIf(read ? null : 'no-receipt', { field: 'receipt' })
  const { kind, round, envelopeHash, receivedAt, log } = read!
  return {
    kind,
    round,
    envelopeHash,
    receivedAt,
    index: log?.index ?? null,
    problems: await problemsOf(read!, envelope?.trim() || null),
  }
}

/** A proof too broken to be followed proves nothing. */
async function problemsOf(receipt: NonNullable<ReturnType<typeof readReceipt>>, envelope: string | null) {
  try {
    return await receiptProblems(receipt, keyFromHex(signingPublicKey()), envelope)
  } catch {
    return ['unreadable']
  }
}
