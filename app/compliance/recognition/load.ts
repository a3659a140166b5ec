import { whyNotRun } from './patterns'
import { recognitionPack, type RecognitionPack, type Sample } from './pack'
import { compileRules, type Rules } from './rules'

export type PackProblem = { rule: string; problem: string }

/** A pack that may not be used, with every reason. */
export class PackRefused extends Error {
  readonly problems: readonly PackProblem[]

  constructor(problems: readonly PackProblem[]) {
    super(problems.map(({ rule, problem }) => `${rule}: ${problem}`).join('\n'))
    this.name = 'PackRefused'
    this.problems = problems
  }
}

/**
 * Makes `recognition-pack/1` data ready to match. Every rule has to match each of its examples before any other rule
 * does, and none of its counterexamples; its patterns may not take exponential time. Throws `PackRefused`.
 */
export function loadPack(data: unknown): Rules {
  const parsed = recognitionPack.safeParse(data)
  if (!parsed.success) {
    throw new PackRefused(
      parsed.error.issues.map(({ path, message }) => ({ rule: path.join('.'), problem: message })),
    )
  }
  const pack = parsed.data
  refuseIfAny([...patternProblems(pack), ...keyProblems(pack)])
  const rules = compileRules(pack)
  refuseIfAny(sampleProblems(pack, rules))
  return rules
}

function refuseIfAny(problems: PackProblem[]): void {
  if (problems.length > 0) throw new PackRefused(problems)
}

function patternProblems({ rules, noise }: RecognitionPack): PackProblem[] {
  return [...rules, ...noise].flatMap(({ id, title }) => {
    const problem = title && whyNotRun(title.replaceAll('{edition}', '(?<edition>x)'))
    return problem ? { rule: id, problem } : []
  })
}

function keyProblems({ publishers, rules, noise }: RecognitionPack): PackProblem[] {
  const keys = new Set(publishers.map(({ key }) => key))
  const ids = new Set<string>()
  return [...rules, ...noise].flatMap(({ id, publisher }) => {
    const twice = ids.has(id)
    ids.add(id)
    if (twice) return { rule: id, problem: 'id used twice' }
    return publisher && !keys.has(publisher) ? { rule: id, problem: `unknown publisher ${publisher}` } : []
  })
}

function sampleProblems({ rules }: RecognitionPack, compiled: Rules): PackProblem[] {
  return rules.flatMap(({ id, examples, counterexamples }) => [
    ...examples
      .map((sample) => ({ sample, found: ruleOf(sample, compiled) }))
      .filter(({ found }) => found !== id)
      .map(({ sample, found }) => ({
        rule: id,
        problem: `example "${sample.title}" matches ${found ?? 'nothing'}`,
      })),
    ...counterexamples
      .filter((sample) => ruleOf(sample, compiled) === id)
      .map((sample) => ({ rule: id, problem: `counterexample "${sample.title}" matches` })),
  ])
}

const ruleOf = ({ title, publisher = null, version = null }: Sample, rules: Rules) =>
  rules.match({ title, publisher, version })?.rule.id ?? null
