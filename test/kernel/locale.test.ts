import { expect, test } from 'vitest'
import { nameIn } from '~/kernel/locale'

test('a name is in the reader’s language, and Chinese where it has no English one', () => {
  expect(nameIn('zh', '云帆软件', 'Yunfan Software')).toBe('云帆软件')
  expect(nameIn('en', '云帆软件', 'Yunfan Software')).toBe('Yunfan Software')
  expect(nameIn('en', '云帆软件', null)).toBe('云帆软件')
})
