import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inWords } from '~/kernel/money-words'

test.each([
  [140_950n, '人民币壹仟肆佰零玖元伍角整'],
  [10_700_053n, '人民币壹拾万柒仟元零伍角叁分'],
  [32_504n, '人民币叁佰贰拾伍元零肆分'],
  [10_000_000_500n, '人民币壹亿零伍元整'],
  [0n, '人民币零元整'],
  [5n, '人民币伍分'],
  [50n, '人民币伍角整'],
  [1_000n, '人民币壹拾元整'],
  [1_005n, '人民币壹拾元零伍分'],
  [200_012_00n, '人民币贰拾万零壹拾贰元整'],
  [10_000_100_000n, '人民币壹亿零壹仟元整'],
  [168_000_00n, '人民币壹拾陆万捌仟元整'],
  [-100n, '人民币负壹元整'],
])('%d fen is written %s', (fen, words) => expect(inWords(fen)).toBe(words))

/** Reads the words back by their grammar alone, without the writer's rules for zeros. */
function read(words: string): bigint {
  const digit = (word: string) => BigInt('零壹贰叁肆伍陆柒捌玖'.indexOf(word))
  const [, yuan = '', part = ''] = /^人民币(?:(.+)元)?(.*)$/.exec(words)!
  let total = 0n
  let group = 0n
  let last = 0n
  for (const word of yuan) {
    const unit = { 拾: 10n, 佰: 100n, 仟: 1000n }[word]
    const groupUnit = { 万: 10n ** 4n, 亿: 10n ** 8n, 兆: 10n ** 12n, 京: 10n ** 16n }[word]
    if (unit) group += last * unit
    else if (groupUnit) {
      total += (group + last) * groupUnit
      group = 0n
    }
    last = unit || groupUnit ? 0n : digit(word)
  }
  const jiao = /(.)角/.exec(part)?.[1]
  const fen = /(.)分/.exec(part)?.[1]
  return (total + group + last) * 100n + (jiao ? digit(jiao) * 10n : 0n) + (fen ? digit(fen) : 0n)
}

const patchy = fc
  .array(fc.constantFrom<bigint[]>(0n, 0n, 1n, 9n), { maxLength: 19 })
  .map((all) => all.reduce((a, b) => a * 10n + b, 0n))

test('the words can be read back and never hold two zeros in a row', () => {
  fc.assert(
    fc.property(
      patchy.filter((fen) => fen < 2n ** 63n),
      (fen) => {
        expect(read(inWords(fen))).toBe(fen)
        expect(inWords(fen)).not.toMatch(/零零|零[万亿兆京拾佰仟]|^人民币零[^元]/)
      },
    ),
    { numRuns: 500 },
  )
})
