import { copyrightHolder } from '../normal/publisher'

export type PublisherNames = readonly { key: string; names: readonly string[] }[]
export type PublisherKeys = (name: string | null) => string | null

/** Publisher key by any of its names; legal forms, places of registration, case and punctuation do not matter. */
export function publisherKeys(publishers: PublisherNames): PublisherKeys {
  const keys = new Map(
    publishers.flatMap(({ key, names }) => names.map((name) => [plainName(name), key] as const)),
  )
  const known = new Map<string, string | null>()
  return (name) => {
    if (!name) return null
    const before = known.get(name)
    if (before !== undefined) return before
    const key = keys.get(plainName(name)) ?? keys.get(plainName(copyrightHolder(name) ?? '')) ?? null
    known.set(name, key)
    return key
  }
}

const LEGAL =
  / (?:inc(?:orporated)?|ltd|limited|llc|llp|l\.?p|corp(?:oration)?|co|company|companies|gmbh(?: & co kg)?|ag|kg|se|sa|sas|sarl|srl|s\.?r\.?l|spa|bv|b v|nv|oy|oyj|ab|as|aps|plc|pty|pte|kk|k\.?k|sro|s r o|doo|kft|zrt|ooo|zao|ug|ev|e v|pvt|private|intl|international|foundation|the)$/
const CHINESE_LEGAL = /(?:股份有限公司|有限责任公司|有限公司|股份公司|公司)(?:\(.*\))?$/
const CHINESE_PLACE =
  /^(?:中国)?(?:北京|上海|天津|重庆|深圳|广州|珠海|杭州|南京|成都|武汉|西安|厦门|福州|福建|苏州|无锡|长沙|合肥|济南|青岛|大连|沈阳|郑州|东莞|佛山|宁波|广东|浙江|江苏|山东|四川|湖南|湖北|海南|香港)市?/

/** A name without what differs between registrations of one publisher. */
export function plainName(name: string): string {
  let plain = name
    .slice(0, 512)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[®™©]|\((?:r|tm|c)\)| *<[^>]*>?$/g, ' ')
    .replace(/[.,;:"'`’]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  for (let before = ''; before !== plain;) {
    before = plain
    plain = plain.replace(LEGAL, '').replace(CHINESE_LEGAL, '').trim()
  }
  return plain.replace(/^the /, '').replace(CHINESE_PLACE, '').replace(/\s+/g, '') || plain
}
