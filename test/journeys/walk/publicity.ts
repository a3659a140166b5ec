import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect } from 'vitest'
import { aMember, aVisitor, type Visitor } from '../../support/browser'
import { aFolder } from '../../support/folder'
import type { Walk } from './walk'

/** What the office counts and what anyone can check of it. */
export function walkInPublic(walk: Walk) {
  const { step, enterprise, manner, others, sealers, o } = walk

  step('13 the office counts it among its facts; the public reads the award and recomputes it', async () => {
    const { roundId } = walk
    const officer = await aMember('officer', others)
    await officer.open('/office')
    await officer.open(`/office/compliance?q=${encodeURIComponent(enterprise.name)}`)
    await officer.sees(enterprise.name)
    await (await aVisitor(manner)).open('/')
    const stranger = await aVisitor(sealers)
    await stranger.open(`/rounds/${roundId}/award/notice`)
    await stranger.sees(/1,550\.00/)
    await stranger.press(o.awards.notice.recomputeHere, `/rounds/${roundId}/award/notice`)
    await stranger.sees(o.awards.notice.verified)
    const files = ['instance', 'certificate'].map((name) => `/rounds/${roundId}/award/${name}.json`)
    expect(await verifiedByCommand(stranger, files)).toMatchObject({ ok: true, errors: [] })
  })
}

/** What the command line says of files that anyone can download. */
async function verifiedByCommand(reader: Visitor, files: readonly string[]) {
  const folder = aFolder()
  const saved = files.map((file) => join(folder, basename(file)))
  for (const [at, file] of files.entries())
    writeFileSync(saved[at]!, await (await reader.context.request.get(file)).body())
  return JSON.parse(
    execFileSync('npm', ['run', '--silent', 'award', '--', 'verify', ...saved], { encoding: 'utf8' }),
  ) as Record<string, unknown>
}
