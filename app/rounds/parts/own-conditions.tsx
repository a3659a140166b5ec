import { useState } from 'react'
import { Button } from '~/design/button'
import { FileDrop } from '~/design/file-drop'
import { saveFile } from '~/design/save-file'
import { Scripted, useAlive } from '~/design/scripted'
import type { Conditions } from '../ceiling'
import { readCeilingCopy } from '../pledges/conditions'
import type { OwnItem } from '../pledges/queries.server'
import { keepCopy, useKeptCopy } from './kept-copy'
import { useRoundsTexts } from './texts'

export const copyName = (commitment: string) => `ceiling ${commitment}`

/** The conditions of a pledge as far as they can be read here: told by the platform, or by the copy in this browser. */
export function useOwnConditions(item: OwnItem) {
  const commitment = item?.commitment ?? ''
  const { copy, take } = useKeptCopy(copyName(commitment), (text) => readCeilingCopy(text, commitment))
  const conditions: Conditions | null = item?.told ?? copy?.content ?? null
  return { item, conditions, copy: copy?.text ?? null, take }
}

export type OwnConditions = ReturnType<typeof useOwnConditions>

/** Where the copy is asked for, or kept again: the platform cannot read what the browser sealed. */
export function ConditionsCopy({ own, fileName }: { own: OwnConditions; fileName: string }) {
  const texts = useRoundsTexts().pledgeShow
  const [differs, setDiffers] = useState(false)
  const alive = useAlive()
  if (!own.item || own.item.told) return null
  if (own.copy)
    return (
      <p className="mt-3 flex flex-wrap items-center gap-3 text-sm text-ink-soft">
        {texts.ofCopy}
        <Button size="small" onClick={() => saveFile(fileName, own.copy!, 'application/json')}>
          {texts.saveCopy}
        </Button>
      </p>
    )
  return (
    <div className="mt-4 max-w-2xl">
      <Scripted without={texts.copyScripts}>
        {alive && (
          <FileDrop
            name="copy"
            label={texts.copyFile}
            hint={texts.copyHint}
            accept=".json"
            error={differs ? texts.copyDiffers : null}
            onChange={async ({ target }) => {
              const text = (await target.files?.[0]?.text()) ?? null
              const taken = own.take(text)
              setDiffers(!taken)
              if (taken) keepCopy(copyName(own.item!.commitment), text!)
            }}
          />
        )}
      </Scripted>
    </div>
  )
}
