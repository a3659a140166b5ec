import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import type { Meaning } from '~/design/meaning'
import { Notice } from '~/design/notice'
import { linkClass } from '~/design/text-link'
import type { Fact, Finding, Outcome } from '../finding'
import { useVerifyingTexts } from './texts'

const meanings: Record<Outcome, Meaning> = {
  genuine: 'ok',
  expired: 'attention',
  early: 'attention',
  bare: 'attention',
  wrong: 'risk',
  unknown: 'risk',
  unable: 'risk',
}

const problemsShown = 8

/** One large line, why, what differs, and what the file says of itself. */
export function Found({ name, finding, origin }: { name: string; finding: Finding; origin: string }) {
  const texts = useVerifyingTexts()
  const { kind, outcome, facts } = finding
  const problems = outcome === 'wrong' ? finding.problems : []
  const no = kind === 'certificate' && facts.find(([label]) => label === 'no')?.[1]
  return (
    <article className="space-y-2">
      <Notice meaning={meanings[outcome]} title={`${texts.kinds[kind ?? 'none']}${name && ` · ${name}`}`}>
        <p className="text-lg font-semibold">{texts.outcomes[outcome]}</p>
        <p>{texts.why[outcome]}</p>
        <ul className="mt-1 list-disc pl-5 empty:hidden">
          {problems.slice(0, problemsShown).map((problem) => (
            <Problem key={problem} problem={problem} />
          ))}
          {problems.length > problemsShown && <li>{texts.more(problems.length - problemsShown)}</li>}
        </ul>
        {no && outcome !== 'wrong' && (
          <p className="mt-1">
            {origin && `${texts.offline} `}
            <a className={linkClass} href={`${origin}/verify/${no}`}>
              {texts.online}
            </a>
          </p>
        )}
      </Notice>
      {facts.length > 0 && outcome !== 'wrong' && <Told facts={facts} />}
    </article>
  )
}

function Problem({ problem }: { problem: string }) {
  const words: Record<string, string> = useVerifyingTexts().problems
  const [code = '', about] = problem.split(/ (.*)/s)
  return (
    <li>
      {words[code] ?? code}
      {about && (
        <>
          {' '}
          <code className="text-sm break-all">{about}</code>
        </>
      )}
    </li>
  )
}

function Told({ facts }: { facts: readonly Fact[] }) {
  const texts = useVerifyingTexts()
  const format = useFormat()
  const sides: Record<string, string> = texts.sides
  const value = ([label, said]: Fact) => {
    if (typeof said === 'number') return format.number(said)
    return label === 'side' ? (sides[said] ?? said) : <span className="break-all tabular-nums">{said}</span>
  }
  return (
    <Facts layout="row" items={facts.map((fact) => ({ label: texts.facts[fact[0]], value: value(fact) }))} />
  )
}
