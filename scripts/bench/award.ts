import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import '../resolve.ts'
import type { Certificate } from '../../app/awards/certificate.ts'
import type { Instance } from '../../app/awards/instance.ts'
import { generate, generateTqd, type Shape } from './instances.ts'

const usage = `usage: node scripts/bench/award.ts [CLASS…] [--seed N] [--runs N]
Measures the award's engine on generated markets, each in a process of its own, and prints a line per measurement:
of several --runs (3; of a class with L, 1) the one whose solve took the median.
CLASS: S M M-tied L L-tied T clearing growth same; all of them without one.
With a \`highs\` program on the path the full model is given to it too, with one thread: \`ratio\` is of time, and
beside it of processor time, which counts what Node compiles and collects on other threads meanwhile.
Ours also looks for an award that serves more pledges at the same saving; the native program does not.
It is ended after --native SECONDS (180): what it has reached by then is printed.`

const wide = { vendors: 12, pledges: 8, bundles: true, minimums: true, winners: 3 }
const classes: Record<string, Shape> = {
  S: {
    lots: 1,
    vendors: 8,
    buyers: 200,
    pledges: 1,
    caps: true,
    minimums: false,
    bundles: false,
    tiedPercent: 0,
    winners: 3,
  },
  M: { ...wide, lots: 20, buyers: 500, caps: false, tiedPercent: 0 },
  'M-tied': { ...wide, lots: 20, buyers: 500, caps: true, tiedPercent: 10 },
  L: { ...wide, lots: 50, vendors: 30, buyers: 2000, caps: true, tiedPercent: 0 },
  'L-tied': { ...wide, lots: 50, vendors: 30, buyers: 2000, caps: true, tiedPercent: 10 },
}

const words = process.argv.slice(2)
const seedAt = words.indexOf('--seed')
const seed = seedAt < 0 ? 1 : Number(words[seedAt + 1])
const asked = words.filter(
  (word, at) => !word.startsWith('--') && !words[at - 1]?.match(/^--(seed|native|runs)$/),
)
const one = words.includes('--one')
const nativeAt = words.indexOf('--native')
const nativeSeconds = nativeAt < 0 ? 180 : Number(words[nativeAt + 1])
const runsAt = words.indexOf('--runs')
const runsOf = (name: string) =>
  runsAt >= 0 ? Number(words[runsAt + 1]) : name in classes && !name.startsWith('L') ? 3 : 1

/** Each in a process of its own, so that memory is that of this one alone. */
function measureAll(names: readonly string[]) {
  const native = spawnSync('highs', ['--version'], { encoding: 'utf8' })
  say({
    machine: `${availableParallelism()} cores`,
    node: process.version,
    load: loadavg()
      .map((load) => load.toFixed(1))
      .join(' '),
    native: native.status === 0 ? native.stdout.trim().split('\n')[0]! : 'no highs program on the path',
  })
  for (const name of names) {
    const runs = Array.from({ length: runsOf(name) }, () =>
      execFileSync(
        process.execPath,
        [import.meta.filename, name, '--one', '--seed', String(seed), '--native', String(nativeSeconds)],
        { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
      ),
    )
    const solve = (said: string) => Number(/ solve (\S+) s/.exec(said)?.[1] ?? 0)
    process.stdout.write(runs.toSorted((a, b) => solve(a) - solve(b))[runs.length >> 1]!)
  }
}

async function measureOne(name: string) {
  if (name === 'growth') return growth()
  if (name === 'clearing') return clearing(10_000)
  if (name === 'same') return same()
  if (name === 'T') return discounts()
  const shape = classes[name]
  if (!shape) throw new RangeError(usage)
  const instance = generate(shape, seed)
  const { solve } = await import('~/awards/engine/solve')
  const { verify } = await import('~/awards/verify')
  const { instanceHash } = await import('~/awards/instance')
  const options = { seed: instanceHash(instance), noWorseOff: false }
  const cpu = process.cpuUsage()
  let firstWithinHalf: number | null = null
  const began = performance.now()
  const certificate = await solve(instance, options, {}, ({ incumbent, bound }) => {
    if (firstWithinHalf === null && bound !== null && incumbent * 1005n >= bound * 1000n)
      firstWithinHalf = performance.now() - began
  })
  const solveMs = performance.now() - began
  const processorMs = process.cpuUsage(cpu).user / 1000
  const again = performance.now()
  const verification = verify(instance, certificate)
  const verifyMs = performance.now() - again
  say({
    class: name,
    lots: shape.lots,
    bids: instance.bids.length,
    bundles: instance.bundles.length,
    pledges: certificate.counts.pledges,
    served: certificate.counts.served,
    solve: seconds(solveMs),
    'of it on a processor': seconds(processorMs),
    'within 0.5%': firstWithinHalf === null ? 'never' : seconds(firstWithinHalf),
    'exact gap': certificate.gapPpm === null ? '–' : `${(certificate.gapPpm / 10_000).toFixed(4)}%`,
    'solver gap': solverGap(certificate),
    stopped: certificate.engine.stoppedBy,
    verify: `${seconds(verifyMs)}, ${Math.round((100 * verifyMs) / solveMs)}% of solve`,
    verified: verification.ok,
    memory: `${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
    load: loadavg()[0]!.toFixed(1),
    ...(await nativeRatio(await fullModel(instance), { wallMs: solveMs, processorMs })),
  })
}

/** What the search among all surviving options could not exceed; unknown where it was not finished or not needed. */
const solverGap = ({ objective, solverBound, status }: Certificate) =>
  solverBound
    ? `${((Number(solverBound.value) / Number(objective) - 1) * 100).toFixed(4)}%`
    : status === 'optimal'
      ? 'none'
      : 'unknown'

/** Every option of every bid, as other programs read it. */
async function fullModel(instance: Instance) {
  const { marketOf } = await import('~/awards/engine/market')
  const { Placement } = await import('~/awards/engine/placement')
  const { loadSolver } = await import('~/awards/engine/milp/solver')
  const market = marketOf(instance, false)
  const whole = new Placement(
    market,
    market.lots.map(({ options }) => options),
  )
  return whole.text(await loadSolver(() => performance.now()))
}

/** The model given to the native program, with one thread and as exact as ours. */
async function nativeRatio(
  model: Uint8Array,
  own: { wallMs: number; processorMs: number },
): Promise<Record<string, string>> {
  if (spawnSync('highs', ['--version']).status !== 0) return {}
  const folder = mkdtempSync(join(tmpdir(), 'muster-bench-'))
  try {
    const files = { model: join(folder, 'model.mps'), options: join(folder, 'options.txt') }
    writeFileSync(files.model, model)
    writeFileSync(files.options, 'mip_rel_gap = 1e-6\nthreads = 1\nparallel = off\n')
    const before = childrensMs()
    const began = performance.now()
    const { stdout } = spawnSync(
      'highs',
      ['--options_file', files.options, '--time_limit', String(nativeSeconds), files.model],
      { encoding: 'utf8', maxBuffer: 1e8 },
    )
    const wallMs = performance.now() - began
    const processorMs = childrensMs() - before
    const [status, gap] = [/Status\s+(.+)/, /Gap\s+(\d\S*|inf)/].map(
      (form) => form.exec(stdout)?.[1] ?? 'unknown',
    )
    return {
      native: seconds(wallMs),
      'of it on the processor': seconds(processorMs),
      'native ended': `${status}, gap ${gap}`,
      ratio: `${(own.wallMs / wallMs).toFixed(3)} of ${status === 'Optimal' ? 'native' : 'native so far'}`,
      'ratio of processor time': (own.processorMs / processorMs).toFixed(3),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Processor time of the children that have ended (Linux counts it in hundredths of a second). */
function childrensMs() {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[13]) + Number(fields[14])) * 10
}

/** Total quantity discount over fifty suppliers and a hundred goods, the frontier of the literature (award.md §12). */
async function discounts() {
  const { modelOf, solveTqd } = await import('~/awards/engine/tqd')
  const { verifyTqd } = await import('~/awards/verifying/tqd')
  const { instanceHash } = await import('~/awards/instance')
  const { loadSolver } = await import('~/awards/engine/milp/solver')
  for (const shape of [
    { suppliers: 20, goods: 40 },
    { suppliers: 50, goods: 100 },
  ]) {
    const instance = generateTqd(shape, seed)
    const cpu = process.cpuUsage()
    const began = performance.now()
    const certificate = await solveTqd(instance, instanceHash(instance), { seconds: nativeSeconds })
    const [wallMs, processorMs] = [performance.now() - began, process.cpuUsage(cpu).user / 1000]
    const again = performance.now()
    const verification = verifyTqd(instance, certificate)
    say({
      'total quantity discount': `${shape.suppliers} suppliers × ${shape.goods} goods`,
      solve: seconds(wallMs),
      'of it on a processor': seconds(processorMs),
      stopped: certificate.engine.stoppedBy,
      status: certificate.status,
      verify: seconds(performance.now() - again),
      verified: verification.ok,
      load: loadavg()[0]!.toFixed(1),
      ...(await nativeRatio(
        (await loadSolver(() => performance.now())).write(modelOf(instance, false).model),
        { wallMs, processorMs },
      )),
    })
  }
}

const single: Omit<Shape, 'buyers'> = {
  lots: 1,
  vendors: 8,
  pledges: 1,
  caps: false,
  minimums: true,
  bundles: false,
  tiedPercent: 0,
  winners: 1,
}

/** Median of three clearings of one lot with one winner. */
async function clearing(pledges: number) {
  const { clear } = await import('~/awards/clearing')
  const instance = generate({ ...single, buyers: pledges }, seed)
  const times = [0, 1, 2].map(() => {
    const began = performance.now()
    clear(instance, 'L1', '07'.repeat(32))
    return performance.now() - began
  })
  const median = times.toSorted((a, b) => a - b)[1]!
  const perUnit = (median * 1e6) / (pledges * Math.log2(pledges))
  say({
    clearing: `${pledges} pledges`,
    time: `${median.toFixed(1)} ms`,
    'ns per n log n': perUnit.toFixed(1),
    load: loadavg()[0]!.toFixed(1),
  })
}

async function growth() {
  for (const pledges of [1_000, 10_000, 100_000, 1_000_000]) await clearing(pledges)
}

/** The same award, by its hash, in five processes' worth of runs. */
async function same() {
  const { solve } = await import('~/awards/engine/solve')
  const { instanceHash } = await import('~/awards/instance')
  for (const name of ['M', 'M-tied']) {
    const instance = generate(classes[name]!, seed)
    const options = { seed: instanceHash(instance), noWorseOff: true }
    const hashes = new Set<string>()
    for (let run = 0; run < 5; run += 1) hashes.add((await solve(instance, options)).hash)
    say({ 'five runs': name, 'certificate hashes': hashes.size, hash: [...hashes][0]!.slice(7, 23) })
  }
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`

function say(facts: Record<string, unknown>) {
  console.log(
    Object.entries(facts)
      .map(([key, value]) => `${key} ${value}`)
      .join(' · '),
  )
}

if (words.includes('--help')) console.log(usage)
else if (one) await measureOne(asked[0]!)
else measureAll(asked.length > 0 ? asked : [...Object.keys(classes), 'T', 'clearing', 'growth', 'same'])
