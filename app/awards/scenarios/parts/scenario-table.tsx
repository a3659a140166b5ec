import { useSearchParams } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Chip } from '~/design/chip'
import { useFormat } from '~/design/format'
import { Matrix } from '~/design/matrix'
import { Money } from '~/design/money'
import { TextLink } from '~/design/text-link'
import { useAwardTexts } from '../../parts/texts'
import type { ScenarioResult, Scenarios } from '../queries.server'
import { useChangeWords, useVendorName } from './scenario-words'

type Line = { key: string; head: ReactNode; group?: string; cell: (result: ScenarioResult) => ReactNode }

/** The official result and every scenario, a column each. */
export function ScenarioTable({
  scenarios: { official, scenarios, lots, vendors },
}: {
  scenarios: Scenarios
}) {
  const texts = useAwardTexts().scenarios
  const words = useChangeWords(vendors)
  const [search] = useSearchParams()
  const lines = [...useFigures(official), ...useWinners(lots, vendors)]
  const waits = (result: ScenarioResult | null, state: keyof typeof texts.states, at: number) =>
    at > 0 || result ? null : state === 'queued' || state === 'running' ? (
      <span className="inline-flex flex-col items-end gap-0.5">
        <Chip meaning="info">{texts.states[state]}</Chip>
        <TextLink to={`?${search}`} className="text-sm">
          {texts.refresh}
        </TextLink>
      </span>
    ) : (
      <Chip meaning="risk">{texts.states[state]}</Chip>
    )
  return (
    <Matrix
      caption={texts.caption}
      corner={texts.corner}
      whole
      columns={[
        {
          key: 'official',
          head: (
            <span className="inline-flex min-w-40 flex-col items-end">
              <span className="font-semibold text-ink">{texts.official}</span>
              <span className="text-sm">{texts.officialWhy}</span>
            </span>
          ),
        },
        ...scenarios.map(({ id, change }) => ({
          key: id,
          head: (
            <span className="inline-flex min-w-40 flex-col items-end">
              {words(change).map((phrase) => (
                <span key={phrase} className="font-semibold text-balance text-ink">
                  {phrase}
                </span>
              ))}
            </span>
          ),
        })),
      ]}
      rows={lines.map(({ key, head, group, cell }, at) => ({
        key,
        head,
        ...(group && { group }),
        cells: [
          cell(official),
          ...scenarios.map(({ result, state }) => (result ? cell(result) : waits(result, state, at))),
        ],
      }))}
    />
  )
}

function useFigures(official: ScenarioResult): Line[] {
  const texts = useAwardTexts().scenarios
  const format = useFormat()
  const count = (key: 'pledges' | 'buyers' | 'units'): Line => ({
    key,
    head: texts[key],
    cell: (result) => <Changed value={result[key]} before={official[key]} />,
  })
  return [
    {
      key: 'saving',
      head: texts.saving,
      cell: ({ saving }) => <Money fen={saving} className="font-semibold" />,
    },
    {
      key: 'difference',
      head: texts.difference,
      cell: ({ saving }) =>
        saving === official.saving ? (
          <span className="text-ink-soft">{format.money(0n)}</span>
        ) : (
          <span className={saving < official.saving ? 'text-risk' : 'text-ok'}>
            {format.moneyChange(saving - official.saving)}
          </span>
        ),
    },
    {
      key: 'bound',
      head: texts.bound,
      cell: ({ open }) => (open === null ? texts.noBound : open === 0n ? texts.proven : format.money(open)),
    },
    count('pledges'),
    count('buyers'),
    count('units'),
  ]
}

function Changed({ value, before }: { value: number; before: number }) {
  const format = useFormat()
  return (
    <>
      {format.number(value)}
      {value !== before && (
        <span className="ml-1.5 text-sm text-ink-soft">
          {value > before ? '+' : '−'}
          {format.number(Math.abs(value - before))}
        </span>
      )}
    </>
  )
}

function useWinners(lots: Scenarios['lots'], vendors: Scenarios['vendors']): Line[] {
  const texts = useAwardTexts().scenarios
  const format = useFormat()
  const nameOf = useVendorName(vendors)
  return lots.map(({ code }, at) => ({
    key: `lot ${code}`,
    head: code,
    ...(at === 0 && { group: texts.byLot }),
    cell: (result) => {
      const its = result.lots.find((lot) => lot.code === code)?.winners ?? []
      if (its.length === 0) return <span className="text-ink-soft">{texts.nobody}</span>
      return (
        <span className="inline-flex flex-col items-end py-1">
          {its.map(({ vendor, quantity, unitPrice }) => (
            <span key={vendor} className="flex flex-col items-end">
              <span className="text-balance">{nameOf(vendor)}</span>
              <span className="text-sm text-ink-soft">
                {format.number(quantity)} × {format.money(unitPrice)}
              </span>
            </span>
          ))}
        </span>
      )
    },
  }))
}
