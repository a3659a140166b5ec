import { useState } from 'react'
import { Button } from '~/design/button'
import { FileDrop } from '~/design/file-drop'
import { saveFile } from '~/design/save-file'
import { Scripted } from '~/design/scripted'
import { Section } from '~/design/section'
import { CopiedFiles } from '../files/parts/copied-files'
import { readCopy } from '../own-copy'
import { BidContent } from './bid-content'
import { keepCopy, useKeptCopy } from './kept-copy'
import { useBidTexts } from './texts'

type OwnContentProps = {
  vendor: string
  fileName: string
  envelopes: readonly { kind: string; commitment: string }[]
}

/** A bid that only its vendor's browsers can read: from this tab, or from the copy that was saved. */
export function OwnContent({ vendor, fileName, envelopes }: OwnContentProps) {
  const texts = useBidTexts().show
  const { copy, take } = useKeptCopy(envelopes)
  const [differs, setDiffers] = useState(false)
  if (copy)
    return (
      <>
        <BidContent
          vendor={vendor}
          content={copy.content}
          note={texts.contentOfCopy}
          files={
            <CopiedFiles
              key={copy.text.length}
              names={copy.content.technical.files.map(({ name }) => name)}
              files={copy.content.files}
              read={(text) => readCopy(text, envelopes)?.files ?? null}
            />
          }
        />
        <p className="-mt-4 mb-8">
          <Button size="small" onClick={() => saveFile(fileName, copy.text, 'application/json')}>
            {texts.saveCopy}
          </Button>
        </p>
      </>
    )
  return (
    <Section title={texts.content} sentence={texts.contentElsewhere}>
      <Scripted without={texts.contentScripts}>
        <FileDrop
          name="copy"
          label={texts.copyFile}
          hint={texts.copyHint}
          accept=".json"
          error={differs ? texts.copyDiffers : null}
          onChange={async ({ target }) => {
            const text = (await target.files?.[0]?.text()) ?? null
            const taken = take(text)
            setDiffers(!taken)
            if (taken) keepCopy(text!, envelopes)
          }}
        />
      </Scripted>
    </Section>
  )
}
