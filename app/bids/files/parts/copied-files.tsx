import { useState } from 'react'
import { Button } from '~/design/button'
import { FileDrop } from '~/design/file-drop'
import { saveFile } from '~/design/save-file'
import { fromBase64 } from '~/kernel/base64'
import { useBidTexts } from '../../parts/texts'

type CopiedFile = { name: string; data: string }
type CopiedFilesProps = {
  /** as the technical part names them */
  names: readonly string[]
  files: readonly CopiedFile[]
  /** The copy that was saved; null when it is of another bid. */
  read: (text: string) => readonly CopiedFile[] | null
}

/** The files of a bid that this browser sealed: the saved copy alone holds them, and gives them back here. */
export function CopiedFiles({ names, files, read }: CopiedFilesProps) {
  const texts = useBidTexts().show
  const [taken, setTaken] = useState(files)
  const [error, setError] = useState<string | null>(null)
  const onChange = async (chosen: File | undefined) => {
    const its = chosen ? read(await chosen.text()) : null
    setTaken(its ?? [])
    setError(!its ? texts.copyDiffers : its.length === 0 ? texts.filesLost : null)
  }
  return (
    <>
      <ul className="space-y-1">
        {names.map((name) => {
          const file = taken.find((one) => one.name === name)
          return (
            <li key={name} className="break-all">
              {file ? (
                <Button size="small" icon="download" onClick={() => saveFile(name, fromBase64(file.data))}>
                  {name}
                </Button>
              ) : (
                name
              )}
            </li>
          )
        })}
      </ul>
      {taken.length === 0 && (
        <div className="mt-3 max-w-xl">
          <FileDrop
            name="copy"
            label={texts.copyFile}
            hint={texts.filesOfCopy}
            accept=".json"
            error={error}
            onChange={({ target }) => void onChange(target.files?.[0])}
          />
        </div>
      )}
    </>
  )
}
