import { type ChangeEvent, useState } from 'react'
import { FileDrop } from '~/design/file-drop'
import { Hash } from '~/design/hash'
import { useMediationTexts } from './texts'

/** A file whose digest the browser computes before it leaves, so that the server can say whether the same bytes arrived. */
export function HashedFile({ error }: { error: string | undefined }) {
  const { evidence: texts } = useMediationTexts()
  const [digest, setDigest] = useState('')
  const change = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    setDigest(file && window.crypto?.subtle ? await digestOf(file) : '')
  }
  return (
    <div>
      <FileDrop
        name="file"
        label={texts.file}
        hint={texts.fileHint}
        error={error}
        onChange={(event) => void change(event)}
      />
      <input type="hidden" name="sha256" value={digest} />
      {digest && (
        <p className="mt-1 flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
          {texts.browserHash} <Hash value={digest} short />
        </p>
      )}
    </div>
  )
}

async function digestOf(file: File): Promise<string> {
  const digest = new Uint8Array(await window.crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
