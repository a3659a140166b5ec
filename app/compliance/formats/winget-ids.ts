import { architecture } from '../normal/words'
import type { Origin } from '../record'

export type PackageFacts = {
  origin: Origin | null
  scope: 'machine' | 'user' | null
  architecture: string | null
}

const STORE_ID = /^[9X][A-Z0-9]{11}$|^XP[A-Z0-9]{10,12}$/

/** What an id of winget and its source say: `ARP\Machine\X64\…` comes from the registry, `MSIX\…` is a package. */
export function packageOf(id: string | null, source: string | null): PackageFacts {
  const parts = id?.split('\\') ?? []
  if (parts[0]?.toUpperCase() === 'ARP') {
    const scope = /^machine$/i.test(parts[1] ?? '')
      ? 'machine'
      : /^user$/i.test(parts[1] ?? '')
        ? 'user'
        : null
    return { origin: 'registry', scope, architecture: architecture(parts[2] ?? null) }
  }
  const nothing = { scope: null, architecture: null }
  if (parts[0]?.toUpperCase() === 'MSIX') {
    const [, word] = /_(x64|x86|arm64|arm|neutral)_/i.exec(id!) ?? []
    return { origin: 'appx', scope: null, architecture: architecture(word ?? null) }
  }
  if (/^winget?/i.test(source ?? '')) return { origin: 'winget', ...nothing }
  if (/^msst/i.test(source ?? '') || STORE_ID.test(id ?? '')) return { origin: 'msstore', ...nothing }
  return { origin: fleetOrigins[source?.toLowerCase() ?? ''] ?? null, ...nothing }
}

// Other tools name the table that a row comes from.
const fleetOrigins: Record<string, Origin> = {
  programs: 'registry',
  apps: 'mac-app',
  deb_packages: 'deb',
  rpm_packages: 'rpm',
  chocolatey_packages: 'choco',
}
