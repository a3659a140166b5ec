import { saveFile } from '~/design/save-file'
import { formObject } from '~/web/form-object'
import { isUnconditional } from '../ceiling'
import { pledgeForm } from '../form'
import { type CeilingCopy, ceilingOf, conditionsOf, sealedFields } from '../pledges/conditions'
import type { PledgeDesk } from '../pledges/desk.server'
import { toBase64 } from '~/kernel/base64'
import { recipientsOf } from '../sealing/notice'
import { keepCopy } from './kept-copy'
import { copyName } from './own-conditions'

/**
 * What is posted of a checked pledge form: the conditions leave this browser as an envelope to the openers, or not at
 * all. Null when the openers' keys are not those of the notice.
 */
export async function withoutConditions(
  posted: FormData,
  { sealing }: Pick<PledgeDesk, 'sealing'>,
  fileName: string,
): Promise<FormData | null> {
  const conditions = conditionsOf(pledgeForm.parse(formObject(posted)))
  for (const name of sealedFields) posted.delete(name)
  if (posted.has('keep') || isUnconditional(conditions)) return posted
  const recipients = recipientsOf(sealing.notice, sealing.noticeHash)
  if (!recipients) return null
  const { makeKey, sealForOpeners } = await import('../sealing/age')
  const own = await makeKey()
  const { round, noticeHash, lot, author, pledge } = sealing
  const sealed = (await sealForOpeners(
    { round, noticeHash, kind: 'ceiling', lot, author },
    ceilingOf(pledge, conditions),
    recipients,
    own.recipient,
    crypto.getRandomValues(new Uint8Array(32)),
  ))!
  const copy: CeilingCopy = {
    format: 'ceiling-copy/1',
    round,
    lot,
    pledge,
    recovery: own.identity,
    ceiling: toBase64(sealed.frame),
  }
  const text = `${JSON.stringify(copy, null, 1)}\n`
  saveFile(fileName, text, 'application/json')
  keepCopy(copyName(sealed.commitment), text)
  posted.set('sealed', sealed.envelope)
  return posted
}
