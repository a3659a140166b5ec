import type { Channel, Chassis, Hint, OperatingSystem, Origin, Platform } from '../record'

/** x64, x86, arm64 and any for the names that tools give them; other text stays. */
export function architecture(text: string | null): string | null {
  const word = text?.trim().toLowerCase() ?? ''
  return architectures.get(word) ?? (text?.trim() || null)
}

// The numbers are what PowerShell writes for package architectures.
const architectures = new Map(
  Object.entries({
    x64: ['x64', 'x86_64', 'amd64', '64-bit', '64bit', '64 位', '64位', 'win64', 'intel64', '9'],
    x86: ['x86', 'i386', 'i486', 'i586', 'i686', '32-bit', '32bit', '32 位', '32位', 'win32', 'ia32', '0'],
    arm64: ['arm64', 'aarch64', 'arm64e', '12'],
    any: ['any', 'noarch', 'all', 'neutral', 'universal', '11'],
  }).flatMap(([name, words]) => words.map((word) => [word, name] as const)),
)

export function chassis(type: string | null, virtual: string | null, platform: Platform): Chassis {
  if (virtual && !/^physical$/i.test(virtual)) return 'virtual'
  if (type && /laptop|notebook|portable|hand ?held|convertible|tablet/i.test(type)) return 'laptop'
  if (type && /server|blade|rack/i.test(type)) return 'server'
  if (type && /phone/i.test(type)) return 'phone'
  if (type && /desktop|tower|all.in.one|mini pc|stick pc|space.saving|lunch box/i.test(type)) return 'desktop'
  if (type && /virtual|vmware|kvm|qemu|hyper-?v/i.test(type)) return 'virtual'
  return platform === 'android' ? 'phone' : 'unknown'
}

/** The platform that the given names of a system or kernel tell; the first that is known decides. */
export function platform(...names: (string | null)[]): Platform {
  for (const name of names) {
    if (!name) continue
    if (/android/i.test(name)) return 'android'
    if (/windows|mswin32|^win(32|64)?$/i.test(name)) return 'windows'
    if (/mac ?os|os x|darwin/i.test(name)) return 'macos'
    if (
      /linux|fedora|debian|ubuntu|centos|red hat|suse|kylin|麒麟|uos|uniontech|统信|deepin|euler|\b(arch|mint|alma|rocky)\b/i.test(
        name,
      )
    ) {
      return 'linux'
    }
  }
  return 'unknown'
}

const origins: Record<string, Origin> = {
  registry: 'registry',
  msi: 'msi',
  appx: 'appx',
  uwp: 'appx',
  rpm: 'rpm',
  deb: 'deb',
  dpkg: 'deb',
  android: 'android',
  wmi: 'wmi',
  chocolatey: 'choco',
  choco: 'choco',
  winget: 'winget',
  msstore: 'msstore',
}

export const origin = (from: string | null): Origin => origins[from?.toLowerCase() ?? ''] ?? 'other'

/** What a release type, a category of a list or a title with a KB number say about a row. */
export function hintOf(word: string | null): Hint | null {
  const text = word?.toLowerCase().replace(/_/g, ' ').trim() ?? ''
  if (/^(security )?update( rollup)?$|^hot ?fix$|^service ?pack$|^patch$|^critical update$/.test(text))
    return 'update'
  if (/^system ?component$/.test(text)) return 'system-component'
  if (/codec/.test(text)) return 'codec'
  if (/driver/.test(text)) return 'driver'
  return null
}

export const isKnowledgeBase = (text: string | null): boolean => /\bKB\d{6,}\b/i.test(text ?? '')

/** `OEM` as a part of a product id: `82503-OEM-1190037-27208`, `00259-40825-10721-AAOEM`. */
export const isOemProductId = (productId: string | null): boolean =>
  /(^|-)OEM(-|$)|-AAOEM$/i.test(productId ?? '')

/** The channel a key channel, a license description, an OEM flag and a product id tell, in this order. */
export function channel(facts: {
  keyChannel?: string | null
  description?: string | null
  oem?: boolean
  productId?: string | null
}): Channel {
  for (const words of [facts.keyChannel, facts.description]) {
    const told = channelIn(words ?? '')
    if (told) return told
  }
  return facts.oem || isOemProductId(facts.productId ?? null) ? 'oem' : 'unknown'
}

function channelIn(words: string): Channel | null {
  if (/TIMEBASED_EVAL|\bEval(uation)?\b/i.test(words)) return 'evaluation'
  if (/VOLUME[_: ]?(KMS|GVLK|CSVLK)|\bKMS/i.test(words)) return 'volume-kms'
  if (/VOLUME[_: ]?MAK|\bMAK\b/i.test(words)) return 'volume-mak'
  if (/SUBSCRIPTION|TIMEBASED_SUB/i.test(words)) return 'subscription'
  if (/\bOEM(?=[_:\s]|$)/i.test(words)) return 'oem'
  return /\bRETAIL\b/i.test(words) ? 'retail' : null
}

/** An operating system whose every field is unknown but the given ones; null when nothing is known. */
export function operatingSystem(facts: Partial<OperatingSystem>): OperatingSystem | null {
  if (!facts.name && !facts.version) return null
  const { name = null, version = null, architecture = null, installedOn = null, productId = null } = facts
  return { name, version, architecture, installedOn, productId, channel: facts.channel ?? null }
}

/** true, false or unknown of the ways tools write a flag. */
export function flag(text: string | null): boolean | null {
  const word = text?.trim().toLowerCase() ?? ''
  if (/^(1|true|yes|on|enabled|active|running|是|已启用|启用)$/.test(word)) return true
  if (/^(0|false|no|off|disabled|inactive|stopped|not running|否|已禁用|禁用)$/.test(word)) return false
  return null
}
