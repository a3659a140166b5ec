import { type SyntheticEvent, useState } from 'react'
import { Button } from '~/design/button'
import { FileDrop } from '~/design/file-drop'
import { useAlive } from '~/design/scripted'
import { TextField } from '~/design/text-field'
import { dayOf } from '~/kernel/workdays'
import { checkAddress, checkFile } from '../file'
import { type Finding, nothing, type Trusted } from '../finding'
import { Found } from './found'
import { useVerifyingTexts } from './texts'

type Checked = { name: string; finding: Finding }

/**
 * Files are dropped, or an address pasted, and judged right here: nothing of them leaves the browser. Nothing is shown
 * before a script can do that, for a form that posts by itself would send the address away.
 */
export function FileCheck({ trusted, origin = '' }: { trusted: Trusted; origin?: string }) {
  const texts = useVerifyingTexts()
  const [checked, setChecked] = useState<readonly Checked[]>([])
  const [busy, setBusy] = useState(false)
  const [address, setAddress] = useState('')
  const alive = useAlive()
  const judge = async (all: readonly { name: string; finding: () => Promise<Finding> }[]) => {
    setBusy(true)
    const found: Checked[] = []
    for (const { name, finding } of all)
      found.push({ name, finding: await finding().catch(() => nothing('unknown')) })
    setChecked(found)
    setBusy(false)
  }
  const drop = (files: readonly File[]) =>
    judge(
      files.map((file) => ({
        name: file.name,
        finding: async () => checkFile(new Uint8Array(await file.arrayBuffer()), trusted, dayOf(new Date())),
      })),
    )
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    const asked = address.trim()
    if (asked !== '')
      void judge([{ name: '', finding: () => checkAddress(asked, trusted, dayOf(new Date())) }])
  }
  // Its room is kept from the start, so that nothing below moves once it is there.
  const room = 'max-w-2xl min-h-64 space-y-4 noscript:hidden'
  if (!alive) return <div className={room} />
  return (
    <div className={room}>
      <FileDrop
        name="files"
        label={texts.file}
        accept=".json,.pdf,.zip,application/json,application/pdf,application/zip"
        width="full"
        multiple
        onChange={(event) => void drop([...(event.target.files ?? [])])}
      />
      <form onSubmit={submit} className="space-y-2">
        <TextField
          name="address"
          label={texts.address}
          hint={texts.addressHint}
          width="full"
          spellCheck={false}
          autoComplete="off"
          value={address}
          onChange={(event) => setAddress(event.target.value)}
        />
        <Button>{texts.check}</Button>
      </form>
      <div role="status" className="space-y-4">
        {busy ? <p className="text-ink-soft">{texts.busy}</p> : null}
        {!busy && checked.map((one) => <Found key={one.name} {...one} origin={origin} />)}
      </div>
    </div>
  )
}
