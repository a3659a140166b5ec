import { expect, test } from 'vitest'
import { sortingOf, sortParam, withParams } from '~/design/search-params'

test('a changed filter keeps the others and starts paging anew', () => {
  expect(withParams('?state=open&after=c7', { q: '办公' })).toBe(
    `?state=open&q=${encodeURIComponent('办公')}`,
  )
  expect(withParams('?state=open&q=x', { state: null })).toBe('?q=x')
  expect(withParams('?q=x', { q: '' })).toBe('?')
})

test('a page link keeps the filters and replaces the other direction', () => {
  expect(withParams('?state=open&before=b1', { after: 'c8' })).toBe('?state=open&after=c8')
})

test('pressing a head sorts ascending, pressing it again descending', () => {
  expect(sortParam('price', null)).toBe('price')
  expect(sortParam('price', sortingOf('?sort=price'))).toBe('-price')
  expect(sortParam('price', sortingOf('?sort=-price'))).toBe('price')
  expect(sortParam('price', sortingOf('?sort=closes'))).toBe('price')
})
