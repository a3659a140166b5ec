import { saveFile } from '~/design/save-file'
import { keepCopy } from '~/rounds/parts/kept-copy'
import { toBase64 } from '~/kernel/base64'
import { recipientsOf } from '~/rounds/sealing/notice'
import { formObject } from '~/web/form-object'
import { type BundleCopy, bundleBidOf, bundlesForm } from '../entry'

type Place = { round: string; noticeHash: string; notice: string | null; vendor: string }

export const copyName = (commitment: string) => `bundle ${commitment}`

/** What is posted of checked bundles: an envelope to the openers. Null when the keys are not those of the notice. */
export async function bundlesAsEnvelope(
  posted: FormData,
  { round, noticeHash, notice, vendor }: Place,
  ownLots: readonly string[],
  fileName: string,
): Promise<FormData | null> {
  const { bundles } = bundlesForm(ownLots).parse(formObject(posted))
  const recipients = recipientsOf(notice, noticeHash)
  if (!recipients) return null
  const { makeKey, sealForOpeners } = await import('~/rounds/sealing/age')
  const own = await makeKey()
  const sealed = (await sealForOpeners(
    { round, noticeHash, kind: 'bundle', lot: null, author: vendor },
    bundleBidOf({ round, vendor }, bundles),
    recipients,
    own.recipient,
    crypto.getRandomValues(new Uint8Array(32)),
  ))!
  const copy: BundleCopy = {
    format: 'bundle-copy/1',
    round,
    recovery: own.identity,
    bundle: toBase64(sealed.frame),
  }
  const text = `${JSON.stringify(copy, null, 1)}\n`
  saveFile(fileName, text, 'application/json')
  keepCopy(copyName(sealed.commitment), text)
  const fields = new FormData()
  for (const name of ['_key', 'totp', 'notice', 'move'])
    if (posted.has(name)) fields.set(name, String(posted.get(name)))
  fields.set('bundle', sealed.envelope)
  return fields
}
