import { useSoftwareName } from '~/catalog/parts/software-name'
import { Chip } from '~/design/chip'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { FileDrop } from '~/design/file-drop'
import { useFormat } from '~/design/format'
import { Icon } from '~/design/icons'
import { TextArea } from '~/design/text-area'
import { Button } from '~/design/button'
import { Form } from '@remix-run/react'
import { KeyField } from '~/web/key-field'
import type { Meaning } from '~/design/meaning'
import { useCampaignTexts } from '../../parts/texts'
import type { ItemState } from '../carrying-out'

type Item = {
  id: string
  action: 'buy' | 'uninstall' | 'replace' | 'document'
  nameZh: string | null
  nameEn: string | null
  quantity: number | null
  title: string | null
  dueOn: string
  have: number | null
  state: ItemState
  evidenceFileId: string | null
  note: string | null
}

const meanings: Record<ItemState, Meaning> = { open: 'attention', met: 'ok', evidenced: 'info' }

/** What has to be done, how far facts have done it, and evidence where facts cannot speak. */
export function Items({ items, shows }: { items: readonly Item[]; shows: boolean }) {
  const texts = useCampaignTexts().orders
  if (items.length === 0) return <Empty title={texts.none} why={texts.noneWhy} icon="list" />
  return (
    <ul className="divide-y divide-line border-y border-line">
      {items.map((item) => (
        <ItemLine key={item.id} item={item} shows={shows} />
      ))}
    </ul>
  )
}

function ItemLine({ item, shows }: { item: Item; shows: boolean }) {
  const texts = useCampaignTexts().orders
  const software = useSoftwareName()
  const format = useFormat()
  const what = item.nameZh ? software(item) : (item.title ?? '')
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
        <span className="min-w-0 flex-1 basis-56">
          <span className="font-medium">
            {texts.actions[item.action]} {what}
          </span>
          <span className="block text-sm text-ink-soft">
            {texts.dueOn} <Day on={item.dueOn} />
          </span>
        </span>
        {item.quantity !== null && (
          <span className="figure">
            {texts.of(format.number(Math.min(item.have ?? 0, item.quantity)), format.number(item.quantity))}
          </span>
        )}
        <Chip meaning={meanings[item.state]}>{texts.itemState[item.state]}</Chip>
      </div>
      {item.note && <p className="mt-1 max-w-prose whitespace-pre-line">{item.note}</p>}
      {item.evidenceFileId && (
        <a className="mt-1 inline-block text-accent underline" href={`/files/${item.evidenceFileId}`}>
          {texts.proof}
        </a>
      )}
      {shows && item.state !== 'met' && <Evidence item={item} what={what} />}
    </li>
  )
}

function Evidence({ item, what }: { item: Item; what: string }) {
  const texts = useCampaignTexts().orders
  return (
    <details className="group mt-1">
      <summary className="inline-flex min-h-row items-center gap-1 text-ink-soft hover:text-ink">
        <Icon name="chevron-right" className="size-3.5 group-open:rotate-90" />
        {texts.showFor(what)}
      </summary>
      <Form method="post" encType="multipart/form-data" className="mt-2 max-w-xl space-y-4">
        <KeyField />
        <input type="hidden" name="move" value="evidence" />
        <input type="hidden" name="itemId" value={item.id} />
        <TextArea
          name="note"
          id={`note-${item.id}`}
          label={texts.note}
          defaultValue={item.note ?? ''}
          rows={2}
          optional
        />
        <FileDrop
          name="file"
          id={`file-${item.id}`}
          label={texts.file}
          hint={texts.fileHint}
          accept=".pdf,image/*"
          optional
        />
        <Button>{texts.show}</Button>
      </Form>
    </details>
  )
}
