import { expect, test } from 'vitest'
import { Timeline } from '~/design/timeline'
import { render } from './render'

const told = async (what: string) =>
  (await render(<Timeline items={[{ id: 'one', who: 'Muster', what, at: new Date() }]} />))
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\s+/g, ' ')

test('a deed stands behind whoever did it, a sentence with a subject of its own before whoever noted it', async () => {
  expect(await told('placed the order')).toContain('Muster placed the order')
  expect(await told('the award was decided')).toContain('The award was decided · Muster')
  expect(await told('a deadline was missed')).toContain('A deadline was missed · Muster')
  expect(await told('announced the round')).toContain('Muster announced the round')
  expect(await told('采纳目标')).toContain('Muster 采纳目标')
})
