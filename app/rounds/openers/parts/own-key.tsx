import { Form, useNavigation, useSubmit } from '@remix-run/react'
import { type FormEvent, useState } from 'react'
import { Button } from '~/design/button'
import { FileDrop } from '~/design/file-drop'
import { saveFile } from '~/design/save-file'
import { useAlive } from '~/design/scripted'
import { TextField } from '~/design/text-field'
import { fromBase64 } from '~/kernel/base64'
import { useOpenerTexts } from './texts'

const leastPassphrase = 12

type Problem = { field: 'passphrase' | 'repeat' | 'file'; message: string } | null
type Fields = { passphrase: string; repeat: string; file: File | null }

const fieldsOf = (form: HTMLFormElement): Fields => {
  const posted = new FormData(form)
  const file = posted.get('file')
  return {
    passphrase: String(posted.get('passphrase') ?? ''),
    repeat: String(posted.get('repeat') ?? ''),
    file: file instanceof File && file.size > 0 ? file : null,
  }
}

/** A form whose work is done in this browser: only what `work` posts leaves it. */
function useLocalWork(work: (fields: Fields) => Promise<Problem>) {
  const [problem, setProblem] = useState<Problem>(null)
  const [working, setWorking] = useState(false)
  const busy = useNavigation().state !== 'idle'
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setWorking(true)
    setProblem(await work(fieldsOf(event.currentTarget)).finally(() => setWorking(false)))
  }
  return {
    onSubmit,
    busy: working || busy,
    errorOf: (field: NonNullable<Problem>['field']) =>
      problem?.field === field ? problem.message : undefined,
  }
}

/** Makes the opener's key here, saves its locked file, and tells the platform the recipient alone. */
export function MakeKey({ fileName, again }: { fileName: string; again: boolean }) {
  const texts = useOpenerTexts().key
  const submit = useSubmit()
  const alive = useAlive()
  const { onSubmit, busy, errorOf } = useLocalWork(async ({ passphrase, repeat }) => {
    if (passphrase.length < leastPassphrase) return { field: 'passphrase', message: texts.passphraseShort }
    if (passphrase !== repeat) return { field: 'repeat', message: texts.passphraseDiffers }
    const { lockKey, makeKey } = await import('../../sealing/age')
    const { identity, recipient } = await makeKey()
    saveFile(fileName, await lockKey(identity, passphrase))
    submit({ move: 'make', recipient }, { method: 'post' })
    return null
  })
  return (
    <Form method="post" onSubmit={(event) => void onSubmit(event)} className="max-w-2xl space-y-5">
      <p className="max-w-prose text-ink-soft">{again ? texts.again : texts.makeLead}</p>
      <Passphrase id="new-passphrase" error={errorOf('passphrase')} hint={texts.passphraseHint} fresh />
      <TextField
        type="password"
        name="repeat"
        label={texts.repeat}
        error={errorOf('repeat')}
        autoComplete="new-password"
      />
      <Button look={again ? 'secondary' : 'primary'} icon="lock" busy={busy} disabled={!alive}>
        {texts.makeButton}
      </Button>
    </Form>
  )
}

/** Opens the rehearsal with the kept file: what comes out is the proof. */
export function ProveKey({ rehearsal, recipient }: { rehearsal: string; recipient: string }) {
  const texts = useOpenerTexts().key
  const submit = useSubmit()
  const alive = useAlive()
  const { onSubmit, busy, errorOf } = useLocalWork(async ({ file, passphrase }) => {
    if (!file) return { field: 'file', message: texts.fileMissing }
    const { decryptWith, recipientOf, unlockKey } = await import('../../sealing/age')
    const identity = await unlockKey(new Uint8Array(await file.arrayBuffer()), passphrase)
    if (!identity) return { field: 'file', message: texts.cannotUnlock }
    const secret = await decryptWith(identity, fromBase64(rehearsal))
    if (!secret || (await recipientOf(identity)) !== recipient)
      return { field: 'file', message: texts.otherKey }
    const hex = [...secret].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    submit({ move: 'prove', secret: hex }, { method: 'post' })
    return null
  })
  return (
    <Form method="post" onSubmit={(event) => void onSubmit(event)} className="max-w-2xl space-y-5">
      <p className="max-w-prose text-ink-soft">{texts.proveLead}</p>
      <FileDrop name="file" id="key-file" label={texts.file} accept=".age" error={errorOf('file')} />
      <Passphrase id="passphrase" error={errorOf('passphrase')} />
      <Button look="primary" icon="unlock" busy={busy} disabled={!alive}>
        {texts.proveButton}
      </Button>
    </Form>
  )
}

type PassphraseProps = { id: string; error: string | undefined; hint?: string; fresh?: boolean }

export function Passphrase({ id, error, hint, fresh = false }: PassphraseProps) {
  return (
    <TextField
      type="password"
      name="passphrase"
      id={id}
      label={useOpenerTexts().key.passphrase}
      hint={hint}
      error={error}
      autoComplete={fresh ? 'new-password' : 'off'}
    />
  )
}
