import { padTo } from '~/rounds/frame'
import { aroundFrame, wrapLength } from '~/rounds/sealing/envelope'
import type { OfflineWords } from './words'

export type OfflineFacts = {
  round: string
  number: string
  title: string
  noticeHash: string
  /** of the notice, in the order of their numbers */
  recipients: readonly string[]
  /** the reader's organization where it may bid */
  author: string | null
  closes: string
  origin: string
  lots: readonly { id: string; code: string; editions: readonly { id: string; name: string }[] }[]
}

const kinds = ['technical', 'price'] as const

/** `sealing.txt`: to whom, in which format, and step by step how an envelope is made with the standard `age` tool alone. */
export function sealingText(facts: OfflineFacts, words: OfflineWords): string {
  const { round, noticeHash, recipients } = facts
  const author = facts.author ?? words.author
  return `${[
    `${words.title} · ${facts.number} ${facts.title}`,
    words.lead,
    words.closes(facts.closes),
    '',
    `## ${words.values}`,
    `round: ${round}`,
    `noticeHash: ${noticeHash}`,
    `author: ${author}`,
    ...recipients.map((recipient, place) => `recipient ${place + 1}: ${recipient}`),
    ...facts.lots.flatMap(({ id, code, editions }) => [
      `lot ${code}: ${id}`,
      ...editions.map((edition) => `  edition ${edition.id}  ${edition.name}`),
    ]),
    words.check(`${facts.origin}/rounds/${round}/notice.json`),
    '',
    `## ${words.plaintexts}`,
    'technical.json',
    json({
      format: 'technical-bid/1', round, lot: 'LOT', vendor: author, edition: 'EDITION',
      responses: { delivery: '…', support: '…', genuine: '…' }, files: [],
    }), // oxfmt-ignore
    'price.json',
    json({
      format: 'price-bid/1', round, lot: 'LOT', vendor: author, edition: 'EDITION',
      tiers: [{ from: 1, price: 'FEN' }], minQty: 0, maxQty: null, taxRateBps: 1300, validUntil: 'YYYY-MM-DD',
    }), // oxfmt-ignore
    ...words.plaintextRules,
    '',
    `## ${words.steps}`,
    words.own,
    '   age-keygen -o own.txt',
    ...kinds.flatMap((kind) => steps(kind, facts, author, words)),
    '',
    `## ${words.copy}`,
    json({ format: 'bid-copy/1', round, lot: 'LOT', recovery: 'AGE-SECRET-KEY-1…', technical: 'BASE64', price: 'BASE64' }),
    words.copyHow,
    '',
    `## ${words.hand}`,
    ...facts.lots.map(({ id, code }) => `${code}: ${facts.origin}/rounds/${round}/lots/${id}/bid/upload`),
    ...words.handRules,
  ].join('\n')}\n` // oxfmt-ignore
}

const json = (value: object) => `   ${JSON.stringify(value)}`

/** The steps for one envelope, as a shell runs them; sizes are what the platform checks. */
function steps(
  kind: (typeof kinds)[number],
  { round, noticeHash, recipients }: OfflineFacts,
  author: string,
  words: OfflineWords,
) {
  const wrap = (lower: number, higher: number) =>
    `   age -r ${recipients[higher - 1]} ${kind}.key | age -r ${recipients[lower - 1]} > ${kind}.${lower}${higher}`
  const head = {
    format: 'sealed-item/1', alg: 'age-x25519', round, noticeHash, kind, lot: 'LOT', author, padTo: padTo[kind],
  } // oxfmt-ignore
  const rest = {
    keyRecipient: 'RECIPIENT', commitment: 'HEX', payload: 'BASE64',
    wraps: [[1, 2], [1, 3], [2, 3]].map((openers) => ({ openers, data: 'BASE64' })),
  } // oxfmt-ignore
  return [
    '',
    `### ${kind}`,
    words.frame(padTo[kind] - 36, padTo[kind]),
    `   head -c 32 /dev/urandom > ${kind}.frame`,
    `   printf '%08x' $(wc -c < ${kind}.json) | xxd -r -p >> ${kind}.frame`,
    `   cat ${kind}.json >> ${kind}.frame`,
    `   truncate -s ${padTo[kind]} ${kind}.frame`,
    words.commitment,
    `   sha256sum ${kind}.frame`,
    words.key,
    `   age-keygen | grep -o 'AGE-SECRET-KEY-1.*' | tr -d '\\n' > ${kind}.key`,
    `   age-keygen -y ${kind}.key`,
    words.payload(padTo[kind] + aroundFrame(padTo[kind])),
    `   age -r $(age-keygen -y ${kind}.key) -r $(age-keygen -y own.txt) ${kind}.frame > ${kind}.payload`,
    words.wraps(wrapLength),
    wrap(1, 2),
    wrap(1, 3),
    wrap(2, 3),
    words.envelope(`${kind}-envelope.json`),
    json({ ...head, ...rest }),
  ]
}
