import { Form, useNavigation, useSubmit } from '@remix-run/react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { FormSummary } from '~/design/form-summary'
import { Notice } from '~/design/notice'
import { saveFile } from '~/design/save-file'
import { Scripted, useAlive } from '~/design/scripted'
import { toBase64 } from '~/kernel/base64'
import { mediaTypeOf } from '~/kernel/media-type'
import { recipientsOf } from '~/rounds/sealing/notice'
import { useProblemSentence } from '~/texts/problems'
import type { Answer } from '~/web/answer'
import { formObject } from '~/web/form-object'
import { KeyField } from '~/web/key-field'
import { plaintextsOf } from '../deposit'
import { type EntryTerms, entryForm, type EntryValues } from '../entry'
import { type ChosenFile, chosenFiles, filesField } from '../files/chosen'
import { whyNotFiles } from '../files/file-item'
import type { BidCopy } from '../own-copy'
import { keepCopy } from './kept-copy'
import { useBidTexts } from './texts'

export type SealingPlace = {
  round: string
  noticeHash: string
  /** The published notice, which names to whom is sealed. */
  notice: string | null
  lot: string
  vendor: string
}

type SealedEntryProps = {
  place: SealingPlace
  entry: EntryTerms
  fileName: string
  /** What the server said to the envelopes. */
  answer: Answer | undefined
  children: (answer: Answer | undefined, busy: boolean, ready: boolean) => ReactNode
}

/** The form of a bid that is checked and sealed in this browser: what is typed is never posted, envelopes are. */
export function SealedEntry({ place, entry, fileName, answer, children }: SealedEntryProps) {
  const texts = useBidTexts().entry
  const sentence = useProblemSentence()
  const submit = useSubmit()
  const posting = useNavigation().state !== 'idle'
  const alive = useAlive()
  const [typed, setTyped] = useState<Answer['values'] | null>(null)
  const [problems, setProblems] = useState<Answer['problems']>([])
  const [working, setWorking] = useState(false)
  const recipients = recipientsOf(place.notice, place.noticeHash)
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const posted = new FormData(event.currentTarget)
    setTyped(valuesOf(posted))
    const files = await chosenFiles(posted)
    const whyNot = whyNotFiles(files, mediaTypeOf)
    const parsed = entryForm(entry).safeParse(formObject(posted))
    setProblems([
      ...(parsed.error?.issues ?? []).map(({ path, message, code }) => ({
        field: path.join('.'),
        message: sentence(message, code),
      })),
      ...(whyNot ? [{ field: filesField, message: sentence(whyNot) }] : []),
    ])
    if (!parsed.success || whyNot || !recipients) return
    setWorking(true)
    const sealed = await sealAll(place, parsed.data, files, recipients).finally(() => setWorking(false))
    if (!sealed) return setProblems([{ field: 'responses.delivery', message: texts.tooLong }])
    saveFile(fileName, sealed.copy, 'application/json')
    keepCopy(sealed.tabCopy, sealed.envelopes)
    const fields = new FormData()
    for (const name of ['_key', 'totp']) if (posted.has(name)) fields.set(name, String(posted.get(name)))
    for (const [name, value] of sealed.fields) fields.append(name, value)
    // With files it is more than fits into a plain form.
    submit(fields, { method: 'post', encType: 'multipart/form-data' })
  }
  const told: Answer | undefined =
    typed || answer
      ? { problems, refusal: problems.length ? null : (answer?.refusal ?? null), values: typed ?? {} }
      : undefined
  return (
    <Scripted without={texts.scripts}>
      {!recipients && (
        <Notice meaning="risk" title={texts.keysDiffer}>
          {texts.keysDifferWhy}
        </Notice>
      )}
      <Form method="post" noValidate className="space-y-8" onSubmit={(event) => void onSubmit(event)}>
        <KeyField />
        <input type="hidden" name="notice" value={place.noticeHash} />
        <FormSummary
          problems={told?.problems ?? []}
          refusal={told?.refusal ? { what: told.refusal.sentence } : null}
        />
        {children(told, working || posting, alive && recipients !== null)}
      </Form>
    </Scripted>
  )
}

function valuesOf(posted: FormData): Answer['values'] {
  return Object.fromEntries(
    [...posted]
      .filter(([name]) => !name.startsWith('_') && name !== 'totp')
      .map(([name, value]) => [name, String(value)]),
  )
}

/** All envelopes, and the copy that stays with the vendor; null when a text is too long for its envelope. */
async function sealAll(
  place: SealingPlace,
  values: EntryValues,
  chosen: readonly ChosenFile[],
  recipients: readonly string[],
) {
  const { makeKey, sealForOpeners } = await import('~/rounds/sealing/age')
  const { round, noticeHash, lot, vendor } = place
  const { sealFiles } = await import('../files/seal-files')
  const recovery = await makeKey()
  const files = await sealFiles(place, chosen, recipients, recovery.recipient)
  if (!files) return null
  const bodies = plaintextsOf({ round, lot, vendor }, values, files.named)
  const seal = (kind: 'technical' | 'price') =>
    sealForOpeners(
      { round, noticeHash, kind, lot, author: vendor },
      bodies[kind],
      recipients,
      recovery.recipient,
      crypto.getRandomValues(new Uint8Array(32)),
    )
  const [technical, price] = [await seal('technical'), await seal('price')]
  if (!technical || !price) return null
  const copy: BidCopy = {
    format: 'bid-copy/1',
    round,
    lot,
    recovery: recovery.identity,
    technical: toBase64(technical.frame),
    price: toBase64(price.frame),
  }
  return {
    fields: [
      ['notice', noticeHash],
      ['technical', technical.envelope],
      ['price', price.envelope],
      ...files.sealed.map(({ envelope }) => ['files[]', envelope]),
    ] as [string, string][],
    envelopes: [
      { kind: 'technical', commitment: technical.commitment },
      { kind: 'price', commitment: price.commitment },
    ],
    copy: textOf({ ...copy, files: files.sealed.map(({ frame }) => toBase64(frame)) }),
    tabCopy: textOf(copy),
  }
}

const textOf = (copy: BidCopy) => `${JSON.stringify(copy, null, 1)}\n`
