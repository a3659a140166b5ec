import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { keepUpload } from '~/people/upload.server'
import type { InquiryValues } from './form'
import { decideInquiry, replyToInquiry } from './inquiry.server'

/** The move of whoever's turn it is; answers the code of what was done. */
export async function moveInquiry(tx: Kysely<Database>, actor: Actor, bidId: string, values: InquiryValues) {
  if (values.move === 'reply') {
    const fileId = values.evidence ? await keepUpload(tx, actor, values.evidence) : null
    await replyToInquiry(tx, actor, bidId, { reply: values.reply, fileId })
    return 'price-explained'
  }
  const explained = values.move === 'accept'
  await decideInquiry(tx, actor, bidId, { explained, reason: values.reason })
  return explained ? 'price-accepted' : 'price-excluded'
}
